"""Postal rules by the day of posting."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rules.post import (
    RULES,
    DeliveryDays,
    NotOffered,
    PostalModel,
    PostalRule,
    PostalService,
    rule_for,
)

ALL_RULES = [rules for model in RULES.values() for rules in model.values()]


@pytest.mark.parametrize("rules", ALL_RULES)
def test_the_rules_of_a_service_follow_one_another_without_a_gap(rules: tuple[PostalRule, ...]) -> None:
    for before, after in pairwise(rules):
        assert before.valid_to is not None
        assert after.valid_from == before.valid_to + timedelta(days=1)
    assert rules[-1].valid_to is None


@pytest.mark.parametrize("rule", [rule for rules in ALL_RULES for rule in rules])
def test_a_rule_is_in_order_and_says_where_it_comes_from(rule: PostalRule) -> None:
    assert 1 <= rule.soonest_days <= (rule.aim_days or rule.safe_days) <= rule.safe_days <= rule.critical_days
    assert rule.source


@given(st.sampled_from(PostalService), st.dates(date(2012, 1, 1), date(2028, 12, 31)))
def test_the_one_rule_that_holds_on_a_day_is_found_and_none_is_invented(service: PostalService, day: date) -> None:
    holding = [rule for rule in RULES[PostalModel.SAFE][service] if rule.holds_on(day)]
    if holding:
        assert holding == [rule_for(service, day)]
        return
    with pytest.raises(NotOffered) as refused:
        rule_for(service, day)
    assert refused.value.first is not None
    assert day < refused.value.first


def test_second_class_lost_its_saturday_on_28_july_2025() -> None:
    before, after = (rule_for(PostalService.SECOND, date(2025, 7, day)) for day in (27, 28))
    assert (before.delivery_days, before.safe_days) == (DeliveryDays.MONDAY_TO_SATURDAY, 4)
    assert (after.delivery_days, after.safe_days) == (DeliveryDays.ALTERNATE_WEEKDAYS, 5)


def test_first_class_is_planned_with_the_documented_tail_from_april_2026() -> None:
    before, after = (rule_for(PostalService.FIRST, day) for day in (date(2026, 3, 31), date(2026, 4, 1)))
    assert (before.safe_days, before.critical_days, before.safe_is_documented) == (2, 3, False)
    assert (after.safe_days, after.critical_days, after.safe_is_documented) == (3, 3, True)


def test_a_service_is_refused_before_it_was_offered() -> None:
    with pytest.raises(NotOffered) as refused:
        rule_for(PostalService.ACCESS_PRIORITY, date(2012, 5, 25))
    assert refused.value.first == date(2025, 7, 28)


def test_notify_estimates_no_access_service_but_economy() -> None:
    assert PostalService("access_economy") is PostalService.ECONOMY
    with pytest.raises(NotOffered) as refused:
        rule_for(PostalService.ACCESS_STANDARD, date(2027, 1, 4), PostalModel.NOTIFY)
    assert refused.value.first is None
