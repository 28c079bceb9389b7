"""Working out anew who may vote, after the contest's dates were changed."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import update

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.contests.models import Contest
from tracker.electorate.models import Elector
from tracker.electorate.queries import verdicts
from tracker.extensions import db
from tracker.kernel import history

history.sentences(**{"electorate.recomputed": _l("Who may vote worked out anew: %(subject)s")})


def recompute(actor: Actor, contest: Contest) -> int:
    """Let every vote nobody decided by hand follow the rule as it is now; how many changed."""
    require(actor, Permission.EDIT_ELECTORATE, contest)
    count = verdicts.count_out_of_date(contest)
    if count:
        db.session.execute(
            update(Elector).where(verdicts.out_of_date(contest))
            .values(eligibility=verdicts.by_rule(contest), version=Elector.version + 1).execution_options(synchronize_session=False)
        )  # fmt: skip
        db.session.expire_all()
        dates = {"joined_by": (None, contest.joined_by), "paid_up_by": (None, contest.paid_up_by)}
        history.record(actor, "electorate.recomputed", contest, difference={"people": (None, count), **dates}, contest_id=contest.id)
    return count
