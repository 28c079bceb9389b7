"""Whether all candidates are treated alike: what each may send, what was sent for them, counted or not and why."""

from flask import url_for
from flask_babel import gettext
from werkzeug.exceptions import NotFound

from tracker.access.can import can, current_actor
from tracker.access.permissions import Permission
from tracker.contests.models import Candidacy, Contest
from tracker.contests.queries import candidacy_in, contest_by_slug
from tracker.kernel.answers import Answer, attempt, done, page
from tracker.kernel.clock import now, today
from tracker.kernel.guards import guard
from tracker.mailings import services
from tracker.mailings.forms import AllowanceForm, UseForm
from tracker.mailings.models import Mailing
from tracker.mailings.queries.fairness import allowances, ledgers, own_ledger
from tracker.mailings.views.room import LIST, blueprint
from tracker.rules.mailings import AllowanceKind


@blueprint.get(f"{LIST}/fairness")
@guard(Permission.READ_MAILINGS, contest_by_slug)
def fairness(contest: Contest) -> Answer:
    """Every candidate's account, side by side and line by line; made to be printed."""
    return page(
        "mailings/fairness.html", contest=contest, tab="mailings", ledgers=ledgers(contest), allowances=allowances(contest),
        kinds=list(AllowanceKind), made_at=now(),
    )  # fmt: skip


@blueprint.get("/contests/<slug:contest_slug>/candidates/<slug:candidacy_slug>/allowance")
@guard(Permission.READ_MAILING, candidacy_in)
def own_allowance(candidacy: Candidacy) -> Answer:
    """What one candidate may send and what was sent, for the candidate."""
    actor = current_actor()

    def readable(mailing: Mailing) -> bool:
        return can(actor, Permission.READ_MAILING, mailing)

    return page(
        "mailings/own_allowance.html", contest=candidacy.contest, tab="candidates", one=own_ledger(candidacy, readable),
        readable=readable, kinds=list(AllowanceKind), made_at=now(),
    )  # fmt: skip


@blueprint.route(f"{LIST}/allowances/<slug:kind>", methods=["GET", "POST"])
@guard(Permission.EDIT_ALLOWANCES, contest_by_slug)
def allowance(contest: Contest, kind: str) -> Answer:
    """Lay down how much of one kind each candidate may use."""
    wanted = _kind(kind)
    known = allowances(contest).get(wanted)
    form = AllowanceForm(obj=known) if known else AllowanceForm()
    if form.validate_on_submit():
        worked, _set = attempt(form, lambda: services.set_allowance(
            current_actor(), contest, wanted, amount=form.amount.data, is_hard=form.is_hard.data, rule=form.rule.data or "",
            source=form.source.data or "", version=form.expected_version,
        ))  # fmt: skip
        if worked:
            return done(gettext("Saved."), url_for("mailings.fairness", contest_slug=contest.slug))
    return page("mailings/allowance.html", form, contest=contest, tab="mailings", kind=wanted)


@blueprint.route(f"{LIST}/allowance-uses/new", methods=["GET", "POST"])
@guard(Permission.EDIT_ALLOWANCES, contest_by_slug)
def record_use(contest: Contest) -> Answer:
    """Record what was sent for a candidate elsewhere."""
    form = UseForm(data={"used_on": today(), "counts": True})
    form.offer(contest)
    if form.validate_on_submit():
        worked, _recorded = attempt(form, lambda: services.record_use(current_actor(), form.chosen(contest), form.use()))
        if worked:
            return done(gettext("Recorded."), url_for("mailings.fairness", contest_slug=contest.slug))
    return page("mailings/use.html", form, contest=contest, tab="mailings")


def _kind(written: str) -> AllowanceKind:
    plain = written.replace("-", "_")
    if plain not in set(AllowanceKind):
        raise NotFound
    return AllowanceKind(plain)
