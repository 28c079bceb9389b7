"""Mail: written with the record it tells about, sent after the commit, tried again until it is through or given up.

The demonstration, and an installation without MAIL_URL, write `.eml` files into `outbox/` under the instance folder and
send nothing. A worker killed between sending and noting so sends again: a message may come twice, never not at all.
"""

import logging
import smtplib
from datetime import datetime, timedelta
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid, parseaddr
from pathlib import Path

from flask import current_app
from flask_babel import force_locale
from sqlalchemy import CheckConstraint, Index, Text, select, update
from sqlalchemy.orm import Mapped, mapped_column

from config import Settings
from tracker.extensions import db
from tracker.kernel import jobs, unit_of_work
from tracker.kernel.base import Base, Id
from tracker.kernel.clock import now
from tracker.kernel.smtp import MailServer, ServerDown

DELIVER = "outbox.deliver"
PATIENCE = timedelta(seconds=20)
CLAIM = timedelta(minutes=10)
WAITS = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 720, 1440))
PERMANENT = 500

log = logging.getLogger(__name__)


class OutgoingMail(Base):
    """One message to one person. Its text may hold a secret link, so it is forgotten once the message is through."""

    __tablename__ = "outgoing_mail"
    __table_args__ = (
        CheckConstraint("sent_at IS NULL OR given_up_at IS NULL", name="sent_or_given_up"),
        CheckConstraint("attempts >= 0", name="attempts_not_negative"),
        Index("ix_outgoing_mail_next_try_at", "next_try_at"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    to_address: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    next_try_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str] = mapped_column(Text, default="")
    sent_at: Mapped[datetime | None] = mapped_column(default=None)
    given_up_at: Mapped[datetime | None] = mapped_column(default=None)

    @property
    def label(self) -> str:
        return self.to_address


def send(to: str, subject: str, text: str) -> OutgoingMail:
    """Write a message to the address `to`, delivered once this unit of work is committed.

    Raises ValueError for an address or a subject that no single header can hold.
    """
    mail = OutgoingMail(to_address=to, subject=subject, text=text, created_at=now(), next_try_at=now())
    message_of(mail, "check@example.invalid")
    db.session.add(mail)
    db.session.flush()
    jobs.enqueue(DELIVER, mail_id=mail.id)
    return mail


def render(name: str, language: str | None, **context: object) -> tuple[str, str]:
    """Subject and text of the mail template `name` in `language`: its first line, and what follows."""
    with force_locale(language or "en"):
        rendered = current_app.jinja_env.get_template(f"mail/{name}.txt").render(**context)
    subject, _, text = rendered.strip().partition("\n")
    return subject.strip(), text.strip() + "\n"


def public_link(endpoint: str, **parts: object) -> str:
    """The address of a page as people outside type it, also where there is no request."""
    settings: Settings = current_app.config["SETTINGS"]
    path = current_app.url_map.bind("tracker.invalid").build(endpoint, parts)
    return settings.PUBLIC_URL.rstrip("/") + path


def message_of(mail: OutgoingMail, sender: str) -> EmailMessage:
    """The message as it is sent. Raises ValueError for a header with a line break or an address that is none."""
    message = EmailMessage()
    name, address = parseaddr(sender)
    try:
        message["From"] = Address(name, addr_spec=address)
        message["To"] = Address(addr_spec=mail.to_address)
    except (MessageError, IndexError, AttributeError) as error:  # what the parser raises for some addresses that are none
        raise ValueError(f"not an address: {mail.to_address!r}") from error
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(mail.created_at)
    message["Message-ID"] = make_msgid(f"tracker{mail.id or 0}", domain=address.rpartition("@")[2] or "localhost")
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text)
    return message


def outbox_folder(settings: Settings) -> Path:
    """Where messages go that are not sent."""
    return settings.instance_path / "outbox"


def keeps_mail(settings: Settings) -> bool:
    """Whether messages become files instead of being sent: always in the demonstration."""
    return settings.TRACKER_MODE == "demonstration" or not settings.MAIL_URL


def deliver(mail_id: int) -> None:
    """Send one message that is due; in units of work of its own. Does nothing when somebody else has it in hand."""
    settings: Settings = current_app.config["SETTINGS"]
    with unit_of_work.unit():
        mail = _claimed(mail_id)
        if mail is None:
            return
        message, file_name = message_of(mail, settings.MAIL_SENDER), f"{mail.created_at:%Y%m%d-%H%M%S}-{mail.id:06d}.eml"
    error, is_permanent = _try(settings, message, file_name)
    with unit_of_work.unit():
        mail = db.session.get_one(OutgoingMail, mail_id)
        if error:
            _note_failure(mail, error, is_permanent)
        else:
            mail.sent_at, mail.text, mail.last_error, mail.next_try_at = now(), "", "", None


def _claimed(mail_id: int) -> OutgoingMail | None:
    """The message, put out of reach of others for a while, if it is due."""
    claim = (
        update(OutgoingMail)
        .where(OutgoingMail.id == mail_id, OutgoingMail.next_try_at <= now())
        .values(next_try_at=now() + CLAIM, attempts=OutgoingMail.attempts + 1)
        .returning(OutgoingMail.id)
    )
    if db.session.execute(claim).first() is None:
        return None
    return db.session.get(OutgoingMail, mail_id, populate_existing=True)


def _try(settings: Settings, message: EmailMessage, file_name: str) -> tuple[str, bool]:
    """What went wrong ("" for nothing), and whether trying again is in vain."""
    try:
        if keeps_mail(settings):
            _write(message, outbox_folder(settings) / file_name)
        else:
            _submit(message, settings.MAIL_URL)
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _text in error.recipients.values()]
        return str(error), all(code >= PERMANENT for code in codes)
    except smtplib.SMTPResponseException as error:
        return str(error), error.smtp_code >= PERMANENT and not isinstance(error, smtplib.SMTPAuthenticationError)
    except (OSError, ServerDown) as error:
        return f"{type(error).__name__}: {error}", False
    return "", False


def _write(message: EmailMessage, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    unfinished.write_bytes(bytes(message))
    unfinished.replace(path)


def _submit(message: EmailMessage, url: str) -> None:
    """Hand `message` to the server of `url`, over a connection of its own."""
    with MailServer.at(url).connect(PATIENCE.total_seconds()) as server:
        server.send_message(message)


def _note_failure(mail: OutgoingMail, error: str, is_permanent: bool) -> None:
    log.warning("mail %s was not taken: %s", mail.id, error)
    mail.last_error = error
    if is_permanent or mail.attempts > len(WAITS):
        mail.given_up_at, mail.next_try_at = now(), None
    else:
        mail.next_try_at = now() + WAITS[mail.attempts - 1]


def send_what_is_due() -> None:
    """Put every message that is due back in the queue."""
    with unit_of_work.unit():
        due = select(OutgoingMail.id).where(OutgoingMail.next_try_at <= now()).order_by(OutgoingMail.id)
        for mail_id in db.session.scalars(due):
            jobs.enqueue(DELIVER, mail_id=mail_id)


jobs.register(DELIVER, deliver, own_units=True)
jobs.on_sweep(send_what_is_due)
