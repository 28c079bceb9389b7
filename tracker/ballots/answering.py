"""What the re-issue desk goes by in a contest: windows, questions, limit, runs; and what it knows of who asks."""

from datetime import date, datetime, time

from tracker.ballots.planning import rule_value
from tracker.ballots.queries.times import Times, times_of
from tracker.contests.models import Contest
from tracker.electorate.models import RollEntry
from tracker.kernel.clock import local, now
from tracker.rules.ballot_plan import Act
from tracker.rules.electorate import Channel
from tracker.rules.post import CUT_OFF
from tracker.rules.reissue import (
    USUAL_LIMIT,
    Asker,
    Question,
    Windows,
    all_right,
    answered_rightly,
    next_run,
    questions_of,
)
from tracker.rules.working_days import calendar_named

QUESTIONS_RULE, LIMIT_RULE = "reissue_identity_questions", "reissue_limit"
BY_STAFF = time(17)
LAST_POSTINGS = (Act.LAST_SAFE_POSTING_FIRST, Act.LAST_SAFE_POSTING_SECOND)


def here_and_now() -> datetime:
    """This moment as a clock in London shows it, without a zone."""
    return local(now()).replace(tzinfo=None)


def windows_of(contest: Contest) -> Windows | None:
    """The windows as they stand: extended, else planned, else the adopted plan's own. None before a plan is adopted."""
    times = times_of(contest)
    if not times:
        return None
    last = [found for act in LAST_POSTINGS if (found := _stands(times.get(act)))]
    opens, post, staff, ends = (_stands(times.get(act)) for act in (
        Act.REISSUE_OPEN, Act.REISSUE_POSTAL_CLOSE, Act.REISSUE_EMAIL_CLOSE, Act.REISSUE_SELFSERVICE_CLOSE,
    ))  # fmt: skip
    return Windows(opens, post, staff, ends, max(last, default=None)) if opens and post and staff and ends else None


def questions(contest: Contest) -> tuple[Question, ...]:
    """What who asks is asked, by the contest's rule."""
    return questions_of(rule_value(contest, QUESTIONS_RULE))


def limit(contest: Contest) -> int:
    """How many papers one person may be given again, by the contest's rule."""
    written = rule_value(contest, LIMIT_RULE)
    return int(written) if written.isascii() and written.isdigit() else USUAL_LIMIT


def next_run_closes(channel: Channel, at: datetime) -> datetime:
    """When the run closes that a request of `at` goes with, London time. Raises BeyondHorizon."""
    days = calendar_named("england-and-wales")
    return next_run(at, lambda moment: days.is_working_day(moment.date()), CUT_OFF if channel is Channel.POST else BY_STAFF)


def check_answers(contest: Contest, entry: RollEntry, answers: dict[Question, str]) -> dict[Question, bool]:
    """Question -> whether it was answered rightly. The answers themselves are kept nowhere."""
    return {
        question: answered_rightly(question, answers.get(question, ""), _written(getattr(entry, question.value)))
        for question in questions(contest)
    }  # fmt: skip


def asker(contest: Contest, entry: RollEntry, *, has_paper: bool, granted: int, told: dict[Question, bool] | None = None) -> Asker:
    """What is known of who asks. `told`: how they answered; not given while nobody was asked yet."""
    return Asker(
        has_paper=has_paper, has_email=bool(entry.email_key), shares_email=entry.shared_email,
        has_address=bool(entry.address_1 and entry.postcode), granted=granted, limit=limit(contest),
        identified=told is None or all_right(told, questions(contest)),
    )  # fmt: skip


def _stands(times: Times | None) -> datetime | None:
    return local(times.stands).replace(tzinfo=None) if times and times.stands else None


def _written(value: str | date | None) -> str:
    return value.isoformat() if isinstance(value, date) else value or ""
