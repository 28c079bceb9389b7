"""People with roles, as fixtures: `officer`, `candidate`, `rival`, ... Each signs in with PASSWORD.

`world` is the small world they live in: an area with two councils, a party with two councils of its own, and one open
contest with two candidates. Everybody here is invented.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tracker.access.actor import Actor
from tracker.accounts.models import Account, RoleGrant
from tracker.contests.models import Candidacy, Contest, Office
from tracker.directory.models import Area, Body, Person
from tracker.directory.queries.actors import actor_of
from tracker.kernel.clock import from_local, now
from tracker.rules.contests import CandidacyState, ContestKind, ContestState, CountMethod
from tracker.rules.directory import AreaKind, BodyKind
from tracker.rules.names import compact_key, search_key, sort_key
from tracker.rules.roles import Role, ScopeKind

PASSWORD = "correct horse battery staple"
PASSWORD_HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


@dataclass
class World:
    """What the tests take for granted."""

    session: Session
    area: Area
    councils: list[Area]
    other_area: Area
    party: Body
    party_council: Body
    contest: Contest
    first: Candidacy
    second: Candidacy

    def body(
        self,
        name: str,
        kind: BodyKind = BodyKind.BRANCH,
        parent: Body | None = None,
        area: Area | None = None,
    ) -> Body:
        """A further body."""
        body = Body(
            kind=kind, name_en=name, search_key=search_key(name), compact_key=compact_key(name),
            parent_id=parent.id if parent else None, area_id=area.id if area else None, is_invented=True,
        )  # fmt: skip
        self.session.add(body)
        self.session.flush()
        return body

    def person(self, name: str) -> Person:
        """A further person."""
        return person(self.session, name)

    def account(
        self,
        name: str,
        role: Role | None = None,
        kind: ScopeKind = ScopeKind.EVERYTHING,
        scope_id: int | None = None,
        **grant: bool,
    ) -> Account:
        """Somebody who signs in as `name` with dots `@example.invalid`, holding `role` if one is given."""
        account = Account(
            email=f"{search_key(name).replace(' ', '.')}@example.invalid",
            name=name,
            password_hash=PASSWORD_HASH,
            created_at=now(),
        )
        self.session.add(account)
        if role is not None:
            self.session.add(RoleGrant(
                account=account, role=role, scope_kind=kind, scope_id=scope_id, scope_label="for the test",
                valid_from=now(), granted_at=now(), reason="for the test", **grant,
            ))  # fmt: skip
        self.session.flush()
        return account


def person(session: Session, name: str) -> Person:
    found = Person(
        name=name,
        sort_key=sort_key(name),
        search_key=search_key(name),
        compact_key=compact_key(name),
        is_invented=True,
    )
    session.add(found)
    session.flush()
    return found


@pytest.fixture
def world(session: Session, clock: object) -> World:
    """An open contest in an area with two councils, and a second area nobody has anything to do with."""
    area = Area(gss="W15000003", kind=AreaKind.POLICE_AREA, name_en="South Wales", name_cy="De Cymru")
    other = Area(gss="W15000002", kind=AreaKind.POLICE_AREA, name_en="Gwent", name_cy="Gwent")
    session.add_all([area, other])
    session.flush()
    councils = [
        Area(
            gss="W06000015",
            kind=AreaKind.PRINCIPAL_COUNCIL,
            name_en="Cardiff",
            name_cy="Caerdydd",
            parent_id=area.id,
        ),
        Area(
            gss="W06000011",
            kind=AreaKind.PRINCIPAL_COUNCIL,
            name_en="Swansea",
            name_cy="Abertawe",
            parent_id=area.id,
        ),
    ]
    party = Body(
        kind=BodyKind.PARTY,
        name_en="Sample Party",
        name_cy="Plaid Enghraifft",
        search_key="sample party",
        compact_key="sampleparty",
    )
    session.add_all([*councils, party])
    session.flush()
    party_council = Body(
        kind=BodyKind.PARTY_COUNCIL, name_en="Wales Sample Council", name_cy="Cyngor Enghraifft Cymru",
        search_key="wales sample council", compact_key="walessamplecouncil", parent_id=party.id,
    )  # fmt: skip
    contest = Contest(
        slug="sample-contest", title_en="Sample contest", title_cy="Cystadleuaeth enghraifft",
        office=Office(key="sample_office", name_en="Sample office", name_cy="Swydd enghraifft"), area=area, party=party,
        kind=ContestKind.OPEN_SELECTION, method=CountMethod.ELIMINATING_BALLOT, channels=["post"], state=ContestState.SHORTLISTED,
        ballot_closes_at=from_local(datetime(2026, 6, 12, 12)), dispatch_on=date(2026, 5, 18), polling_day=date(2026, 11, 12),
        joined_by=date(2026, 3, 19), paid_up_by=date(2026, 5, 18), created_at=now(),
    )  # fmt: skip
    first, second = (
        Candidacy(
            contest=contest,
            person=person(session, name),
            slug=slug,
            state=CandidacyState.SHORTLISTED,
            applied_at=now(),
        )
        for name, slug in (("Nia Pugh-Example", "nia-pugh-example"), ("Gwyn ap Sample", "gwyn-ap-sample"))
    )
    session.add_all([party_council, contest, first, second])
    session.flush()
    return World(session, area, councils, other, party, party_council, contest, first, second)


@pytest.fixture
def administrator(world: World) -> Account:
    return world.account("Admin Invented", Role.ADMINISTRATOR)


@pytest.fixture
def officer(world: World) -> Account:
    """A regional officer of the contest's area, with the right to export."""
    return world.account(
        "Olwen Officer", Role.REGIONAL_OFFICER, ScopeKind.AREA, world.area.id, may_export=True
    )


