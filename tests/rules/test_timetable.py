"""The computed timetable, held against the documented and the worked ones."""

from datetime import UTC, date, datetime, time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rules.contests import RuleForce
from tracker.rules.timetable import StageDate, compute, to_json
from tracker.rules.timetable_template import BALLOT_DISPATCH, DEFAULT
from tracker.rules.working_days import CALENDAR_NAMES, BeyondHorizon, calendar_named

SOUTH_WALES_2012 = datetime(2012, 6, 15, 12)
SOUTH_WALES_2019 = datetime(2019, 2, 1, 12)
ELECTION = calendar_named("election")
closes = st.dates(date(2013, 1, 1), date(2027, 12, 31)).map(lambda day: datetime.combine(day, time(12)))


def days(stages: list[StageDate]) -> dict[str, date]:
    return {stage.stage: stage.on for stage in stages}


def test_the_template_has_thirty_one_rows_and_a_key_for_each_stage() -> None:
    assert [stage.order for stage in DEFAULT.stages] == sorted(stage.order for stage in DEFAULT.stages)
    assert sorted({stage.order for stage in DEFAULT.stages}) == [*range(10, 320, 10)]
    assert len({stage.key for stage in DEFAULT.stages}) == len(DEFAULT.stages)
    assert all(stage.words and stage.source and stage.calendar in CALENDAR_NAMES for stage in DEFAULT.stages)


def test_south_wales_2012_counts_what_is_documented() -> None:
    stages = days(compute(SOUTH_WALES_2012, poll=date(2012, 11, 15)))
    assert stages["result_published"] == date(2012, 6, 18)
    assert stages["reissue_postal_close"] == stages["last_safe_posting_second"] == date(2012, 6, 8)
    assert stages["public_nominations"] == date(2012, 10, 19)
    close = SOUTH_WALES_2012.date()
    assert ELECTION.working_days_between(close, date(2012, 2, 17)) == -80
    assert ELECTION.working_days_between(close, date(2012, 2, 29)) == -72
    assert ELECTION.working_days_between(close, date(2012, 5, 25)) == -13


@pytest.mark.parametrize(("poll", "notice", "nominations", "registration", "postal_vote"), [
    (date(2012, 11, 15), date(2012, 10, 11), date(2012, 10, 19), date(2012, 10, 30), date(2012, 10, 31)),
    (date(2016, 5, 5), date(2016, 3, 30), date(2016, 4, 7), date(2016, 4, 18), date(2016, 4, 19)),
    (date(2021, 5, 6), date(2021, 3, 29), date(2021, 4, 8), date(2021, 4, 19), date(2021, 4, 20)),
    (date(2024, 5, 2), date(2024, 3, 26), date(2024, 4, 5), date(2024, 4, 16), date(2024, 4, 17)),
])
def test_the_public_timetable_of_four_commissioner_elections(
    poll: date, notice: date, nominations: date, registration: date, postal_vote: date
) -> None:
    # Nominations close 19 working days before the poll; 18 is when the names are published.
    close = SOUTH_WALES_2012 if poll.year == 2012 else datetime(poll.year, 1, 31, 12)
    stages = days(compute(close, poll=poll))
    assert stages["public_notice"] == notice
    assert stages["public_nominations"] == nominations
    assert stages["public_registration"] == registration
    assert stages["public_postal_vote"] == postal_vote
    assert stages["public_poll"] == poll


# Every day of the worked table agrees with the rules, given today's margins for second-class post, which the
# letter's day (28 December) already uses although 2019's post was quicker. The party council's vote of
# 1 December is in the table and not in the template: it is an endorsement, not a stage.
RESELECTION_2019 = {
    "call_for_applications": date(2018, 10, 15), "applications_close": date(2018, 11, 5),
    "eligibility_joined_by": date(2018, 11, 7), "longlist": date(2018, 11, 19),
    "nominations_open": date(2018, 11, 19), "nominations_close": date(2018, 12, 7),
    "shortlist_published": date(2018, 12, 11), "candidate_data_release": date(2018, 12, 13),
    "candidate_statement_deadline": date(2018, 12, 19), "roll_to_scrutineer": date(2018, 12, 21),
    "preballot_mailing_post_by": date(2018, 12, 28), "eligibility_paid_up_by": date(2019, 1, 8),
    "ballot_dispatch": date(2019, 1, 8), "reissue_open": date(2019, 1, 15),
    "hustings_window_close": date(2019, 1, 18), "reminder_1": date(2019, 1, 18),
    "reissue_postal_close": date(2019, 1, 25), "last_safe_posting_second": date(2019, 1, 25),
    "reissue_email_close": date(2019, 1, 29), "last_safe_posting_first": date(2019, 1, 29),
    "ballot_close": date(2019, 2, 1), "result_published": date(2019, 2, 4),
}
SPRING_2027 = {
    "call_for_applications": date(2026, 11, 30), "applications_close": date(2026, 12, 21),
    "shortlist_published": date(2027, 2, 1), "candidate_statement_deadline": date(2027, 2, 9),
    "preballot_mailing_post_by": date(2027, 2, 15), "ballot_dispatch": date(2027, 2, 23),
    "reissue_open": date(2027, 3, 2), "reissue_postal_close": date(2027, 3, 12),
    "last_safe_posting_second": date(2027, 3, 12), "reissue_email_close": date(2027, 3, 16),
    "last_safe_posting_first": date(2027, 3, 16), "result_published": date(2027, 3, 22),
    "complaint_close": date(2027, 3, 30), "candidate_endorsed": date(2027, 4, 6),
}


