"""The times of a plan's acts: decided, seen, extended; what stood before stays to be seen."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.ballots.test_plans import EARLY, GOOD
from tests.support.client import PageClient
from tests.support.people import SignIn, as_actor
from tracker.accounts.models import Account
from tracker.ballots import services
from tracker.ballots.models import ActTime, TimeKind
from tracker.ballots.queries.times import recorded_times, times_of
from tracker.contests.models import Contest
from tracker.contests.services import timetable
from tracker.kernel.clock import from_local, now, standing_at
from tracker.kernel.errors import Refused
from tracker.kernel.history import HistoryEntry
from tracker.rules.ballot_plan import Act

FRIDAY = from_local(datetime(2027, 1, 29, 15))
DAY = timedelta(days=1)
WHY, TOLD = "The printer asked for it", "The printer and the executive, by e-mail"


@pytest.fixture
def adopted(planned: Contest, returning_officer: Account) -> Contest:
    with standing_at(EARLY):
        services.adopt(as_actor(returning_officer), planned, GOOD)
    return planned


def test_planned_extended_and_happened_are_kept_apart_and_told_in_the_history(
    session: Session, adopted: Contest, returning_officer: Account
) -> None:
    actor = as_actor(returning_officer)
    with standing_at(EARLY):
        services.plan_act(actor, adopted, Act.PRINT, FRIDAY, reason=WHY)
        services.extend_act(actor, adopted, Act.PRINT, FRIDAY + DAY, reason=WHY, told=TOLD)
        services.see_act(actor, adopted, Act.PRINT, now(), source="The printer’s note")
    times = times_of(adopted)[Act.PRINT]
    assert (times.planned, times.extended, times.actual, times.stands) == (FRIDAY, FRIDAY + DAY, EARLY, FRIDAY + DAY)
    assert [(one.kind, one.before, one.told) for one in recorded_times(adopted, Act.PRINT)][:2] == [
        (TimeKind.PLANNED, times.safe, ""), (TimeKind.EXTENDED, FRIDAY, TOLD),
    ]  # fmt: skip
    actions = session.scalars(select(HistoryEntry.action).where(HistoryEntry.action.like("ballots.act%")).order_by(HistoryEntry.id)).all()
    assert list(actions) == ["ballots.act_planned", "ballots.act_extended", "ballots.act_happened"]


def test_an_extension_is_later_and_says_who_was_told(adopted: Contest, returning_officer: Account) -> None:
    actor, safe = as_actor(returning_officer), times_of(adopted)[Act.PRINT].safe
    assert safe
    with pytest.raises(Refused, match="later"):
        services.extend_act(actor, adopted, Act.PRINT, safe, reason=WHY, told=TOLD)
    for reason, told, field in (("", TOLD, "reason"), (WHY, " ", "told")):
        with pytest.raises(Refused) as refused:
            services.extend_act(actor, adopted, Act.PRINT, safe + DAY, reason=reason, told=told)
        assert refused.value.field == field


def test_what_is_to_come_has_not_happened(adopted: Contest, returning_officer: Account) -> None:
    with standing_at(EARLY), pytest.raises(Refused, match="future"):
        services.see_act(as_actor(returning_officer), adopted, Act.PRINT, now() + DAY, source="A guess")


def test_nothing_is_timed_before_a_plan_is_adopted(planned: Contest, returning_officer: Account) -> None:
    with pytest.raises(Refused, match="Adopt a plan"):
        services.plan_act(as_actor(returning_officer), planned, Act.PRINT, FRIDAY, reason=WHY)


def test_an_act_of_the_timetable_moves_there_too(adopted: Contest, returning_officer: Account) -> None:
    actor = as_actor(returning_officer)
    close = adopted.ballot_closes_at
    assert close
    timetable.build_timetable(actor, adopted, timetable.Anchors(close=close))
    later = from_local(datetime(2027, 2, 12, 17))
    with standing_at(EARLY):
        waits = services.extend_act(actor, adopted, Act.REISSUE_POSTAL_CLOSE, later, reason=WHY, told=TOLD)
    stage = next(stage for stage in adopted.stages if stage.key == "reissue_postal_close")
    assert (waits, stage.extended_on, stage.extended_at) == (False, later.date(), "17:00")
    assert times_of(adopted)[Act.REISSUE_POSTAL_CLOSE].extended == later
    with pytest.raises(Refused, match="timetable"):
        services.plan_act(actor, adopted, Act.BALLOT_CLOSE, close - DAY, reason=WHY)


@pytest.mark.parametrize("wrong", [{"reason": ""}, {"told": ""}, {"at": EARLY}])
def test_the_database_refuses_an_extension_without_reason_or_who_was_told_or_not_later(
    session: Session, adopted: Contest, wrong: dict[str, object]
) -> None:
    row = {
        "contest_id": adopted.id, "act": Act.PRINT, "kind": TimeKind.EXTENDED, "at": FRIDAY, "before": EARLY, "reason": WHY, "told": TOLD,
        "recorded_at": EARLY, "recorded_by_name": "A test",
    }  # fmt: skip
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(insert(ActTime).values(**{**row, **wrong}))


def test_the_page_records_an_extension_and_still_shows_the_old_time(
    adopted: Contest, returning_officer: Account, client: PageClient, sign_in: SignIn
) -> None:
    page = f"/contests/{adopted.slug}/ballot/acts/print"
    with standing_at(EARLY):
        sign_in(client, returning_officer)
        client.submit(f"{page}/plan", at="2027-01-29T15:00", reason=WHY)
        kept = client.submit(f"{page}/extend", at="2027-01-28T15:00", reason=WHY, told=TOLD)
        assert "An extension is later than what stands now." in kept.text
        assert TOLD in kept.text
        client.submit(f"{page}/extend", at="2027-02-01T15:00", reason=WHY, told=TOLD)
        text = client.get(page).text
    for said in ("Friday 29 January 2027, 15:00", "Monday 1 February 2027, 15:00", TOLD, WHY, "Rhys Returning"):
        assert said in text
    with standing_at(EARLY):
        assert "Extended to" in client.get(f"/contests/{adopted.slug}/ballot").text


def test_who_only_reads_sees_times_and_no_way_to_change_them(
    adopted: Contest, scrutineer: Account, client: PageClient, sign_in: SignIn
) -> None:
    sign_in(client, scrutineer)
    page = f"/contests/{adopted.slug}/ballot/acts/print"
    assert "Change it" not in client.get(page).text
    assert client.get(f"{page}/extend").status_code == 403
    assert client.get(f"/contests/{adopted.slug}/ballot/acts/nonsense").status_code == 404


def test_a_hard_date_of_a_published_timetable_waits_for_a_second_officer_and_the_page_says_so(
    adopted: Contest, returning_officer: Account, client: PageClient, sign_in: SignIn
) -> None:
    actor, close = as_actor(returning_officer), adopted.ballot_closes_at
    assert close
    timetable.build_timetable(actor, adopted, timetable.Anchors(close=close))
    adopted.timetable_published_at = EARLY
    with standing_at(EARLY):
        assert services.extend_act(actor, adopted, Act.REISSUE_POSTAL_CLOSE, close - 4 * DAY, reason=WHY, told=TOLD)
    assert times_of(adopted)[Act.REISSUE_POSTAL_CLOSE].extended is None
    sign_in(client, returning_officer)
    assert "waits for a second officer" in client.get(f"/contests/{adopted.slug}/ballot/acts/reissue-postal-close").text
