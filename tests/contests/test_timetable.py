"""The timetable of a contest: computed, overridden, published, moved, and what waits for a second officer."""

from datetime import date, datetime, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.people import as_actor
from tracker.contests.models import ChangeKind, ChangeState, Contest, Stage
from tracker.contests.services import timetable as services
from tracker.contests.services.timetable import Anchors
from tracker.contests.services.timetable.changes import waiting
from tracker.contests.services.timetable.computing import anchors_of, proposals
from tracker.contests.timetable_words import RULES, SOURCES, STAGES, WRONG, remedy, wrong
from tracker.kernel.clock import from_local
from tracker.kernel.errors import Refused
from tracker.rules.contests import RuleForce
from tracker.rules.timetable_template import DEFAULT
from tracker.rules.timetable_violations import Remedy, Violation, ViolationCode

CLOSE = from_local(datetime(2027, 3, 19, 12))
LATER = from_local(datetime(2027, 3, 24, 12))
POLL = date(2027, 5, 6)
WHY = "The hall was double-booked"


@pytest.fixture
def dated(contest: Contest, actor) -> Contest:
    """The contest with its timetable computed and not published."""
    services.build_timetable(actor, contest, Anchors(close=CLOSE, poll=POLL))
    return contest


@pytest.fixture
def published(dated: Contest, actor) -> Contest:
    services.publish_timetable(actor, dated, accept_warnings=True)
    return dated


def stage(contest: Contest, key: str) -> Stage:
    return next(stage for stage in contest.stages if stage.key == key)


def days(contest: Contest) -> dict[str, date | None]:
    return {stage.key: stage.stands_on for stage in contest.stages}


def test_it_computes_every_stage_of_the_documented_example(dated: Contest) -> None:
    found = days(dated)
    assert len(found) == len(DEFAULT.stages)
    assert found["ballot_dispatch"] == date(2027, 2, 23)
    assert found["complaint_close"] == date(2027, 3, 30), "Good Friday and Easter Monday do not count"
    assert stage(dated, "ballot_close").stands_at == "12:00"
    assert (dated.ballot_closes_at, dated.polling_day, dated.dispatch_on) == (CLOSE, POLL, date(2027, 2, 23))


def test_days_entered_with_the_details_stand_with_a_reason(contest: Contest, actor) -> None:
    contest.joined_by = date(2026, 12, 1)
    services.build_timetable(actor, contest, Anchors(close=CLOSE))
    joined = stage(contest, "eligibility_joined_by")
    assert joined.stands_on == date(2026, 12, 1) != joined.computed_on
    assert joined.override_reason
    assert "public_poll" not in days(contest), "without a polling day nothing is counted from it"


def test_beyond_the_holidays_known_it_is_refused(contest: Contest, actor) -> None:
    with pytest.raises(Refused, match="Bank holidays are known"):
        services.build_timetable(actor, contest, Anchors(close=from_local(datetime(2050, 6, 1, 12))))
    assert contest.stages == []


def test_an_override_needs_a_reason_and_keeps_what_the_rule_gave(dated: Contest, actor) -> None:
    longlist = stage(dated, "longlist")
    with pytest.raises(Refused, match="reason"):
        services.override_stage(actor, longlist, date(2027, 1, 6), None, reason=" ")
    by_rule = longlist.computed_on
    assert services.override_stage(actor, longlist, date(2027, 1, 6), "18:00", reason=WHY) is None
    assert (longlist.stands_on, longlist.stands_at, longlist.computed_on) == (date(2027, 1, 6), "18:00", by_rule)


def test_a_deadline_on_a_bank_holiday_stays_and_is_warned_of(dated: Contest, actor) -> None:
    good_friday = date(2027, 3, 26)
    services.override_stage(actor, stage(dated, "complaint_close"), good_friday, None, reason=WHY)
    assert days(dated)["complaint_close"] == good_friday
    found = [v for v in services.problems(dated) if v.stage == "complaint_close"]
    assert [(v.code, v.force) for v in found] == [(ViolationCode.ON_BANK_HOLIDAY, RuleForce.WARN)]


