"""Limits for a minute and for an hour, kept by all workers together: each message handed over is counted in its second."""

from datetime import timedelta

from flask import current_app
from sqlalchemy import delete, func, insert, select, update

from config import Settings
from tracker.extensions import db
from tracker.kernel.clock import now
from tracker.kernel.turns import take_turn
from tracker.mailings.models import SendingPace
from tracker.rules.sending import PER_HOUR, PER_MINUTE


def may_hand_over() -> bool:
    """Count one more message if the limits allow it now; False when it has to wait. In any window no more than the limit."""
    settings: Settings = current_app.config["SETTINGS"]
    limits = ((PER_MINUTE, int(settings.MAIL_PER_MINUTE)), (PER_HOUR, int(settings.MAIL_PER_HOUR)))
    if not any(most for _window, most in limits):
        return True
    take_turn("sending-pace")
    second = int(now().timestamp())
    if any(most and _handed_since(second, window) >= most for window, most in limits):
        return False
    _count(second)
    return True


def _handed_since(second: int, window: timedelta) -> int:
    """How many were handed over in the `window` that ends with `second`, whole seconds counted."""
    since = second - int(window.total_seconds())
    return db.session.scalar(select(func.coalesce(func.sum(SendingPace.handed), 0)).where(SendingPace.second >= since)) or 0


def _count(second: int) -> None:
    """One more in this second. Nobody else counts meanwhile."""
    more = update(SendingPace).where(SendingPace.second == second).values(handed=SendingPace.handed + 1).returning(SendingPace.second)
    if db.session.execute(more).first() is None:
        db.session.execute(insert(SendingPace).values(second=second, handed=1))
        db.session.execute(delete(SendingPace).where(SendingPace.second < second - 2 * int(PER_HOUR.total_seconds())))
