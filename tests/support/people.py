"""People with roles, as fixtures, all in the one contest of `world.py`. Each signs in with PASSWORD."""

from collections.abc import Callable
from functools import cache

import pytest
from sqlalchemy.orm import Session, object_session

from tests.support.client import PageClient
from tracker.access.actor import Actor
from tracker.accounts.models import Account, RoleGrant
from tracker.accounts.passwords import hash_of
from tracker.contests.models import Candidacy, Contest
from tracker.directory.models import Area
from tracker.directory.queries.actors import actor_of
from tracker.kernel.clock import now
from tracker.rules.roles import Role, ScopeKind

PASSWORD = "correct horse battery staple"
SignIn = Callable[[PageClient, Account], None]


@cache
def password_hash() -> str:
    """PASSWORD's hash, made once: hashes are slow on purpose."""
    return hash_of(PASSWORD)


def make_account(session: Session, name: str, language: str | None = None) -> Account:
    """Somebody who can sign in and may do nothing yet."""
    email = f"{name.lower().replace(' ', '.')}@example.invalid"
    account = Account(email=email, name=name, password_hash=password_hash(), language=language, created_at=now())
    session.add(account)
    session.flush()
    return account


def trust(account: Account, role: Role, kind: ScopeKind, scope_id: int | None = None, *, may_export: bool = False) -> Account:
    """Give an account a role over something, as granted before the test began; answers the account."""
    session = object_session(account)
    assert session
    session.add(
        RoleGrant(
            account=account, role=role, scope_kind=kind, scope_id=scope_id, scope_label=kind.value, may_export=may_export,
            valid_from=now(), granted_at=now(), reason="For this test",
        )
    )  # fmt: skip
    session.flush()
    return account


def as_actor(account: Account) -> Actor:
    """The account as services know who acts."""
    return actor_of(account)


@pytest.fixture
def sign_in() -> SignIn:
    """`sign_in(client, officer)`: the browser is theirs from now on, without the form."""

    def put_in(client: PageClient, account: Account) -> None:
        with client.session_transaction() as cookie:
            cookie.clear()
            cookie.update(_user_id=account.get_id(), _fresh=True)

    return put_in


@pytest.fixture
def administrator(session: Session) -> Account:
    return trust(make_account(session, "Ada Administrator"), Role.ADMINISTRATOR, ScopeKind.EVERYTHING)


@pytest.fixture
def auditor(session: Session) -> Account:
    return trust(make_account(session, "Awel Auditor"), Role.AUDITOR, ScopeKind.EVERYTHING)


@pytest.fixture
def officer(session: Session, area: Area) -> Account:
    """Looks after the contest's area, and may export."""
    return trust(make_account(session, "Olwen Officer"), Role.REGIONAL_OFFICER, ScopeKind.AREA, area.id, may_export=True)


@pytest.fixture
def second_officer(session: Session, area: Area) -> Account:
    """Looks after the same area: who verifies what the first recorded."""
    return trust(make_account(session, "Sara Second"), Role.REGIONAL_OFFICER, ScopeKind.AREA, area.id)


@pytest.fixture
def officer_elsewhere(session: Session, other_area: Area) -> Account:
    """Looks after another area."""
    return trust(make_account(session, "Eira Elsewhere"), Role.REGIONAL_OFFICER, ScopeKind.AREA, other_area.id)


@pytest.fixture
def returning_officer(session: Session, contest: Contest) -> Account:
    return trust(make_account(session, "Rhys Returning"), Role.RETURNING_OFFICER, ScopeKind.CONTEST, contest.id)


@pytest.fixture
def organiser(session: Session, contest: Contest) -> Account:
    return trust(make_account(session, "Owain Organiser"), Role.ORGANISER, ScopeKind.CONTEST, contest.id)


@pytest.fixture
def scrutineer(session: Session, contest: Contest) -> Account:
    """Reads all evidence and edits nothing."""
    return trust(make_account(session, "Siwan Scrutineer"), Role.SCRUTINEER, ScopeKind.CONTEST, contest.id)


@pytest.fixture
def candidate(session: Session, candidacy: Candidacy) -> Account:
    """Stands in the contest, and may export their own list."""
    account = make_account(session, "Nia Pugh-Example")
    return trust(account, Role.CANDIDATE, ScopeKind.CANDIDACY, candidacy.id, may_export=True)


@pytest.fixture
def agent(session: Session, candidacy: Candidacy) -> Account:
    """Speaks for the candidate."""
    return trust(make_account(session, "Alun Agent"), Role.AGENT, ScopeKind.CANDIDACY, candidacy.id)


@pytest.fixture
def rival(session: Session, rival_candidacy: Candidacy) -> Account:
    """Stands against the candidate."""
    account = make_account(session, "Gwyn ap Sample")
    return trust(account, Role.CANDIDATE, ScopeKind.CANDIDACY, rival_candidacy.id, may_export=True)


@pytest.fixture
def helpline(session: Session, contest: Contest) -> Account:
    """Answers at the re-issue desk, and may do nothing else in the contest."""
    return trust(make_account(session, "Hedd Helpline"), Role.HELPLINE, ScopeKind.CONTEST, contest.id)
