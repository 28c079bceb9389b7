"""A timetable as iCalendar (RFC 5545), and the signed address a calendar subscribes to.

A calendar cannot sign in, so the address itself is the key: signed, for one contest and language, and it opens only
what is public and published.
"""

from datetime import datetime, time
from typing import Any

from flask import current_app
from flask_babel import force_locale, gettext
from icalendar import Calendar, Event
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.exceptions import NotFound

from tracker.contests.models import Contest, Stage
from tracker.contests.timetable_words import stage_name, stored_words
from tracker.extensions import db
from tracker.kernel.clock import from_local, now
from tracker.kernel.i18n import LANGUAGES
from tracker.rules.contests import ContestState

PRODUCT = "-//Tracker//Timetable//EN"


def calendar_of(contest: Contest, language: str) -> bytes:
    """The timetable of `contest` in `language`. A stage keeps its UID for ever; cancelled ones stay, and say so."""
    with force_locale(language):
        calendar = Calendar()
        calendar.add("prodid", PRODUCT)
        calendar.add("version", "2.0")
        calendar.add("calscale", "GREGORIAN")
        calendar.add("method", "PUBLISH")
        calendar.add("x-wr-calname", _title(contest, language))
        for stage in sorted(contest.stages, key=lambda stage: (stage.position, stage.id)):
            if stage.stands_on is not None:
                calendar.add_component(_event(contest, stage, language))
        return bytes(calendar.to_ical())


def subscription_url(contest: Contest, language: str) -> str | None:
    """The address a calendar subscribes to; None until everybody may read the contest and its timetable."""
    if not _is_open(contest):
        return None
    token = _signer().dumps([contest.id, language])
    return f"{_public_url()}/calendars/{token}.ics"


def subscribed(token: str) -> tuple[Contest, str]:
    """The contest and language an address stands for. Raises NotFound for a forged one, or what is not public."""
    try:
        number, language = _signer().loads(token)
    except (BadSignature, ValueError, TypeError):
        raise NotFound from None
    contest = db.session.get(Contest, number)
    if contest is None or not _is_open(contest) or language not in LANGUAGES:
        raise NotFound
    return contest, language


def _is_open(contest: Contest) -> bool:
    return contest.is_public and contest.timetable_published_at is not None


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="timetable-calendar")


def _public_url() -> str:
    return str(current_app.config["SETTINGS"].PUBLIC_URL).rstrip("/")


def _event(contest: Contest, stage: Stage, language: str) -> Event:
    is_cancelled = stage.cancelled_at is not None or contest.state is ContestState.CANCELLED
    event = Event()
    event.add("uid", f"contest-{contest.id}-{stage.key}@tracker")
    event.add("sequence", stage.sequence)
    event.add("dtstamp", now())
    event.add("dtstart", _start(stage))
    event.add("summary", _summary(contest, stage, language, is_cancelled))
    event.add("description", _description(stage))
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("url", f"{_public_url()}/contests/{contest.slug}/timetable")
    return event


def _start(stage: Stage) -> Any:
    """The instant in UTC where the stage has an hour, else the day."""
    if stage.stands_at is None or stage.stands_on is None:
        return stage.stands_on
    return from_local(datetime.combine(stage.stands_on, time.fromisoformat(stage.stands_at)))


def _summary(contest: Contest, stage: Stage, language: str, is_cancelled: bool) -> str:
    words = f"{stage_name(stage.key)}: {_title(contest, language)}"
    return str(gettext("%(what)s (cancelled)", what=words)) if is_cancelled else words


def _description(stage: Stage) -> str:
    source = stored_words(stage.source)
    parts = [stored_words(stage.rule), str(gettext("Source: %(source)s", source=source)) if source else ""]
    return "\n".join(part for part in parts if part)


def _title(contest: Contest, language: str) -> str:
    first, second = (contest.title_cy, contest.title_en) if language == "cy" else (contest.title_en, contest.title_cy)
    return first or second
