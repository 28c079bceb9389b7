"""A form sent twice makes one record.

Each form carries a token. The first request with it runs and remembers where it led; a second one, even at the same
moment on another worker, is sent to the same place without running.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import make_response, redirect, request
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from tracker.extensions import db
from tracker.kernel.base import Base, Id
from tracker.kernel.clock import now

FIELD = "once"
LONGEST_TOKEN = 64
REDIRECTS = range(300, 400)


class Submission(Base):
    """A form that was sent, and where its answer led."""

    __tablename__ = "submission"

    id: Mapped[Id] = mapped_column(init=False)
    token: Mapped[str] = mapped_column(unique=True)
    location: Mapped[str | None] = mapped_column(default=None)
    at: Mapped[datetime]


def first_time_only(run: Callable[[], Any]) -> Any:
    """Answer `run()`, or the redirect an earlier sending of the same form led to."""
    token = request.form.get(FIELD, "") if request.method == "POST" else ""
    if not token or len(token) > LONGEST_TOKEN or "\x00" in token:
        return run()
    submission = _claim(token)
    if submission is None:
        return redirect(_location_of(token) or request.url)
    response = make_response(run())
    if response.status_code in REDIRECTS:
        submission.location = response.location[:300] if response.location else None
    elif response.mimetype == "text/html":
        db.session.delete(submission)  # a page that asks further has done nothing yet: its form is sent again
    return response


def _claim(token: str) -> Submission | None:
    submission = Submission(token=token, at=now())
    try:
        with db.session.begin_nested():
            db.session.add(submission)
    except IntegrityError:
        return None
    return submission


def _location_of(token: str) -> str | None:
    return db.session.scalars(select(Submission.location).where(Submission.token == token)).one_or_none()
