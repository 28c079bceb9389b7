"""The re-issue desk: who may have another paper, by which way and until when, and why not.

Sources: windows as practised in Labour's national executive ballot of 2020 (opening a week after dispatch; the post closes 5, the
staff's e-mail 3 working days before the close; self-service to the close); UKSI 2001/341 reg. 78 for keeping lost, spoilt and
cancelled papers apart.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from tracker.rules.electorate import Channel
from tracker.rules.names import compact_key
from tracker.rules.papers import PaperState
from tracker.rules.post import CUT_OFF, PostalService, Terms, window

USUAL_LIMIT = 2


class ReissueReason(StrEnum):
    """Why another paper is asked for."""

    LOST = "lost"
    SPOILT = "spoilt"
    NOT_RECEIVED = "not_received"
    MOVED = "moved"
    WRONG_NAME = "wrong_name"
    OTHER_FORMAT = "other_format"


class ReissueOutcome(StrEnum):
    """What was answered."""

    GRANTED = "granted"
    REFUSED = "refused"


class Refusal(StrEnum):
    """Why another paper is refused."""

    IDENTITY = "identity"
    NO_PAPER = "no_paper"
    NOT_OPEN = "not_open"
    POST_TOO_LATE = "post_too_late"
    EMAIL_TOO_LATE = "email_too_late"
    CLOSED = "closed"
    LIMIT = "limit"
    NO_EMAIL = "no_email"
    SHARED_EMAIL = "shared_email"
    NO_ADDRESS = "no_address"
    NO_EDITION = "no_edition"


class Question(StrEnum):
    """What somebody who asks can be asked, to show who they are."""

    MEMBERSHIP_NUMBER = "membership_number"
    POSTCODE = "postcode"
    ADDRESS = "address_1"
    JOINED = "joined_on"


USUAL_QUESTIONS = (Question.MEMBERSHIP_NUMBER, Question.POSTCODE)

LISTS: Mapping[ReissueReason, PaperState] = {
    ReissueReason.LOST: PaperState.LOST, ReissueReason.NOT_RECEIVED: PaperState.LOST, ReissueReason.SPOILT: PaperState.SPOILT,
    ReissueReason.MOVED: PaperState.CANCELLED, ReissueReason.WRONG_NAME: PaperState.CANCELLED,
    ReissueReason.OTHER_FORMAT: PaperState.CANCELLED,
}  # fmt: skip
"""On which of the three lists the paper before goes."""


@dataclass(frozen=True, slots=True)
class Windows:
    """From when and until when another paper may be asked for; London time without a zone.

    `last_useful`: the last day a paper that lands still leaves time to send it back; None where nothing was planned.
    """

    opens: datetime
    post_closes: datetime
    staff_closes: datetime
    self_service_closes: datetime
    last_useful: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """What the desk knows of who asks. `granted`: papers given again so far."""

    has_paper: bool
    has_email: bool
    shares_email: bool
    has_address: bool
    granted: int
    limit: int = USUAL_LIMIT
    identified: bool = True


@dataclass(frozen=True, slots=True)
class Verdict:
    """One way asked about: refused with why, or granted with by when the paper is there."""

    channel: Channel
    refusal: Refusal | None = None
    arrives_by: datetime | None = None


def judge(channel: Channel, asker: Asker, at: datetime, windows: Windows, run_closes: datetime) -> Verdict:
    """Whether `channel` can still do, asked at `at`, by the run that closes at `run_closes`; London time without a zone.

    Raises BeyondHorizon, NotOffered where the post cannot be reckoned.
    """
    if refusal := _of_anybody(asker, at, windows):
        return Verdict(channel, refusal)
    return (_by_post if channel is Channel.POST else _by_email)(asker, at, windows, run_closes)


def ways(asker: Asker, at: datetime, windows: Windows, run_closes: Mapping[Channel, datetime]) -> tuple[Verdict, ...]:
    """Every channel judged: what to offer instead of one that is refused."""
    return tuple(judge(channel, asker, at, windows, run_closes[channel]) for channel in Channel)


def arrives(run_closes: datetime) -> datetime:
    """By when a paper is there that leaves with a run: first class, with allowance, as for a vote that would be lost."""
    return window(PostalService.FIRST, run_closes, Terms(print_days=0, critical=True)).landed_at


def next_run(at: datetime, is_working_day: Callable[[datetime], bool], closes_at: time = CUT_OFF) -> datetime:
    """When the run closes that a request of `at` still goes with: that working day's cut-off, or the next one's."""
    closes = datetime.combine(at.date(), closes_at) - timedelta(minutes=1)
    while closes < at or not is_working_day(closes):
        closes += timedelta(days=1)
    return closes


def questions_of(written: str) -> tuple[Question, ...]:
    """The questions a contest's rule names, comma-separated, in its order; the usual two where it names none that is known."""
    known = {question.value: question for question in Question}
    return tuple(known[name] for name in re.split(r"[,;\s]+", written.strip()) if name in known) or USUAL_QUESTIONS


def answered_rightly(question: Question, answer: str, stored: str) -> bool:
    """Whether `answer` says what is stored, whatever its spaces, capitals, accents and leading noughts. Nothing stored: never."""
    if question is Question.ADDRESS:
        return bool(stored) and _house(answer) == _house(stored)
    if question is Question.JOINED:
        return bool(stored) and _year(answer) == _year(stored)
    return bool(stored) and _bare(answer) == _bare(stored)


def all_right(answers: Mapping[Question, bool], asked: Sequence[Question]) -> bool:
    """Whether every question asked was answered rightly."""
    return all(answers.get(question, False) for question in asked)


def _of_anybody(asker: Asker, at: datetime, windows: Windows) -> Refusal | None:
    """What holds whichever way the paper would go."""
    found = (
        (not asker.identified, Refusal.IDENTITY), (not asker.has_paper, Refusal.NO_PAPER),
        (at >= windows.self_service_closes, Refusal.CLOSED), (at < windows.opens, Refusal.NOT_OPEN),
        (asker.granted >= asker.limit, Refusal.LIMIT),
    )  # fmt: skip
    return next((refusal for holds, refusal in found if holds), None)


def _by_post(asker: Asker, at: datetime, windows: Windows, run_closes: datetime) -> Verdict:
    if not asker.has_address:
        return Verdict(Channel.POST, Refusal.NO_ADDRESS)
    if at >= windows.post_closes:
        return Verdict(Channel.POST, Refusal.POST_TOO_LATE)
    there = arrives(run_closes)
    late = windows.last_useful is not None and there > windows.last_useful
    return Verdict(Channel.POST, Refusal.POST_TOO_LATE) if late else Verdict(Channel.POST, None, there)


def _by_email(asker: Asker, at: datetime, windows: Windows, run_closes: datetime) -> Verdict:
    if not asker.has_email:
        return Verdict(Channel.EMAIL, Refusal.NO_EMAIL)
    if asker.shares_email:
        return Verdict(Channel.EMAIL, Refusal.SHARED_EMAIL)
    if at >= windows.staff_closes:
        return Verdict(Channel.EMAIL, Refusal.EMAIL_TOO_LATE)
    return Verdict(Channel.EMAIL, None, run_closes)


def _bare(text: str) -> str:
    return compact_key(text).lstrip("0")


def _house(text: str) -> str:
    """The number or name of the house and the first word of the street: what people say on the telephone."""
    return " ".join(compact_key(word) for word in text.replace(",", " ").split()[:2])


def _year(text: str) -> str:
    found = re.search(r"\b(?:19|20)\d\d\b", text)
    return found.group() if found else ""
