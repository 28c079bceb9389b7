"""The re-issue desk: finding a person of the roll papers were issued from, their papers, what was asked before."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from tracker.ballots.models import DispatchRun, Edition, IssueList, Paper, Reissue
from tracker.contests.models import Contest
from tracker.contests.queries import contest_by_slug
from tracker.electorate.models import Elector, RollEntry
from tracker.electorate.queries.rolls import latest
from tracker.extensions import db
from tracker.rules.electorate import Channel, LetterLanguage
from tracker.rules.names import search_key
from tracker.rules.papers import EditionState, PaperFormat, PaperState, speaks
from tracker.rules.postcodes import normalise_postcode
from tracker.rules.reissue import ReissueOutcome

MOST_FOUND, MOST_WORDS = 20, 6
LAST = "\uffff"


def entry_in(contest_slug: str, entry_id: int) -> tuple[Contest, RollEntry, Contest]:
    """The contest and a person of the roll its papers were issued from; what is guarded is the contest. Raises NotFound."""
    contest = contest_by_slug(contest_slug)
    entry = db.session.get(RollEntry, entry_id)
    if entry is None or entry.roll_id != _roll_id(contest):
        raise NotFound
    return contest, entry, contest


def reissue_in(contest_slug: str, reissue_id: int) -> Reissue:
    """A request at the desk of the contest. Raises NotFound."""
    contest = contest_by_slug(contest_slug)
    found = db.session.get(Reissue, reissue_id)
    if found is None or found.contest_id != contest.id:
        raise NotFound
    return found


def run_in(contest_slug: str, number: int) -> DispatchRun:
    """A dispatch run of the contest, by its number. Raises NotFound."""
    contest = contest_by_slug(contest_slug)
    found = db.session.scalar(select(DispatchRun).where(DispatchRun.contest_id == contest.id, DispatchRun.number == number))
    if found is None:
        raise NotFound
    return found


def found(contest: Contest, text: str) -> Sequence[RollEntry]:
    """At most MOST_FOUND people of the roll by membership number, postcode or the beginning of a name, last or first name first.

    Each way is one index range: however long the roll, no list is read through.
    """
    roll_id, wanted = _roll_id(contest), _wanted(text)
    if roll_id is None or not wanted:
        return []
    people = (
        select(Elector.id).where(Elector.contest_id == contest.id, condition).order_by(None).limit(MOST_FOUND + 1) for condition in wanted
    )
    ids = list(dict.fromkeys(number for query in people for number in db.session.scalars(query)))[: MOST_FOUND + 1]
    query = select(RollEntry).where(RollEntry.elector_id.in_(ids))  # a person is in few rolls; some databases would begin with the roll
    entries = db.session.scalars(query.order_by(RollEntry.last_name, RollEntry.first_name, RollEntry.id))
    return [entry for entry in entries if entry.roll_id == roll_id]


def issued_to(contest: Contest, entry: RollEntry) -> Paper | None:
    """The live paper of a person."""
    query = select(Paper).where(Paper.contest_id == contest.id, Paper.elector_id == entry.elector_id, Paper.state == PaperState.LIVE)
    return db.session.scalar(query)


def live_papers(contest: Contest, entries: Sequence[RollEntry]) -> dict[int, Paper]:
    """Elector id -> live paper, of several people at once."""
    query = select(Paper).where(
        Paper.contest_id == contest.id, Paper.elector_id.in_([entry.elector_id for entry in entries]), Paper.state == PaperState.LIVE
    )  # fmt: skip
    return {paper.elector_id: paper for paper in db.session.scalars(query)}


def asked_before(entry: RollEntry) -> Sequence[Reissue]:
    """What was asked for a person so far, newest first."""
    return db.session.scalars(select(Reissue).where(Reissue.roll_entry_id == entry.id).order_by(Reissue.id.desc())).all()


def answered_for(old_paper_id: int) -> Reissue | None:
    """The answer that ended a paper, if one did."""
    query = select(Reissue).where(Reissue.old_paper_id == old_paper_id, Reissue.outcome == ReissueOutcome.GRANTED)
    return db.session.scalar(query)


def requests_of(contest: Contest, state: PaperState) -> Sequence[Reissue]:
    """The requests whose paper before is on the list of `state`, newest first."""
    query = select(Reissue).join(Paper, Paper.id == Reissue.old_paper_id).where(Reissue.contest_id == contest.id, Paper.state == state)
    query = query.where(Reissue.outcome == ReissueOutcome.GRANTED).order_by(Reissue.id.desc())
    return db.session.scalars(query.options(joinedload(Reissue.old_paper), joinedload(Reissue.new_paper))).all()


def refused_of(contest: Contest) -> Sequence[Reissue]:
    """The requests that were refused, newest first."""
    query = select(Reissue).where(Reissue.contest_id == contest.id, Reissue.outcome == ReissueOutcome.REFUSED)
    return db.session.scalars(query.order_by(Reissue.id.desc())).all()


def runs_of(contest: Contest) -> Sequence[tuple[DispatchRun, int]]:
    """Every dispatch run with how many papers go with it, newest first."""
    papers = select(func.count()).where(Reissue.dispatch_run_id == DispatchRun.id).scalar_subquery()
    query = select(DispatchRun, papers).where(DispatchRun.contest_id == contest.id).order_by(DispatchRun.id.desc())
    return [(run, count) for run, count in db.session.execute(query)]


def open_run(contest: Contest, channel: Channel) -> DispatchRun | None:
    """The run that papers by `channel` go with now."""
    query = select(DispatchRun).where(
        DispatchRun.contest_id == contest.id, DispatchRun.channel == channel, DispatchRun.closed_at.is_(None)
    )
    return db.session.scalar(query)


def serving(contest: Contest, kind: PaperFormat, language: LetterLanguage) -> Edition | None:
    """The edition papers of a format are issued from to who reads `language`: one in both languages before one in theirs."""
    query = select(Edition).where(Edition.contest_id == contest.id, Edition.format == kind, Edition.state == EditionState.OPEN)
    able = [one for one in db.session.scalars(query) if speaks(one.languages, language)]
    return min(able, key=lambda one: (one.languages.value != "both", one.number), default=None)


def _roll_id(contest: Contest) -> int | None:
    """The roll papers were issued from, or before that the latest."""
    issued = db.session.scalar(select(IssueList.roll_id).where(IssueList.contest_id == contest.id))
    newest = latest(contest) if issued is None else None
    return issued if issued is not None else newest.id if newest else None


def _wanted(text: str) -> Sequence[ColumnElement[bool]]:
    """One condition for each way `text` can be meant."""
    text = " ".join(text.split())
    conditions: list[ColumnElement[bool]] = [Elector.membership_number == text] if text else []
    if postcode := normalise_postcode(text):
        conditions.append(Elector.postcode == postcode)
    words = search_key(text).split()
    if words and not any(character.isdigit() for character in text):
        orders = dict.fromkeys(tuple(words[at:] + words[:at]) for at in range(min(len(words), MOST_WORDS)))
        conditions += [_begins(" ".join(order)) for order in orders]
    return conditions


def _begins(key: str) -> ColumnElement[bool]:
    """Whether the name begins so: a range of the index, and the very letters."""
    return and_(Elector.name_key >= key, Elector.name_key < key + LAST, Elector.name_key.startswith(key))
