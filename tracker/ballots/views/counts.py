"""Papers that add up: the table for signature, counting, explaining what is missing; and turnout."""

from flask import url_for
from flask_babel import gettext

from tracker.access.can import can, current_actor
from tracker.access.permissions import Permission
from tracker.ballots import services
from tracker.ballots.forms.counts import CountForm, ReasonForm, SignForm, TurnoutForm
from tracker.ballots.models import Edition, VarianceReason
from tracker.ballots.queries.reconciliation import (
    account_of,
    all_counts,
    edition_account,
    edition_in,
    reason_in,
)
from tracker.ballots.queries.turnout import areas_of, counted, standing_ids, turnout_of
from tracker.ballots.views.room import BALLOT, blueprint
from tracker.contests.models import Contest
from tracker.contests.queries import contest_by_slug
from tracker.kernel.answers import Answer, attempt, done, page
from tracker.kernel.clock import now, today
from tracker.kernel.forms import choices
from tracker.kernel.guards import guard
from tracker.rules.custody import CountKind

RECONCILIATION, TURNOUT = f"{BALLOT}/reconciliation", f"{BALLOT}/turnout"


@blueprint.get(RECONCILIATION)
@guard(Permission.READ_BALLOT, contest_by_slug)
def reconciliation(contest: Contest) -> Answer:
    """Every edition and the whole, as a table that adds up; printable for signature."""
    return page(
        "ballots/reconciliation.html", contest=contest, tab="ballot", ballot_page="reconciliation", account=account_of(contest),
        actor_id=current_actor().account_id, printed_at=now(),
    )  # fmt: skip


@blueprint.route(f"{RECONCILIATION}/<id:edition_id>/count", methods=["GET", "POST"])
@guard(Permission.COUNT_PAPERS, edition_in)
def count_papers(edition: Edition) -> Answer:
    """Record how many papers of an edition were counted."""
    form = CountForm(data={"kind": CountKind.RETURNED, "as_of": now(), "counted_by": current_actor().name})
    if form.validate_on_submit():
        worked, _count = attempt(form, lambda: services.record_count(
            current_actor(), edition, form.kind.data, form.quantity.data, as_of=form.as_of.instant, counted_by=form.counted_by.data,  # type: ignore[arg-type]  # required above
        ))  # fmt: skip
        if worked:
            return done(gettext("The count is recorded."), _account(edition.contest))
    return page(
        "ballots/count.html", form, contest=edition.contest, tab="ballot", ballot_page="reconciliation", edition=edition,
        line=edition_account(edition), counts=all_counts(edition),
    )  # fmt: skip


@blueprint.route(f"{RECONCILIATION}/<id:edition_id>/reason", methods=["GET", "POST"])
@guard(Permission.COUNT_PAPERS, edition_in)
def explain_variance(edition: Edition) -> Answer:
    """Say why papers of an edition are not accounted for."""
    form = ReasonForm()
    if form.validate_on_submit():
        worked, _reason = attempt(form, lambda: services.explain_variance(current_actor(), edition, reason=form.reason.data or ""))
        if worked:
            return done(gettext("The reason is recorded. Two people sign it."), _account(edition.contest))
    return page(
        "ballots/variance.html", form, contest=edition.contest, tab="ballot", ballot_page="reconciliation", edition=edition,
        line=edition_account(edition),
    )  # fmt: skip


@blueprint.route(f"{RECONCILIATION}/reasons/<id:reason_id>/sign", methods=["GET", "POST"])
@guard(Permission.SIGN_RECONCILIATION, reason_in)
def sign_variance(reason: VarianceReason) -> Answer:
    """Sign a reason."""
    form = SignForm()
    if form.validate_on_submit():
        worked, _signature = attempt(form, lambda: services.sign_variance(current_actor(), reason))
        if worked:
            return done(gettext("Signed."), _account(reason.edition.contest))
    return page(
        "ballots/sign.html", form, contest=reason.edition.contest, tab="ballot", ballot_page="reconciliation", reason=reason
    )


@blueprint.get(TURNOUT)
@guard(Permission.READ_BALLOT, contest_by_slug)
def turnout(contest: Contest) -> Answer:
    """Papers returned by day and area, as a picture and a table."""
    rows = counted(contest)
    return page(
        "ballots/turnout.html", contest=contest, tab="ballot", ballot_page="turnout", turnout=turnout_of(contest), counts=rows,
        standing=standing_ids(rows), may_count=can(current_actor(), Permission.COUNT_PAPERS, contest),
    )  # fmt: skip


@blueprint.route(f"{TURNOUT}/new", methods=["GET", "POST"])
@guard(Permission.COUNT_PAPERS, contest_by_slug)
def count_turnout(contest: Contest) -> Answer:
    """Record how many papers had come back."""
    areas = {area.id: area for area in areas_of(contest)}
    form = TurnoutForm(data={"counted_on": today(), "area_id": 0})
    form.area_id.choices = choices([(0, gettext("Everywhere")), *((key, area.name) for key, area in areas.items())])
    if form.validate_on_submit():
        worked, _count = attempt(form, lambda: services.record_turnout(
            current_actor(), contest, form.counted_on.data, channel=form.channel.data, returned=form.returned.data,
            area=areas.get(form.area_id.data),
        ))  # fmt: skip
        if worked:
            return done(gettext("The count is recorded."), url_for("ballots.turnout", contest_slug=contest.slug))
    return page("ballots/turnout_new.html", form, contest=contest, tab="ballot", ballot_page="turnout")


def _account(contest: Contest) -> str:
    return url_for("ballots.reconciliation", contest_slug=contest.slug)
