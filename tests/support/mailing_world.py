"""A mailing that is approved and on its way to so many invented people, made with few statements: for two or for twenty thousand."""

from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from tests.support.people import make_account
from tracker.contests.models import Contest
from tracker.electorate import hashing
from tracker.electorate.models import Elector, Roll, RollEntry
from tracker.electorate.models.details import COPIED
from tracker.kernel.clock import now
from tracker.mailings.models import Delivery, Mailing, MailingContent
from tracker.rules.electorate import LetterLanguage
from tracker.rules.mailings import DeliveryState, MailingChannel, MailingState, OnBehalf, Purpose

NAMES = ("Gwyn ap Sample", "Siân Example", "O'Neill Invented", "Nia Ddychmygol")
BODY_EN = "This is **your** notice, ((first_name)).\n\nThe ballot opens soon. Your number: ((membership_number))."
BODY_CY = "Dyma **eich** hysbysiad, ((first_name)).\n\nMae’r bleidlais yn agor cyn bo hir. Eich rhif: ((membership_number))."


def address_of(number: int) -> str:
    """The e-mail address of the person with that number."""
    return f"person{number}@members.invalid"


def make_mailing(
    session: Session, contest: Contest, people: int = 2, *, state: MailingState = MailingState.SENDING, number: int = 1, **details: Any
) -> Mailing:
    """An approved e-mail to `people` persons, every second of them in Welsh."""
    roll = session.scalars(select(Roll).where(Roll.contest_id == contest.id)).one_or_none() or make_roll(session, contest, people)
    writer, approver = (make_account(session, f"{name} {number}") for name in ("Writer", "Approver"))
    mailing = Mailing(
        contest=contest, number=number, title=f"Mailing {number}", channel=MailingChannel.EMAIL, on_behalf=OnBehalf.RETURNING_OFFICER,
        **{"purpose": Purpose.BALLOT_NOTICE, **details}, roll_id=roll.id, content_number=1, created_at=now(),
        created_by_id=writer.id, submitted_at=now(), submitted_by_id=writer.id, approved_at=now(), approved_by_id=approver.id,
        approved_content_sha256="a" * 64, approved_list_sha256="b" * 64, recipient_count=roll.entry_count, state=state,
    )  # type: ignore[arg-type]  # what the test gives
    session.add(mailing)
    session.add(MailingContent(
        mailing=mailing, number=1, subject_en="Your ballot", subject_cy="Eich pleidlais", salutation_en="Dear ((first_name))",
        salutation_cy="Annwyl ((first_name))", body_en=BODY_EN, body_cy=BODY_CY, valediction_en="Yours", valediction_cy="Yn gywir",
        signatory="Nia Pugh-Example", promoter_name="Sample Party", promoter_address="1 Sample Street", sha256="a" * 64,
        created_at=now(), created_by_id=writer.id,
    ))  # fmt: skip
    session.flush()
    entries = session.execute(select(RollEntry.id, RollEntry.language).where(RollEntry.roll_id == roll.id).order_by(RollEntry.id)).all()
    session.execute(insert(Delivery), [
        {"mailing_id": mailing.id, "roll_entry_id": entry.id, "language": entry.language, "reference": f"m{mailing.id}x{at:08d}",
         "state": DeliveryState.PLANNED, "attempts": 0, "claimed_by": "", "answer": "", "resolved_reason": ""}
        for at, entry in enumerate(entries)
    ])  # fmt: skip
    return mailing


def make_roll(session: Session, contest: Contest, people: int) -> Roll:
    """A roll with so many people, put together by hand."""
    salt = hashing.salt()
    session.execute(insert(Elector), [
        {**_person(salt, number), "contest_id": contest.id, "added_at": now(), "version": 1} for number in range(people)
    ])  # fmt: skip
    roll = Roll(
        contest=contest, number=1, frozen_at=now(), frozen_by_id=None, frozen_by_name="A test", joined_by=None, paid_up_by=None,
        entry_count=people, eligible_count=people, sha256="0" * 64,
    )  # fmt: skip
    session.add(roll)
    session.flush()
    electors = session.execute(select(Elector).where(Elector.contest_id == contest.id).order_by(Elector.id)).scalars()
    session.execute(insert(RollEntry), [
        {**{name: getattr(one, name) for name in COPIED}, "roll_id": roll.id, "elector_id": one.id} for one in electors
    ])  # fmt: skip
    return roll


def _person(salt: bytes, number: int) -> dict[str, Any]:
    email, first, last = address_of(number), *NAMES[number % len(NAMES)].rsplit(" ", 1)
    return {
        "membership_number": f"S{number:07d}", "first_name": first, "last_name": last, "email": email,
        "email_key": hashing.email_key(email), "email_hash": hashing.email_hash(salt, email),
        "number_hash": hashing.number_hash(salt, f"S{number:07d}"), "email_consent": True,
        "language": LetterLanguage.WELSH if number % 2 else LetterLanguage.ENGLISH,
    }  # fmt: skip
