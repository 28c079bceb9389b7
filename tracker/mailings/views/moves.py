"""Moving a mailing on: what the move does, what stands in its way, and a reason where one is needed."""

from flask_babel import gettext
from werkzeug.exceptions import NotFound

from tracker.access.can import authorise, current_actor
from tracker.access.permissions import Permission
from tracker.kernel.answers import Answer, attempt, done
from tracker.kernel.guards import guard
from tracker.mailings import services
from tracker.mailings.forms import MoveForm, ReasonForm, ScheduleForm
from tracker.mailings.models import Mailing
from tracker.mailings.queries.audience import counted
from tracker.mailings.queries.find import mailing_in
from tracker.mailings.states import BY_THE_WORKER, MAILING
from tracker.mailings.views.room import ONE, address, blueprint, mailing_page


@blueprint.route(f"{ONE}/moves/<slug:move_name>", methods=["GET", "POST"])
@guard(Permission.READ_MAILING, mailing_in)
def move(mailing: Mailing, move_name: str) -> Answer:
    """One move of a mailing."""
    step = MAILING.by_name.get(move_name)
    if step is None or step.name in BY_THE_WORKER:
        raise NotFound
    authorise(Permission(step.permission), mailing)
    form = _form(mailing, move_name, needs_reason=step.needs_reason)
    if form.validate_on_submit():
        worked, _none = attempt(form, lambda: _make(mailing, move_name, form))
        if worked:
            return done(gettext("Done: %(what)s", what=step.label), address(mailing))
    blockers = step.missing(mailing) if mailing.state in step.sources else []
    count = counted(mailing) if move_name in {"submit", "approve"} else None
    return mailing_page("mailings/move.html", mailing, form, step=step, blockers=blockers, count=count)


def _form(mailing: Mailing, move_name: str, *, needs_reason: bool) -> MoveForm:
    if move_name == "schedule":
        return ScheduleForm(data={"version": mailing.version, "begin_at": mailing.scheduled_for})
    kind = ReasonForm if needs_reason else MoveForm
    return kind(data={"version": mailing.version})


def _make(mailing: Mailing, move_name: str, form: MoveForm) -> None:
    actor, version = current_actor(), form.expected_version
    if isinstance(form, ScheduleForm) and form.begin_at.instant is not None:
        services.schedule(actor, mailing, form.begin_at.instant, version=version)
    else:
        reason = form.reason.data or "" if isinstance(form, ReasonForm) else ""
        services.move(actor, mailing, move_name, reason=reason, version=version)
