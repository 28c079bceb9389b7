"""May this person vote? Each reason, and which comes first."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rules.electorate import ElectorStanding, Eligibility, VoterClass
from tracker.rules.eligibility import OF_STANDING, eligibility

JOINED_BY, PAID_UP_BY = date(2020, 8, 24), date(2020, 10, 19)
DAY = timedelta(days=1)
NONE, MEMBER = ElectorStanding.NONE, VoterClass.MEMBER


def of(joined_on: date | None, paid_up_to: date | None, voter_class: VoterClass = MEMBER) -> Eligibility:
    return eligibility(NONE, voter_class, joined_on, paid_up_to, JOINED_BY, PAID_UP_BY)


@pytest.mark.parametrize(("days", "expected"), [(-1, "eligible"), (0, "eligible"), (1, "joined_after")])
def test_who_joins_on_the_freeze_date_is_in_time(days: int, expected: str) -> None:
    assert of(JOINED_BY + days * DAY, PAID_UP_BY) == expected


@pytest.mark.parametrize(("days", "expected"), [(-1, "in_arrears"), (0, "eligible"), (1, "eligible")])
def test_who_has_paid_up_to_the_day_is_paid_up(days: int, expected: str) -> None:
    assert of(JOINED_BY, PAID_UP_BY + days * DAY) == expected


def test_supporters_pay_no_subscription() -> None:
    assert of(JOINED_BY, date(2000, 1, 1), VoterClass.AFFILIATED_SUPPORTER) is Eligibility.ELIGIBLE
    assert of(JOINED_BY, date(2000, 1, 1), VoterClass.REGISTERED_SUPPORTER) is Eligibility.ELIGIBLE


def test_a_date_not_known_is_held_against_nobody() -> None:
    assert of(None, None) is Eligibility.ELIGIBLE


def test_a_contest_without_freeze_dates_asks_for_none() -> None:
    assert eligibility(NONE, MEMBER, date(2026, 1, 1), date(2000, 1, 1), None, None) is Eligibility.ELIGIBLE


@given(st.sampled_from([one for one in ElectorStanding if one is not NONE]), st.sampled_from(VoterClass), st.dates(), st.dates())
def test_what_is_known_of_a_person_counts_before_any_date(
    standing: ElectorStanding, voter_class: VoterClass, joined_on: date, paid_up_to: date
) -> None:
    assert eligibility(standing, voter_class, joined_on, paid_up_to, JOINED_BY, PAID_UP_BY) is OF_STANDING[standing]


@given(st.dates(), st.dates(), st.dates(), st.dates())
def test_joining_earlier_and_paying_longer_never_takes_a_vote_away(joined: date, paid: date, joined_by: date, paid_by: date) -> None:
    if eligibility(NONE, MEMBER, joined, paid, joined_by, paid_by) is Eligibility.ELIGIBLE:
        assert eligibility(NONE, MEMBER, joined - min(DAY, joined - date.min), paid, joined_by, paid_by) is Eligibility.ELIGIBLE
        assert eligibility(NONE, MEMBER, joined, paid + min(DAY, date.max - paid), joined_by, paid_by) is Eligibility.ELIGIBLE
