"""A postal ballot planned backwards from its close, by the post of its own day."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rules.ballot_plan import (
    Act,
    Actor,
    BallotPlan,
    BallotTerms,
    Change,
    Known,
    Problem,
    ReissuePractice,
    plan_ballot,
    postage,
    ways_out,
    well_placed,
)
from tracker.rules.post import NotOffered, PostalService
from tracker.rules.working_days import BeyondHorizon

FIRST, SECOND = PostalService.FIRST, PostalService.SECOND
NOON = datetime(2027, 2, 18, 12)
FIVE, MOVED = datetime(2012, 6, 13, 17), datetime(2012, 6, 15, 12)
LAST_PACKS = Known(posted=date(2012, 5, 29))
TODAYS_POST = date(2027, 1, 4)


def days(plan: BallotPlan) -> dict[Act, str]:
    return {act.act: act.at.strftime("%a %d %b %H:%M") for act in plan.acts}


def test_every_act_has_its_latest_safe_moment() -> None:
    plan = plan_ballot(BallotTerms(NOON, FIRST, SECOND, 7))
    assert days(plan) == {
        Act.COPY_TO_PRINTER: "Thu 28 Jan 17:29",
        Act.PRINT: "Fri 29 Jan 15:00",
        Act.HAND_OVER: "Fri 29 Jan 17:30",
        Act.LANDS: "Fri 05 Feb 16:00",
        Act.REISSUE_OPEN: "Fri 05 Feb 09:00",
        Act.REISSUE_POSTAL_CLOSE: "Wed 10 Feb 12:00",
        Act.REISSUE_EMAIL_CLOSE: "Mon 15 Feb 17:00",
        Act.LAST_SAFE_POSTING_SECOND: "Wed 10 Feb 17:30",
        Act.LAST_SAFE_POSTING_FIRST: "Sat 13 Feb 17:30",
        Act.REISSUE_SELFSERVICE_CLOSE: "Thu 18 Feb 12:00",
        Act.BALLOT_CLOSE: "Thu 18 Feb 12:00",
    }
    assert (plan.usable_days, plan.works, plan.problems) == (8, True, ())


def test_every_act_has_a_rule_a_source_and_somebody_who_must_act() -> None:
    plan = plan_ballot(BallotTerms(NOON, FIRST, SECOND, 7), Known(today=date(2027, 1, 1)))
    assert all(act.source and "%" not in act.rule for act in plan.acts)
    assert plan.act(Act.LAST_SAFE_POSTING_FIRST).rule == "Post is of use until 2027-02-17; days of delivery to allow: 3"
    assert plan.act(Act.HAND_OVER).actor is Actor.MAILING_HOUSE
    assert plan.act(Act.COPY_TO_PRINTER).slack_days == 27
    assert [act.act for act in plan.acts if not act.binds] == [Act.LAST_SAFE_POSTING_SECOND]


def test_after_a_close_at_noon_the_post_of_the_day_before_is_the_last_of_use() -> None:
    noon, evening = (plan_ballot(BallotTerms(NOON.replace(hour=hour), FIRST, SECOND, 7)) for hour in (12, 17))
    assert (noon.last_useful_day, evening.last_useful_day) == (date(2027, 2, 17), date(2027, 2, 18))
    assert noon.return_by < evening.return_by


def test_2012_as_it_was_first_set_leaves_six_days_and_no_replacement_by_post() -> None:
    plan = plan_ballot(BallotTerms(FIVE, SECOND, SECOND, 7), LAST_PACKS)
    assert (plan.landed_on, plan.return_by, plan.usable_days) == (date(2012, 6, 2), date(2012, 6, 8), 6)
    assert plan.problems == (Problem.TOO_FEW_DAYS, Problem.LATER_THAN_SAFE, Problem.NO_REISSUE_BY_POST)
    assert plan.act(Act.HAND_OVER).slack_days == -1
    assert plan.act(Act.REISSUE_OPEN).at > plan.act(Act.REISSUE_POSTAL_CLOSE).at  # two bank holidays stand between


def test_2012_as_its_close_was_moved_leaves_the_seven_days() -> None:
    known = Known(posted=date(2012, 5, 29), set_at={Act.REISSUE_POSTAL_CLOSE: datetime(2012, 6, 11, 12)})
    plan = plan_ballot(BallotTerms(MOVED, SECOND, SECOND, 7), known)
    assert (plan.usable_days, plan.works, plan.last_useful_day) == (7, True, date(2012, 6, 14))
    assert days(plan)[Act.LAST_SAFE_POSTING_SECOND] == "Sat 09 Jun 17:30"
    assert (plan.act(Act.HAND_OVER).slack_days, plan.act(Act.LANDS).slack_days) == (0, 0)
    reissue = plan.act(Act.REISSUE_POSTAL_CLOSE)
    assert (reissue.at, reissue.slack_days) == (datetime(2012, 6, 7, 12), -4)  # noon on the 11th was later than safe
    assert plan.problems == (Problem.LATER_THAN_SAFE,)


@pytest.mark.parametrize("posted", [date(2012, 5, 25), date(2012, 5, 28), date(2012, 5, 29)])
def test_packs_posted_sooner_leave_more(posted: date) -> None:
    plan = plan_ballot(BallotTerms(MOVED, SECOND, SECOND, 7), Known(posted=posted))
    assert plan.usable_days == {25: 10, 28: 8, 29: 7}[posted.day]


@pytest.mark.parametrize(("close", "usable"), [(FIVE, -1), (MOVED, 0)])
def test_the_same_dates_with_second_class_of_today_leave_no_usable_day(close: datetime, usable: int) -> None:
    plan = plan_ballot(BallotTerms(close, SECOND, SECOND, 7, rules_of=TODAYS_POST), LAST_PACKS)
    assert (plan.usable_days, plan.works) == (usable, False)
    assert Problem.NO_USABLE_DAY in plan.problems
    ways = {way.change: way.plan for way in ways_out(plan, LAST_PACKS)}
    assert set(ways) == {Change.BOTH_FIRST, Change.LATER_CLOSE}
    assert all(way.works and way.usable_days >= 7 for way in ways.values())
    assert ways[Change.LATER_CLOSE].terms.close.time() == close.time()


def test_what_would_work_is_tried_and_not_guessed() -> None:
    plan = plan_ballot(BallotTerms(FIVE, SECOND, SECOND, 7), LAST_PACKS)
    ways = {way.change: (way.plan.terms.close, way.plan.usable_days) for way in ways_out(plan, LAST_PACKS)}
    assert ways == {
        Change.OUTBOUND_FIRST: (FIVE, 8), Change.RETURN_FIRST: (FIVE, 7), Change.BOTH_FIRST: (FIVE, 9),
        Change.FEWER_THINKING_DAYS: (FIVE, 6), Change.LATER_CLOSE: (datetime(2012, 6, 14, 17), 7),
    }  # fmt: skip
    works = plan_ballot(BallotTerms(NOON, FIRST, SECOND, 7))
    assert ways_out(works) == ()


def test_nothing_is_found_past_the_known_holidays() -> None:
    terms = BallotTerms(datetime(2028, 12, 20, 12), FIRST, FIRST, 3)
    known = Known(posted=date(2028, 12, 19))
    assert ways_out(plan_ballot(terms, known), known) == ()


def test_papers_that_cannot_be_ready_sooner_go_out_as_soon_as_they_can() -> None:
    terms = BallotTerms(NOON, SECOND, SECOND, 7)
    latest = plan_ballot(terms).act(Act.COPY_TO_PRINTER).at
    known = Known(latest.date(), ready=latest + timedelta(days=7))
    plan = plan_ballot(terms, known)
    assert plan.usable_days < 7
    assert Problem.TOO_FEW_DAYS in plan.problems or Problem.NO_USABLE_DAY in plan.problems
    assert plan_ballot(terms, Known(ready=latest)).usable_days >= 7
    assert Problem.ALREADY_TOO_LATE in plan_ballot(terms, Known(latest.date() + timedelta(days=1))).problems


def test_the_copy_is_due_on_a_day_on_which_somebody_is_at_the_printer() -> None:
    closes = [NOON + timedelta(days=more) for more in range(28)]
    plans = [plan_ballot(BallotTerms(close, FIRST, FIRST, 7)) for close in closes]
    assert {plan.act(Act.COPY_TO_PRINTER).at.weekday() for plan in plans} == {0, 1, 2, 3, 4}
    assert all(plan.act(Act.COPY_TO_PRINTER).at < plan.act(Act.PRINT).at for plan in plans)


def test_papers_that_are_ready_are_neither_copied_nor_printed() -> None:
    plan = plan_ballot(BallotTerms(NOON, FIRST, SECOND, 7, print_days=0))
    assert plan.acts[0].act is Act.HAND_OVER
    with pytest.raises(KeyError):
        plan.act(Act.PRINT)


def test_a_mailing_house_with_other_hours() -> None:
    plan = plan_ballot(BallotTerms(NOON, FIRST, SECOND, 7, print_days=3, cut_off=time(12)))
    assert days(plan)[Act.COPY_TO_PRINTER] == "Tue 26 Jan 11:59"
    assert "before 12:00" in plan.act(Act.COPY_TO_PRINTER).rule


def test_replacements_close_as_is_the_practice_where_the_post_allows_it() -> None:
    longer = ReissuePractice(postal_closes_before=8)
    act = plan_ballot(BallotTerms(NOON, FIRST, SECOND, 7, reissue=longer)).act(Act.REISSUE_POSTAL_CLOSE)
    assert (act.at, act.rule) == (datetime(2027, 2, 8, 12), "Working days before the close: 8")


def test_a_service_voters_cannot_use_yet_is_left_out() -> None:
    with pytest.raises(NotOffered):
        plan_ballot(BallotTerms(FIVE, PostalService.ACCESS_PRIORITY, SECOND, 7))
    plan = plan_ballot(BallotTerms(NOON, PostalService.ACCESS_STANDARD, SECOND, 7))
    assert [act.binds for act in plan.acts if act.act.startswith("last_safe")] == [False, False]


def test_what_a_choice_costs() -> None:
    terms = BallotTerms(NOON, FIRST, SECOND, 7)
    prices = {FIRST: Decimal("1.80"), SECOND: Decimal("0.91")}
    assert postage(terms, prices, 5_000, 2_200) == Decimal("8510.00")
    assert postage(terms, {FIRST: Decimal(1)}, 1, 1) is None


@pytest.mark.parametrize(
    ("close", "well"),
    [(date(2012, 6, 13), True), (date(2012, 6, 16), False), (date(2012, 6, 5), False), (date(2012, 6, 6), False),
     (date(2012, 6, 7), True), (date(2012, 6, 11), True), (date(2026, 12, 24), False)],
)  # fmt: skip
def test_where_a_close_is_well_placed(close: date, well: bool) -> None:
    assert well_placed(close) is well
    plan = plan_ballot(BallotTerms(datetime.combine(close, time(12)), FIRST, FIRST, 3))
    assert (Problem.CLOSE_BADLY_PLACED in plan.problems) is not well


@pytest.mark.parametrize("wrong", [{"thinking_days": -1}, {"thinking_days": 1, "print_days": -1}])
def test_days_are_counts(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="counts"):
        BallotTerms(NOON, FIRST, SECOND, **wrong)  # type: ignore[arg-type]  # days only


def test_a_close_beyond_the_known_holidays_is_refused() -> None:
    with pytest.raises(BeyondHorizon):
        plan_ballot(BallotTerms(datetime(2029, 3, 1, 12), FIRST, SECOND, 7))


CLOSES = st.datetimes(datetime(2012, 6, 1), datetime(2028, 11, 30)).map(lambda moment: moment.replace(second=0, microsecond=0))
CLASSES = st.sampled_from([FIRST, SECOND])


@given(CLOSES, CLASSES, CLASSES, st.integers(0, 21), st.integers(0, 5))
def test_a_plan_with_nothing_settled_gives_the_days_that_were_asked_for(
    close: datetime, back: PostalService, out: PostalService, thinking: int, print_days: int
) -> None:
    plan = plan_ballot(BallotTerms(close, back, out, thinking, print_days))
    assert plan.usable_days == (plan.return_by - plan.landed_on).days >= thinking
    going = [act.at for act in plan.acts if act.act in (Act.COPY_TO_PRINTER, Act.PRINT, Act.HAND_OVER, Act.LANDS)]
    assert going == sorted(going)
    assert plan.landed_on <= plan.return_by <= plan.last_useful_day <= close.date()


@given(CLOSES, st.integers(0, 14), st.integers(1, 20))
def test_a_later_close_never_leaves_fewer_days(close: datetime, thinking: int, later: int) -> None:
    known = Known(posted=(close - timedelta(days=20)).date())
    plan = plan_ballot(BallotTerms(close, FIRST, SECOND, thinking), known)
    moved = plan_ballot(BallotTerms(close + timedelta(days=later), FIRST, SECOND, thinking), known)
    assert moved.usable_days >= plan.usable_days or moved.return_by.year == 2026  # in April 2026 first class became slower