@pytest.mark.parametrize(("close", "expected"), [
    (SOUTH_WALES_2019, RESELECTION_2019), (datetime(2027, 3, 19, 12), SPRING_2027),
])
def test_the_worked_timetables(close: datetime, expected: dict[str, date]) -> None:
    stages = days(compute(close))
    assert {key: stages[key] for key in expected} == expected


def test_counting_christmas_eve_would_move_the_worked_timetable() -> None:
    ordinary = compute(SOUTH_WALES_2019, find_calendar=lambda _: calendar_named("england-and-wales"))
    assert days(ordinary)["call_for_applications"] == date(2018, 10, 16)


def test_stages_counted_from_dispatch_follow_it() -> None:
    stages = days(compute(SOUTH_WALES_2012, dispatch=date(2012, 5, 25)))
    assert stages["ballot_dispatch"] == stages["eballot_dispatch"] == stages["eligibility_paid_up_by"]
    assert stages["reissue_open"] == date(2012, 6, 1)
    assert stages["preballot_mailing_post_by"] == date(2012, 5, 17)


def test_an_overridden_stage_keeps_both_days_and_those_counted_from_it_follow() -> None:
    moved = compute(SOUTH_WALES_2019, overrides={"candidate_endorsed": date(2019, 2, 20)})
    stages = {stage.stage: stage for stage in moved}
    endorsed, designation = stages["candidate_endorsed"], stages["designation_decision"]
    assert (endorsed.on, endorsed.computed) == (date(2019, 2, 20), date(2019, 2, 15))
    assert endorsed.is_overridden
    assert not designation.is_overridden
    assert ELECTION.working_days_between(endorsed.on, designation.on) == 40


def test_an_unknown_stage_or_an_overridden_close_is_refused() -> None:
    with pytest.raises(KeyError):
        compute(SOUTH_WALES_2019, overrides={"no_such_stage": date(2019, 2, 20)})
    with pytest.raises(ValueError, match="close"):
        compute(SOUTH_WALES_2019, overrides={"ballot_close": date(2019, 2, 20)})


def test_the_poll_brings_its_own_stages_and_limits_the_decisions_before_it() -> None:
    without, near = compute(SOUTH_WALES_2012), compute(SOUTH_WALES_2012, poll=date(2012, 8, 9))
    assert not [stage for stage in without if stage.stage.startswith("public_")]
    designation = next(stage for stage in near if stage.stage == "designation_decision")
    assert (designation.on, designation.offset) == (date(2012, 7, 5), "P-25")


def test_a_donation_report_counts_calendar_days_and_stays_on_a_sunday() -> None:
    assert days(compute(SOUTH_WALES_2012))["donation_report_due"] == date(2012, 7, 15)


def test_hours_are_local_and_follow_the_close() -> None:
    stages = {stage.stage: stage for stage in compute(datetime(2012, 6, 15, 16, 30, tzinfo=UTC))}
    assert stages["ballot_close"].at == stages["reissue_selfservice_close"].at == time(17, 30)
    assert stages["eligibility_paid_up_by"].at == time(23, 59)


def test_a_timetable_the_holidays_do_not_reach_is_refused() -> None:
    for close in (datetime(2012, 3, 1, 12), datetime(2028, 12, 20, 12), datetime(2031, 6, 20, 12)):
        with pytest.raises(BeyondHorizon):
            compute(close)


def test_json_has_one_plain_object_for_each_stage() -> None:
    rows = {row["stage"]: row for row in to_json(compute(SOUTH_WALES_2012, poll=date(2012, 11, 15)))}
    assert rows["ballot_close"]["on"] == "2012-06-15"
    assert rows["ballot_close"]["at"] == "12:00"
    assert rows["count"]["at"] is None
    assert rows["ballot_dispatch"]["offset"] == "C-18"
    assert rows["ballot_dispatch"]["rule"] == RuleForce.HARD.value
    assert rows["designation_decision"]["offset"] == "candidate_endorsed+40"
    assert rows["donation_report_due"]["offset"] == "C+30d"
    assert set(rows["count"]) == {"stage", "on", "at", "offset", "rule", "source"}


@given(closes)
def test_no_stage_counted_in_working_days_lands_on_a_day_off(close: datetime) -> None:
    rules = {stage.key: stage for stage in DEFAULT.stages}
    for stage in compute(close):
        rule = rules[stage.stage]
        if rule.offset and not rule.calendar_days:
            assert ELECTION.is_working_day(stage.on), stage.stage


@given(closes, closes)
def test_a_later_close_brings_no_stage_forward(one: datetime, other: datetime) -> None:
    earlier, later = sorted((one, other))
    for before, after in zip(compute(earlier), compute(later), strict=True):
        assert before.on <= after.on


@given(closes)
def test_the_stages_of_a_computed_ballot_stand_in_order(close: datetime) -> None:
    stages = days(compute(close))
    keys = ["call_for_applications", "applications_close", "nominations_close", "shortlist_published",
            BALLOT_DISPATCH, "reissue_open", "reissue_postal_close", "reissue_email_close", "ballot_close",
            "result_published", "candidate_endorsed", "designation_decision"]
    assert all(stages[one] <= stages[other] for one, other in pairwise(keys))