def test_planned_happened_and_extended_stay_apart(dated: Contest, actor, clock) -> None:
    close = stage(dated, "applications_close")
    planned = close.planned_on
    with pytest.raises(Refused, match="later than what stands"):
        services.extend_stage(actor, close, planned, None, reason=WHY)
    services.extend_stage(actor, close, date(2027, 1, 4), None, reason=WHY)
    with pytest.raises(Refused, match="future"):
        services.record_actual(actor, close, date(2027, 1, 4), None, source="The returning officer")
    clock.set(datetime(2027, 1, 5, 9))
    with pytest.raises(Refused, match="how this is known"):
        services.record_actual(actor, close, date(2027, 1, 4), "17:00", source="")
    services.record_actual(actor, close, date(2027, 1, 4), "17:00", source="The returning officer")
    assert (close.planned_on, close.extended_on, close.actual_on) == (planned, date(2027, 1, 4), date(2027, 1, 4))


def test_an_extended_close_is_the_close_of_the_contest(dated: Contest, actor) -> None:
    services.extend_stage(actor, stage(dated, "ballot_close"), date(2027, 3, 23), "17:00", reason=WHY)
    assert dated.ballot_closes_at == from_local(datetime(2027, 3, 23, 17))


def test_moving_the_close_recomputes_only_what_is_ticked(dated: Contest, actor) -> None:
    before = days(dated)
    services.override_stage(actor, stage(dated, "longlist"), date(2027, 1, 6), None, reason=WHY)
    services.move_dates(actor, dated, Anchors(close=LATER, poll=POLL), ["count", "longlist"], reason="")
    after = days(dated)
    moved = {key for key in after if after[key] != before[key]}
    assert moved == {"ballot_close", "count", "longlist"}
    assert after["longlist"] == date(2027, 1, 6), "a day set by hand stays"
    assert stage(dated, "longlist").override_reason == WHY
    assert stage(dated, "longlist").computed_on == next(p.computed_on for p in proposals(dated, anchors_of(dated)) if p.key == "longlist")
    assert dated.ballot_closes_at == LATER
    assert dated.dispatch_on == before["ballot_dispatch"], "what was not ticked stays"


def test_moving_to_the_same_dates_is_refused(dated: Contest, actor) -> None:
    with pytest.raises(Refused, match="Nothing would change"):
        services.move_dates(actor, dated, anchors_of(dated), [], reason="")


def test_a_stage_may_carry_its_own_calendar(dated: Contest, actor) -> None:
    statements = stage(dated, "candidate_statement_deadline")
    before = statements.computed_on
    services.set_calendar(actor, statements, "postal")
    assert statements.calendar == "postal"
    assert statements.stands_on > before, "Saturdays count on it, so fewer days are needed"
    services.move_dates(actor, dated, Anchors(close=LATER, poll=POLL), ["candidate_statement_deadline"], reason="")
    assert statements.calendar == "postal"


def test_publishing_stops_at_hard_rules_and_asks_about_warnings(dated: Contest, actor) -> None:
    services.override_stage(actor, stage(dated, "ballot_dispatch"), date(2027, 3, 15), None, reason=WHY)
    with pytest.raises(Refused, match="must be kept"):
        services.publish_timetable(actor, dated, accept_warnings=True)
    services.override_stage(actor, stage(dated, "ballot_dispatch"), date(2027, 2, 23), None, reason=WHY)
    services.override_stage(actor, stage(dated, "complaint_close"), date(2027, 3, 26), None, reason=WHY)
    with pytest.raises(Refused, match="warnings"):
        services.publish_timetable(actor, dated)
    services.publish_timetable(actor, dated, accept_warnings=True)
    assert dated.timetable_published_at is not None


