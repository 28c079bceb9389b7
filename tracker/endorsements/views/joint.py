"""Joint decisions: which bodies owe one outcome, who is outstanding, and how it ended."""

from flask_babel import gettext

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.contests.models import Contest
from tracker.contests.queries import contest_by_slug
from tracker.directory.events import RecordKind
from tracker.directory.models import Body
from tracker.directory.picking import Found, resolve
from tracker.endorsements import services
from tracker.endorsements.forms import ConcludeForm, JointForm
from tracker.endorsements.models import JointDecision
from tracker.endorsements.queries import joint_decision_in, joint_decisions_of
from tracker.endorsements.services.decision import Decision
from tracker.endorsements.services.evidence import Proof
from tracker.endorsements.services.joint import outstanding
from tracker.endorsements.views.room import attempt, blueprint, done, page
from tracker.kernel.answers import Answer
from tracker.kernel.clock import today
from tracker.kernel.errors import Refused
from tracker.kernel.guards import guard
from tracker.rules.decisions import EvidenceGrade

LIST = "/contests/<slug:contest_slug>/endorsements/joint"


@blueprint.route(LIST)
@guard(Permission.READ_EVIDENCE, contest_by_slug)
def joint(contest: Contest) -> Answer:
    """The contest's joint decisions."""
    found = joint_decisions_of(contest)
    return page(
        "endorsements/joint.html",
        contest,
        decisions=found,
        outstanding={one.id: outstanding(one) for one in found},
        today=today(),
    )


@blueprint.route(f"{LIST}/new", methods=["GET", "POST"])
@guard(Permission.RECORD_ENDORSEMENT, contest_by_slug)
def open_joint(contest: Contest) -> Answer:
    """Which bodies, and by when."""
    form = JointForm()
    if form.validate_on_submit():
        worked, _ = attempt(form, lambda: _open(contest, form))
        if worked:
            return done(gettext("Joint decision opened."), "endorsements.joint", contest_slug=contest.slug)
    return page("endorsements/open_joint.html", contest, form)


def _open(contest: Contest, form: JointForm) -> JointDecision:
    bodies = [_body(line.strip()) for line in form.bodies.data.splitlines() if line.strip()]
    return services.open_joint_decision(
        current_actor(),
        contest,
        title=form.title.data,
        decide_by=form.decide_by.data,
        bodies=bodies,
        note=form.note.data or "",
    )


def _body(name: str) -> Body:
    meant = resolve(name, kinds=[RecordKind.BODY])
    if isinstance(meant, Found) and isinstance(meant.record, Body):
        return meant.record
    raise Refused(
        gettext("This body is not in the records, or several go by this name: %(name)s", name=name), "bodies"
    )


@blueprint.route(f"{LIST}/<id:joint_id>/conclude", methods=["GET", "POST"])
@guard(Permission.RECORD_ENDORSEMENT, joint_decision_in)
def conclude(joint_decision: JointDecision) -> Answer:
    """The one outcome, for every body."""
    contest, form = joint_decision.contest, ConcludeForm()
    form.candidacy.offer(contest)
    if form.validate_on_submit():
        decision = Decision(
            candidacy=form.candidacy.chosen(contest),
            method=form.method.data,
            outcome=form.outcome.data,
            decided_on=form.decided_on.data,
        )
        proof = Proof(grade=EvidenceGrade.PUBLIC_STATEMENT, quotation=form.quotation.data)
        worked, _ = attempt(
            form, lambda: services.conclude(current_actor(), joint_decision, decision, evidence=[proof])
        )
        if worked:
            return done(gettext("Joint decision concluded."), "endorsements.joint", contest_slug=contest.slug)
    return page("endorsements/conclude.html", contest, form, decision=joint_decision, outstanding=outstanding(joint_decision))
