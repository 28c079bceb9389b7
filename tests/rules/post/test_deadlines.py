"""When to hand over at the latest: the mirror of when it lands."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.rules.post.test_windows import terms
from tracker.rules.post import (
    NotOffered,
    PostalModel,
    PostalService,
    Terms,
    alternatives,
    lands,
    last_safe_posting,
    last_useful_day,
    latest_hand_over,
    window,
)
from tracker.rules.working_days import BeyondHorizon

NOON = datetime(2027, 2, 18, 12)
S = PostalService
minutes = st.datetimes(datetime(2012, 2, 1), datetime(2028, 11, 30)).map(lambda moment: moment.replace(second=0, microsecond=0))


@given(st.sampled_from(PostalService), minutes, terms)
def test_at_the_last_minute_it_lands_in_time_and_a_minute_later_it_does_not(service, land_by: datetime, given_terms: Terms) -> None:
    try:
        found = latest_hand_over(service, land_by, given_terms)
        in_time = window(service, found.hand_over_by, given_terms)
        late = window(service, found.hand_over_by + timedelta(minutes=1), given_terms)
    except (NotOffered, BeyondHorizon):
        assume(False)
    assert in_time.landed_at <= land_by < late.landed_at
    assert in_time.latest == found.lands_by <= found.latest_delivery_day <= last_useful_day(land_by)
    assert (found.missed_lands_by, found.printed_on) == (late.latest, in_time.printed_on)
    assert found.missing_costs_days == (late.latest - in_time.latest).days > 0


@pytest.mark.parametrize("model", PostalModel)
def test_second_class_to_land_by_noon(model: PostalModel) -> None:
    found = latest_hand_over(S.SECOND, NOON, Terms(model))
    assert found.hand_over_by == datetime(2027, 2, 9, 17, 29)
    assert (found.latest_delivery_day, found.printed_on) == (date(2027, 2, 17), date(2027, 2, 10))
    assert (found.lands_by, found.missed_lands_by, found.missing_costs_days) == (date(2027, 2, 17), date(2027, 2, 18), 1)


@pytest.mark.parametrize(
    ("land_by", "useful"),
    [("2027-02-18T15:59", "2027-02-17"), ("2027-02-18T16:00", "2027-02-18"), ("2027-06-18T15:00+00:00", "2027-06-18")],
)
def test_post_that_comes_by_four_is_of_no_use_for_a_close_before(land_by: str, useful: str) -> None:
    assert last_useful_day(datetime.fromisoformat(land_by)).isoformat() == useful


@pytest.mark.parametrize(
    ("planned", "slack"),
    [
        ("2027-02-09T17:29:59", 0), ("2027-02-09T17:30", -1), ("2027-02-08T17:30", 0), ("2027-02-08T09:00", 1),
        ("2027-02-01T09:00", 8), ("2027-02-20T09:00", -11),
    ],
)  # fmt: skip
def test_slack_is_counted_from_what_is_planned(planned: str, slack: int) -> None:
    assert latest_hand_over(S.SECOND, NOON, planned=datetime.fromisoformat(planned)).slack_days == slack


def test_nothing_planned_has_no_slack() -> None:
    assert latest_hand_over(S.SECOND, NOON).slack_days is None


def test_a_plan_may_carry_its_own_zone() -> None:
    assert latest_hand_over(S.SECOND, NOON, planned=datetime(2027, 2, 9, 17, 29, tzinfo=UTC)).slack_days == 0


def test_what_the_other_classes_would_give_and_cost() -> None:
    prices = {S.FIRST: Decimal("1.80"), S.SECOND: Decimal("0.91")}
    others = alternatives(S.SECOND, NOON, planned=datetime(2027, 2, 10, 9), prices=prices, count=5000)
    assert [(other.latest.service, other.days_gained, other.latest.slack_days, other.cost) for other in others] == [
        (S.FIRST, 2, 1, Decimal("9000.00")),
        (S.ACCESS_PRIORITY, 2, 1, None),
        (S.ACCESS_STANDARD, 0, -1, None),
        (S.ECONOMY, -5, -6, None),
    ]


def test_in_2012_there_were_fewer_classes() -> None:
    others = alternatives(S.FIRST, datetime(2012, 6, 13, 17))
    assert [other.latest.service for other in others] == [S.SECOND, S.ACCESS_STANDARD]


def test_a_ballot_of_2012_had_usable_days_that_todays_second_class_would_not_leave() -> None:
    close, by_hand, today = datetime(2012, 6, 13, 17), Terms(print_days=0), date(2027, 1, 4)
    packs_land = lands(S.SECOND, date(2012, 5, 29)).latest
    return_by = last_safe_posting(S.SECOND, close, by_hand)
    assert (packs_land, return_by) == (date(2012, 6, 2), date(2012, 6, 8))
    packs_land = lands(S.SECOND, date(2012, 5, 29), Terms(rules_of=today)).latest
    return_by = last_safe_posting(S.SECOND, close, Terms(print_days=0, rules_of=today))
    assert (packs_land, return_by) == (date(2012, 6, 7), date(2012, 6, 6))


def test_a_vote_by_first_class_is_given_a_day_more() -> None:
    close = datetime(2012, 6, 15, 12)
    days = [last_safe_posting(S.FIRST, close, Terms(print_days=0, critical=critical)) for critical in (False, True)]
    assert days == [date(2012, 6, 12), date(2012, 6, 11)]


def test_what_a_missed_cut_off_costs_is_unknown_past_the_known_holidays() -> None:
    found = latest_hand_over(S.ECONOMY, datetime(2028, 12, 29, 17))
    assert (found.lands_by, found.missed_lands_by, found.missing_costs_days) == (date(2028, 12, 29), None, None)


@pytest.mark.parametrize("land_by", ["2012-01-03T12:00", "2029-01-01T12:00", "9999-12-31T23:59", "0001-01-01T00:00"])
def test_no_day_past_the_known_holidays_is_counted_from(land_by: str) -> None:
    with pytest.raises(BeyondHorizon):
        latest_hand_over(S.FIRST, datetime.fromisoformat(land_by))


def test_a_service_that_began_too_late_is_refused() -> None:
    with pytest.raises(NotOffered):
        latest_hand_over(S.ACCESS_PRIORITY, datetime(2025, 7, 30, 12))
