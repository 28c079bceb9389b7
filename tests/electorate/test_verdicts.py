"""The rule as SQL says what the rule in Python says, and votes follow when the contest's dates change."""

from datetime import date
from itertools import product

import pytest
from sqlalchemy.orm import Session

from tests.electorate.conftest import MakeElector
from tests.support.client import PageClient
from tests.support.people import SignIn, as_actor
from tracker.accounts.models import Account
from tracker.contests.models import Contest
from tracker.electorate import services
from tracker.electorate.models import Elector, RollEntry
from tracker.electorate.queries import verdicts
from tracker.rules.electorate import ElectorStanding, Eligibility, VoterClass

DAYS = (None, date(2026, 1, 30), date(2026, 1, 31), date(2026, 2, 1))


@pytest.mark.parametrize(("joined_by", "paid_up_by"), [(None, None), (DAYS[2], None), (None, DAYS[2]), (DAYS[2], DAYS[2])])
def test_both_say_the_same_of_everybody(
    session: Session, contest: Contest, make_elector: MakeElector, joined_by: date | None, paid_up_by: date | None
) -> None:
    contest.joined_by, contest.paid_up_by = joined_by, paid_up_by
    kinds = product(ElectorStanding, VoterClass, DAYS, DAYS)
    for number, (standing, voter_class, joined_on, paid_up_to) in enumerate(kinds):
        make_elector(f"S{number}", standing=standing, voter_class=voter_class, joined_on=joined_on, paid_up_to=paid_up_to)
    told = dict(session.query(Elector.id, verdicts.by_rule(contest)).all())
    assert told == {one.id: services.by_rule(one).value for one in session.query(Elector)}


def test_votes_follow_changed_dates_but_for_those_decided_by_hand(
    client: PageClient, sign_in: SignIn, session: Session, contest: Contest, make_elector: MakeElector, returning_officer: Account
) -> None:
    late, decided = make_elector("S001", joined_on=date(2026, 2, 1)), make_elector("S002", joined_on=date(2026, 2, 1))
    services.decide(as_actor(returning_officer), decided, Eligibility.ELIGIBLE, "The region ruled so")
    contest.joined_by = date(2026, 1, 31)
    sign_in(client, returning_officer)
    room = "/contests/sampleshire-2030/electorate"
    assert "Votes to work out anew: 1" in client.get(room).text
    assert "Changed: 1" in client.submit(room, "recompute", follow=True).text
    session.expire_all()
    assert (late.eligibility, decided.eligibility) == (Eligibility.JOINED_AFTER, Eligibility.ELIGIBLE)


def test_a_roll_is_never_frozen_by_old_dates(
    session: Session, contest: Contest, make_elector: MakeElector, returning_officer: Account
) -> None:
    make_elector("S001", joined_on=date(2026, 2, 1))
    contest.joined_by = date(2026, 1, 31)
    roll = services.freeze(as_actor(returning_officer), contest)
    assert (roll.eligible_count, session.query(RollEntry).one().eligibility) == (0, Eligibility.JOINED_AFTER)
