"""What the tests of supporters start from: a public contest in South Wales, its councils, a candidate's list."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.support.people import as_actor
from tracker.access.actor import SYSTEM, Actor
from tracker.accounts.models import Account
from tracker.contests.models import Candidacy, Contest
from tracker.directory import services as directory
from tracker.directory.models import Area
from tracker.extensions import db
from tracker.rules.contests import ContestState
from tracker.rules.supporters import SupporterCategory
from tracker.supporters import services
from tracker.supporters.models import Supporter

Add = Callable[..., Supporter]
LIST = "/contests/sampleshire-2030/candidates/nia-pugh-example/supporters"
RIVALS_LIST = "/contests/sampleshire-2030/candidates/gwyn-ap-sample/supporters"


@pytest.fixture
def area(clock: object, session: Session) -> Area:
    """Where the contest is: South Wales, with its seven councils."""
    directory.load_areas(SYSTEM)
    return session.scalars(select(Area).where(Area.gss == "W15000003")).one()


@pytest.fixture
def contest(contest: Contest) -> Contest:
    """The contest, announced."""
    contest.state = ContestState.ANNOUNCED
    return contest


@pytest.fixture
def campaign(candidate: Account) -> Actor:
    """The candidate, as services take them."""
    return as_actor(candidate)


@pytest.fixture
def add(campaign: Actor, candidacy: Candidacy) -> Add:
    """`add("Name", area="Cardiff", consent_wording=...)`: one more supporter of the candidate."""

    def adding(
        name: str, category: SupporterCategory = SupporterCategory.MEMBER, area: str = "", on: date = date(2026, 2, 1), **more: Any
    ) -> Supporter:
        found = council(area).id if area else None
        return services.add(campaign, candidacy, name=name, category=category, supported_on=on, area_id=found, **more)

    return adding


def council(name: str) -> Area:
    """The council area of that English name."""
    return db.session.scalars(select(Area).where(Area.name_en == name, Area.gss.startswith("W06"))).one()
