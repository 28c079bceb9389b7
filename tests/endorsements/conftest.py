"""What tests of the room share: the contest and who is in it, an endorsement in any state, a browser for anybody."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.support.client import PageClient
from tests.support.people import as_actor, make_account, trust
from tracker.access.actor import SYSTEM
from tracker.accounts.models import Account
from tracker.contests.models import Candidacy, Contest
from tracker.directory import services as directory
from tracker.directory.models import Body, Person
from tracker.endorsements import services
from tracker.endorsements.models import Endorsement
from tracker.endorsements.services import Decision, Proof
from tracker.rules.contests import ContestState
from tracker.rules.decisions import DecisionMethod, DecisionOutcome, EvidenceGrade
from tracker.rules.directory import BodyKind
from tracker.rules.roles import Role, ScopeKind

QUOTE = Proof(grade=EvidenceGrade.PUBLIC_STATEMENT, quotation="The council met and decided.")
SOME_DAY = date(2026, 2, 20)


def decision(candidacy: Any, **wanted: Any) -> Decision:
    """A decision of a full meeting, carried without figures, unless told otherwise."""
    plain = {
        "method": DecisionMethod.FULL_MEETING,
        "outcome": None if candidacy else DecisionOutcome.NO_ENDORSEMENT,
        "decided_on": SOME_DAY,
    }
    return Decision(candidacy=candidacy, **{**plain, **wanted})


@dataclass
class World:
    """An open contest with two candidates, and a council that may endorse."""

    session: Session
    contest: Contest
    first: Candidacy
    second: Candidacy
    council: Body

    def person(self, name: str) -> Person:
        """A further person."""
        return directory.create_person(SYSTEM, name=name, is_invented=True)

    def body(self, name: str, kind: BodyKind = BodyKind.BRANCH) -> Body:
        """A further body."""
        return directory.create_body(SYSTEM, kind=kind, name_en=name, is_invented=True)


@pytest.fixture
def world(
    session: Session,
    clock: object,
    contest: Contest,
    candidacy: Candidacy,
    rival_candidacy: Candidacy,
    council: Body,
) -> World:
    contest.state = ContestState.APPLICATIONS
    session.flush()
    return World(session, contest, candidacy, rival_candidacy, council)


@pytest.fixture
def body_officer(session: Session, council: Body) -> Account:
    """Looks after the council: what it decides."""
    return trust(make_account(session, "Beti Bodywise"), Role.REGIONAL_OFFICER, ScopeKind.BODY, council.id)


@pytest.fixture
def browse(app: Flask, sign_in: Any) -> Callable[[Account], PageClient]:
    """A browser in which somebody is signed in."""

    def signed_in(account: Account) -> PageClient:
        client: PageClient = app.test_client()
        sign_in(client, account)
        return client

    return signed_in


@pytest.fixture
def logged(world: World, officer: Account) -> Callable[..., Endorsement]:
    """Log an endorsement as the officer: `logged(body)`, `logged(person, candidacy=world.second, embargo_event=...)`."""

    def log(
        endorser: Person | Body, *, candidacy: Any = world.first, evidence: Any = (QUOTE,), **wanted: Any
    ) -> Endorsement:
        further = {
            name: wanted.pop(name)
            for name in ("embargo_until", "embargo_event", "switch_reason")
            if name in wanted
        }
        return services.log(
            as_actor(officer),
            world.contest,
            endorser,
            decision(candidacy, **wanted),
            evidence=evidence,
            **further,
        )

    return log


@pytest.fixture
def published(logged: Callable[..., Endorsement], second_officer: Account) -> Callable[..., Endorsement]:
    """Log, have it verified by another officer, and publish it."""

    def publish(endorser: Person | Body, **wanted: Any) -> Endorsement:
        endorsement = logged(endorser, **wanted)
        services.verify(as_actor(second_officer), endorsement)
        services.publish(as_actor(second_officer), endorsement)
        return endorsement

    return publish
