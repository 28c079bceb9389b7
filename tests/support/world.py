"""The smallest world a contest can stand in, as fixtures. All invented: two areas, a party, a contest with two candidates."""

import pytest
from sqlalchemy.orm import Session

from tracker.access.actor import SYSTEM
from tracker.contests.models import Candidacy, Contest, Office
from tracker.directory import services as directory
from tracker.directory.models import Area, Body
from tracker.kernel.clock import now
from tracker.rules.contests import ContestKind, CountMethod
from tracker.rules.directory import AreaKind, BodyKind


def make_area(session: Session, gss: str, name: str, **details: object) -> Area:
    """An area, stored."""
    area = Area(gss=gss, kind=AreaKind.POLICE_AREA, name_en=name, name_cy=f"{name} (Cymraeg)", **details)  # type: ignore[arg-type]  # what the test gives
    session.add(area)
    session.flush()
    return area


def make_contest(area: Area, party: Body, title: str, session: Session, **details: object) -> Contest:
    """A draft contest, stored. Its address is made of the title."""
    office = session.query(Office).first() or Office(key="commissioner", name_en="Commissioner", name_cy="Comisiynydd")
    contest = Contest(
        slug=title.lower().replace(" ", "-"), title_en=title, title_cy=f"{title} (Cymraeg)", office=office, area=area,
        party=party, kind=ContestKind.OPEN_SELECTION, method=CountMethod.PLURALITY, created_at=now(), **details,  # type: ignore[arg-type]  # what the test gives
    )  # fmt: skip
    session.add(contest)
    session.flush()
    return contest


def make_candidacy(contest: Contest, name: str, session: Session, **details: object) -> Candidacy:
    """A person who applied to be selected, stored."""
    person = directory.create_person(SYSTEM, name=name, is_invented=True)
    candidacy = Candidacy(
        contest=contest, person=person, slug=name.lower().replace(" ", "-"), applied_at=now(), **details  # type: ignore[arg-type]  # what the test gives
    )  # fmt: skip
    session.add(candidacy)
    session.flush()
    return candidacy


@pytest.fixture
def area(session: Session) -> Area:
    """Where the contest is."""
    return make_area(session, "X10000001", "Sampleshire")


@pytest.fixture
def other_area(session: Session) -> Area:
    """Where it is not."""
    return make_area(session, "X10000002", "Elsewhereshire")


@pytest.fixture
def party(session: Session) -> Body:
    """Whose selection it is."""
    return directory.create_body(SYSTEM, kind=BodyKind.PARTY, name_en="Sample Party", is_invented=True)


@pytest.fixture
def council(session: Session, party: Body, area: Area) -> Body:
    """A body that may endorse: the party's council in the area."""
    return directory.create_body(
        SYSTEM, kind=BodyKind.PARTY_COUNCIL, name_en="Sampleshire Party Council", parent_id=party.id, area_id=area.id, is_invented=True
    )


@pytest.fixture
def contest(session: Session, area: Area, party: Body) -> Contest:
    """The contest, in draft."""
    return make_contest(area, party, "Sampleshire 2030", session)


@pytest.fixture
def candidacy(session: Session, contest: Contest) -> Candidacy:
    """The candidate's."""
    return make_candidacy(contest, "Nia Pugh-Example", session)


@pytest.fixture
def rival_candidacy(session: Session, contest: Contest) -> Candidacy:
    """The rival's, in the same contest."""
    return make_candidacy(contest, "Gwyn ap Sample", session)
