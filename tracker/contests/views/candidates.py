"""The candidates of a contest, and the lock on their list."""

from flask import url_for
from flask_babel import gettext

from tracker.access.can import can, current_actor
from tracker.access.permissions import Permission
from tracker.contests import services
from tracker.contests.forms.candidacies import A_NEW_PERSON, NewCandidacyForm
from tracker.contests.forms.contests import MoveForm
from tracker.contests.models import Candidacy, Contest
from tracker.contests.queries import contest_by_slug
from tracker.contests.services import CandidacyDetails
from tracker.contests.views.room import Answer, attempt, blueprint, contest_page, done
from tracker.directory.models import Person
from tracker.directory.picking import Ambiguous, Found, Unknown
from tracker.directory.search import Hit
from tracker.directory.services import create_person
from tracker.extensions import db
from tracker.kernel.addresses import LARGEST_ID
from tracker.kernel.errors import Refused
from tracker.kernel.forms import choices
from tracker.kernel.guards import guard
from tracker.rules.contests import CHOSEN, ENDED_STATES, STANDING, CandidacyState, CountMethod


@blueprint.route("/contests/<slug:contest_slug>/candidates")
@guard(Permission.READ_CONTEST, contest_by_slug)
def candidates(contest: Contest) -> Answer:
    """Who stands, who was chosen, and what was reported."""
    listed = sorted(contest.candidacies, key=_standing_first)
    votes = [candidacy.votes for candidacy in listed if candidacy.votes is not None]
    return contest_page(
        "contests/candidates.html", contest, candidacies=listed, add_actions=_add_actions(contest),
        chosen=[candidacy for candidacy in listed if candidacy.state in CHOSEN],
        has_votes=bool(votes), total_votes=sum(votes), of_first_round=contest.method is not CountMethod.PLURALITY and len(votes) > 2,
        result_sources=sorted({candidacy.result_source for candidacy in listed if candidacy.result_source}),
    )  # fmt: skip


@blueprint.route("/contests/<slug:contest_slug>/candidates/new", methods=["GET", "POST"])
@guard(Permission.EDIT_CANDIDACY, contest_by_slug)
def new_candidacy(contest: Contest) -> Answer:
    """One more candidate: somebody recorded, or a new person."""
    form = NewCandidacyForm()
    matches = _offer_matches(form)
    if form.validate_on_submit() and not (matches and not form.match.data):
        worked, candidacy = attempt(form, lambda: services.add_candidacy(current_actor(), contest, _person(form), _details(form)))
        if worked and candidacy:
            return done(gettext("The candidate is added."), "contests.candidates", contest_slug=contest.slug)
    return contest_page("contests/candidacy_form.html", contest, form, candidacy=None, matches=matches)


@blueprint.route("/contests/<slug:contest_slug>/candidates/lock", methods=["GET", "POST"])
@guard(Permission.LOCK_CANDIDATES, contest_by_slug)
def lock(contest: Contest) -> Answer:
    """Fix the candidate list."""
    form = MoveForm()
    if form.validate_on_submit():
        worked, _ = attempt(form, lambda: services.lock_list(current_actor(), contest, reason=form.reason.data or ""))
        if worked:
            return done(gettext("The candidate list is locked."), "contests.candidates", contest_slug=contest.slug)
    return contest_page("contests/lock.html", contest, form)


@blueprint.route("/contests/<slug:contest_slug>/candidates/unlock", methods=["GET", "POST"])
@guard(Permission.LOCK_CANDIDATES, contest_by_slug)
def unlock(contest: Contest) -> Answer:
    """Open the candidate list again."""
    form = MoveForm()
    if form.validate_on_submit():
        worked, _ = attempt(form, lambda: services.unlock_list(current_actor(), contest, reason=form.reason.data or ""))
        if worked:
            return done(gettext("The candidate list is open."), "contests.candidates", contest_slug=contest.slug)
    return contest_page("contests/lock.html", contest, form)


def _standing_first(candidacy: Candidacy) -> tuple[int, int, str]:
    rank = 0 if candidacy.state in CHOSEN else 1 if candidacy.state in STANDING | {CandidacyState.NOT_SELECTED} else 2
    return rank, -(candidacy.votes or 0), candidacy.person.sort_key


def _add_actions(contest: Contest) -> list[dict[str, str]]:
    is_open = contest.candidates_locked_at is None and contest.state not in ENDED_STATES
    if not is_open or not can(current_actor(), Permission.EDIT_CANDIDACY, contest):
        return []
    url = url_for("contests.new_candidacy", contest_slug=contest.slug)
    return [{"label": gettext("Add a candidate"), "url": url, "icon": "person-plus"}]


def _offer_matches(form: NewCandidacyForm) -> list[Hit]:
    """The people who may be meant by what was typed, offered as choices; none when it is plain who is meant."""
    meant = form.person.resolve() if form.is_submitted() and form.person.text else None
    matches = meant.hits if isinstance(meant, Ambiguous) else meant.nearby if isinstance(meant, Unknown) else []
    known = [(str(hit.id), f"{hit.label}, {hit.hint}" if hit.hint else hit.label) for hit in matches]
    form.match.choices = choices([*known, (A_NEW_PERSON, gettext("None of these: a new person"))])
    return matches


def _person(form: NewCandidacyForm) -> Person:
    """Who is meant. Raises Refused when the record is gone, or a new one is not the actor's to make."""
    meant, chosen = form.person.resolve(), form.match.data or A_NEW_PERSON
    if isinstance(meant, Found) and isinstance(meant.record, Person):
        return meant.record
    if chosen != A_NEW_PERSON:
        return _recorded(chosen)
    if not can(current_actor(), Permission.EDIT_DIRECTORY):
        raise Refused(gettext("Nobody of this name is recorded. A regional officer records new people."), "person")
    return create_person(current_actor(), name=form.person.text)


def _recorded(number: str) -> Person:
    known = number.isascii() and number.isdigit() and int(number) <= LARGEST_ID
    person = db.session.get(Person, int(number)) if known else None
    if person is None or person.merged_into_id is not None:
        raise Refused(gettext("Choose somebody from the list."), "person")
    return person


def _details(form: NewCandidacyForm) -> CandidacyDetails:
    return CandidacyDetails(**{name: form[name].data for name in CandidacyDetails.__dataclass_fields__})
