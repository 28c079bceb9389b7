"""How often somebody may be wrong: counted in rows, per e-mail address typed and per network address."""

import ipaddress
from datetime import datetime, timedelta

from flask import current_app
from flask_babel import gettext
from sqlalchemy import delete, select
from sqlalchemy.orm import InstrumentedAttribute

from config import Settings
from tracker.accounts.models import ResetRequest, SignInAttempt
from tracker.extensions import db
from tracker.kernel import jobs, unit_of_work
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused
from tracker.kernel.formats import clock_time
from tracker.kernel.turns import take_turn

WRONG_PER_ACCOUNT = 10
RESETS_PER_ACCOUNT = 5
WINDOW = timedelta(hours=1)
KEPT_FOR = timedelta(days=30)
HOME_NETWORK = 64


class TooManyAttempts(Refused):
    """Nothing was tried: there were too many wrong passwords. `until` is when the next may be tried."""

    def __init__(self, until: datetime) -> None:
        super().__init__(gettext("Too many wrong passwords. Try again at: %(time)s", time=clock_time(until + timedelta(minutes=1))))
        self.until = until


def network_of(address: str | None) -> str:
    """The address attempts are counted under: an IPv6 household has a whole /64, so that is counted as one."""
    try:
        parsed = ipaddress.ip_address(address or "")
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(parsed.ipv4_mapped or ipaddress.ip_network((parsed, HOME_NETWORK), strict=False))
    return str(parsed)


def check_may_try(email: str, address: str) -> None:
    """Wait for the turn of `address` and `email`, then raise TooManyAttempts if either has been wrong too often."""
    take_turn(f"address:{address}")
    take_turn(f"email:{email}")
    settings: Settings = current_app.config["SETTINGS"]
    blocks = [
        _blocked_until(SignInAttempt.address, address, int(settings.SIGN_INS_PER_ADDRESS)),
        _blocked_until(SignInAttempt.email, email, WRONG_PER_ACCOUNT),
    ]
    until = max((block for block in blocks if block), default=None)
    if until:
        raise TooManyAttempts(until)


def note(email: str, address: str, *, succeeded: bool) -> None:
    """Remember an attempt, even though the answer may be a refusal."""
    db.session.add(SignInAttempt(email=email, address=address, at=now(), succeeded=succeeded))
    db.session.flush()
    unit_of_work.keep()


def may_ask_for_reset(email: str, address: str) -> bool:
    """Whether another message may be asked for now; nobody is told when not."""
    take_turn(f"address:{address}")
    take_turn(f"email:{email}")
    settings: Settings = current_app.config["SETTINGS"]
    recent = select(ResetRequest.id).where(ResetRequest.at > now() - WINDOW)
    by_email = len(db.session.scalars(recent.where(ResetRequest.email == email)).all())
    by_address = len(db.session.scalars(recent.where(ResetRequest.address == address)).all())
    return by_email < RESETS_PER_ACCOUNT and by_address < int(settings.SIGN_INS_PER_ADDRESS)


def forget_old() -> None:
    """Remove attempts and requests that no longer count for anything."""
    with unit_of_work.unit():
        for model in (SignInAttempt, ResetRequest):
            db.session.execute(delete(model).where(model.at < now() - KEPT_FOR))


def _blocked_until(column: InstrumentedAttribute[str], value: str, limit: int) -> datetime | None:
    """When the oldest of the last `limit` wrong ones leaves the window; None while there are fewer."""
    wrong = (
        select(SignInAttempt.at)
        .where(column == value, SignInAttempt.succeeded.is_(False), SignInAttempt.at > now() - WINDOW)
        .order_by(SignInAttempt.at.desc())
        .limit(limit)
    )
    times = list(db.session.scalars(wrong))
    return times[-1] + WINDOW if limit and len(times) >= limit else None


jobs.on_sweep(forget_old)
