"""A worker's turn: look whether there is anything to send, and send for about a second."""

import logging
import os
import secrets
import socket
import time
from datetime import datetime, timedelta

from sqlalchemy import exists, select

from tracker.extensions import db
from tracker.kernel import jobs, unit_of_work
from tracker.kernel.clock import now
from tracker.kernel.smtp import Answer, Outcome, ServerDown
from tracker.mailings.emails import email_for
from tracker.mailings.messages import Email
from tracker.mailings.models import Mailing
from tracker.mailings.services.sending import moves
from tracker.mailings.services.sending.claims import (
    Answered,
    Claim,
    Nobody,
    answer_and_claim,
    release,
    write_down,
)
from tracker.mailings.services.sending.dead import LOCK, give_up_the_dead
from tracker.mailings.services.sending.due import turns
from tracker.mailings.services.sending.post_office import PostOffice
from tracker.mailings.services.sending.switch import beat, is_on
from tracker.rules.sending import DOWN_AFTER, REFUSALS_IN_A_ROW, HoldReason

TURN_SECONDS = 1.0
BREATH = timedelta(seconds=2)

log = logging.getLogger(__name__)


class Worker:
    """One process that sends: its name, its connection to the mail server, and what it has lately heard from it."""

    def __init__(self) -> None:
        self.name = f"{socket.gethostname()[:40]}-{os.getpid()}-{secrets.token_hex(3)}"
        self._office = PostOffice()
        self._mailings: dict[int, Mailing] = {}
        self._down_since: datetime | None = None
        self._refusals = 0

    def turn(self) -> bool:
        """Send what may be sent now, for about a second; whether anything was done."""
        moves.hold_after_absence(beat(is_sending=_anything_sending()))
        give_up_the_dead(self.name)
        if not is_on():
            return False
        moves.begin_what_is_due()
        if not _anything_sending():
            self._office.close()
            return False
        moves.let_the_planned_go()
        db.session().expire_on_commit = False  # what was read of a mailing holds for this turn
        with jobs.alone(LOCK + self.name) as free:
            did_something = free and self._send()
        moves.finish_what_is_through()
        return did_something

    def close(self) -> None:
        """Say goodbye to the mail server."""
        self._office.close()

    def _send(self) -> bool:
        """One recipient after the other until the turn is over, nobody is left, or the server is down."""
        self._mailings.clear()
        over = time.monotonic() + TURN_SECONDS
        with unit_of_work.reading():
            mailings = turns()
        claim = answer_and_claim(self.name, None, mailings)
        while isinstance(claim, Claim):
            answered = self._hand_over(claim)
            if answered is None:
                return False
            if time.monotonic() >= over or self._all_are_refused(answered.answer):
                write_down(self.name, answered)
                return True
            claim = answer_and_claim(self.name, answered, mailings)
        return claim is Nobody.YET

    def _hand_over(self, claim: Claim) -> Answered | None:
        """Converse about one recipient; None when the server is down and the recipient was given back."""
        try:
            email = self._written(claim)
        except ValueError as error:
            return Answered(claim, Answer(Outcome.REFUSED, str(error)))
        try:
            answer = self._office.hand_over(email)
        except ServerDown as down:
            release(self.name, claim, now() + BREATH)
            self._note_down(str(down))
            return None
        self._down_since = None
        return Answered(claim, answer)

    def _written(self, claim: Claim) -> Email:
        """The message; what it needs is read in a transaction that ends before the conversation. Raises ValueError for a bad address."""
        with unit_of_work.reading():
            mailing = self._mailings.get(claim.mailing_id) or db.session.get_one(Mailing, claim.mailing_id)
            self._mailings[claim.mailing_id] = mailing
            if mailing.content is None:
                raise ValueError("nothing is written")
            return email_for(mailing, mailing.content, claim.entry, claim.reference, claim.delivery_id)

    def _note_down(self, words: str) -> None:
        self._down_since = self._down_since or now()
        log.warning("the mail server cannot be used: %s", words)
        if now() - self._down_since >= DOWN_AFTER:
            moves.hold_everything(HoldReason.SERVER_DOWN, words)
            self._down_since = None

    def _all_are_refused(self, answer: Answer) -> bool:
        """Whether so many were refused in a row that it cannot be about them; everything is held then."""
        self._refusals = self._refusals + 1 if answer.outcome is Outcome.REFUSED else 0
        if self._refusals < REFUSALS_IN_A_ROW:
            return False
        self._refusals = 0
        moves.hold_everything(HoldReason.ALL_REFUSED, answer.text)
        return True


def _anything_sending() -> bool:
    found = db.session.scalar(select(exists().where(moves.being_sent())))
    db.session.rollback()
    return bool(found)


_worker: Worker | None = None


def turn() -> bool:
    """This process's worker takes a turn."""
    global _worker  # noqa: PLW0603 - one worker a process: it has one name and one connection
    _worker = _worker or Worker()
    return _worker.turn()


jobs.beside("sending", turn)
