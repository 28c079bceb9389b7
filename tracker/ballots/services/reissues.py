"""Answering at the re-issue desk: another paper or a refusal, all at once; and closing the runs they leave with."""

from dataclasses import dataclass, replace
from datetime import datetime

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from tracker.access.actor import SYSTEM, Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.ballots import answering
from tracker.ballots.models import CorrespondingNumber, DispatchRun, Edition, Paper, Reissue
from tracker.ballots.queries import desk
from tracker.ballots.services.non_arrivals import may_be_reported, report_non_arrival
from tracker.contests.models import Contest
from tracker.electorate.models import RollEntry
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import from_local, now
from tracker.kernel.errors import Refused
from tracker.kernel.turns import take_turn
from tracker.rules.electorate import Channel
from tracker.rules.papers import ChannelReason, PaperFormat
from tracker.rules.post import NotOffered
from tracker.rules.reissue import LISTS, Question, Refusal, ReissueOutcome, ReissueReason, Verdict, judge
from tracker.rules.working_days import BeyondHorizon

history.sentences(**{
    "ballots.paper_reissued": _l("Another ballot paper issued: %(subject)s"),
    "ballots.reissue_refused": _l("Another ballot paper refused: %(subject)s"),
    "ballots.run_closed": _l("Run of replacement papers closed: %(subject)s"),
})


@dataclass(frozen=True, kw_only=True)
class Request:
    """What somebody asks for. `paper_id`: the live paper seen at the desk, so that pressing twice asks once."""

    reason: ReissueReason
    channel: Channel
    answers: dict[Question, str]
    format: PaperFormat = PaperFormat.STANDARD
    paper_id: int | None = None
    new_address: str = ""
    note: str = ""

    @property
    def paper_format(self) -> PaperFormat:
        """The format of the new paper: by e-mail there is one."""
        return PaperFormat.EMAIL if self.channel is Channel.EMAIL else self.format


def answer(actor: Actor, contest: Contest, entry: RollEntry, request: Request) -> Reissue:
    """Give the person another paper and end the one before in the same moment, or refuse and keep why.

    Asked twice with the same paper, the first answer is given again. Raises Refused where nothing can be judged.
    """
    require(actor, Permission.ANSWER_DESK, contest)
    take_turn(f"ballot-papers-{contest.id}")
    if request.paper_id and (given := desk.answered_for(request.paper_id)) and given.roll_entry_id == entry.id:
        return given
    if request.reason is ReissueReason.MOVED and request.channel is Channel.POST and not request.new_address.strip():
        raise Refused(gettext("Enter the new address: the paper goes there."), "new_address")
    old = desk.issued_to(contest, entry)
    told = answering.check_answers(contest, entry, request.answers)
    verdict, run_closes = _verdict(contest, entry, request, old, told)
    edition = None if verdict.refusal else desk.serving(contest, request.paper_format, entry.language)
    serial = _next_serial(edition) if edition else None
    if not verdict.refusal and serial is None:
        verdict = replace(verdict, refusal=Refusal.NO_EDITION)
    made = _record(actor, contest, entry, request, told)
    if verdict.refusal or edition is None or serial is None or old is None:
        made.old_paper, made.outcome, made.refusal = old, ReissueOutcome.REFUSED, str(verdict.refusal)
        return _kept(actor, made, "ballots.reissue_refused")
    if request.reason is ReissueReason.NOT_RECEIVED and may_be_reported(old):
        report_non_arrival(actor, old)
    made.dispatch_run = _run(contest, request.channel, run_closes)
    made.old_paper, made.new_paper = old, _another(contest, entry, old, edition, serial, request)
    made.arrives_by = from_local(verdict.arrives_by) if verdict.arrives_by else None
    return _kept(actor, made, "ballots.paper_reissued")


def close_run(actor: Actor, run: DispatchRun) -> None:
    """The papers of a run leave: what is asked from now on goes with the next. Raises Refused for one that is closed."""
    require(actor, Permission.KEEP_CUSTODY, run)
    take_turn(f"ballot-papers-{run.contest_id}")
    db.session.refresh(run)
    if run.closed_at is not None:
        raise Refused(gettext("This run is closed already."))
    run.closed_at, run.closed_by_name = now(), actor.name
    history.record(actor, "ballots.run_closed", run, contest_id=run.contest_id)


