"""Draws, editions and the issue list, each within its contest."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, exists, func, select
from werkzeug.exceptions import NotFound

from tracker.ballots.models import BallotDraw, CustodyStep, Edition, IssueList, Paper, PaperBatch, Reissue
from tracker.contests.models import Candidacy, Contest
from tracker.extensions import db
from tracker.rules.contests import STANDING
from tracker.rules.custody import StepKind
from tracker.rules.papers import PaperState


def standing(contest: Contest) -> Sequence[Candidacy]:
    """Who stands, in the order in which they came."""
    return [one for one in contest.candidacies if one.state in STANDING]


def all_draws(contest: Contest) -> Sequence[BallotDraw]:
    """Every draw recorded, the newest first."""
    return db.session.scalars(select(BallotDraw).where(BallotDraw.contest_id == contest.id).order_by(BallotDraw.number.desc())).all()


def latest_draw(contest: Contest) -> BallotDraw | None:
    """The draw that stands, if there was one."""
    return next(iter(all_draws(contest)), None)


def editions_of(contest: Contest) -> Sequence[Edition]:
    """Every edition by number."""
    return db.session.scalars(select(Edition).where(Edition.contest_id == contest.id).order_by(Edition.number)).all()


def edition_in(contest_slug: str, number: int) -> Edition:
    """The edition of that number, within its contest. Raises NotFound."""
    query = select(Edition).join(Edition.contest).where(Contest.slug == contest_slug, Edition.number == number)
    edition = db.session.scalars(query).one_or_none()
    if edition is None:
        raise NotFound
    return edition


def issue_list_of(contest: Contest) -> IssueList | None:
    """The issue list, if one was made."""
    return db.session.scalars(select(IssueList).where(IssueList.contest_id == contest.id)).one_or_none()


def paper_counts(edition: Edition) -> dict[PaperState, int]:
    """How many papers of an edition there are of each state; states without one are left out."""
    query = select(Paper.state, func.count()).where(Paper.edition_id == edition.id).group_by(Paper.state)
    return {row[0]: row[1] for row in db.session.execute(query)}


def has_papers(edition: Edition) -> bool:
    """Whether a paper of the edition was issued, ever."""
    return _any(Paper.edition_id == edition.id)


def has_batches(edition: Edition) -> bool:
    """Whether papers of the edition are in a batch."""
    return _any(PaperBatch.edition_id == edition.id)


def anything_handed_over(contest: Contest) -> bool:
    """Whether papers have left the hands they were printed by: from then on the list stays."""
    return _any(
        CustodyStep.kind.in_([StepKind.HANDED_OVER, StepKind.POSTED]), CustodyStep.batch_id == PaperBatch.id,
        PaperBatch.contest_id == contest.id,
    )  # fmt: skip


def anything_asked_at_the_desk(contest: Contest) -> bool:
    """Whether somebody asked for another paper."""
    return _any(Reissue.contest_id == contest.id)


def _any(*conditions: ColumnElement[bool]) -> bool:
    return bool(db.session.scalar(select(exists().where(*conditions))))
