"""The re-issue desk: find the person, ask who they are, answer; the lists of papers that were replaced; the runs."""

from typing import Any

from flask import redirect, request, url_for
from flask_babel import gettext

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.ballots import answering, services
from tracker.ballots.forms.desk import AnswerForm, CloseRunForm, FindForm
from tracker.ballots.models import DispatchRun, Reissue
from tracker.ballots.queries import desk as queries
from tracker.ballots.views.room import BALLOT, blueprint
from tracker.contests.models import Contest
from tracker.contests.queries import contest_by_slug
from tracker.electorate.models import RollEntry
from tracker.kernel.answers import Answer, attempt, done, page
from tracker.kernel.clock import from_local, now
from tracker.kernel.guards import guard
from tracker.rules.electorate import Channel
from tracker.rules.papers import PaperState
from tracker.rules.post import NotOffered
from tracker.rules.postcodes import outcode
from tracker.rules.reissue import Refusal, ReissueOutcome, Verdict, ways
from tracker.rules.working_days import BeyondHorizon

DESK = f"{BALLOT}/desk"
OF_THE_WAY = (
    Refusal.POST_TOO_LATE, Refusal.EMAIL_TOO_LATE, Refusal.NO_EMAIL, Refusal.SHARED_EMAIL, Refusal.NO_ADDRESS, Refusal.NO_EDITION,
)  # fmt: skip
"""Refusals of one way, where another may do."""
LISTS = (PaperState.LOST, PaperState.SPOILT, PaperState.CANCELLED)


@blueprint.get(DESK)
@guard(Permission.ANSWER_DESK, contest_by_slug)
def desk(contest: Contest) -> Answer:
    """Find who asks."""
    form = FindForm(request.args)
    text = str(form.q.data or "").strip() if form.validate() else ""
    people = queries.found(contest, text) if text else []
    return page(
        "ballots/desk.html", contest=contest, tab="ballot", ballot_page="desk", find=form, text=text, people=people[: queries.MOST_FOUND],
        more=len(people) > queries.MOST_FOUND, papers=queries.live_papers(contest, people), windows=_shown(contest), outcode=outcode,
    )  # fmt: skip


@blueprint.route(f"{DESK}/<id:entry_id>", methods=["GET", "POST"])
@guard(Permission.ANSWER_DESK, queries.entry_in)
def at_desk(contest: Contest, entry: RollEntry, _guarded: Contest) -> Answer:
    """One person: ask, and answer. Nothing of the roll is shown that they are asked."""
    paper = queries.issued_to(contest, entry)
    form = AnswerForm(data={"paper_id": paper.id if paper else None, "channel": paper.channel if paper else None})
    form.asking(answering.questions(contest))
    if form.validate_on_submit():
        worked, made = attempt(form, lambda: services.answer(current_actor(), contest, entry, form.request()))
        if worked and made:
            return redirect(url_for("ballots.answered", contest_slug=contest.slug, reissue_id=made.id), 303)
    before = queries.asked_before(entry)
    return page(
        "ballots/at_desk.html", form, contest=contest, tab="ballot", ballot_page="desk", entry=entry, paper=paper, before=before,
        ways=_ways(contest, entry, paper is not None, before), outcode=outcode(entry.postcode), windows=_shown(contest),
    )  # fmt: skip


@blueprint.get(f"{DESK}/requests/<id:reissue_id>")
@guard(Permission.ANSWER_DESK, queries.reissue_in)
def answered(reissue: Reissue) -> Answer:
    """What was answered, in words to read out."""
    contest, entry = reissue.contest, reissue.roll_entry
    elsewhere = _why(reissue) in OF_THE_WAY
    others = _ways(contest, entry, reissue.old_paper is not None, queries.asked_before(entry)) if elsewhere else []
    return page(
        "ballots/answered.html", contest=contest, tab="ballot", ballot_page="desk", reissue=reissue, refusal=_why(reissue),
        instead=[way for way in others if way.refusal is None and way.channel is not reissue.channel],
    )  # fmt: skip


@blueprint.get(f"{BALLOT}/replaced")
@guard(Permission.READ_BALLOT, contest_by_slug)
def replaced(contest: Contest) -> Answer:
    """The lists of lost, spoilt and cancelled papers, each apart, and what was refused. By reference: no name, no number."""
    lists = {state: queries.requests_of(contest, state) for state in LISTS}
    refused = queries.refused_of(contest)
    return page(
        "ballots/replaced.html", contest=contest, tab="ballot", ballot_page="replaced", lists=lists, refused=refused, refusal_of=_why
    )


@blueprint.get(f"{BALLOT}/runs")
@guard(Permission.READ_BALLOT, contest_by_slug)
def runs(contest: Contest) -> Answer:
    """The runs replacement papers leave with."""
    return _runs_page(contest)


@blueprint.post(f"{BALLOT}/runs/<int:number>/close")
@guard(Permission.KEEP_CUSTODY, queries.run_in)
def close_run(run: DispatchRun) -> Answer:
    """Close a run."""
    form = CloseRunForm()
    if form.validate_on_submit():
        worked, _nothing = attempt(form, lambda: services.close_run(current_actor(), run))
        if worked:
            return done(gettext("The run is closed. What is asked from now on goes with the next."), _runs(run))
    return _runs_page(run.contest, form)


def _why(reissue: Reissue) -> Refusal | None:
    return Refusal(reissue.refusal) if reissue.refusal else None


def _ways(contest: Contest, entry: RollEntry, has_paper: bool, before: Any) -> list[Verdict]:
    """What could be given now, whoever asks; nothing where the plan or the post says nothing."""
    windows, at = answering.windows_of(contest), answering.here_and_now()
    if windows is None:
        return []
    granted = sum(one.outcome is ReissueOutcome.GRANTED for one in before)
    try:
        closes = {channel: answering.next_run_closes(channel, at) for channel in Channel}
        return list(ways(answering.asker(contest, entry, has_paper=has_paper, granted=granted), at, windows, closes))
    except (BeyondHorizon, NotOffered):
        return []


def _shown(contest: Contest) -> dict[str, Any]:
    """The windows as instants; nothing before a plan is adopted."""
    windows = answering.windows_of(contest)
    if windows is None:
        return {}
    found = {name: from_local(getattr(windows, name)) for name in ("opens", "post_closes", "staff_closes", "self_service_closes")}
    return {**found, "is_open": windows.opens <= answering.here_and_now() < windows.self_service_closes}


def _runs_page(contest: Contest, form: CloseRunForm | None = None) -> Answer:
    return page(
        "ballots/runs.html", form, contest=contest, tab="ballot", ballot_page="runs", runs=queries.runs_of(contest), at=now(),
        form_of_closing=form or CloseRunForm(),
    )  # fmt: skip


def _runs(run: DispatchRun) -> str:
    return url_for("ballots.runs", contest_slug=run.contest.slug)
