"""A list a person reads a page at a time: filters and order live in the address, so it can be bookmarked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from sqlalchemy import Select, func, select

from tracker.extensions import db

PAGE_SIZE = 50
LAST_PAGE = 100_000


@dataclass(frozen=True)
class Listing:
    """One page of rows, with what is needed to show its neighbours and its order."""

    rows: Sequence[Any]
    total: int
    page: int
    sort: str
    descending: bool
    page_size: int = PAGE_SIZE

    @property
    def page_count(self) -> int:
        return max(1, -(-self.total // self.page_size))

    @property
    def first(self) -> int:
        """The number of the first row shown, from 1; 0 when there is none."""
        return (self.page - 1) * self.page_size + 1 if self.rows else 0

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1 if self.rows else 0

    def url(self, **changed: object) -> str:
        """This list's address with some of its query changed."""
        asked = {name: given for name, given in request.args.to_dict(flat=False).items() if not name.startswith("_")}
        query = {**asked, **{name: [value] for name, value in changed.items()}}
        return url_for(request.endpoint or "", **{**query, **(request.view_args or {})})

    def page_url(self, page: int) -> str:
        return self.url(page=page)

    def sort_url(self, key: str) -> str:
        """The address that orders by `key`, or turns its order round."""
        turned = key == self.sort and not self.descending
        return self.url(sort=f"-{key}" if turned else key, page=1)

    def direction(self, key: str) -> str:
        """`ascending`, `descending` or `none`, as aria-sort wants it."""
        if key != self.sort:
            return "none"
        return "descending" if self.descending else "ascending"


def listing(
    query: Select[Any], sorts: Mapping[str, Sequence[Any]], default: str, *, page_size: int = PAGE_SIZE, scalars: bool = True
) -> Listing:
    """The page of `query` the request asks for. `sorts`: key -> columns; `default` may begin with `-` for descending.

    Unknown sort keys and page numbers fall back; a page past the end is the last one.
    """
    key, descending = asked_order(sorts, default)
    total = db.session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    page = asked_page(total, page_size)
    order = [column.desc() if descending else column.asc() for column in sorts[key]]
    paged = query.order_by(None).order_by(*order).limit(page_size).offset((page - 1) * page_size)
    found = db.session.scalars(paged).all() if scalars else db.session.execute(paged).all()
    return Listing(found, total, page, key, descending, page_size)


def asked_order(sorts: Mapping[str, Sequence[Any]], default: str) -> tuple[str, bool]:
    """The sort key the request asks for, and whether descending."""
    asked = request.args.get("sort", default)
    if asked.removeprefix("-") not in sorts:
        asked = default
    return asked.removeprefix("-"), asked.startswith("-")


def asked_page(total: int, page_size: int = PAGE_SIZE) -> int:
    """The page the request asks for, of a list so long."""
    return min(max(1, _number(request.args.get("page", "1"))), max(1, -(-total // page_size)))


def _number(text: str) -> int:
    return min(int(text), LAST_PAGE) if text.isascii() and text.isdigit() else 1
