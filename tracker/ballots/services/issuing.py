"""Making the issue list: every paper and every number at once, by the database itself, or nothing at all.

Numbers are dealt by lot within each edition, so that neither a number nor its place tells whose it is.
"""

import hashlib
from typing import Any, cast

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import (
    ColumnElement,
    SQLColumnExpression,
    String,
    Table,
    case,
    delete,
    func,
    insert,
    literal,
    select,
    type_coerce,
)

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.ballots.issue_plan import IssuePlan, plan_issue
from tracker.ballots.models import CorrespondingNumber, Edition, IssueList, Paper
from tracker.ballots.queries.channels import ways
from tracker.ballots.queries.papers import issue_list_of
from tracker.contests.models import Contest
from tracker.electorate.models import Roll, RollEntry
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import now
from tracker.kernel.errors import Blocked, Refused
from tracker.kernel.turns import take_turn
from tracker.rules.electorate import Channel, LetterLanguage
from tracker.rules.papers import PaperState

history.sentences(**{
    "ballots.issue_list_made": _l("Issue list made: %(subject)s"),
    "ballots.issue_list_replaced": _l("Issue list made again, in place of the one before: %(subject)s"),
})

VERSION, FIELD, RECORD, ROWS_AT_ONCE = "tracker-issue-1", "\x1f", "\x1e", 10_000
PAPERS, NUMBERS = cast(Table, Paper.__table__), cast(Table, CorrespondingNumber.__table__)


def make_issue_list(actor: Actor, contest: Contest, *, reason: str = "") -> IssueList:
    """One live paper with a number for each elector of the latest roll. Takes the place of a list nothing of was handed over.

    Raises Blocked with everything that is missing, before anything is written; Refused without a reason for another list.
    """
    require(actor, Permission.EDIT_PAPERS, contest)
    take_turn(f"ballot-papers-{contest.id}")
    take_turn(f"paper-batches-{contest.id}")  # nothing is handed over meanwhile
    plan = plan_issue(contest)
    if missing := list(plan.blockers()):
        raise Blocked(gettext("The issue list cannot be made yet. What is missing:"), missing)
    if plan.roll is None:
        raise Refused(gettext("No roll is frozen yet. Freeze the roll first."))
    before = issue_list_of(contest)
    if before and not reason.strip():
        raise Refused(gettext("There is a list already. Say why it is made again: the reason is kept in the history."), "reason")
    told = (before.paper_count, before.sha256) if before else (None, None)
    number = before.number + 1 if before else 1
    if before:
        _take_back(before)
    made = _write(actor, plan, plan.roll, number)
    action = "ballots.issue_list_replaced" if before else "ballots.issue_list_made"
    difference = {"papers": (told[0], made.paper_count), "sha256": (told[1], made.sha256), "roll": (None, plan.roll.number)}
    history.record(actor, action, made, difference=difference, reason=reason.strip(), contest_id=contest.id)
    return made


def recomputed_hash(issued: IssueList) -> tuple[str, int]:
    """SHA-256 over number, channel and format of every first paper of the list, by number (docs/ballots.md); and how many there are."""
    number: SQLColumnExpression[str] = RollEntry.membership_number
    if db.engine.dialect.name == "postgresql":
        number = RollEntry.membership_number.collate("C")
    told: SQLColumnExpression[str] = RollEntry.membership_number
    for part in (literal(FIELD), type_coerce(Paper.channel, String), literal(FIELD), type_coerce(Edition.format, String), literal(RECORD)):
        told = told.op("||")(part)  # one text a row: quicker than three values made of each
    rows = db.session.execute(
        select(told).select_from(RollEntry).join(Paper, Paper.roll_entry_id == RollEntry.id).join(Edition, Edition.id == Paper.edition_id)
        .where(Paper.issue_list_id == issued.id, Paper.replaces_id.is_(None)).order_by(number)
        .execution_options(yield_per=ROWS_AT_ONCE)
    )  # fmt: skip
    digest, count = hashlib.sha256(VERSION.encode() + RECORD.encode()), 0
    for some in rows.scalars().partitions(ROWS_AT_ONCE):
        digest.update("".join(some).encode())
        count += len(some)
    return digest.hexdigest(), count


def _take_back(issued: IssueList) -> None:
    """Remove a list of which nothing left the house, so that its numbers are free again."""
    papers = select(Paper.id).where(Paper.issue_list_id == issued.id)
    for statement in (
        delete(CorrespondingNumber).where(CorrespondingNumber.paper_id.in_(papers)),
        delete(Paper).where(Paper.issue_list_id == issued.id),
        delete(IssueList).where(IssueList.id == issued.id),
    ):
        db.session.execute(statement.execution_options(synchronize_session=False))
    db.session.expunge(issued)


def _write(actor: Actor, plan: IssuePlan, roll: Roll, number: int) -> IssueList:
    made = IssueList(
        contest=plan.contest, roll=roll, number=number, made_at=now(), made_by_id=actor.account_id, made_by_name=actor.name,
        paper_count=plan.papers, post_count=plan.by(Channel.POST), email_count=plan.by(Channel.EMAIL), sha256="0" * 64,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    _issue(made, plan, roll)
    _deal_numbers(made, plan)
    made.sha256, count = recomputed_hash(made)
    if count != plan.papers:
        raise Refused(gettext("The roll or its addresses changed while the list was made. Try again."))
    return made


def _issue(made: IssueList, plan: IssuePlan, roll: Roll) -> None:
    people = ways(plan.contest, roll)
    edition = case(*[
        ((people.c.format == kind.value) & (people.c.language == LetterLanguage(language)), one.id)
        for (kind, language), one in plan.serving.items()
    ])  # fmt: skip
    values: dict[str, Any] = {
        "contest_id": literal(made.contest_id), "issue_list_id": literal(made.id), "edition_id": edition,
        "roll_entry_id": people.c.roll_entry_id, "elector_id": people.c.elector_id, "channel": people.c.channel,
        "channel_reason": people.c.reason, "state": literal(PaperState.LIVE.value),
        "issued_at": literal(made.made_at, Paper.issued_at.type),
    }  # fmt: skip
    db.session.execute(insert(PAPERS).from_select(list(values), select(*values.values())))


def _deal_numbers(made: IssueList, plan: IssuePlan) -> None:
    first = case(*[(Paper.edition_id == edition.id, edition.serial_first) for edition, _papers in plan.of_editions()])
    by_lot = func.row_number().over(partition_by=Paper.edition_id, order_by=_chance())
    dealt = select(Paper.id, literal(made.contest_id), first + by_lot - 1).where(Paper.issue_list_id == made.id)
    db.session.execute(insert(NUMBERS).from_select(["paper_id", "contest_id", "serial"], dealt))


def _chance() -> ColumnElement[Any]:
    """An order that says nothing of the list: the server's random UUIDs, or SQLite's generator, which the system seeds."""
    return func.gen_random_uuid() if db.engine.dialect.name == "postgresql" else func.random()
