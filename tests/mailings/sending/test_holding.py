"""When sending begins, waits, stops: by the clock, by a person, and after a restore."""

import os
import shutil
import time
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from tests.conftest import Clock
from tests.mailings.sending.conftest import states
from tests.support.mail_server import MailServer
from tests.support.mailing_world import make_mailing
from tracker.access.actor import SYSTEM
from tracker.contests.models import Contest
from tracker.extensions import db
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused
from tracker.mailings.models import Mailing, SendingSwitch
from tracker.mailings.pausing import in_words
from tracker.mailings.services import sending
from tracker.mailings.services.approving import planned_list
from tracker.mailings.services.sending import identity
from tracker.mailings.services.sending.worker import Worker
from tracker.rules.mailings import MailingState


def how(session: Session, mailing: Mailing) -> tuple[MailingState, str]:
    """The state of a mailing, and the word of why it is held."""
    session.refresh(mailing)
    return mailing.state, mailing.paused_reason.partition("|")[0]


def set_state(session: Session, state: MailingState, **values: object) -> None:
    session.execute(update(Mailing).values(state=state, **values), execution_options={"synchronize_session": False})
    db.session.expire_all()


def test_it_begins_at_its_hour_and_not_before(session: Session, contest: Contest, server: MailServer, worker: Worker, clock: Clock) -> None:
    mailing = make_mailing(session, contest, 3, state=MailingState.SCHEDULED)
    with_approval(session, mailing)
    mailing.scheduled_for = now() + timedelta(minutes=2)
    worker.turn()
    assert (how(session, mailing)[0], server.log.kept) == (MailingState.SCHEDULED, [])
    clock.pass_by(minutes=3)
    worker.turn()
    assert (how(session, mailing)[0], len(server.log.kept)) == (MailingState.SENT, 3)


def with_approval(session: Session, mailing: Mailing) -> None:
    """Let the approval name the list that is planned."""
    mailing.approved_list_sha256 = planned_list(mailing)
    session.flush()


def test_a_list_that_is_no_longer_the_approved_one_is_held(
    session: Session, contest: Contest, server: MailServer, worker: Worker, clock: Clock
) -> None:
    mailing = make_mailing(session, contest, 3, state=MailingState.SCHEDULED)
    mailing.scheduled_for = now()
    worker.turn()
    assert (how(session, mailing), server.log.kept) == ((MailingState.PAUSED, "unready"), [])


def test_a_schedule_more_than_an_hour_old_is_held_not_fired(
    session: Session, contest: Contest, server: MailServer, worker: Worker, clock: Clock
) -> None:
    mailing = make_mailing(session, contest, 3, state=MailingState.SCHEDULED)
    with_approval(session, mailing)
    mailing.scheduled_for = now() - timedelta(hours=1, seconds=1)
    worker.turn()
    assert (how(session, mailing), server.log.kept) == ((MailingState.PAUSED, "too_late"), [])
    assert "Monday 2 March 2026, 08:59" in in_words(mailing.paused_reason)


def test_after_an_hour_without_a_worker_what_was_being_sent_is_held(
    session: Session, mailing: Mailing, server: MailServer, worker: Worker, clock: Clock
) -> None:
    worker.turn()
    set_state(session, MailingState.SENDING)
    session.execute(update(SendingSwitch).values(beat_at=now()))
    clock.pass_by(hours=1, seconds=1)
    worker.turn()
    assert how(session, mailing) == (MailingState.PAUSED, "nobody_there")


def test_an_idle_worker_is_no_absent_worker(session: Session, contest: Contest, server: MailServer, worker: Worker, clock: Clock) -> None:
    for _ in range(10):
        worker.turn()
        clock.pass_by(minutes=20)
    mailing = make_mailing(session, contest, 3)
    worker.turn()
    assert how(session, mailing)[0] is MailingState.SENT


def test_paused_means_nobody_more_is_written_to(session: Session, mailing: Mailing, server: MailServer, worker: Worker) -> None:
    set_state(session, MailingState.PAUSED)
    worker.turn()
    assert (states(session, mailing), server.log.kept) == ({"planned": 5}, [])
    set_state(session, MailingState.SENDING)
    worker.turn()
    assert states(session, mailing) == {"handed_over": 5}


