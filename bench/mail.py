"""E-mails to a mail server on this machine, each claimed and answered in the database; beside a bare smtplib loop."""

import smtplib
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

from sqlalchemy import func, select

from bench.measuring import Figure, seconds
from bench.world import World
from tests.support.mail_server import mail_server
from tests.support.mailing_world import make_mailing
from tracker.contests.models import Candidacy
from tracker.extensions import db
from tracker.kernel.unit_of_work import unit
from tracker.mailings.models import Delivery
from tracker.mailings.services.sending.worker import Worker
from tracker.rules.mailings import DeliveryState

ROOT = Path(__file__).parents[1]
MOST = 20_000
LEAST_SHARE = 0.6
SENDER = "party@party.example"


def sending(world: World, size: int) -> Figure:
    """One worker, one connection, one committed row before and after each message."""
    count = min(size, MOST)
    with a_sink() as url:
        naive = seconds(lambda: _bare(url, count), times=1)
        world.app.config["SETTINGS"] = replace(world.app.config["SETTINGS"], MAIL_URL=url, MAIL_SENDER=SENDER)
        with unit():
            make_mailing(db.session(), db.session.get_one(Candidacy, world.candidacy_id).contest, count)
        ours = seconds(_send_all, times=1)
    sent = db.session.scalar(select(func.count()).where(Delivery.state == DeliveryState.HANDED_OVER))
    db.session.remove()
    if sent != count:
        raise RuntimeError(f"{sent} of {count} were sent")
    return Figure(
        what=f"{count:,} e-mails, recorded one by one", ours=ours, promised=round(naive / LEAST_SHARE, 1), unit="s",
        beside="bare smtplib loop, nothing recorded", naive=naive,
    )  # fmt: skip


def _send_all() -> None:
    worker = Worker()
    while worker.turn():
        pass
    worker.close()


def _bare(url: str, count: int) -> None:
    """The same two bodies to as many people, built one by one as ours are."""
    text = "Dear Gwyn\n\nThis is your notice, Gwyn.\n\nThe ballot opens soon. Your number: S0000000.\n\nYours\n\nNia Pugh-Example\n"
    html = "".join(f'<p style="margin: 0 0 16px">{line}</p>' for line in text.split("\n\n"))
    with smtplib.SMTP("127.0.0.1", int(url.rpartition(":")[2])) as server:
        for number in range(count):
            message = EmailMessage()
            message["From"], message["To"], message["Subject"] = SENDER, f"Gwyn ap Sample <person{number}@members.invalid>", "Your ballot"
            message["Message-ID"] = f"<{number}@party.example>"
            message.set_content(text)
            message.add_alternative(html, subtype="html")
            server.send_message(message)


@contextmanager
def a_sink() -> Iterator[str]:
    """A mail server in a process of its own, stopped at the end."""
    process = subprocess.Popen([sys.executable, "-m", "bench.mail"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        yield process.stdout.readline().strip()
    finally:
        process.communicate()


if __name__ == "__main__":
    with mail_server(keep=False) as sink:
        print(sink.url, flush=True)
        sys.stdin.read()
