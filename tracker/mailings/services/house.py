"""What the mailing house says it did with the letters: only that makes them posted."""

from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select, update

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import now, today
from tracker.kernel.errors import Refused
from tracker.kernel.files import StoredFile
from tracker.mailings.models import Delivery, HouseConfirmation, Mailing
from tracker.mailings.states import MAILING
from tracker.rules.mailings import DeliveryState, HouseAct, MailingState

history.sentences(**{
    "mailings.confirmed": _l("The mailing house confirmed: %(subject)s"),
    "mailings.file_taken": _l("Print file taken: %(subject)s"),
})


def confirm(
    actor: Actor, mailing: Mailing, act: HouseAct, *, done_on: date, quantity: int, said_by: str, note: str = ""
) -> HouseConfirmation:
    """Record that the mailing house took over or posted `quantity` letters on a day.

    Once as many are posted as were made, every one of them counts as posted. Raises Refused for a day to come, for more letters
    than there are, and while nothing is made.
    """
    require(actor, Permission.SEND_MAILING, mailing)
    if mailing.state is not MailingState.READY:
        raise Refused(gettext("There are no letters that wait for the mailing house."))
    if done_on > today():
        raise Refused(gettext("Enter a day that has come."), "done_on")
    left = letters_made(mailing) - confirmed(mailing, act)
    if not 1 <= quantity <= left:
        raise Refused(gettext("Enter a number from 1 to what is not confirmed yet: %(left)s", left=left), "quantity")
    said = HouseConfirmation(
        mailing=mailing, act=act, done_on=done_on, quantity=quantity, said_by=said_by, note=note, recorded_at=now(),
        recorded_by_id=actor.account_id,
    )  # fmt: skip
    db.session.add(said)
    db.session.flush()
    difference = {"act": (None, act), "done_on": (None, done_on), "quantity": (None, quantity), "said_by": (None, said_by)}
    history.record(
        actor, "mailings.confirmed", said, difference=difference, contest_id=mailing.contest_id, candidacy_id=mailing.candidacy_id
    )
    if act is HouseAct.POSTED and quantity == left:
        _all_posted(actor, mailing, said)
    return said


def take_file(actor: Actor, mailing: Mailing, file: StoredFile) -> StoredFile:
    """Hand a print file or a manifest out, and keep who took it."""
    require(actor, Permission.SEND_MAILING, mailing)
    history.record(
        actor, "mailings.file_taken", file, difference={"sha256": (None, file.sha256)}, contest_id=mailing.contest_id,
        candidacy_id=mailing.candidacy_id,
    )  # fmt: skip
    return file


def letters_made(mailing: Mailing) -> int:
    """How many letters of a mailing are in its print files."""
    query = select(func.count()).where(Delivery.mailing_id == mailing.id, Delivery.print_file_id.is_not(None))
    return db.session.scalar(query) or 0


def confirmed(mailing: Mailing, act: HouseAct) -> int:
    """How many letters the mailing house says it did that with."""
    query = select(func.sum(HouseConfirmation.quantity)).where(HouseConfirmation.mailing_id == mailing.id, HouseConfirmation.act == act)
    return db.session.scalar(query) or 0


def _all_posted(actor: Actor, mailing: Mailing, said: HouseConfirmation) -> None:
    printed = (Delivery.mailing_id == mailing.id, Delivery.state == DeliveryState.PLANNED, Delivery.print_file_id.is_not(None))
    posted = update(Delivery).where(*printed).values(state=DeliveryState.HANDED_OVER, answered_at=now(), answer=said.said_by)
    db.session.execute(posted.execution_options(synchronize_session=False))
    at = now()
    MAILING.apply(
        actor, mailing, "finish", at=at, contest_id=mailing.contest_id, candidacy_id=mailing.candidacy_id,
        changed={"started_at": mailing.started_at or at},
    )  # fmt: skip
