"""The plan of a ballot: as adopted, another tried out beside it, and adopting that one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import request, url_for
from flask_babel import gettext
from werkzeug.exceptions import NotFound

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.ballots import services
from tracker.ballots.forms import AdoptForm, TermsForm
from tracker.ballots.forms.plans import filled, written
from tracker.ballots.models import AdoptedPlan
from tracker.ballots.planning import Trial, adopted_terms, differs_from_timetable, first_terms, try_out
from tracker.ballots.queries.plans import adopted, all_adopted
from tracker.ballots.queries.times import Times, times_of
from tracker.ballots.views.room import BALLOT, blueprint
from tracker.contests.models import Contest
from tracker.contests.queries import contest_by_slug
from tracker.kernel.answers import Answer, attempt, done, page
from tracker.kernel.clock import local, today
from tracker.kernel.guards import guard
from tracker.rules.ballot_plan import Act, Actor, BallotTerms, PlannedAct, Wording


@dataclass(frozen=True, kw_only=True)
class Line:
    """One act as it is shown: when by the plan tried out and by the adopted one (London time), and days left from today."""

    act: Act
    actor: Actor
    words: Wording
    values: Mapping[str, Any]
    source: str
    binds: bool
    tried: datetime | None = None
    adopted: datetime | None = None
    slack_days: int | None = None
    times: Times | None = None

    @property
    def moved(self) -> bool:
        return self.tried is not None and self.adopted is not None and self.tried != self.adopted


@blueprint.get(BALLOT)
@guard(Permission.READ_BALLOT, contest_by_slug)
def plan(contest: Contest) -> Answer:
    """The adopted plan, and whatever the address asks to be tried out beside it."""
    stands = adopted(contest)
    asked = "close" in request.args
    terms, posted_on = (adopted_terms(stands), stands.posted_on) if stands else (first_terms(contest), None)
    form = TermsForm(request.args) if asked else TermsForm(None, data=filled(terms, posted_on))
    if asked:
        terms, posted_on = (form.terms(), form.posted_on.data) if form.validate() else (None, None)
    trial = try_out(contest, terms, posted_on) if terms and (asked or not stands) else None
    return page(
        "ballots/plan.html", contest=contest, tab="ballot", ballot_page="plan", terms_form=form, trial=trial,
        stands=stands, lines=_lines(trial, stands, times_of(contest)), earlier=all_adopted(contest)[1:], ways=_ways(contest, trial),
        query=written(trial.terms, trial.posted_on) if trial else {},
        elsewhere=bool(trial and differs_from_timetable(contest, trial.terms.close)),
        stale=bool(stands and differs_from_timetable(contest, local(stands.closes_at).replace(tzinfo=None))),
    )  # fmt: skip


@blueprint.route(f"{BALLOT}/plans/new", methods=["GET", "POST"])
@guard(Permission.PLAN_BALLOT, contest_by_slug)
def adopt(contest: Contest) -> Answer:
    """Adopt the plan the address describes."""
    asked = TermsForm(request.args)
    if not asked.validate():
        raise NotFound
    terms, posted_on = asked.terms(), asked.posted_on.data
    form = AdoptForm()
    if form.validate_on_submit():
        reason = form.reason.data or ""
        worked, _plan = attempt(form, lambda: services.adopt(current_actor(), contest, terms, posted_on, reason=reason))
        if worked:
            return done(gettext("The plan is adopted."), url_for("ballots.plan", contest_slug=contest.slug))
    trial = try_out(contest, terms, posted_on)
    return page("ballots/adopt.html", form, contest=contest, tab="ballot", trial=trial, query=written(terms, posted_on))


def _lines(trial: Trial | None, stands: AdoptedPlan | None, times: Mapping[Act, Times]) -> list[Line]:
    """Every act of either plan, in the order of the acts."""
    tried = {act.act: act for act in trial.plan.acts} if trial and trial.plan else {}
    stored = {act.act: act for act in stands.acts} if stands else {}
    lines = []
    for act in Act:
        if act in tried:
            before = local(stored[act].safe_at).replace(tzinfo=None) if act in stored else None
            lines.append(_tried(tried[act], before, times.get(act)))
        elif act in stored:
            one = stored[act]
            at = local(one.safe_at).replace(tzinfo=None)
            lines.append(Line(
                act=act, actor=one.actor, words=one.words, values=one.given, source=one.source, binds=one.binds, adopted=at,
                slack_days=_slack(times[act]) if not trial else None, times=times[act],
            ))  # fmt: skip
    return lines


def _tried(act: PlannedAct, before: datetime | None, times: Times | None) -> Line:
    return Line(
        act=act.act, actor=act.actor, words=act.words, values=act.values, source=act.source, binds=act.binds, tried=act.at,
        adopted=before, slack_days=act.slack_days, times=times,
    )  # fmt: skip


def _in_address(terms: BallotTerms, posted_on: date | None) -> dict[str, Any]:
    return {**written(terms, posted_on)}


def _slack(times: Times) -> int | None:
    """Days left from what was decided, or from today."""
    assert times.safe, "an adopted act has its latest safe moment"
    return times.slack_days if times.set_at or times.actual else (local(times.safe).date() - today()).days


def _ways(contest: Contest, trial: Trial | None) -> list[dict[str, Any]]:
    """What would make it work, each with the address that tries it."""
    if trial is None:
        return []
    return [
        {"change": way.change, "plan": way.plan,
         "url": url_for("ballots.plan", contest_slug=contest.slug, **_in_address(way.plan.terms, trial.posted_on))}
        for way in trial.ways
    ]  # fmt: skip
