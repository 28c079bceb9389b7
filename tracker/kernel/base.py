"""The ground every model stands on: a typed base class, column types that mean the same on both databases."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any, dataclass_transform

from sqlalchemy import BigInteger, Boolean, DateTime, Dialect, Enum, Integer, MetaData, String, inspect
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    MappedAsDataclass,
    declared_attr,
    mapped_column,
    relationship,
)
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

Id = Annotated[int, mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)]
OtherId = Annotated[int, mapped_column(BigInteger().with_variant(Integer, "sqlite"))]  # part of a key of several columns
Line = Annotated[str, mapped_column(String(300))]


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. Stored in UTC; refuses a datetime without a zone; always comes back aware, in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"an instant needs a zone: {value!r}")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def enum_type(kind: type[StrEnum], name: str | None = None) -> Enum:
    """A column of `kind`: stored as its plain value, kept to its members by a named CHECK on both databases."""
    return Enum(
        kind,
        native_enum=False,
        length=40,
        create_constraint=True,
        name=name or _snake(kind.__name__),
        values_callable=lambda members: [member.value for member in members],
        validate_strings=True,
    )


def _snake(name: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")


@dataclass_transform(kw_only_default=True, eq_default=False, field_specifiers=(mapped_column, relationship))
class Base(MappedAsDataclass, DeclarativeBase, kw_only=True, eq=False, repr=False):
    """Models are dataclasses: wrong constructor arguments are caught by the type checker."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: UtcDateTime, str: String(300), bool: Boolean(create_constraint=False)}  # noqa: RUF012 - declared so by the library

    def __repr__(self) -> str:
        """Which record it is. What it holds is personal, and a log or a report of a fault is the wrong place for it."""
        identity = inspect(self).identity or ("new",)
        return f"<{type(self).__name__} {' '.join(map(str, identity))}>"


class Versioned(MappedAsDataclass, kw_only=True, eq=False, repr=False):
    """A record two people may edit at once: each update raises `version` and checks the one it was read with."""

    version: Mapped[int] = mapped_column(Integer, init=False)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - a class is what the library passes
        return {"version_id_col": cls.version}
