"""What the room shows on a candidate's page."""

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from tracker.access.actor import Actor
from tracker.access.can import can
from tracker.access.permissions import Permission
from tracker.contests.models import Candidacy
from tracker.directory.search import Hit, Section
from tracker.endorsements.models import DesignationDecision
from tracker.endorsements.queries.nominations import designations_of
from tracker.kernel.formats import day
from tracker.kernel.words import word

DESIGNATIONS = "designations"


def designation_panel(actor: Actor, candidacy: Candidacy) -> Section:
    """What was decided about the candidate's description, newest first. Whoever reads the contest may read it."""
    may_read = can(actor, Permission.READ_CONTEST, candidacy.contest)
    found = designations_of(candidacy.contest) if may_read else []
    decided = [one for one in found if one.candidacy_id == candidacy.id]
    return Section(DESIGNATIONS, _l("Description on the ballot paper"), [_hit(one) for one in decided])


def _hit(decision: DesignationDecision) -> Hit:
    page = url_for("endorsements.designations", contest_slug=decision.candidacy.contest.slug)
    said, on = word(decision.outcome), day(decision.decided_on)
    hint = gettext("%(outcome)s. By: %(body)s. %(day)s", outcome=said, body=decision.body.name, day=on)
    return Hit(kind=DESIGNATIONS, id=decision.id, label=str(word(decision.designation)), hint=hint, url=page)
