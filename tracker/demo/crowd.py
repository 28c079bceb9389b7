"""Invented supporters: some hundreds one by one as a campaign records them, or many thousands at once."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from random import Random
from typing import TypeVar, cast

from flask_babel import lazy_gettext as _l
from sqlalchemy import Table, func, select

from tracker.access.actor import SYSTEM
from tracker.contests.models import Candidacy, Contest
from tracker.demo.directory import COUNCILS_OF_SOUTH_WALES, places
from tracker.demo.names import WARDS, invented_names
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.bulk import insert_rows
from tracker.kernel.clock import now, today
from tracker.kernel.errors import Refused
from tracker.rules.supporters import ConsentState, SupporterCategory
from tracker.supporters import services
from tracker.supporters.models import Supporter

SLUG = "sample-regional-board"
WORDING = "I agree that my name is published as a supporter. (Invented.)"
SHARES = (102, 77, 58, 44, 41, 35, 29)
CATEGORIES = {
    SupporterCategory.MEMBER: 55, SupporterCategory.TRADE_UNIONIST: 14, SupporterCategory.COUNCILLOR: 12,
    SupporterCategory.SOCIETY_MEMBER: 9, SupporterCategory.PUBLIC: 7, SupporterCategory.AM_MS: 1, SupporterCategory.PEER: 1,
    SupporterCategory.MP: 1,
}  # fmt: skip
OFFICES = {
    SupporterCategory.COUNCILLOR: "Councillor", SupporterCategory.AM_MS: "Member of the Senedd",
    SupporterCategory.MP: "Member of Parliament",
    SupporterCategory.PEER: "Member of the House of Lords", SupporterCategory.TRADE_UNIONIST: "Shop steward, Union of Invented Trades",
}  # fmt: skip
CONSENTS = {ConsentState.GIVEN: 55, ConsentState.NOT_ASKED: 35, ConsentState.REFUSED: 6, ConsentState.WITHDRAWN: 4}
SOURCES = ("Campaign web site", "Street stall", "Telephone", "Branch meeting", "Reply card")
BATCH = 5_000
Choice = TypeVar("Choice")
DAYS = 56


def add_supporters(count: int) -> int:
    """Add `count` invented supporters to the first candidate of the contest in progress, at once. Answers how many."""
    candidacy = db.session.scalars(
        select(Candidacy).join(Candidacy.contest).where(Contest.slug == SLUG).order_by(Candidacy.id).limit(1)
    ).one_or_none()
    if candidacy is None:
        raise Refused(_l("The demonstration is not loaded."))
    known = db.session.scalar(select(func.count()).select_from(Supporter)) or 0
    store(candidacy, count, 1000 + known)
    return count


def store(candidacy: Candidacy, count: int, start: int) -> None:
    """Store `count` invented supporters of a candidacy, with one line of history for all of them."""
    rows = bulk_rows(candidacy.id, count, start=start)
    while batch := list(islice(rows, BATCH)):
        insert_rows(cast(Table, Supporter.__table__), list(batch[0]), (row.values() for row in batch))
    services.recount(candidacy.id)
    history.record(
        SYSTEM, "demo.supporters_added", candidacy, difference={"count": (None, count)},
        contest_id=candidacy.contest_id, candidacy_id=candidacy.id,
    )  # fmt: skip


def bulk_rows(candidacy_id: int, count: int, *, start: int = 0) -> Iterator[dict[str, object]]:
    """Rows of invented supporters, the same for the same `start`."""
    chance = Random(start)  # noqa: S311 - chance for invented people, no secret
    at, last = now(), today()
    known = places()
    council_ids = [known[gss].id for gss in COUNCILS_OF_SOUTH_WALES]
    for name in islice(invented_names(start), count):
        category = pick(chance, CATEGORIES)
        consent = pick(chance, CONSENTS)
        office, ward = OFFICES.get(category, ""), chance.choice(WARDS)
        yield {
            "candidacy_id": candidacy_id, "name": name, **services.keys_of(name, office, ward), "category": category, "office": office,
            "area_id": chance.choices(council_ids, SHARES)[0], "ward": ward, "supported_on": growing_day(chance, last),
            "source": chance.choice(SOURCES), "consent": consent, "consent_at": None if consent is ConsentState.NOT_ASKED else at,
            "consent_wording": WORDING if consent in (ConsentState.GIVEN, ConsentState.WITHDRAWN) else "",
            "consent_withdrawn_at": at if consent is ConsentState.WITHDRAWN else None, "created_at": at, "is_invented": True, "version": 1,
            "email": "", "note": "", "removed_reason": "",
        }  # fmt: skip


def pick(chance: Random, weighted: dict[Choice, int]) -> Choice:
    """One of `weighted`, by its weight."""
    return chance.choices(list(weighted), list(weighted.values()))[0]


def growing_day(chance: Random, last: date) -> date:
    """A day in the eight weeks before `last`, later ones likelier."""
    return last - timedelta(days=1 + int(DAYS * (1 - chance.random() ** 0.6)))