def test_once_published_a_hard_date_waits_for_another_officer(published: Contest, actor, second_officer) -> None:
    statements = stage(published, "candidate_statement_deadline")
    before = statements.stands_on
    change = services.override_stage(actor, statements, date(2027, 2, 11), None, reason=WHY)
    assert change is not None
    assert statements.stands_on == before
    with pytest.raises(Refused, match="waits for a second officer already"):
        services.override_stage(actor, statements, date(2027, 2, 12), None, reason=WHY)
    with pytest.raises(Refused, match="another officer"):
        services.confirm_changes(actor, published, [change.id])
    services.confirm_changes(as_actor(second_officer), published, [change.id])
    assert statements.stands_on == date(2027, 2, 11)
    assert (change.state, change.decided_by_id) == (ChangeState.CONFIRMED, second_officer.id)


def test_a_refused_change_leaves_everything_as_it_was(published: Contest, actor, second_officer) -> None:
    before = days(published)
    change = services.cancel_stage(actor, stage(published, "reissue_email_close"), reason=WHY)
    second = as_actor(second_officer)
    with pytest.raises(Refused, match="reason"):
        services.refuse_changes(second, published, [change.id], reason="")
    services.refuse_changes(second, published, [change.id], reason="Members rely on it")
    assert days(published) == before
    assert stage(published, "reissue_email_close").cancelled_at is None


def test_soft_dates_move_at_once_even_when_published(published: Contest, actor) -> None:
    assert services.override_stage(actor, stage(published, "reminder_1"), date(2027, 3, 8), None, reason=WHY) is None
    assert days(published)["reminder_1"] == date(2027, 3, 8)


def test_a_published_close_moves_only_when_confirmed_and_then_all_together(published: Contest, actor, second_officer) -> None:
    before = days(published)
    with pytest.raises(Refused, match="reason"):
        services.move_dates(actor, published, Anchors(close=LATER, poll=POLL), ["count"], reason="")
    waits = services.move_dates(actor, published, Anchors(close=LATER, poll=POLL), ["count", "reissue_email_close"], reason=WHY)
    assert waits == 3
    assert days(published) == before
    assert published.ballot_closes_at == CLOSE
    ids = [change.id for change in waiting(published)]
    assert {change.kind for change in waiting(published)} == {ChangeKind.RECOMPUTED}
    services.confirm_changes(as_actor(second_officer), published, ids)
    assert published.ballot_closes_at == LATER
    assert {key for key, day in days(published).items() if day != before[key]} == {"ballot_close", "count", "reissue_email_close"}


def test_every_stage_rule_and_source_of_the_template_has_words() -> None:
    assert {stage.key for stage in DEFAULT.stages} == set(STAGES)
    assert {stage.words for stage in DEFAULT.stages} <= {str(text) for text in (*RULES, *STAGES.values())}
    assert {stage.source for stage in DEFAULT.stages} == {str(text) for text in SOURCES}


@pytest.mark.parametrize("code", list(ViolationCode))
def test_everything_wrong_says_what_and_what_to_do(code: ViolationCode) -> None:
    params = {"on": POLL, "other": "longlist", "other_on": POLL, "holiday": "Good Friday", "days": 3, "least": 5, "most": 9}
    violation = Violation("ballot_close", RuleForce.HARD, code, Remedy.MOVE_CLOSE, {**params, "first": POLL, "last": POLL})
    assert "%(" not in wrong(violation, "en")
    assert str(remedy(violation))
    assert set(WRONG) == set(ViolationCode)


@given(day=st.dates(date(2013, 6, 1), date(2026, 12, 31)), hour=st.times(), ticks=st.sets(st.sampled_from(sorted(STAGES))))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_ticked_nothing_else_moves(day, hour, ticks, dated: Contest, actor, session) -> None:
    before = days(dated)
    with session.begin_nested() as attempt_:
        close = from_local(datetime.combine(day, time(hour.hour, hour.minute)))
        try:
            services.move_dates(actor, dated, Anchors(close=close, poll=POLL), ticks, reason=WHY)
        except Refused:
            assert days(dated) == before
        moved = {key for key, on in days(dated).items() if on != before[key]}
        assert moved <= ticks | {"ballot_close"}
        attempt_.rollback()
    session.expire_all()
