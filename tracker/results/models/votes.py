"""Votes as they are stored: whole numbers in most counts, to five places where surpluses are transferred."""

from decimal import Decimal

from sqlalchemy import BigInteger, Dialect
from sqlalchemy.types import TypeDecorator

PLACES = 5
UNIT = Decimal(1).scaleb(-PLACES)


class Votes(TypeDecorator[Decimal]):
    """An exact number of votes, kept as hundred-thousandths. Raises ValueError for more places than that."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | int | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        scaled = Decimal(value).scaleb(PLACES)
        if scaled != scaled.to_integral_value():
            raise ValueError(f"votes have {PLACES} places at most: {value}")
        return int(scaled)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else plain(Decimal(value) * UNIT)


def plain(value: Decimal) -> Decimal:
    """`value` without the zeros at its end: 12.50000 as 12.5, 12.00000 as 12."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
