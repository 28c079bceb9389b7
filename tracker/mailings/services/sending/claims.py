"""One recipient at a time: claimed before the conversation, answered after it, each in the database before the next is begun."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from sqlalchemy import and_, bindparam, or_, update

from tracker.electorate.models import RollEntry
from tracker.extensions import db
from tracker.kernel import unit_of_work
from tracker.kernel.clock import now
from tracker.kernel.smtp import Answer, Outcome
from tracker.mailings.models import Delivery
from tracker.mailings.services.sending.due import Due, Turn, next_due, turns, why_left_out
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


def answer_and_claim(worker: str, answered: Answered | None) -> Claim | Nobody:
    """Record the last answer and claim the next recipient, in one unit of work."""
    with unit_of_work.unit():
        if answered:
            record(worker, answered)
        return _next(worker)


def write_down(worker: str, answered: Answered) -> None:
    """Record the last answer alone. In a unit of its own."""
    with unit_of_work.unit():
        record(worker, answered)


def record(worker: str, answered: Answered) -> None:
    """Write down what the server said. Should the worker have been taken for dead meanwhile, its answer still counts."""
    claim, answer = answered.claim, answered.answer
    state, again_at = _outcome(claim, answer.outcome)
    asked = {"id_": claim.delivery_id, "worker": worker, "at": now(), "said": answer.text, "outcome": state, "again_at": again_at}
    db.session.connection().execute(RECORD, asked)


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


def _next(worker: str) -> Claim | Nobody:
    left_out = 0
    for turn in turns():
        while due := next_due(turn):
            reason = why_left_out(turn, due)
            if reason is None:
                return _claim(worker, turn, due) if may_hand_over() else Nobody.NOW
            _leave_out(due, *reason)
            left_out += 1
            if left_out >= MOST_LEFT_OUT_AT_ONCE:
                return Nobody.YET
    return Nobody.NOW


def _claim(worker: str, turn: Turn, due: Due) -> Claim:
    db.session.connection().execute(CLAIM, {"id_": due.delivery_id, "worker": worker, "at": now(), "attempt": due.attempts + 1})
    return Claim(
        delivery_id=due.delivery_id, mailing_id=turn.mailing_id, reference=due.reference, language=due.language,
        attempts=due.attempts + 1, entry=due.entry,
    )  # fmt: skip


def _leave_out(due: Due, reason: SkipReason, said: str) -> None:
    db.session.connection().execute(
        update(Delivery)
        .where(Delivery.id == due.delivery_id)
        .values(state=DeliveryState.SKIPPED, skip_reason=reason, answer=said, answered_at=now(), next_try_at=None)
    )


_LEFT_OPEN = and_(Delivery.state == DeliveryState.UNKNOWN, Delivery.resolution.is_(None))
RECORD = (
    update(Delivery)
    .where(Delivery.id == bindparam("id_"), or_(Delivery.claimed_by == bindparam("worker"), _LEFT_OPEN))
    .values(
        claimed_by="", answered_at=bindparam("at"), answer=bindparam("said"), state=bindparam("outcome"), next_try_at=bindparam("again_at")
    )
)
CLAIM = (
    update(Delivery)
    .where(Delivery.id == bindparam("id_"))
    .values(
        state=DeliveryState.CLAIMED, claimed_by=bindparam("worker"), claimed_at=bindparam("at"), attempts=bindparam("attempt"),
        next_try_at=None,
    )
)  # fmt: skip
