"""Four workers killed at every step, and a mail server that fails, stalls and hangs up: everybody is accounted for, nobody got two."""

import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from tests.mailings.sending.nursery import STEPS
from tests.support import world
from tests.support.mail_server import MailServer, Mood, mail_server
from tests.support.mailing_world import address_of, make_mailing
from tests.support.patience import PATIENCE, wait_until
from tracker.access.actor import SYSTEM
from tracker.directory import services as directory
from tracker.electorate.models import RollEntry
from tracker.extensions import db
from tracker.kernel.unit_of_work import unit
from tracker.mailings.models import Delivery, Mailing
from tracker.rules.directory import BodyKind
from tracker.rules.mailings import DeliveryState, MailingState

ROOT = Path(__file__).resolve().parents[3]
PEOPLE = 2_000
BAD_DAYS = {
    Mood.BUSY_AT_RECIPIENT: 20, Mood.REFUSES_RECIPIENT: 20, Mood.DROPS_BEFORE_DATA: 20, Mood.SAYS_GOODBYE: 20, Mood.BUSY_AFTER_TEXT: 20,
    Mood.REFUSES_AFTER_TEXT: 20, Mood.DROPS_KEEPING_TEXT: 10, Mood.DROPS_LOSING_TEXT: 10, Mood.STALLS_BEFORE_DATA: 2,
    Mood.STALLS_KEEPING_TEXT: 2,
}  # fmt: skip
DEATHS = [f"{step}={after}" for step in (*STEPS, "text sent") for after in (3, 40)]


def test_nobody_is_lost_and_nobody_gets_two(real_app: Flask) -> None:
    chance = random.Random(2012)
    moods = [mood for mood, per_thousand in BAD_DAYS.items() for _ in range(per_thousand)]
    moods += [Mood.FINE] * (1000 - len(moods))
    with real_app.app_context(), mail_server(mood=lambda _recipient: chance.choice(moods), stall=4) as server:
        mailing_id = on_its_way()
        with workers(real_app, server) as nursery:
            wait_until_sent(mailing_id)
            said, _nothing = nursery.communicate(input=b"enough\n", timeout=PATIENCE)
        deaths = int(said)
        outcomes = outcomes_of(mailing_id)
    assert deaths >= len(DEATHS), "each kind of death was died"
    judge(server, outcomes, deaths)


def judge(server: MailServer, outcomes: dict[str, DeliveryState], deaths: int) -> None:
    """What the database says of each person, held against what the server says it did."""
    kept = Counter(one.recipient for one in server.log.kept)
    assert set(outcomes) == set(map(address_of, range(PEOPLE)))
    assert max(kept.values()) == 1, "nobody got two"
    assert set(outcomes.values()) <= {DeliveryState.HANDED_OVER, DeliveryState.FAILED, DeliveryState.UNKNOWN}
    for address, state in outcomes.items():
        if state is not DeliveryState.UNKNOWN:
            assert (kept[address] == 1) == (state is DeliveryState.HANDED_OVER), (address, state)
    unknown = sum(state is DeliveryState.UNKNOWN for state in outcomes.values())
    assert unknown <= deaths + len(server.log.left_open), "at most one for each worker killed and each answer the server never gave"
    assert len(outcomes) - unknown > PEOPLE * 0.9, "and nearly everybody is certain"


@contextmanager
def workers(app: Flask, server: MailServer) -> Iterator["subprocess.Popen[bytes]"]:
    """Workers of this very database that send through `server`."""
    settings = {name: str(value) for name, value in asdict(app.config["SETTINGS"]).items()}
    settings |= {"TRACKER_MODE": "production", "MAIL_URL": server.url, "MAIL_PATIENCE": "3", "SECRET_KEY": "s" * 40, "PUBLIC_URL": "https://x"}
    with Path(settings["INSTANCE_PATH"], "workers.log").open("wb") as log, subprocess.Popen(
        [sys.executable, "-m", "tests.mailings.sending.nursery", *DEATHS], cwd=ROOT, env={**os.environ, **settings},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, start_new_session=True,
    ) as nursery:  # fmt: skip
        try:
            yield nursery
        finally:
            if nursery.poll() is None:
                os.killpg(nursery.pid, 9)


def on_its_way() -> int:
    """A mailing that is being sent; its number in the database."""
    with unit():
        session = db.session()
        area = world.make_area(session, "X10000001", "Sampleshire")
        party = directory.create_body(SYSTEM, kind=BodyKind.PARTY, name_en="Sample Party", is_invented=True)
        mailing = make_mailing(session, world.make_contest(area, party, "Sampleshire 2030", session), PEOPLE)
        return mailing.id


def wait_until_sent(mailing_id: int) -> None:
    def tally() -> Counter[DeliveryState]:
        return Counter(outcomes_of(mailing_id).values())

    wait_until(lambda: state_of(mailing_id) is MailingState.SENT, what=tally, moves=tally)


def state_of(mailing_id: int) -> MailingState | None:
    state = db.session.scalar(select(Mailing.state).where(Mailing.id == mailing_id))
    db.session.rollback()
    return state


def outcomes_of(mailing_id: int) -> dict[str, DeliveryState]:
    """What the database says of each person."""
    rows = db.session.execute(select(RollEntry.email, Delivery.state).join(Delivery.entry).where(Delivery.mailing_id == mailing_id))
    found = {row.email: row.state for row in rows}
    db.session.rollback()
    return found
