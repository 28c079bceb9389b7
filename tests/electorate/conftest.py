"""Electors and rolls of the one contest of `tests/support/world.py`. All invented."""

from collections.abc import Callable, Collection
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tracker.contests.models import Contest
from tracker.electorate import hashing
from tracker.electorate.models import Elector, Roll, RollEntry
from tracker.electorate.models.details import COPIED
from tracker.kernel.clock import now

MakeElector = Callable[..., Elector]
MakeRoll = Callable[..., Roll]


@pytest.fixture
def make_elector(session: Session, contest: Contest) -> MakeElector:
    """`make_elector("S001", email="…", …)`: somebody on the list."""
    salt = hashing.salt()

    def make(number: str = "S001", **details: Any) -> Elector:
        email = details.get("email", "")
        derived: dict[str, Any] = {
            "email_key": hashing.email_key(email), "email_hash": hashing.email_hash(salt, email),
            "number_hash": hashing.number_hash(salt, number),
        }  # fmt: skip
        if "eligibility" in details:  # so that no rule takes it away
            derived |= {"eligibility_by_hand": True, "eligibility_reason": "For this test"}
        plain = {"first_name": "Gwyn", "last_name": "ap Sample", "added_at": now()}
        elector = Elector(contest=contest, membership_number=number, **{**plain, **derived, **details})  # type: ignore[arg-type]  # what the test gives
        session.add(elector)
        session.flush()
        return elector

    return make


@pytest.fixture
def make_roll(session: Session, contest: Contest) -> MakeRoll:
    """`make_roll(elector, …, sharing=(elector,))`: a roll with these people on it, some of whom share an e-mail address."""

    def make(*electors: Elector, sharing: Collection[Elector] = ()) -> Roll:
        roll = Roll(
            contest=contest, number=1, frozen_at=now(), frozen_by_id=None, frozen_by_name="A test", joined_by=None, paid_up_by=None,
            entry_count=len(electors), eligible_count=sum(one.may_vote for one in electors), sha256="0" * 64,
        )  # fmt: skip
        session.add(roll)
        for one in electors:
            copied = {name: getattr(one, name) for name in ("council_gss", *COPIED)}
            session.add(RollEntry(roll=roll, elector_id=one.id, shared_email=one in sharing, **copied))
        session.flush()
        return roll

    return make
