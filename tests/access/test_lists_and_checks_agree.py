"""A list shows exactly what the check allows, for every role, contest and endorsement."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select

from tests.support.people import World
from tracker.access.actor import Actor
from tracker.access.can import can, where_can
from tracker.access.permissions import Permission
from tracker.accounts.models import Account
from tracker.contests.models import Candidacy, Contest
from tracker.contests.queries.find import contest_columns
from tracker.endorsements.models import EmbargoEvent, Endorsement
from tracker.endorsements.models.endorsements import endorsement_columns
from tracker.extensions import db
from tracker.kernel.clock import now
from tracker.rules.contests import ContestState
from tracker.rules.decisions import DecisionMethod, DecisionOutcome, EndorsementState
from tracker.rules.roles import Role
from tracker.rules.supporters import ConsentState, SupporterCategory
from tracker.supporters.models import Supporter, supporter_columns

EVERYBODY = [
    "administrator", "officer", "body_officer", "far_officer", "returning_officer", "organiser", "scrutineer",
    "candidate", "agent", "rival", "auditor",
]  # fmt: skip


def everybody(request, as_actor: Callable[[Account], Actor]) -> list[Actor]:
    return [as_actor(request.getfixturevalue(name)) for name in EVERYBODY]


def many_endorsements(world: World, recorder: Account) -> list[Endorsement]:
    """One in every state, under every embargo there is, by people and bodies."""
    at, made = now(), []
    embargoes = [{}, {"embargo_until": at + timedelta(days=1)}, {"embargo_until": at - timedelta(days=1)},
                 {"embargo_event": EmbargoEvent.RESULT_DECLARED},
                 {"embargo_event": EmbargoEvent.RESULT_DECLARED, "embargo_lifted_at": at - timedelta(hours=1)}]  # fmt: skip
    verifier = world.account("Second Pair-of-Eyes")
    for state in EndorsementState:
        for number, embargo in enumerate(embargoes):
            name = f"Invented {state} {number}"
            live = state in {"recorded", "verified", "published"}
            seen = state != "recorded"
            endorser = {"endorser_person": world.person(name)} if number % 2 else {"endorser_body": world.body(name, parent=world.party_council)}
            made.append(Endorsement(
                contest=world.contest, candidacy=world.first if number % 3 else world.second, **endorser,
                method=DecisionMethod.EXECUTIVE, outcome=DecisionOutcome.CARRIED_UNRECORDED, state=state,
                recorded_at=at, recorded_by_id=recorder.id, verified_at=at if seen else None,
                verified_by_id=verifier.id if seen else None, published_at=at if state == "published" else None,
                ended_at=None if live else at, **embargo,
            ))  # fmt: skip
    world.session.add_all(made)
    world.session.flush()
    return made


def test_endorsements_listed_are_those_that_may_be_read(request, world: World, officer: Account, as_actor) -> None:
    endorsements = many_endorsements(world, officer)
    for actor in everybody(request, as_actor):
        for permission in (Permission.READ_ENDORSEMENT, Permission.READ_EVIDENCE, Permission.VERIFY_ENDORSEMENT, Permission.DECLINE_ENDORSEMENT):
            query = select(Endorsement).join(Endorsement.contest).where(where_can(actor, permission, endorsement_columns()))
            listed = set(db.session.scalars(query))
            assert listed == {e for e in endorsements if can(actor, permission, e)}, (actor.name, permission)


def test_supporters_listed_are_those_that_may_be_read(request, world: World, as_actor) -> None:
    at = now()
    supporters = [
        Supporter(
            candidacy=candidacy, name=f"Invented {consent}", sort_key="x", search_key="x", compact_key="x", category=SupporterCategory.MEMBER,
            supported_on=at.date(), consent=consent, consent_at=None if consent == "not_asked" else at,
            consent_wording="yes" if consent == "given" else "", created_at=at, created_by_id=None,
        )
        for candidacy in (world.first, world.second) for consent in ConsentState
    ]  # fmt: skip
    world.session.add_all(supporters)
    world.session.flush()
    for actor in everybody(request, as_actor):
        for permission in (Permission.READ_SUPPORTERS, Permission.READ_NAMED_SUPPORTERS, Permission.EXPORT_SUPPORTERS):
            query = (
                select(Supporter).join(Supporter.candidacy).join(Candidacy.contest)
                .where(where_can(actor, permission, supporter_columns()))
            )  # fmt: skip
            listed = set(db.session.scalars(query))
            assert listed == {s for s in supporters if can(actor, permission, s)}, (actor.name, permission)


def test_contests_listed_are_those_that_may_be_read(request, world: World, as_actor) -> None:
    for state in ContestState:
        world.contest.state = state
        world.contest.cancelled_at = now() if state == "cancelled" else None
        world.contest.cancellation_reason = "for the test" if state == "cancelled" else ""
        world.contest.outcome = "ballot" if state in {"decided", "closed"} else None
        world.session.flush()
        for actor in everybody(request, as_actor):
            for permission in (Permission.READ_CONTEST, Permission.EDIT_CONTEST, Permission.READ_CONTEST_HISTORY):
                listed = set(db.session.scalars(select(Contest).where(where_can(actor, permission, contest_columns()))))
                assert (world.contest in listed) == can(actor, permission, world.contest), (actor.name, permission, state)


def test_siblings_never_see_each_other(world: World, candidate: Account, rival: Account, far_officer: Account, as_actor) -> None:
    for stranger, candidacy in ((rival, world.first), (candidate, world.second), (far_officer, world.first)):
        for permission in (Permission.READ_SUPPORTERS, Permission.EDIT_SUPPORTERS, Permission.EXPORT_SUPPORTERS):
            assert not can(as_actor(stranger), permission, candidacy)


def test_export_is_a_right_of_its_own(world: World, candidate: Account, agent: Account, as_actor) -> None:
    assert can(as_actor(candidate), Permission.EXPORT_SUPPORTERS, world.first)
    assert can(as_actor(agent), Permission.READ_SUPPORTERS, world.first)
    assert not can(as_actor(agent), Permission.EXPORT_SUPPORTERS, world.first)


def test_a_scrutineer_reads_all_evidence_and_edits_nothing(world: World, officer: Account, scrutineer: Account, as_actor) -> None:
    actor = as_actor(scrutineer)
    assert all(can(actor, Permission.READ_EVIDENCE, endorsement) for endorsement in many_endorsements(world, officer))
    reading = {p for p in Permission if p.startswith("read_")} | {Permission.SIGNED_IN}
    assert {p for p in Permission if can(actor, p, world.contest)} <= reading


def test_nobody_has_every_role_by_having_an_account(world: World, as_actor) -> None:
    actor = as_actor(world.account("Newly Invented"))
    allowed = {p for p in Permission if can(actor, p, world.contest)}
    public = {Permission.SIGNED_IN, Permission.READ_DIRECTORY, Permission.READ_CONTEST, Permission.READ_ENDORSEMENT, Permission.READ_NAMED_SUPPORTERS}
    assert allowed == public, Role
