"""What a timetable is told off for, how hard, and that good ones are left alone."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rules.contests import RuleForce
from tracker.rules.timetable import compute
from tracker.rules.timetable_violations import Violation, ViolationCode, violations
from tracker.rules.working_days import calendar_named

SPRING = datetime(2027, 3, 19, 12)


def told(
    close: datetime = SPRING, dispatch: date | None = None, poll: date | None = None, **overrides: date
) -> dict[tuple[str, str], RuleForce]:
    found = violations(compute(close, dispatch, poll, overrides=overrides))
    return {(violation.stage, violation.code.value): violation.force for violation in found}


def one(code: ViolationCode, found: list[Violation]) -> Violation:
    violation, = [violation for violation in found if violation.code is code]
    return violation


def test_the_computed_spring_timetable_only_notes_a_report_due_on_a_sunday() -> None:
    assert told() == {("donation_report_due", "on_weekend"): RuleForce.SOFT}


@pytest.mark.parametrize(("close", "code"), [
    (datetime(2027, 3, 20, 12), "close_not_working_day"),
    (datetime(2027, 3, 29, 12), "close_not_working_day"),
    (datetime(2027, 3, 30, 12), "close_after_holiday"),
    (datetime(2027, 12, 29, 12), "close_after_holiday"),
])
def test_a_ballot_never_closes_on_or_just_after_a_day_off(close: datetime, code: str) -> None:
    assert told(close)["ballot_close", code] is RuleForce.HARD


def test_a_monday_after_an_ordinary_weekend_may_close_a_ballot() -> None:
    assert not [stage for stage, _ in told(datetime(2027, 3, 15, 12)) if stage == "ballot_close"]


@pytest.mark.parametrize(("working_days", "force"), [
    (9, RuleForce.HARD), (10, RuleForce.WARN), (12, RuleForce.WARN), (13, None), (18, None),
])
def test_a_short_ballot_is_a_risk_and_a_shorter_one_is_blocked(
    working_days: int, force: RuleForce | None
) -> None:
    dispatch = calendar_named("election").add_working_days(SPRING.date(), -working_days)
    assert told(dispatch=dispatch).get(("ballot_dispatch", "ballot_too_short")) is force


def test_a_deadline_on_a_bank_holiday_is_warned_of_and_stays() -> None:
    stages = compute(SPRING, overrides={"complaint_close": date(2027, 3, 29)})
    violation = one(ViolationCode.ON_BANK_HOLIDAY, violations(stages))
    assert (violation.stage, violation.force) == ("complaint_close", RuleForce.WARN)
    assert violation.params == {"on": date(2027, 3, 29), "holiday": "Easter Monday"}
    assert next(stage.on for stage in stages if stage.stage == "complaint_close") == date(2027, 3, 29)


@pytest.mark.parametrize(("stage", "day", "code", "force"), [
    ("applications_close", date(2026, 12, 8), "gap_too_short", RuleForce.WARN),
    ("nominations_close", date(2027, 1, 20), "gap_too_short", RuleForce.WARN),
    ("nominations_close", date(2027, 1, 14), "no_time_for_notice", RuleForce.HARD),
    ("hustings_window", date(2027, 2, 5), "gap_too_short", RuleForce.WARN),
    ("designation_decision", date(2027, 6, 7), "gap_too_long", RuleForce.WARN),
    ("hustings_window", date(2027, 2, 6), "on_weekend", RuleForce.SOFT),
])
def test_each_gap_is_kept(stage: str, day: date, code: str, force: RuleForce) -> None:
    assert told(**{stage: day})[stage, code] is force


@pytest.mark.parametrize(("stage", "day", "named"), [
    ("nominations_close", date(2027, 2, 2), "nominations_close"),
    ("due_diligence_complete", date(2027, 2, 2), "due_diligence_complete"),
    ("eligibility_paid_up_by", date(2027, 2, 24), "eligibility_paid_up_by"),
    ("preballot_mailing_post_by", date(2027, 2, 24), "preballot_mailing_post_by"),
    ("reissue_postal_close", date(2027, 3, 17), "reissue_postal_close"),
    ("result_published", date(2027, 3, 18), "count"),
])
def test_stages_out_of_order_are_blocked(stage: str, day: date, named: str) -> None:
    assert told(**{stage: day})[named, "out_of_order"] is RuleForce.HARD


def test_a_ballot_dispatched_too_late_for_its_own_replacements_is_out_of_order() -> None:
    assert ("reissue_open", "out_of_order") in told(dispatch=date(2027, 3, 12))


def test_a_campaign_over_christmas_is_flagged_and_one_after_it_is_not() -> None:
    flagged = one(ViolationCode.CHRISTMAS_GAP, violations(compute(datetime(2019, 2, 1, 12))))
    assert flagged.force is RuleForce.WARN
    assert flagged.params == {"first": date(2018, 12, 25), "last": date(2019, 1, 1)}
    assert ("ballot_dispatch", "christmas_gap") not in told()


def test_replacements_stop_earlier_where_a_holiday_falls_in_the_return_post() -> None:
    may = datetime(2027, 5, 7, 12)
    assert told(may)["reissue_postal_close", "holiday_in_return_post"] is RuleForce.WARN
    earlier = calendar_named("election").add_working_days(may.date(), -8)
    assert ("reissue_postal_close", "holiday_in_return_post") not in told(may, reissue_postal_close=earlier)


def test_decisions_must_come_well_before_the_poll_and_before_nominations_close() -> None:
    poll = date(2027, 5, 6)
    near = told(poll=poll)
    assert ("candidate_endorsed", "too_near_poll") not in near
    late = told(poll=poll, candidate_endorsed=date(2027, 4, 1), designation_decision=date(2027, 4, 12))
    assert late["candidate_endorsed", "too_near_poll"] is RuleForce.WARN
    assert late["designation_decision", "too_near_poll"] is RuleForce.WARN
    assert late["designation_decision", "out_of_order"] is RuleForce.HARD


def test_hard_violations_come_first() -> None:
    found = violations(compute(datetime(2027, 3, 30, 12), date(2027, 3, 18), overrides={
        "hustings_window": date(2027, 2, 14), "complaint_close": date(2027, 5, 3),
    }))
    forces = [list(RuleForce).index(violation.force) for violation in found]
    assert forces == sorted(forces)
    assert len(set(forces)) == 3


@given(st.dates(date(2013, 1, 1), date(2027, 12, 31)))
def test_a_computed_timetable_is_blocked_only_for_its_close(day: date) -> None:
    found = violations(compute(datetime.combine(day, time(12))))
    assert {violation.stage for violation in found if violation.force is RuleForce.HARD} <= {"ballot_close"}