def test_the_switch_stops_everything_and_is_kept_in_the_history(
    session: Session, mailing: Mailing, server: MailServer, worker: Worker
) -> None:
    with pytest.raises(Refused):
        sending.turn_off(SYSTEM, "  ")
    sending.turn_off(SYSTEM, "The wrong file was imported")
    worker.turn()
    assert (states(session, mailing), server.log.kept) == ({"planned": 5}, [])
    sending.turn_on(SYSTEM, "It was the right one")
    worker.turn()
    assert states(session, mailing) == {"handed_over": 5}


def a_day_of_sending(session: Session, contest: Contest, worker: Worker) -> None:
    """Something was sent, and a worker was here since."""
    make_mailing(session, contest, 3, number=7)
    worker.turn()
    session.commit()


def files(app: Flask) -> Path:
    return Path(app.config["SETTINGS"].FILES_PATH)


def test_a_database_restored_alone_sends_nothing(
    app: Flask, session: Session, contest: Contest, server: MailServer, worker: Worker
) -> None:
    a_day_of_sending(session, contest, worker)
    make_mailing(session, contest, 3, number=8)
    switch = session.get_one(SendingSwitch, 1)
    identity.write(files(app), switch.installation, switch.sequence + 2)  # what was sent since the backup
    assert_off(session, worker, server, "old_database")


def test_a_copied_folder_sends_nothing(
    app: Flask, session: Session, contest: Contest, server: MailServer, worker: Worker, tmp_path: Path
) -> None:
    a_day_of_sending(session, contest, worker)
    make_mailing(session, contest, 3, number=8)
    shutil.copytree(files(app), tmp_path / "backup")
    shutil.rmtree(files(app))
    shutil.copytree(tmp_path / "backup", files(app))
    assert_off(session, worker, server, "copied")


def test_a_copy_is_told_by_its_time_where_it_was_given_the_old_files_number(tmp_path: Path) -> None:
    identity.write(tmp_path, "ours", 7)
    made, mark = identity.read(tmp_path), tmp_path / identity.MARK
    before = mark.stat()
    time.sleep(0.05)  # a file system counts its time in steps of some milliseconds
    os.utime(mark, ns=(before.st_atime_ns, before.st_mtime_ns))  # what every copying tool does, to the very same file
    copied = identity.read(tmp_path)
    assert (mark.stat().st_ino, mark.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert made == identity.Witness("ours", 7, is_original=True)
    assert copied == identity.Witness("ours", 7, is_original=False)


def test_what_is_written_on_the_way_leaves_it_the_original(tmp_path: Path) -> None:
    changed = set()
    for sequence in (1, 2, 3):
        identity.write(tmp_path, "ours", sequence)
        time.sleep(0.02)
        assert identity.read(tmp_path) == identity.Witness("ours", sequence, is_original=True)
        changed.add((tmp_path / identity.MARK).stat().st_ctime_ns)
    assert len(changed) == 1, "a crash half-way leaves the mark that the file before names"


def test_a_folder_that_is_gone_sends_nothing(app: Flask, session: Session, contest: Contest, server: MailServer, worker: Worker) -> None:
    a_day_of_sending(session, contest, worker)
    make_mailing(session, contest, 3, number=8)
    shutil.rmtree(files(app))
    assert_off(session, worker, server, "copied")


def test_another_installations_database_sends_nothing(
    app: Flask, session: Session, contest: Contest, server: MailServer, worker: Worker
) -> None:
    a_day_of_sending(session, contest, worker)
    make_mailing(session, contest, 3, number=8)
    identity.write(files(app), "another", 1)
    assert_off(session, worker, server, "other_database")


def assert_off(session: Session, worker: Worker, server: MailServer, why: str) -> None:
    """Nothing more goes out until a person says so; then everything does."""
    for _ in range(3):
        worker.turn()
    switch = session.get_one(SendingSwitch, 1, populate_existing=True)
    assert (switch.is_on, switch.reason, len(server.log.kept)) == (False, why, 3)
    assert in_words(why) != why
    sending.turn_on(SYSTEM, "Looked at what was sent since the backup")
    worker.turn()
    assert len(server.log.kept) == 6
