"""The calendar of a contest's mailings and ballot dates: for the page, and as iCalendar (RFC 5545)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from flask import current_app, url_for
from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _l
from icalendar import Calendar, Event
from sqlalchemy import Select

from tracker.contests.models import Contest, Stage
from tracker.contests.timetable_words import stage_name
from tracker.extensions import db
from tracker.kernel.clock import from_local, local, now
from tracker.mailings.models import Mailing
from tracker.mailings.postal import landing_of
from tracker.rules.mailings import MailingState

PRODUCT = "-//Tracker//Mailings//EN"
OF_THE_BALLOT = frozenset({
    "eligibility_paid_up_by", "roll_to_scrutineer", "preballot_mailing_post_by", "ballot_dispatch", "eballot_dispatch", "reissue_open",
    "reissue_postal_close", "reissue_email_close", "last_safe_posting_second", "last_safe_posting_first", "reissue_selfservice_close",
    "reminder_1", "reminder_2", "ballot_close", "count", "result_published",
})  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line: a moment or whole days (`until` the last of them), of a mailing or of the ballot. `key` never changes."""

    key: str
    on: date
    at: datetime | None = None
    until: date | None = None
    what: str | LazyString
    name: str
    mailing: Mailing | None = None
    is_cancelled: bool = False


def entries(contest: Contest, readable: Select[Mailing]) -> list[Entry]:
    """Everything that has a day, in the order of the days. `readable`: the mailings the person may read."""
    found = [*_ballot(contest), *(entry for mailing in db.session.scalars(readable) for entry in _mailing(mailing))]
    return sorted(found, key=lambda entry: (entry.on, entry.at is None, entry.at or now(), entry.key))


def as_icalendar(contest: Contest, found: list[Entry]) -> bytes:
    """The entries in the language of the moment. A cancelled mailing stays, and says so."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", contest.title)
    for entry in found:
        calendar.add_component(_event(contest, entry))
    return bytes(calendar.to_ical())


def _mailing(mailing: Mailing) -> Iterator[Entry]:
    cancelled = mailing.state in (MailingState.CANCELLED, MailingState.FAILED)
    begins = mailing.started_at or mailing.scheduled_for
    if mailing.is_letter and mailing.hand_over_at:
        yield _moment(mailing, "handed", mailing.hand_over_at, _l("Handed to the mailing house"), cancelled)
        landing = landing_of(mailing)
        if landing:
            yield Entry(
                key=f"mailing-{mailing.id}-lands", on=landing.earliest, until=landing.latest, what=_l("Lands"), name=mailing.title,
                mailing=mailing, is_cancelled=cancelled,
            )  # fmt: skip
    elif not mailing.is_letter and begins:
        yield _moment(mailing, "begins", begins, _l("Sending begins"), cancelled)


def _moment(mailing: Mailing, key: str, at: datetime, what: LazyString, cancelled: bool) -> Entry:
    return Entry(
        key=f"mailing-{mailing.id}-{key}", on=local(at).date(), at=at, what=what, name=mailing.title, mailing=mailing,
        is_cancelled=cancelled,
    )  # fmt: skip


def _ballot(contest: Contest) -> Iterator[Entry]:
    for stage in contest.stages:
        if stage.key in OF_THE_BALLOT and stage.stands_on is not None:
            yield Entry(
                key=f"contest-{contest.id}-{stage.key}", on=stage.stands_on, at=_hour(stage), what=_l("Ballot"),
                name=str(stage_name(stage.key)), is_cancelled=stage.cancelled_at is not None,
            )  # fmt: skip


def _hour(stage: Stage) -> datetime | None:
    if stage.stands_at is None or stage.stands_on is None:
        return None
    return from_local(datetime.combine(stage.stands_on, time.fromisoformat(stage.stands_at)))


def _event(contest: Contest, entry: Entry) -> Event:
    words = f"{entry.name}: {entry.what}" if entry.mailing else entry.name
    event = Event()
    event.add("uid", f"{entry.key}@tracker")
    event.add("dtstamp", now())
    event.add("dtstart", entry.at or entry.on)
    if entry.until:
        event.add("dtend", entry.until + timedelta(days=1))
    event.add("summary", gettext("%(what)s (cancelled)", what=words) if entry.is_cancelled else words)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("url", _page_of(contest, entry))
    return event


def _page_of(contest: Contest, entry: Entry) -> str:
    base = str(current_app.config["SETTINGS"].PUBLIC_URL).rstrip("/")
    if entry.mailing is None:
        return base + url_for("contests.timetable", contest_slug=contest.slug)
    return base + url_for("mailings.show", contest_slug=contest.slug, number=entry.mailing.number)
