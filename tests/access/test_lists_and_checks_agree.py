"""A list shows exactly what the check allows, for every role and every state of what is listed."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.support.people import as_actor, make_account, trust
from tracker.access.actor import SYSTEM, Actor
from tracker.access.can import can, where_can
from tracker.access.permissions import Permission as P
from tracker.accounts.models import Account
from tracker.contests.models import Candidacy, Contest
from tracker.contests.queries.find import contest_columns
from tracker.directory import services as directory
from tracker.directory.models import Body
from tracker.endorsements.models import EmbargoEvent, Endorsement
from tracker.endorsements.models.endorsements import endorsement_columns
from tracker.kernel.clock import now
from tracker.rules.contests import ContestOutcome, ContestState
from tracker.rules.decisions import LIVE_STATES, DecisionMethod, DecisionOutcome, EndorsementState
from tracker.rules.directory import BodyKind
from tracker.rules.roles import Role, ScopeKind
from tracker.rules.supporters import ConsentState, SupporterCategory
from tracker.supporters.models import Supporter, supporter_columns

EVERYBODY = (
    "administrator", "officer", "officer_elsewhere", "officer_of_council", "returning_officer", "organiser",
    "scrutineer", "candidate", "agent", "rival", "auditor", "helpline",
)  # fmt: skip
READING = {permission for permission in P if permission.startswith("read_")} | {P.SIGNED_IN}
COUNTING = {P.COUNT_PAPERS, P.SIGN_RECONCILIATION, P.RECORD_RESULT}


@pytest.fixture
def officer_of_council(session: Session, council: Body) -> Account:
    """Looks after one body: what it decides."""
    return trust(make_account(session, "Beti Bodywise"), Role.REGIONAL_OFFICER, ScopeKind.BODY, council.id)


@pytest.fixture
def actors(request: pytest.FixtureRequest) -> list[Actor]:
    return [as_actor(request.getfixturevalue(name)) for name in EVERYBODY]


def embargoes() -> list[dict[str, object]]:
    at = now()
    event = EmbargoEvent.RESULT_DECLARED
    return [
        {},
        {"embargo_until": at + timedelta(days=1)},
        {"embargo_until": at - timedelta(days=1)},
        {"embargo_event": event},
        {"embargo_event": event, "embargo_lifted_at": at - timedelta(hours=1)},
    ]


@pytest.fixture
def endorsements(
    session: Session, contest: Contest, candidacy: Candidacy, rival_candidacy: Candidacy, council: Body, officer: Account
) -> list[Endorsement]:
    """One in every state, under every embargo there is, by people and by bodies of the council, for either candidate."""
    contest.state = ContestState.SHORTLISTED
    verifier = make_account(session, "Second Pair-of-Eyes")
    made = []
    for state in EndorsementState:
        for number, embargo in enumerate(embargoes()):
            seen = state is not EndorsementState.RECORDED
            endorser = _endorser(f"Invented {state} {number}", council, is_body=number % 2 == 0)
            made.append(
                Endorsement(
                    contest=contest, candidacy=candidacy if number % 3 else rival_candidacy, method=DecisionMethod.EXECUTIVE,
                    outcome=DecisionOutcome.CARRIED_UNRECORDED, state=state, recorded_at=now(), recorded_by_id=officer.id,
                    verified_at=now() if seen else None, verified_by_id=verifier.id if seen else None,
                    published_at=now() if state == "published" else None, ended_at=None if state in LIVE_STATES else now(),
                    **endorser, **embargo,
                )
            )  # fmt: skip
    session.add_all(made)
    session.flush()
    return made


def _endorser(name: str, council: Body, *, is_body: bool) -> dict[str, object]:
    if is_body:
        return {"endorser_body": directory.create_body(SYSTEM, kind=BodyKind.BRANCH, name_en=name, parent_id=council.id)}
    return {"endorser_person": directory.create_person(SYSTEM, name=name)}


@pytest.fixture
def supporters(session: Session, contest: Contest, candidacy: Candidacy, rival_candidacy: Candidacy) -> list[Supporter]:
    """For either candidate, one of each consent."""
    contest.state = ContestState.SHORTLISTED
    made = [
        Supporter(
            candidacy=stands, name=f"Invented {consent}", sort_key="x", search_key="x", compact_key="x",
            category=SupporterCategory.MEMBER, supported_on=now().date(), consent=consent,
            consent_at=None if consent == "not_asked" else now(), consent_wording="yes" if consent == "given" else "",
            created_at=now(), created_by_id=None,
        )
        for stands in (candidacy, rival_candidacy) for consent in ConsentState
    ]  # fmt: skip
    session.add_all(made)
    session.flush()
    return made


@pytest.mark.parametrize("permission", [P.READ_ENDORSEMENT, P.READ_EVIDENCE, P.VERIFY_ENDORSEMENT, P.DECLINE_ENDORSEMENT])
def test_endorsements_listed_are_those_allowed(
    session: Session, endorsements: list[Endorsement], actors: list[Actor], permission: P
) -> None:
    for actor in actors:
        query = select(Endorsement).join(Endorsement.contest).where(where_can(actor, permission, endorsement_columns()))
        assert set(session.scalars(query)) == {e for e in endorsements if can(actor, permission, e)}, actor.name


@pytest.mark.parametrize("permission", [P.READ_SUPPORTERS, P.READ_NAMED_SUPPORTERS, P.EDIT_SUPPORTERS, P.EXPORT_SUPPORTERS])
def test_supporters_listed_are_those_allowed(
    session: Session, supporters: list[Supporter], actors: list[Actor], permission: P
) -> None:
    for actor in actors:
        joined = select(Supporter).join(Supporter.candidacy).join(Candidacy.contest)
        listed = session.scalars(joined.where(where_can(actor, permission, supporter_columns())))
        assert set(listed) == {s for s in supporters if can(actor, permission, s)}, actor.name


@pytest.mark.parametrize("state", ContestState)
def test_contests_listed_are_those_allowed(session: Session, contest: Contest, actors: list[Actor], state: ContestState) -> None:
    contest.state = state
    contest.cancelled_at, contest.cancellation_reason = (now(), "for the test") if state == "cancelled" else (None, "")
    contest.outcome = ContestOutcome.BALLOT if state in {"decided", "closed"} else None
    session.flush()
    for actor in actors:
        for permission in (P.READ_CONTEST, P.EDIT_CONTEST, P.READ_CONTEST_HISTORY):
            listed = session.scalars(select(Contest).where(where_can(actor, permission, contest_columns()))).all()
            assert (contest in listed) == can(actor, permission, contest), (actor.name, permission)


def test_siblings_never_see_each_other(
    rival: Account, candidate: Account, officer_elsewhere: Account, candidacy: Candidacy, rival_candidacy: Candidacy
) -> None:
    for stranger, stands in ((rival, candidacy), (candidate, rival_candidacy), (officer_elsewhere, candidacy)):
        for permission in (P.READ_SUPPORTERS, P.EDIT_SUPPORTERS, P.EXPORT_SUPPORTERS):
            assert not can(as_actor(stranger), permission, stands)


def test_export_is_a_right_of_its_own(candidate: Account, agent: Account, candidacy: Candidacy) -> None:
    assert can(as_actor(candidate), P.EXPORT_SUPPORTERS, candidacy)
    assert can(as_actor(agent), P.READ_SUPPORTERS, candidacy)
    assert not can(as_actor(agent), P.EXPORT_SUPPORTERS, candidacy)


def test_a_scrutineer_reads_all_evidence_and_records_only_what_was_counted(
    scrutineer: Account, endorsements: list[Endorsement], contest: Contest
) -> None:
    actor = as_actor(scrutineer)
    assert all(can(actor, P.READ_EVIDENCE, endorsement) for endorsement in endorsements)
    assert {permission for permission in P if can(actor, permission, contest)} - READING == COUNTING


def test_an_account_without_a_role_reads_what_is_public_and_nothing_else(session: Session, contest: Contest) -> None:
    contest.state = ContestState.ANNOUNCED
    actor = as_actor(make_account(session, "Newly Invented"))
    public = {P.SIGNED_IN, P.READ_DIRECTORY, P.READ_CONTEST, P.READ_ENDORSEMENT, P.READ_NAMED_SUPPORTERS, P.READ_RESULT}
    assert {permission for permission in P if can(actor, permission, contest)} == public
