"""Sending: every recipient has an outcome, nobody gets two, and what is not certain waits for a person."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from tests.conftest import Clock
from tests.mailings.sending.conftest import Moods, deliveries, states
from tests.support.mail_server import MailServer, Mood
from tests.support.mailing_world import address_of, make_mailing
from tracker.access.actor import SYSTEM
from tracker.electorate.models import Elector
from tracker.electorate.services import suppress_address
from tracker.extensions import db
from tracker.kernel import unit_of_work
from tracker.kernel.clock import now
from tracker.mailings.models import Delivery, Mailing, SendingSwitch
from tracker.mailings.services.sending import claims, dead, due
from tracker.mailings.services.sending.worker import Worker
from tracker.rules import sending as rules
from tracker.rules.electorate import Eligibility, SuppressionReason
from tracker.rules.mailings import DeliveryState, MailingState, Purpose, SkipReason


def test_everybody_gets_one_and_the_mailing_is_sent(
    session: Session, server: MailServer, worker: Worker, mailing: Mailing
) -> None:
    worker.turn()
    assert sorted(one.recipient for one in server.log.kept) == sorted(map(address_of, range(5)))
    assert states(session, mailing) == {"handed_over": 5}
    assert {(one.answer, one.attempts, one.claimed_by) for one in deliveries(session, mailing)} == {("250 kept as 4711", 1, "")}
    session.refresh(mailing)
    assert (mailing.state, server.log.connections) == (MailingState.SENT, 1)
    worker.turn()
    assert len(server.log.kept) == 5


def test_each_person_is_written_to_in_their_language(session: Session, server: MailServer, worker: Worker, mailing: Mailing) -> None:
    worker.turn()
    welsh = message_from_bytes(next(one.text for one in server.log.kept if one.recipient == address_of(1)), policy=policy.default)
    text, html = (welsh.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert welsh["Subject"] == "Eich pleidlais"
    assert "Annwyl Siân" in text
    assert "Eich rhif: S0000001" in text
    assert "<strong" in html
    assert "style=" in html, "styles are inlined: mail readers drop style sheets"
    assert "Sample Party, 1 Sample Street" in text, "the imprint"
    assert "List-Unsubscribe" not in welsh, "nobody can unsubscribe from ballot notices"


def test_campaign_mail_says_how_to_get_no_more(session: Session, server: MailServer, worker: Worker, mailing: Mailing) -> None:
    mailing.purpose = Purpose.CAMPAIGN
    worker.turn()
    message = message_from_bytes(server.log.kept[0].text, policy=policy.default)
    link = message["List-Unsubscribe"].strip("<>")
    assert link.startswith("http://localhost/u/")
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link in message.get_body(("plain",)).get_content()
    assert link in message.get_body(("html",)).get_content()


@pytest.mark.parametrize(
    ("mood", "state"),
    [
        (Mood.REFUSES_RECIPIENT, "failed"),
        (Mood.REFUSES_AFTER_TEXT, "failed"),
        (Mood.DROPS_KEEPING_TEXT, "unknown"),
        (Mood.DROPS_LOSING_TEXT, "unknown"),
        (Mood.STALLS_KEEPING_TEXT, "unknown"),
    ],
)
def test_one_bad_answer_is_one_persons_outcome(
    session: Session, server: MailServer, worker: Worker, mailing: Mailing, moods: Moods, mood: Mood, state: str
) -> None:
    moods.coming = [Mood.FINE, mood]
    for _ in range(3):
        worker.turn()
    assert states(session, mailing) == {"handed_over": 4, state: 1}


@pytest.mark.parametrize("mood", [Mood.BUSY_AT_RECIPIENT, Mood.BUSY_AFTER_TEXT])
def test_what_is_put_off_is_tried_again_later_and_given_up_in_the_end(
    session: Session, server: MailServer, worker: Worker, mailing: Mailing, moods: Moods, clock: Clock, mood: Mood
) -> None:
    moods.coming = [mood]
    worker.turn()
    assert states(session, mailing) == {"handed_over": 4, "planned": 1}
    worker.turn()
    waiting = next(one for one in deliveries(session, mailing) if one.state is DeliveryState.PLANNED)
    assert (waiting.attempts, waiting.next_try_at) == (1, now() + timedelta(minutes=1)), "not before its time"
    moods.usual = mood
    for _ in rules.WAITS:
        pass_slowly(clock, worker, hours=12)
    assert states(session, mailing) == {"handed_over": 4, "failed": 1}
    assert len(server.log.kept) == 4
    session.refresh(mailing)
    assert mailing.state is MailingState.SENT


def pass_slowly(clock: Clock, worker: Worker, hours: int) -> None:
    """Time passes while a worker looks in now and then."""
    for _ in range(2 * hours):
        clock.pass_by(minutes=30)
        worker.turn()


def test_a_server_that_is_down_pauses_the_mailing_with_a_plain_message(
    session: Session, server: MailServer, worker: Worker, mailing: Mailing, app: Flask, clock: Clock
) -> None:
    server.shutdown()
    server.server_close()
    worker.turn()
    assert states(session, mailing) == {"planned": 5}
    for _ in range(6):
        clock.pass_by(seconds=3)
        worker.turn()
    session.refresh(mailing)
    assert (mailing.state, mailing.paused_reason.partition("|")[0]) == (MailingState.PAUSED, "server_down")
    assert states(session, mailing) == {"planned": 5}
    assert {one.attempts for one in deliveries(session, mailing)} == {0}


def test_one_refusal_after_the_other_pauses_the_mailing(
    session: Session, server: MailServer, worker: Worker, contest, moods: Moods
) -> None:
    moods.usual = Mood.REFUSES_RECIPIENT
    mailing = make_mailing(session, contest, 40)
    worker.turn()
    session.refresh(mailing)
    assert (mailing.state, mailing.paused_reason) == (MailingState.PAUSED, "all_refused|550 nobody of that name")
    assert states(session, mailing) == {"failed": rules.REFUSALS_IN_A_ROW, "planned": 40 - rules.REFUSALS_IN_A_ROW}


LAST_MOMENT = {
    "died": (Purpose.BALLOT_NOTICE, {"eligibility": Eligibility.DECEASED}, SkipReason.NOT_ELIGIBLE),
    "suspended": (Purpose.BALLOT_NOTICE, {"eligibility": Eligibility.SUSPENDED}, SkipReason.NOT_ELIGIBLE),
    "alarm": (Purpose.BALLOT_NOTICE, {"contact_held_at": now()}, SkipReason.HELD),
    "consent withdrawn": (Purpose.CAMPAIGN, {"email_consent": False}, SkipReason.NO_CONSENT),
}


@pytest.mark.parametrize("what", LAST_MOMENT)
def test_who_must_not_be_written_to_any_more_is_left_out_with_the_reason(
    session: Session, server: MailServer, worker: Worker, mailing: Mailing, what: str
) -> None:
    mailing.purpose, change, reason = LAST_MOMENT[what]
    session.execute(update(Elector).where(Elector.email == address_of(2)).values(**change))
    worker.turn()
    assert states(session, mailing) == {"handed_over": 4, "skipped": 1}
    assert [one.skip_reason for one in deliveries(session, mailing)][2] is reason
    assert address_of(2) not in [one.recipient for one in server.log.kept]


@pytest.mark.parametrize(
    ("reason", "purpose", "is_left_out"),
    [
        (SuppressionReason.UNSUBSCRIBED, Purpose.CAMPAIGN, True),
        (SuppressionReason.UNSUBSCRIBED, Purpose.BALLOT_NOTICE, False),
        (SuppressionReason.COMPLAINT, Purpose.SERVICE, False),
        (SuppressionReason.HARD_BOUNCE, Purpose.BALLOT_NOTICE, True),
        (SuppressionReason.HARD_BOUNCE, Purpose.CAMPAIGN, True),
    ],
)
def test_suppressions_are_asked_at_the_last_moment(
    session: Session, server: MailServer, worker: Worker, mailing: Mailing, reason: SuppressionReason, purpose: Purpose, is_left_out: bool
) -> None:
    mailing.purpose = purpose
    suppress_address(SYSTEM, address_of(2).upper(), reason)
    worker.turn()
    assert (address_of(2) in [one.recipient for one in server.log.kept]) is not is_left_out
    assert states(session, mailing) == ({"handed_over": 4, "skipped": 1} if is_left_out else {"handed_over": 5})


def test_a_worker_that_died_leaves_one_unknown_and_nobody_is_written_to_twice(
    session: Session, server: MailServer, worker: Worker, mailing: Mailing
) -> None:
    worker.turn()
    session.execute(update(Mailing).values(state=MailingState.SENDING))
    first = deliveries(session, mailing)[0]
    first.state, first.claimed_by = DeliveryState.CLAIMED, "a-worker-that-died"
    unit_of_work.commit()
    worker.turn()
    assert states(session, mailing) == {"handed_over": 4, "unknown": 1}
    assert deliveries(session, mailing)[0].answer == dead.WORKER_ENDED
    assert len(server.log.kept) == 5


def test_the_answer_of_a_worker_taken_for_dead_still_counts(session: Session, server: MailServer, worker: Worker, mailing: Mailing) -> None:
    session.execute(update(Delivery).values(next_try_at=now()))
    session.add(SendingSwitch(id=1, is_on=True, installation="x", changed_at=now()))
    unit_of_work.commit()
    claim = claims.answer_and_claim("slow", None, due.turns())
    assert isinstance(claim, claims.Claim)
    dead.give_up_the_dead("another")
    assert states(session, mailing) == {"planned": 4, "unknown": 1}
    claims.write_down("slow", claims.Answered(claim, claims.Answer(claims.Outcome.TAKEN, "250 ok")))
    assert states(session, mailing) == {"planned": 4, "handed_over": 1}
    db.session.rollback()


def test_ballot_notices_go_before_campaigns(session: Session, server: MailServer, worker: Worker, contest) -> None:
    make_mailing(session, contest, 3, purpose=Purpose.CAMPAIGN)
    make_mailing(session, contest, 3, number=2)
    worker.turn()
    subjects = [b"List-Unsubscribe" in one.text for one in server.log.kept]
    assert subjects == [False] * 3 + [True] * 3
