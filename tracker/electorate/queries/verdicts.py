"""The rule of eligibility as SQL, for whole lists: the same answers as `tracker.rules.eligibility`, which a test proves."""

from sqlalchemy import Case, ColumnElement, and_, case, func, select

from tracker.contests.models import Contest
from tracker.electorate.models import Elector
from tracker.extensions import db
from tracker.rules.electorate import Eligibility, VoterClass
from tracker.rules.eligibility import OF_STANDING


def by_rule(contest: Contest) -> Case[str]:
    """What the rule says of each elector."""
    known = [(Elector.standing == standing, verdict.value) for standing, verdict in OF_STANDING.items()]
    dates = []
    if contest.joined_by is not None:
        dates.append((Elector.joined_on > contest.joined_by, Eligibility.JOINED_AFTER.value))
    if contest.paid_up_by is not None:
        behind = and_(Elector.voter_class == VoterClass.MEMBER, Elector.paid_up_to < contest.paid_up_by)
        dates.append((behind, Eligibility.IN_ARREARS.value))
    return case(*known, *dates, else_=Eligibility.ELIGIBLE.value)


def out_of_date(contest: Contest) -> ColumnElement[bool]:
    """Whether an elector's vote is not what the rule says now, though nobody decided it by hand."""
    return and_(Elector.contest_id == contest.id, Elector.eligibility_by_hand.is_(False), Elector.eligibility != by_rule(contest))


def count_out_of_date(contest: Contest) -> int:
    """How many people's votes have to be worked out anew, because the contest's dates were changed."""
    return db.session.scalar(select(func.count()).select_from(Elector).where(out_of_date(contest))) or 0
