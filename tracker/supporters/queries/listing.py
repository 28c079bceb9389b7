"""The list, a page at a time or streamed as a whole.

A page is chosen by number first, out of indexes alone, and only its fifty rows are read from the table.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Engine, Select, func, literal, select, union_all
from sqlalchemy.orm import Session, joinedload

from tracker.contests.models import Candidacy
from tracker.directory.models import Area
from tracker.extensions import db
from tracker.kernel.paging import PAGE_SIZE, Listing, asked_order, asked_page
from tracker.rules.names import search_key
from tracker.supporters.models import Supporter, SupporterDay, SupporterTally
from tracker.supporters.queries.filters import Filters

FEW = 2_000
STREAMED = 1_000
COUNCIL = "council"
SORTS: dict[str, tuple[Any, ...]] = {
    "name": (Supporter.sort_key, Supporter.id),
    "category": (Supporter.category, Supporter.sort_key, Supporter.id),
    COUNCIL: (),
    "day": (Supporter.supported_on, Supporter.id),
}
NEWEST_FIRST = "-day"

Ids = Select[Any]


def listed(candidacy: Candidacy, filters: Filters) -> Listing:
    """The page of the candidacy's supporters that the request asks for."""
    key, descending = asked_order(SORTS, NEWEST_FIRST)
    ids = _ids(candidacy, filters)
    few = _few(ids) if filters.has_words else None
    if few is not None:
        ids = select(Supporter.id).where(Supporter.id.in_(few))
    if key == COUNCIL:
        councils = _councils(candidacy, filters, ids, descending)
        total = sum(count for _, count in councils)
        page = asked_page(total)
        chosen = _chosen_by_council(ids, councils, (page - 1) * PAGE_SIZE, descending)
    else:
        total = len(few) if few is not None else _total(candidacy, filters, ids)
        page = asked_page(total)
        chosen = _chosen(ids, SORTS[key], (page - 1) * PAGE_SIZE, total, descending)
    return Listing(_rows(chosen), total, page, key, descending)


def export_rows(candidacy: Candidacy, filters: Filters) -> Iterator[Supporter]:
    """Every supporter `filters` lets through, by name, read some hundred at a time.

    Read in a session of its own: the file is on its way when the request's own has ended.
    """
    query = (
        select(Supporter).where(Supporter.candidacy_id == candidacy.id, Supporter.removed_at.is_(None), *filters.conditions())
        .order_by(*SORTS["name"]).options(joinedload(Supporter.area)).execution_options(yield_per=STREAMED)
    )  # fmt: skip
    return _streamed(query, db.engine)


def _streamed(query: Select[Any], engine: Engine) -> Iterator[Supporter]:
    with Session(engine) as session:
        for supporter in session.scalars(query):
            yield supporter
            session.expunge(supporter)


def count(candidacy: Candidacy, filters: Filters) -> int:
    """How many supporters `filters` lets through."""
    return _total(candidacy, filters, _ids(candidacy, filters))


def _ids(candidacy: Candidacy, filters: Filters) -> Ids:
    return select(Supporter.id).where(
        Supporter.candidacy_id == candidacy.id, Supporter.removed_at.is_(None), *filters.conditions()
    )


def _few(ids: Ids) -> list[int] | None:
    """The numbers themselves, if there are not too many."""
    found = list(db.session.scalars(ids.limit(FEW + 1)))
    return found if len(found) <= FEW else None


def _total(candidacy: Candidacy, filters: Filters, ids: Ids) -> int:
    """How many there are: from the tallies where they can tell, else counted."""
    if filters.has_words or (filters.has_days and filters.has_kinds):
        query = select(func.count()).select_from(ids.subquery())
    elif filters.has_days:
        query = select(func.sum(SupporterDay.count)).where(SupporterDay.candidacy_id == candidacy.id, *filters.days())
    else:
        query = select(func.sum(SupporterTally.count)).where(
            SupporterTally.candidacy_id == candidacy.id, *filters.kinds(SupporterTally)
        )
    return int(db.session.scalar(query) or 0)


def _chosen(ids: Ids, order: Sequence[Any], offset: int, total: int, descending: bool) -> list[int]:
    """The numbers on a page, in order; the second half of a list is walked from its end."""
    from_end = offset > total // 2
    size = min(PAGE_SIZE, total - offset)
    ordered = ids.order_by(*(column.desc() if descending != from_end else column.asc() for column in order))
    found = list(db.session.scalars(ordered.limit(size).offset(total - offset - size if from_end else offset)))
    return found[::-1] if from_end else found


def _councils(candidacy: Candidacy, filters: Filters, ids: Ids, descending: bool) -> list[tuple[int | None, int]]:
    """Council areas with how many of the list are there, by name; those not known come last.

    The names cost no query where the areas have been read already, as they have for the filters.
    """
    if filters.has_words or filters.has_days:
        query: Any = ids.with_only_columns(Supporter.area_id, func.count()).group_by(Supporter.area_id)
    else:
        query = (
            select(SupporterTally.area_id, func.sum(SupporterTally.count))
            .where(SupporterTally.candidacy_id == candidacy.id, *filters.kinds(SupporterTally))
            .group_by(SupporterTally.area_id)
        )
    counts = {area_id: int(number) for area_id, number in db.session.execute(query)}
    known = [area_id for area_id in counts if area_id is not None]
    by_name = sorted(known, key=lambda area_id: search_key(db.session.get_one(Area, area_id).name), reverse=descending)
    return [(area_id, counts[area_id]) for area_id in [*by_name, *([None] if None in counts else [])]]


def _chosen_by_council(ids: Ids, councils: Sequence[tuple[int | None, int]], offset: int, descending: bool) -> list[int]:
    """The numbers on a page ordered by council: a piece of each council it reaches into."""
    order = [column.desc() if descending else column.asc() for column in SORTS["name"]]
    pieces, wanted = [], PAGE_SIZE
    for place, (area_id, number) in enumerate(councils):
        skipped = min(offset, number)
        size = min(wanted, number - skipped)
        offset, wanted = offset - skipped, wanted - size
        if size:
            here = Supporter.area_id.is_(None) if area_id is None else Supporter.area_id == area_id
            piece = ids.add_columns(Supporter.sort_key).where(here).order_by(*order).limit(size).offset(skipped).subquery()
            pieces.append(select(piece.c.id, piece.c.sort_key, literal(place).label("place")))
    if not pieces:
        return []
    found = union_all(*pieces).subquery()
    within = [found.c.sort_key, found.c.id]
    order = [found.c.place, *(column.desc() if descending else column.asc() for column in within)]
    return list(db.session.scalars(select(found.c.id).order_by(*order)))


def _rows(chosen: Sequence[int]) -> list[Supporter]:
    query = select(Supporter).where(Supporter.id.in_(chosen)).options(joinedload(Supporter.area))
    by_id = {supporter.id: supporter for supporter in db.session.scalars(query)} if chosen else {}
    return [by_id[number] for number in chosen if number in by_id]
