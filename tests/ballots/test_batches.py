"""Batches and their custody: numbers that cannot be are refused with both records, gaps and late steps are shown."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.ballots.conftest import make_edition
from tests.ballots.test_plans import EARLY, GOOD
from tests.support.client import PageClient
from tests.support.people import SignIn, as_actor
from tracker.accounts.models import Account
from tracker.ballots import services
from tracker.ballots.models import CustodyStep, Edition, PaperBatch
from tracker.ballots.queries.custody import batch_lines, next_number
from tracker.ballots.services import StepDetails
from tracker.contests.models import Contest
from tracker.kernel.clock import from_local, now, standing_at
from tracker.kernel.errors import Refused
from tracker.kernel.history import HistoryEntry
from tracker.rules.custody import BatchPurpose, Gap, Provenance, StepKind
from tracker.rules.papers import EditionState

Record = Callable[..., CustodyStep]
MAIN = BatchPurpose.MAIN
JANUARY = from_local(datetime(2027, 1, 25, 9))


@pytest.fixture
def batch(edition: Edition, organiser: Account) -> PaperBatch:
    return services.make_batch(as_actor(organiser), edition, MAIN, 1, 300)


@pytest.fixture
def record(batch: PaperBatch, organiser: Account) -> Record:
    """`record(StepKind.PRINTED, hours=2)`: the step, so many hours into the day, seen by the organiser."""

    def recorded(kind: StepKind, hours: int = 0, *, corrects: CustodyStep | None = None, **said: Any) -> CustodyStep:
        given: dict[str, Any] = {"quantity": 300, "provenance": Provenance.OBSERVED, **said}
        with standing_at(JANUARY + timedelta(days=60)):
            details = StepDetails(kind=kind, at=JANUARY + timedelta(hours=hours), **given)
            step = services.record_step(as_actor(organiser), batch, details, corrects=corrects)
        db_refresh(batch)
        return step

    return recorded


def db_refresh(batch: PaperBatch) -> None:
    session = Session.object_session(batch)
    assert session
    session.refresh(batch)


def test_a_batch_lies_within_its_edition_and_the_refusal_shows_both(edition: Edition, organiser: Account) -> None:
    with pytest.raises(Refused) as refused:
        services.make_batch(as_actor(organiser), edition, MAIN, 1, 501)
    assert str(refused.value.message) == "The batch leaves its edition. Batch: 1–501. Edition: PINK, 1–500."


def test_no_number_is_in_two_batches_and_the_refusal_shows_both(batch: PaperBatch, edition: Edition, organiser: Account) -> None:
    with pytest.raises(Refused) as refused:
        services.make_batch(as_actor(organiser), edition, MAIN, 300, 400)
    assert str(refused.value.message) == "Another batch has some of these numbers. Yours: 300–400. Batch 1: 1–300."
    second = services.make_batch(as_actor(organiser), edition, BatchPurpose.SPARE, 301, 500, quantity=190)
    assert (second.number, second.quantity, next_number(edition), batch.quantity) == (2, 190, None, 300)


@pytest.mark.parametrize(
    ("first", "last", "quantity", "field"), [(9, 8, None, "serial_last"), (1, 10, 11, "quantity"), (1, 10, 0, "quantity")]
)
def test_a_batch_that_cannot_be_names_its_field(
    edition: Edition, organiser: Account, first: int, last: int, quantity: int | None, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        services.make_batch(as_actor(organiser), edition, MAIN, first, last, quantity=quantity)
    assert refused.value.field == field


def test_nothing_is_batched_of_a_void_edition(edition: Edition, organiser: Account) -> None:
    edition.state, edition.voided_at, edition.void_reason = EditionState.VOID, now(), "The wrong names were printed"
    with pytest.raises(Refused, match="void"):
        services.make_batch(as_actor(organiser), edition, MAIN, 1, 10)


def test_a_batch_goes_through_its_chain_and_lands_only_as_a_prediction(
    session: Session, planned: Contest, returning_officer: Account, record: Record
) -> None:
    with standing_at(EARLY):
        services.adopt(as_actor(returning_officer), planned, GOOD)
    record(StepKind.PRINTED)
    record(StepKind.SEALED, 1, seal_number="S-1")
    moved: dict[str, Any] = {
        "from_whom": "Sample Print", "to_whom": "Sample Mail", "initials_1": "AS", "initials_2": "BS", "seal_number": "S-1"
    }
    record(StepKind.HANDED_OVER, 2, **moved)
    record(StepKind.RECEIVED, 3, **moved)
    record(StepKind.POSTED, 4, quantity=200, provenance=Provenance.CONFIRMED, said_by="Sample Mail, by e-mail")
    record(StepKind.POSTED, 28, quantity=100, provenance=Provenance.CONFIRMED, said_by="Sample Mail, by e-mail")
    with standing_at(JANUARY + timedelta(days=9)):
        line = batch_lines(planned)[0]
    assert (line.gaps, line.late, line.posted, line.holder) == ((), (), 300, "Sample Mail")
    assert line.status
    assert line.status.provenance is Provenance.CONFIRMED
    assert line.landing
    assert line.landing.earliest.isoformat() == "2027-01-26"
    assert line.landing.latest.isoformat() == "2027-01-29"
    actions = session.scalars(select(HistoryEntry.action).where(HistoryEntry.action.like("ballots.custody%"))).all()
    assert len(actions) == 6


def test_a_missing_step_another_holder_and_lateness_are_shown(
    planned: Contest, returning_officer: Account, record: Record, client: PageClient, sign_in: SignIn
) -> None:
    with standing_at(EARLY):
        services.adopt(as_actor(returning_officer), planned, GOOD)
    record(StepKind.PRINTED)
    record(StepKind.HANDED_OVER, 1, from_whom="Sample Print", to_whom="Sample Mail", initials_1="AS", initials_2="BS")
    record(StepKind.RECEIVED, 24 * 30, to_whom="Another House", initials_1="AS", initials_2="BS")
    with standing_at(JANUARY + timedelta(days=40)):
        line = batch_lines(planned)[0]
        sign_in(client, returning_officer)
        text = client.get(f"/contests/{planned.slug}/ballot/batches/{line.batch.id}").text
    assert [found.gap for found in line.gaps] == [Gap.STEP_MISSING, Gap.OTHER_HOLDER]
    assert [late.kind for late in line.late] == [StepKind.RECEIVED, StepKind.POSTED]
    for said in ("Not recorded, though a later step was", "Before: Sample Mail. Now: Another House", "Due and not recorded"):
        assert said in text


def test_a_batch_is_never_posted_because_a_plan_or_a_voter_says_so(session: Session, batch: PaperBatch, record: Record) -> None:
    for provenance in (Provenance.PREDICTED, Provenance.REPORTED):
        with pytest.raises(Refused) as refused:
            record(StepKind.POSTED, provenance=provenance)
        assert refused.value.field == "provenance"
    empty = dict.fromkeys(("from_whom", "to_whom", "initials_1", "initials_2", "place", "seal_number", "said_by", "note"), "")
    row = {**empty, "batch_id": batch.id, "kind": StepKind.POSTED, "at": now(), "quantity": 1, "recorded_at": now(), "recorded_by_name": ""}
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(insert(CustodyStep).values(**row, provenance=Provenance.PREDICTED))


@pytest.mark.parametrize(
    ("kind", "said", "field"),
    [
        (StepKind.SEALED, {}, "seal_number"), (StepKind.HANDED_OVER, {"from_whom": "Sample Print"}, "to_whom"),
        (StepKind.POSTED, {"provenance": Provenance.CONFIRMED}, "said_by"), (StepKind.PRINTED, {"quantity": 301}, "quantity"),
        (StepKind.PRINTED, {"hours": 24 * 90}, "at"),
    ],
)  # fmt: skip
def test_a_step_that_says_too_little_or_too_much_names_its_field(record: Record, kind: StepKind, said: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        record(kind, **said)
    assert refused.value.field == field


def test_more_posted_than_the_batch_has_is_refused_with_both(record: Record) -> None:
    record(StepKind.POSTED, quantity=200)
    with pytest.raises(Refused) as refused:
        record(StepKind.POSTED, 5, quantity=101)
    assert str(refused.value.message) == "More papers than the batch has. With this step: 301. Batch 1: 300."


def test_a_corrected_step_stays_to_be_read_and_is_corrected_once(planned: Contest, record: Record) -> None:
    wrong = record(StepKind.PRINTED, quantity=30)
    right = record(StepKind.PRINTED, quantity=300, corrects=wrong)
    line = batch_lines(planned)[0]
    assert (line.gaps, set(line.corrected), len(line.batch.steps)) == ((), {wrong.id}, 2)
    with pytest.raises(Refused, match="corrected already"):
        record(StepKind.PRINTED, corrects=wrong)
    assert right.corrects_id == wrong.id


def test_the_pages_make_a_batch_and_record_a_step_and_keep_what_was_typed(
    planned: Contest, edition: Edition, organiser: Account, client: PageClient, sign_in: SignIn
) -> None:
    page = f"/contests/{planned.slug}/ballot/batches"
    sign_in(client, organiser)
    refused = client.submit(f"{page}/new", serial_last="900")
    assert "Edition: PINK, 1–500." in refused.text
    assert 'value="900"' in refused.text
    client.submit(f"{page}/new", serial_first="1", serial_last="300")
    one = batch_lines(planned)[0].batch
    with standing_at(JANUARY):
        unsaid = client.submit(f"{page}/{one.id}/record/handed-over", at="2027-01-22T10:00", from_whom="Sample Print")
        assert "Say who handed over, and to whom." in unsaid.text
        client.submit(f"{page}/{one.id}/record/printed", at="2027-01-22T10:00")
        step = batch_lines(planned)[0].batch.steps[0]
        client.submit(f"{page}/{one.id}/steps/{step.id}/correct", quantity="299", note="One was spoilt by the cutter")
        assert "Corrected" in client.get(f"{page}/{one.id}").text
    assert "Batch 1" in client.get(page).text
    assert edition.code == "PINK"


def test_who_only_reads_sees_the_chain_and_records_nothing(
    planned: Contest, batch: PaperBatch, scrutineer: Account, client: PageClient, sign_in: SignIn
) -> None:
    page = f"/contests/{planned.slug}/ballot/batches"
    sign_in(client, scrutineer)
    assert "Record a step" not in client.get(f"{page}/{batch.id}").text
    assert client.get(f"{page}/{batch.id}/record/printed").status_code == 403
    assert client.get(f"{page}/new").status_code == 403


def test_another_contests_batch_is_not_found_and_nor_is_an_unknown_step(
    session: Session, batch: PaperBatch, organiser: Account, client: PageClient, sign_in: SignIn
) -> None:
    make_edition(session, batch.contest, "BLUE", 501, 600, number=2)
    sign_in(client, organiser)
    page = f"/contests/{batch.contest.slug}/ballot/batches"
    assert client.get(f"{page}/{batch.id + 999}").status_code == 404
    assert client.get(f"{page}/{batch.id}/record/nonsense").status_code == 404