def _verdict(
    contest: Contest, entry: RollEntry, request: Request, old: Paper | None, told: dict[Question, bool]
) -> tuple[Verdict, datetime]:
    windows, at = answering.windows_of(contest), answering.here_and_now()
    if windows is None:
        raise Refused(gettext("No plan of the ballot is adopted, so nothing can be promised. Ask the returning officer."))
    granted = sum(one.outcome is ReissueOutcome.GRANTED for one in desk.asked_before(entry))
    asker = answering.asker(contest, entry, has_paper=old is not None, granted=granted, told=told)
    if request.reason is ReissueReason.MOVED and request.new_address.strip():  # any other new address is not kept
        asker = replace(asker, has_address=True)
    try:
        run_closes = answering.next_run_closes(request.channel, at)
        return judge(request.channel, asker, at, windows, run_closes), run_closes
    except (BeyondHorizon, NotOffered):
        raise Refused(gettext("The post of those days is not known, so nothing can be promised. Ask the returning officer.")) from None


def _record(actor: Actor, contest: Contest, entry: RollEntry, request: Request, told: dict[Question, bool]) -> Reissue:
    """The request, granted unless something else is said; not stored yet."""
    moved = request.reason is ReissueReason.MOVED
    return Reissue(
        contest=contest, roll_entry=entry, asked_at=now(), asked_by_id=actor.account_id, asked_by_name=actor.name, reason=request.reason,
        channel=request.channel, format=request.paper_format, outcome=ReissueOutcome.GRANTED,
        identity={question.value: right for question, right in told.items()},
        new_address=request.new_address.strip() if moved else "", note=request.note.strip(),
    )  # fmt: skip


def _kept(actor: Actor, made: Reissue, action: str) -> Reissue:
    db.session.add(made)
    db.session.flush()
    difference = {"reason": (None, made.reason), "channel": (None, made.channel), "refusal": (None, made.refusal or None)}
    history.record(actor, action, made, difference=difference, contest_id=made.contest_id)
    return made


def _next_serial(edition: Edition) -> int | None:
    """The first number of the edition nobody has; None when all are given."""
    given = db.session.scalar(select(func.max(CorrespondingNumber.serial)).where(
        CorrespondingNumber.contest_id == edition.contest_id,
        CorrespondingNumber.serial.between(edition.serial_first, edition.serial_last),
    ))  # fmt: skip
    serial = edition.serial_first if given is None else given + 1
    return serial if serial <= edition.serial_last else None


def _another(contest: Contest, entry: RollEntry, old: Paper, edition: Edition, serial: int, request: Request) -> Paper:
    """End the paper before, and issue the next with its number."""
    old.state, old.ended_at = LISTS[request.reason], now()
    db.session.flush()
    made = Paper(
        contest=contest, issue_list=old.issue_list, edition=edition, roll_entry=entry, elector=old.elector, channel=request.channel,
        channel_reason=ChannelReason.REISSUE, issued_at=now(), replaces_id=old.id,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    db.session.add(CorrespondingNumber(paper_id=made.id, contest_id=contest.id, serial=serial))
    return made


def _run(contest: Contest, channel: Channel, closes: datetime) -> DispatchRun:
    """The run that is open for `channel`; one whose hour has passed is closed by it, and the next begins."""
    standing = desk.open_run(contest, channel)
    if standing and standing.closes_at >= now():
        return standing
    if standing:
        standing.closed_at = standing.closes_at
        db.session.flush()
        history.record(SYSTEM, "ballots.run_closed", standing, contest_id=contest.id)
    number = db.session.scalar(select(func.max(DispatchRun.number)).where(DispatchRun.contest_id == contest.id)) or 0
    run = DispatchRun(contest=contest, number=number + 1, channel=channel, closes_at=from_local(closes))
    db.session.add(run)
    return run
