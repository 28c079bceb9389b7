"""Publishing a timetable."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from tracker.access.actor import Actor
from tracker.contests.models import Contest
from tracker.contests.services.timetable.changes import follow
from tracker.contests.services.timetable.computing import problems
from tracker.kernel import history
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused
from tracker.rules.contests import RuleForce

history.sentences(**{"timetable.published": _l("Timetable published: %(subject)s")})


def publish_timetable(actor: Actor, contest: Contest, *, accept_warnings: bool = False) -> None:
    """Show the timetable to everybody who reads the contest; from now on its hard dates need a second officer.

    Raises Refused while a hard rule is broken, or while there are warnings nobody accepted.
    """
    if contest.timetable_published_at is not None:
        raise Refused(gettext("The timetable is published already."))
    if not any(stage.stands_on for stage in contest.stages):
        raise Refused(gettext("There is no timetable yet. Compute it first."))
    found = problems(contest)
    if any(violation.force is RuleForce.HARD for violation in found):
        raise Refused(gettext("The timetable breaks a rule that must be kept. Mend that first."))
    if not accept_warnings and any(violation.force is RuleForce.WARN for violation in found):
        raise Refused(gettext("There are warnings. Read them, then say that you accept them."), "accept")
    for stage in contest.stages:
        follow(stage)
    difference = history.changes(contest, {"timetable_published_at": now()})
    history.record(actor, "timetable.published", contest, difference=difference, contest_id=contest.id)
