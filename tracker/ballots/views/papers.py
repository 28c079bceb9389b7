"""Ballot papers at a glance, the draw, the issue list, and the numbers."""

from collections.abc import Sequence

from flask import Response, request
from flask_babel import gettext
from werkzeug.http import dump_options_header

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.ballots import services
from tracker.ballots.forms import DrawForm, IssueForm, NumbersForm
from tracker.ballots.issue_plan import plan_issue
from tracker.ballots.models import BallotDraw
from tracker.ballots.queries.issued import by_edition, by_reason
from tracker.ballots.queries.papers import all_draws, editions_of, issue_list_of, latest_draw, standing
from tracker.ballots.views.room import BALLOT, address, blueprint, paper_page
from tracker.contests.models import Candidacy, Contest
from tracker.contests.queries import contest_by_slug
from tracker.kernel.answers import Answer, attempt, done
from tracker.kernel.errors import Refused
from tracker.kernel.exports import CSV_TYPE
from tracker.kernel.guards import guard
from tracker.rules.paper_specification import missing

PLACE = "place-{}"


@blueprint.get(f"{BALLOT}/papers")
@guard(Permission.READ_BALLOT, contest_by_slug)
def papers(contest: Contest) -> Answer:
    """Draw, editions and issue list at a glance."""
    issued, editions = issue_list_of(contest), editions_of(contest)
    return paper_page(
        "ballots/papers.html", contest, draws=all_draws(contest), standing=standing(contest), editions=editions, issued=issued,
        reasons=by_reason(issued) if issued else (), counts=by_edition(contest),
        lacking={one.id: missing(one.specification, one.format) for one in editions},
    )  # fmt: skip


@blueprint.route(f"{BALLOT}/draw", methods=["GET", "POST"])
@guard(Permission.EDIT_PAPERS, contest_by_slug)
def draw(contest: Contest) -> Answer:
    """Draw the order of the candidates, or record how a hand drew it."""
    form, candidates = DrawForm(), standing(contest)
    typed = {one.id: request.form.get(PLACE.format(one.id), "").strip() for one in candidates}
    if form.validate_on_submit() and form.complete_by_hand():
        worked, drawn = attempt(form, lambda: _drawn(contest, form, candidates, typed))
        if worked and drawn:
            return done(gettext("The order is drawn and recorded."), address(contest, "papers"))
    return paper_page("ballots/draw.html", contest, form, candidates=candidates, typed=typed, before=latest_draw(contest))


def _drawn(contest: Contest, form: DrawForm, candidates: Sequence[Candidacy], typed: dict[int, str]) -> BallotDraw:
    try:
        order = form.chosen(candidates, typed)
    except ValueError as wrong:
        raise Refused(gettext("Give every candidate one place, from 1 on, each place once.")) from wrong
    by_hand = order is not None
    return services.draw(
        current_actor(), contest, witnessed_by=form.witnessed_by.data or "", order=order, reason=form.reason.data or "",
        method=(form.method.data or "") if by_hand else "", drawn_at=form.drawn_at.instant if by_hand else None,
    )  # fmt: skip


@blueprint.route(f"{BALLOT}/issue-list", methods=["GET", "POST"])
@guard(Permission.EDIT_PAPERS, contest_by_slug)
def make_issue_list(contest: Contest) -> Answer:
    """What a list made now would hold and what stands in its way; making it."""
    form = IssueForm()
    if form.validate_on_submit():
        worked, made = attempt(form, lambda: services.make_issue_list(current_actor(), contest, reason=form.reason.data or ""))
        if worked and made:
            return done(gettext("The issue list is made."), address(contest, "papers"))
    plan = plan_issue(contest)
    return paper_page("ballots/issue.html", contest, form, plan=plan, blockers=list(plan.blockers()), issued=issue_list_of(contest))


@blueprint.route(f"{BALLOT}/numbers", methods=["GET", "POST"])
@guard(Permission.READ_NUMBERS, contest_by_slug)
def numbers(contest: Contest) -> Answer:
    """Ask for the reason, then hand out the list of corresponding numbers."""
    form = NumbersForm()
    if form.validate_on_submit():
        worked, taken = attempt(
            form, lambda: services.read_numbers(current_actor(), contest, form.reason.data or "", serial=form.serial.data)
        )
        if worked and taken:
            answer = Response(taken[1], content_type=CSV_TYPE)
            answer.headers["Content-Disposition"] = dump_options_header("attachment", {"filename": taken[0]})
            answer.headers["Cache-Control"] = "private, no-store"
            return answer
    return paper_page("ballots/numbers.html", contest, form, issued=issue_list_of(contest))