@pytest.fixture
def second_officer(world: World) -> Account:
    return world.account("Sara Second-Officer", Role.REGIONAL_OFFICER, ScopeKind.AREA, world.area.id)


@pytest.fixture
def body_officer(world: World) -> Account:
    """A regional officer of the party council: may log what that body decides."""
    return world.account("Beti Body-Officer", Role.REGIONAL_OFFICER, ScopeKind.BODY, world.party_council.id)


@pytest.fixture
def far_officer(world: World) -> Account:
    """A regional officer of another area."""
    return world.account(
        "Ffion Faraway", Role.REGIONAL_OFFICER, ScopeKind.AREA, world.other_area.id, may_export=True
    )


@pytest.fixture
def returning_officer(world: World) -> Account:
    return world.account("Rhys Returning", Role.RETURNING_OFFICER, ScopeKind.CONTEST, world.contest.id)


@pytest.fixture
def organiser(world: World) -> Account:
    return world.account("Owain Organiser", Role.ORGANISER, ScopeKind.CONTEST, world.contest.id)


@pytest.fixture
def scrutineer(world: World) -> Account:
    return world.account("Sioned Scrutineer", Role.SCRUTINEER, ScopeKind.CONTEST, world.contest.id)


@pytest.fixture
def candidate(world: World) -> Account:
    """The first candidate, with the right to export."""
    return world.account(
        "Nia Pugh-Example", Role.CANDIDATE, ScopeKind.CANDIDACY, world.first.id, may_export=True
    )


@pytest.fixture
def agent(world: World) -> Account:
    """The first candidate's agent, without the right to export."""
    return world.account("Alun Agent", Role.AGENT, ScopeKind.CANDIDACY, world.first.id)


@pytest.fixture
def rival(world: World) -> Account:
    """The second candidate."""
    return world.account(
        "Gwyn ap Sample", Role.CANDIDATE, ScopeKind.CANDIDACY, world.second.id, may_export=True
    )


@pytest.fixture
def auditor(world: World) -> Account:
    return world.account("Awel Auditor", Role.AUDITOR)


@pytest.fixture
def as_actor() -> Callable[[Account], Actor]:
    """The actor an account is now: `services.log(as_actor(officer), ...)`."""
    return actor_of


@pytest.fixture
def sign_in(app: Flask) -> Callable[[Account], FlaskClient]:
    """A browser in which the account is signed in, past the sign-in page: `browser = sign_in(officer)`."""

    def signed_in(account: Account) -> FlaskClient:
        browser: FlaskClient = app.test_client()
        with browser.session_transaction() as session:
            session["_user_id"] = account.get_id()
            session["_fresh"] = True
        return browser

    return signed_in
