"""One recipient at a time: claimed before the conversation, answered after it, each in the database before the next is begun."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, func, or_, update
from sqlalchemy.orm import InstrumentedAttribute

from tracker.electorate.models import RollEntry
from tracker.extensions import db
from tracker.kernel import unit_of_work
from tracker.kernel.clock import now
from tracker.kernel.smtp import Answer, Outcome
from tracker.mailings.models import Delivery
from tracker.mailings.services.sending.due import Due, Turn, next_due, why_left_out
from tracker.mailings.services.sending.pace import may_hand_over
from tracker.rules import sending as rules
from tracker.rules.electorate import LetterLanguage
from tracker.rules.mailings import DeliveryState, SkipReason

MOST_LEFT_OUT_AT_ONCE = 200
STATES = {Outcome.TAKEN: DeliveryState.HANDED_OVER, Outcome.REFUSED: DeliveryState.FAILED, Outcome.UNKNOWN: DeliveryState.UNKNOWN}


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A recipient this worker has in hand. Nobody else takes them until there is an answer, or a person decides."""

    delivery_id: int
    mailing_id: int
    reference: str
    language: LetterLanguage
    attempts: int
    entry: RollEntry


@dataclass(frozen=True)
class Answered:
    """What became of a claim."""

    claim: Claim
    answer: Answer


class Nobody(Enum):
    """Why there is no claim: all are through or have to wait; or many were left out, and it may go on at once."""

    NOW = auto()
    YET = auto()


def answer_and_claim(worker: str, answered: Answered | None, turns: Iterable[Turn]) -> Claim | Nobody:
    """Record the last answer and claim the next recipient, in one unit of work and one statement."""
    with unit_of_work.unit():
        found = _next(turns)
        moves = [_answer(worker, answered)] if answered else []
        if isinstance(found, Claim):
            moves.append(_claim(worker, found))
        if moves:
            db.session.connection().execute(MOVE, moves)
        return found


def write_down(worker: str, answered: Answered) -> None:
    """Record the last answer alone. In a unit of its own."""
    with unit_of_work.unit():
        db.session.connection().execute(MOVE, [_answer(worker, answered)])


def release(worker: str, claim: Claim, again_at: datetime) -> None:
    """Give back a recipient who was certainly not written to. In a unit of its own."""
    with unit_of_work.unit():
        db.session.connection().execute(
            update(Delivery)
            .where(Delivery.id == claim.delivery_id, Delivery.claimed_by == worker)
            .values(state=DeliveryState.PLANNED, claimed_by="", claimed_at=None, next_try_at=again_at, attempts=claim.attempts - 1)
        )


def _outcome(claim: Claim, outcome: Outcome) -> tuple[DeliveryState, datetime | None]:
    """The state an answer leads to, and when it is tried again. Put off too often, a message has failed."""
    if outcome is not Outcome.LATER:
        return STATES[outcome], None
    again_at = rules.next_try(claim.attempts, now(), rules.WAITS)
    return DeliveryState.PLANNED if again_at else DeliveryState.FAILED, again_at


def _next(turns: Iterable[Turn]) -> Claim | Nobody:
    left_out = 0
    for turn in turns:
        while due := next_due(turn):
            reason = why_left_out(turn, due)
            if reason is None:
                return _in_hand(turn, due) if may_hand_over() else Nobody.NOW
            _leave_out(due, *reason)
            left_out += 1
            if left_out >= MOST_LEFT_OUT_AT_ONCE:
                return Nobody.YET
    return Nobody.NOW


def _in_hand(turn: Turn, due: Due) -> Claim:
    return Claim(
        delivery_id=due.delivery_id, mailing_id=turn.mailing_id, reference=due.reference, language=due.language,
        attempts=due.attempts + 1, entry=due.entry,
    )  # fmt: skip


def _claim(worker: str, claim: Claim) -> dict[str, object]:
    """What MOVE writes before a conversation."""
    return {
        "id_": claim.delivery_id, "held_by": "", "to": DeliveryState.CLAIMED, "holder": worker, "attempts": claim.attempts,
        "claimed_at": now(), "answered_at": None, "said": None, "again_at": None,
    }  # fmt: skip


def _answer(worker: str, answered: Answered) -> dict[str, object]:
    """What MOVE writes of what the server said. Should the worker have been taken for dead meanwhile, its answer still counts."""
    state, again_at = _outcome(answered.claim, answered.answer.outcome)
    return {
        "id_": answered.claim.delivery_id, "held_by": worker, "to": state, "holder": "", "attempts": None,
        "claimed_at": None, "answered_at": now(), "said": answered.answer.text, "again_at": again_at,
    }  # fmt: skip


def _leave_out(due: Due, reason: SkipReason, said: str) -> None:
    db.session.connection().execute(
        update(Delivery)
        .where(Delivery.id == due.delivery_id)
        .values(state=DeliveryState.SKIPPED, skip_reason=reason, answer=said, answered_at=now(), next_try_at=None)
    )


def _given(name: str, column: InstrumentedAttribute[Any]) -> ColumnElement[Any]:
    """What is given under `name`, or else what is there."""
    return func.coalesce(bindparam(name, type_=column.type), column)


_LEFT_OPEN = and_(Delivery.state == DeliveryState.UNKNOWN, Delivery.resolution.is_(None))
MOVE = (  # one statement for the answer and for the claim: the two travel to the database together
    update(Delivery)
    .where(Delivery.id == bindparam("id_"), or_(Delivery.claimed_by == bindparam("held_by"), _LEFT_OPEN))
    .values(
        state=bindparam("to"), claimed_by=bindparam("holder"), next_try_at=bindparam("again_at"),
        claimed_at=_given("claimed_at", Delivery.claimed_at), attempts=_given("attempts", Delivery.attempts),
        answered_at=_given("answered_at", Delivery.answered_at), answer=_given("said", Delivery.answer),
    )
)  # fmt: skip
