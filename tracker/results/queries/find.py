"""Finding results within their contest."""

from collections.abc import Sequence

from sqlalchemy import select
from werkzeug.exceptions import NotFound

from tracker.contests.models import Contest
from tracker.contests.queries import contest_by_slug
from tracker.extensions import db
from tracker.results.models import Recount, Result
from tracker.rules.results import ResultState


def open_result(contest: Contest) -> Result | None:
    """The result that is entered and not declared, if there is one."""
    return db.session.scalars(select(Result).where(Result.contest_id == contest.id, Result.state == ResultState.REPORTED)).one_or_none()


def standing_result(contest: Contest) -> Result | None:
    """The declared result that stands, if there is one."""
    return next((one for one in declared_results(contest) if one.stands), None)


def last_declared(contest: Contest) -> Result | None:
    """The result declared last, whether it stands or was set aside."""
    return next(iter(declared_results(contest)), None)


def declared_results(contest: Contest) -> Sequence[Result]:
    """Everything ever declared, the newest first."""
    query = select(Result).where(Result.contest_id == contest.id, Result.state != ResultState.REPORTED)
    return db.session.scalars(query.order_by(Result.number.desc())).all()


def open_result_in(contest_slug: str) -> Result:
    """The open result of the contest at that address. Raises NotFound."""
    return _found(open_result(contest_by_slug(contest_slug)))


def standing_result_in(contest_slug: str) -> Result:
    """The result that stands in the contest at that address. Raises NotFound."""
    return _found(standing_result(contest_by_slug(contest_slug)))


def recount_in(contest_slug: str, recount_id: int) -> Recount:
    """A file counted again, within its contest. Raises NotFound."""
    query = select(Recount).join(Recount.result).where(Recount.id == recount_id)
    found = db.session.scalars(query.where(Result.contest_id == contest_by_slug(contest_slug).id)).one_or_none()
    if found is None:
        raise NotFound
    return found


def result_shown(contest_slug: str) -> tuple[Contest, Result | Contest]:
    """The contest at that address, and what is shown first: the result that stands, else the contest itself. Raises NotFound."""
    contest = contest_by_slug(contest_slug)
    return contest, standing_result(contest) or contest


def numbered_in(contest_slug: str, number: int) -> Result:
    """The result of that number in the contest at that address. Raises NotFound."""
    return result_numbered(contest_by_slug(contest_slug), number)


def _found(result: Result | None) -> Result:
    if result is None:
        raise NotFound
    return result


def result_numbered(contest: Contest, number: int) -> Result:
    """The result of that number. Raises NotFound."""
    query = select(Result).where(Result.contest_id == contest.id, Result.number == number)
    return _found(db.session.scalars(query).one_or_none())
