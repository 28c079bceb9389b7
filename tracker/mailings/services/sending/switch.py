"""The switch over everything that is sent. It goes off by itself where the data turn out to be a copy, or were long alone."""

import secrets
from datetime import datetime, timedelta
from pathlib import Path

from flask import current_app
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from config import Settings
from tracker.access.actor import SYSTEM, Actor
from tracker.extensions import db
from tracker.kernel import history, unit_of_work
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused
from tracker.kernel.turns import take_turn
from tracker.mailings.models import SendingSwitch
from tracker.mailings.services.sending import identity
from tracker.mailings.services.sending.identity import Witness
from tracker.rules.sending import OffReason

BEAT_EVERY = timedelta(seconds=30)
ONLY = 1
AHEAD_AFTER_A_CRASH = 1

history.sentences(**{
    "sending.turned_on": _l("Sending turned on: %(subject)s"),
    "sending.turned_off": _l("Sending turned off: %(subject)s"),
})


def the_switch() -> SendingSwitch | None:
    """The switch as it stands; None where nothing was ever sent or switched."""
    return db.session.get(SendingSwitch, ONLY, populate_existing=True)


def is_on() -> bool:
    """Whether mailings may go out."""
    switch = the_switch()
    return switch is None or switch.is_on


def turn_on(actor: Actor, reason: str) -> None:
    """Let mailings go out again. The caller asked permission. Raises Refused."""
    _turn(actor, True, reason)


def turn_off(actor: Actor, reason: str) -> None:
    """Let nothing go out, whatever its state, until somebody turns it on. The caller asked permission. Raises Refused."""
    _turn(actor, False, reason)


def _turn(actor: Actor, is_on: bool, reason: str) -> None:
    if not reason.strip():
        raise Refused(gettext("Give a reason: it is kept in the history."), "reason")
    _set(actor, _locked(), is_on, reason)


def beat(*, is_sending: bool) -> datetime | None:
    """Look whether these are our own data, and note that a worker is here. In a unit of its own.

    Answers when a worker was here before, None for never. While something is sent the sequence grows. Raises OSError when
    the file beside the data cannot be written.
    """
    folder = _settings().files_path
    witness, switch = identity.read(folder), the_switch()
    before = switch.beat_at if switch else None
    is_fresh = before is not None and now() - before < BEAT_EVERY
    is_known = switch is not None and witness is not None and not _doubt(switch, witness)
    db.session.rollback()
    if not (is_fresh and is_known) or is_sending:
        _note(folder)
    return before


def _note(folder: Path) -> None:
    """The file is written before the commit, while nobody else writes it: so it is never behind, and one ahead after a crash."""
    with unit_of_work.unit():
        switch, witness = _locked(), identity.read(folder)
        if doubt := _doubt(switch, witness):
            _set(SYSTEM, switch, False, doubt)
        switch.beat_at, switch.sequence = now(), switch.sequence + 1
        db.session.flush()
        identity.write(folder, switch.installation, switch.sequence)


def _doubt(switch: SendingSwitch, witness: Witness | None) -> OffReason | None:
    """Why these may not be the data that were here before; None where all is well, and for a database that never sent."""
    if switch.sequence == 0 and witness is None:
        return None
    if witness is None or not witness.is_original:
        return OffReason.COPIED
    if witness.installation != switch.installation:
        return OffReason.OTHER_DATABASE
    return OffReason.OLD_DATABASE if witness.sequence > switch.sequence + AHEAD_AFTER_A_CRASH else None


def _locked() -> SendingSwitch:
    """The one row, kept from others until this unit ends; made where there is none."""
    take_turn("sending-switch")
    query = select(SendingSwitch).with_for_update().execution_options(populate_existing=True)
    switch = db.session.scalars(query).one_or_none()
    if switch is None:
        switch = SendingSwitch(id=ONLY, is_on=True, installation=secrets.token_hex(16), changed_at=now())
        db.session.add(switch)
        db.session.flush()
    return switch


def _set(actor: Actor, switch: SendingSwitch, is_on: bool, reason: str) -> None:
    if switch.is_on is is_on:
        return
    switch.is_on, switch.changed_at, switch.changed_by_id, switch.reason = is_on, now(), actor.account_id, reason
    history.record(
        actor, "sending.turned_on" if is_on else "sending.turned_off", switch, reason=reason, difference={"is_on": (not is_on, is_on)}
    )


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings
