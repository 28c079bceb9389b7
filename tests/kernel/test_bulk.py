"""Rows poured into a table are what one by one would have stored."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Table, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tracker.contests.models import Candidacy
from tracker.kernel.bulk import insert_rows
from tracker.rules.supporters import ConsentState, SupporterCategory
from tracker.supporters.models import Supporter

TABLE: Table = Supporter.__table__  # type: ignore[assignment]  # SQLAlchemy calls it a FromClause
NAMES = (
    "candidacy_id", "name", "sort_key", "search_key", "compact_key", "office_key", "category", "office", "ward", "email",
    "supported_on", "source", "note", "consent", "consent_at", "consent_wording", "removed_reason", "created_at", "is_invented", "version",
)  # fmt: skip
AT = datetime(2012, 6, 1, 12, 30, tzinfo=UTC)
ODD = "Siôn \t \\N \\. \"ap\" 'Sample' \n ŵŷ 🏴"


def row(candidacy: Candidacy, name: str, consent: ConsentState = ConsentState.NOT_ASKED) -> tuple[object, ...]:
    return (
        candidacy.id, name, "sample", "sample", "sample", "", SupporterCategory.MEMBER, "", "", "",
        date(2012, 6, 1), "", "", consent, None, "", "", AT, True, 1,
    )  # fmt: skip


def test_values_arrive_as_they_were_given(session: Session, candidacy: Candidacy) -> None:
    insert_rows(TABLE, NAMES, [row(candidacy, ODD), row(candidacy, "Nia Sample")])
    stored = session.scalars(select(Supporter).order_by(Supporter.id)).all()
    assert [one.name for one in stored] == [ODD, "Nia Sample"]
    assert (stored[0].category, stored[0].created_at, stored[0].supported_on) == (SupporterCategory.MEMBER, AT, date(2012, 6, 1))
    assert stored[0].area_id is None
    assert stored[0].is_invented is True


def test_the_checks_of_the_database_still_hold(session: Session, candidacy: Candidacy) -> None:
    with pytest.raises(DBAPIError), session.begin_nested():
        insert_rows(TABLE, NAMES, [row(candidacy, "Nia Sample"), row(candidacy, "Ann Sample", ConsentState.GIVEN)])
    assert session.scalars(select(Supporter)).all() == []


def test_nothing_is_nothing(session: Session) -> None:
    insert_rows(TABLE, NAMES, [])
    assert session.scalars(select(Supporter)).all() == []
