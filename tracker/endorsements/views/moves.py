"""Moves of one endorsement: verify, publish, decline, withdraw; and ending an embargo early."""

from collections.abc import Callable

from flask_babel import gettext
from werkzeug.exceptions import NotFound

from tracker.access.actor import Actor
from tracker.access.can import authorise, current_actor
from tracker.access.permissions import Permission
from tracker.endorsements import services
from tracker.endorsements.forms import MoveForm, ReasonForm, WithdrawForm
from tracker.endorsements.models import Endorsement
from tracker.endorsements.queries import endorsement_in
from tracker.endorsements.states import ENDORSEMENT, MADE_ELSEWHERE
from tracker.endorsements.views.room import attempt, blueprint, done, page
from tracker.endorsements.views.show import offered
from tracker.kernel.answers import Answer
from tracker.kernel.clock import today
from tracker.kernel.guards import guard

Make = Callable[[Actor, Endorsement, MoveForm | ReasonForm], None]

MAKE: dict[str, Make] = {
    "verify": lambda actor, endorsement, form: services.verify(actor, endorsement, version=form.expected_version),
    "publish": lambda actor, endorsement, form: services.publish(actor, endorsement, version=form.expected_version),
    "decline": lambda actor, endorsement, form: services.decline(actor, endorsement, form.reason.data or ""),
    "withdraw": lambda actor, endorsement, form: services.withdraw(
        actor, endorsement, form.reason.data or "", form.on.data if isinstance(form, WithdrawForm) else None
    ),
}


@blueprint.route(
    "/contests/<slug:contest_slug>/endorsements/<id:endorsement_id>/moves/<slug:move_name>",
    methods=["GET", "POST"],
)
@guard(Permission.READ_ENDORSEMENT, endorsement_in)
def move(endorsement: Endorsement, move_name: str) -> Answer:
    """One move: what it does, what stands in its way, and a reason where one is needed."""
    step = ENDORSEMENT.by_name.get(move_name)
    if step is None or step.name in MADE_ELSEWHERE or step.name not in MAKE:
        raise NotFound
    authorise(Permission(step.permission), endorsement)
    form = (
        WithdrawForm(data={"on": today()})
        if move_name == "withdraw"
        else ReasonForm()
        if step.needs_reason
        else MoveForm(data={"version": endorsement.version})
    )
    if form.validate_on_submit():
        worked, _ = attempt(form, lambda: MAKE[move_name](current_actor(), endorsement, form))
        if worked:
            return done(
                str(step.done) % {"subject": endorsement.title},
                "endorsements.index",
                contest_slug=endorsement.contest.slug,
            )
    blockers = next(
        (one.blockers for one in offered(current_actor(), endorsement) if one.name == move_name), []
    )
    return page("endorsements/move.html", endorsement.contest, form, endorsement=endorsement, step=step, blockers=blockers)


@blueprint.route(
    "/contests/<slug:contest_slug>/endorsements/<id:endorsement_id>/end-embargo", methods=["GET", "POST"]
)
@guard(Permission.PUBLISH_ENDORSEMENT, endorsement_in)
def end_embargo(endorsement: Endorsement) -> Answer:
    """End an embargo early."""
    form = ReasonForm()
    if form.validate_on_submit():
        worked, _ = attempt(
            form, lambda: services.lift_embargo(current_actor(), endorsement, form.reason.data or "")
        )
        if worked:
            return done(
                gettext("The embargo has ended."),
                "endorsements.show",
                contest_slug=endorsement.contest.slug,
                endorsement_id=endorsement.id,
            )
    return page("endorsements/end_embargo.html", endorsement.contest, form, endorsement=endorsement)
