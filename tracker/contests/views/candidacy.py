"""One candidate's page, details, statement and moves."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import NotFound

from tracker.access.can import can, current_actor
from tracker.access.permissions import Permission
from tracker.contests import services
from tracker.contests.forms.candidacies import CandidacyForm, StatementForm, WithdrawalForm
from tracker.contests.forms.contests import MoveForm
from tracker.contests.models import Candidacy
from tracker.contests.panels import panels_of
from tracker.contests.queries import candidacy_in, candidacy_moves
from tracker.contests.services import CandidacyDetails
from tracker.contests.services.candidacies import IDENTITY
from tracker.contests.statements import count_words, why_closed
from tracker.contests.states import CANDIDACY, MADE_BY_THE_CONTEST
from tracker.contests.views.room import Answer, attempt, blueprint, contest_page, done
from tracker.kernel.guards import guard
from tracker.kernel.i18n import current_locale, other_locale

CONSEQUENCES = {
    "withdraw": _l("What was endorsed for this candidate is released. It cannot be taken back by the candidate alone."),
    "reject": _l("The candidate no longer takes part."),
    "reinstate": _l("The candidate is an applicant again. What was released stays released."),
}


@dataclass(frozen=True)
class Statement:
    """A statement in the page's language, with the other one where both were given."""

    language: str
    paragraphs: list[str]
    other_language: str
    other: list[str]


@blueprint.route("/contests/<slug:contest_slug>/candidates/<slug:candidacy_slug>")
@guard(Permission.READ_CONTEST, candidacy_in)
def candidacy(candidacy: Candidacy) -> Answer:
    """One candidate."""
    actor = current_actor()
    may_write = can(actor, Permission.EDIT_OWN_STATEMENT, candidacy)
    closed = why_closed(actor, candidacy) if may_write else None
    return contest_page(
        "contests/candidacy.html", candidacy.contest, candidacy=candidacy, statement=_statement(candidacy), statement_closed=closed,
        candidacy_moves=candidacy_moves(actor, candidacy), panels=panels_of(actor, candidacy), page_actions=_page_actions(candidacy),
        statement_links=[{"label": gettext("Edit"), "url": _url("statement", candidacy)}] if may_write and not closed else [],
    )  # fmt: skip


@blueprint.route("/contests/<slug:contest_slug>/candidates/<slug:candidacy_slug>/edit", methods=["GET", "POST"])
@guard(Permission.EDIT_CANDIDACY, candidacy_in)
def edit_candidacy(candidacy: Candidacy) -> Answer:
    """What is said about a candidate."""
    form = CandidacyForm(obj=candidacy)
    if candidacy.contest.candidates_locked_at is not None:
        for name in IDENTITY:
            del form[name]
    if form.validate_on_submit():
        details, version = _details(form, candidacy), form.expected_version
        worked, _ = attempt(form, lambda: services.edit_candidacy(current_actor(), candidacy, details, version=version))
        if worked:
            return _saved(candidacy)
    return contest_page("contests/candidacy_form.html", candidacy.contest, form, candidacy=candidacy, matches=[])


@blueprint.route("/contests/<slug:contest_slug>/candidates/<slug:candidacy_slug>/statement", methods=["GET", "POST"])
@guard(Permission.EDIT_OWN_STATEMENT, candidacy_in)
def statement(candidacy: Candidacy) -> Answer:
    """The candidate's own words."""
    form = StatementForm(obj=candidacy)
    english, welsh = form.statement_en.data or "", form.statement_cy.data or ""
    if form.validate_on_submit():
        version = form.expected_version
        worked, _ = attempt(
            form, lambda: services.change_statement(current_actor(), candidacy, english=english, welsh=welsh, version=version)
        )
        if worked:
            return _saved(candidacy)
    closed = why_closed(current_actor(), candidacy)
    return contest_page(
        "contests/statement.html", candidacy.contest, form, candidacy=candidacy, closed=closed,
        words_en=count_words(english), words_cy=count_words(welsh),
    )  # fmt: skip


@blueprint.route("/contests/<slug:contest_slug>/candidates/<slug:candidacy_slug>/moves/<slug:move_name>", methods=["GET", "POST"])
@guard(Permission.MOVE_CANDIDACY, candidacy_in)
def move_candidacy(candidacy: Candidacy, move_name: str) -> Answer:
    """One move of a candidacy."""
    step = CANDIDACY.by_name.get(move_name)
    if step is None or move_name in MADE_BY_THE_CONTEST:
        raise NotFound
    form = WithdrawalForm() if move_name == "withdraw" else MoveForm()
    if step.needs_reason:
        form.need_reason()
    if form.validate_on_submit():
        at = form.at.instant if isinstance(form, WithdrawalForm) else None
        reason = form.reason.data or ""
        worked, _ = attempt(form, lambda: services.move_candidacy(current_actor(), candidacy, move_name, reason=reason, at=at))
        if worked:
            return _saved(candidacy)
    blockers = step.missing(candidacy) if candidacy.state in step.sources else []
    consequence = CONSEQUENCES.get(move_name, "")
    return contest_page(
        "contests/candidacy_move.html", candidacy.contest, form, candidacy=candidacy, step=step, blockers=blockers, consequence=consequence
    )


def _url(endpoint: str, candidacy: Candidacy) -> str:
    return url_for(f"contests.{endpoint}", contest_slug=candidacy.contest.slug, candidacy_slug=candidacy.slug)


def _saved(candidacy: Candidacy) -> Answer:
    return done(gettext("Saved."), "contests.candidacy", contest_slug=candidacy.contest.slug, candidacy_slug=candidacy.slug)


def _page_actions(candidacy: Candidacy) -> list[dict[str, object]]:
    if not can(current_actor(), Permission.EDIT_CANDIDACY, candidacy):
        return []
    return [{"label": gettext("Edit the candidate"), "url": _url("edit_candidacy", candidacy), "icon": "pencil", "quiet": True}]


def _statement(candidacy: Candidacy) -> Statement | None:
    texts = {"en": candidacy.statement_en, "cy": candidacy.statement_cy}
    languages = [code for code in (current_locale(), other_locale()) if texts[code]]
    if not languages:
        return None
    paragraphs = [[part for part in texts[code].splitlines() if part.strip()] for code in languages]
    return Statement(languages[0], paragraphs[0], languages[-1], paragraphs[1] if len(paragraphs) > 1 else [])


def _details(form: CandidacyForm, candidacy: Candidacy) -> CandidacyDetails:
    names = CandidacyDetails.__dataclass_fields__
    return CandidacyDetails(**{name: form[name].data if name in form else getattr(candidacy, name) for name in names})
