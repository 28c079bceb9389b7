"""Who signs in to the demonstration: one invented person per role, a rival, and a second officer."""

from collections.abc import Mapping

from tracker.access.actor import SYSTEM, Actor
from tracker.accounts import services
from tracker.accounts.demonstration import PASSWORD
from tracker.accounts.models import Account
from tracker.accounts.passwords import hash_of
from tracker.contests.models import Candidacy, Contest
from tracker.directory.models import Area
from tracker.directory.queries.actors import actor_of
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import now
from tracker.rules.roles import Role, ScopeKind

DOMAIN = "demo.example"
NAMES: Mapping[str, str] = {
    "administrator": "Ada Administrator-Example",
    "officer": "Olwen Officer-Example",
    "second-officer": "Sam Second-Example",
    "returning-officer": "Rhian Returning-Example",
    "organiser": "Owain Organiser-Example",
    "scrutineer": "Seren Scrutineer-Example",
    "candidate": "Nia Pugh-Example",
    "agent": "Aled Agent-Example",
    "rival": "Gwyn ap Sample",
    "auditor": "Awel Auditor-Example",
    "helpline": "Hedd Helpline-Example",
}
WHY = "For the demonstration · Ar gyfer yr arddangosiad"
"""A reason is kept as it was written, so it is written in both languages."""


class Cast:
    """The people of the demonstration, by the first part of their e-mail address."""

    def __init__(self) -> None:
        password_hash = hash_of(PASSWORD)
        self._accounts = {key: _make(key, name, password_hash) for key, name in NAMES.items()}

    def actor(self, key: str) -> Actor:
        """The person as services know who acts, with what they are trusted with at this moment."""
        return actor_of(self._accounts[key])

    def trust_everywhere(self, area: Area) -> None:
        """Grant the roles that hang on no contest; both officers look after `area`."""
        self._trust("administrator", Role.ADMINISTRATOR, ScopeKind.EVERYTHING, None)
        self._trust("auditor", Role.AUDITOR, ScopeKind.EVERYTHING, None)
        for officer in ("officer", "second-officer"):
            self._trust(officer, Role.REGIONAL_OFFICER, ScopeKind.AREA, area.id, may_export=True)

    def trust_with(self, contest: Contest) -> None:
        """Grant the neutral roles in a contest."""
        for key, role in (("returning-officer", Role.RETURNING_OFFICER), ("scrutineer", Role.SCRUTINEER)):
            self._trust(key, role, ScopeKind.CONTEST, contest.id)

    def trust_organiser_of(self, contest: Contest) -> None:
        """Let the organiser organise a contest."""
        self._trust("organiser", Role.ORGANISER, ScopeKind.CONTEST, contest.id)

    def trust_helpline_of(self, contest: Contest) -> None:
        """Let the helpline answer for the papers of a contest."""
        self._trust("helpline", Role.HELPLINE, ScopeKind.CONTEST, contest.id)

    def trust_candidate(self, candidacy: Candidacy) -> None:
        """Let the candidate and the agent speak for a candidacy; both may export its list."""
        self._trust("candidate", Role.CANDIDATE, ScopeKind.CANDIDACY, candidacy.id, may_export=True)
        self._trust("agent", Role.AGENT, ScopeKind.CANDIDACY, candidacy.id, may_export=True)

    def trust_rival(self, candidacy: Candidacy) -> None:
        """Let the rival speak for the other candidacy."""
        self._trust("rival", Role.CANDIDATE, ScopeKind.CANDIDACY, candidacy.id, may_export=True)

    def _trust(self, key: str, role: Role, kind: ScopeKind, scope_id: int | None, *, may_export: bool = False) -> None:
        services.grant(SYSTEM, self._accounts[key], role, kind, scope_id, reason=WHY, may_export=may_export)


def _make(key: str, name: str, password_hash: str) -> Account:
    account = Account(
        email=f"{key}@{DOMAIN}", name=name, created_at=now(), password_hash=password_hash, is_demonstration=True
    )
    db.session.add(account)
    db.session.flush()
    history.record(SYSTEM, "demo.account_made", account)
    return account
