"""Editions of ballot papers: making one, changing it, moving it on."""

from flask_babel import gettext
from werkzeug.exceptions import NotFound

from tracker.access.can import can, current_actor
from tracker.access.permissions import Permission
from tracker.ballots import services
from tracker.ballots.forms import EditionForm, PaperMoveForm, PaperReasonForm
from tracker.ballots.forms.papers import of_edition
from tracker.ballots.models import Edition
from tracker.ballots.paper_words import ITEMS
from tracker.ballots.queries.papers import edition_in, editions_of, latest_draw, paper_counts
from tracker.ballots.states import EDITION
from tracker.ballots.views.room import BALLOT, address, blueprint, paper_page
from tracker.contests.models import Contest
from tracker.contests.queries import contest_by_slug
from tracker.electorate.queries.rolls import latest
from tracker.kernel.answers import Answer, attempt, done
from tracker.kernel.formats import moment
from tracker.kernel.guards import guard
from tracker.rules.paper_specification import LAW, items_for, missing
from tracker.rules.papers import PaperFormat

EDITIONS = f"{BALLOT}/editions"
ONE = f"{EDITIONS}/<id:number>"
EXPECTED = 1000


@blueprint.route(f"{EDITIONS}/new", methods=["GET", "POST"])
@guard(Permission.EDIT_PAPERS, contest_by_slug)
def new_edition(contest: Contest) -> Answer:
    """Prepare an edition."""
    form = EditionForm(data=_suggested(contest))
    if form.validate_on_submit():
        worked, made = attempt(form, lambda: services.make_edition(current_actor(), contest, form.details()))
        if worked and made:
            return done(gettext("The edition is prepared."), address(contest, "edition", number=made.number))
    return paper_page("ballots/edition_edit.html", contest, form, edition=None, items=ITEMS)


@blueprint.get(ONE)
@guard(Permission.READ_BALLOT, edition_in)
def edition(edition: Edition) -> Answer:
    """One edition: what it is, what it carries, what goes with it, and what may be done."""
    may = can(current_actor(), Permission.EDIT_PAPERS, edition)
    return paper_page(
        "ballots/edition.html", edition.contest, edition=edition, items=items_for(edition.format), law=LAW,
        lacking=missing(edition.specification, edition.format), counts=paper_counts(edition), newest=latest_draw(edition.contest),
        moves=EDITION.moves_from(edition.state) if may else (),
    )  # fmt: skip


@blueprint.route(f"{ONE}/edit", methods=["GET", "POST"])
@guard(Permission.EDIT_PAPERS, edition_in)
def edit_edition(edition: Edition) -> Answer:
    """Change an edition in preparation."""
    form = EditionForm(data=of_edition(edition))
    if form.validate_on_submit():
        version = form.expected_version
        worked, _none = attempt(form, lambda: services.change_edition(current_actor(), edition, form.details(), version=version))
        if worked:
            return done(gettext("The edition is changed."), address(edition.contest, "edition", number=edition.number))
    return paper_page("ballots/edition_edit.html", edition.contest, form, edition=edition, items=ITEMS)


@blueprint.route(f"{ONE}/moves/<slug:move_name>", methods=["GET", "POST"])
@guard(Permission.EDIT_PAPERS, edition_in)
def move_edition(edition: Edition, move_name: str) -> Answer:
    """One move of an edition."""
    step = EDITION.by_name.get(move_name)
    if step is None:
        raise NotFound
    form = (PaperReasonForm if step.needs_reason else PaperMoveForm)(data={"version": edition.version})
    if form.validate_on_submit():
        reason = form.reason.data or "" if isinstance(form, PaperReasonForm) else ""
        version = form.expected_version
        worked, _none = attempt(
            form, lambda: services.move_edition(current_actor(), edition, move_name, reason=reason, version=version)
        )
        if worked:
            return done(gettext("Done: %(what)s", what=step.label), address(edition.contest, "edition", number=edition.number))
    return paper_page(
        "ballots/edition_move.html", edition.contest, form, edition=edition, step=step, counts=paper_counts(edition),
        blockers=step.missing(edition) if edition.state in step.sources else [],
    )  # fmt: skip


def _suggested(contest: Contest) -> dict[str, object]:
    """What an edition may begin with: the numbers after the last edition's, and what the contest says already."""
    editions = editions_of(contest)
    first, roll = max((one.serial_last for one in editions), default=0) + 1, latest(contest)
    many = roll.eligible_count if roll and roll.eligible_count else EXPECTED
    codes = {one.code for one in editions}
    code = next((letter for letter in "ABCDEFGHJKLMNPQRSTUVWXYZ" if letter not in codes), "")
    return {
        "code": code, "format": PaperFormat.STANDARD, "serial_first": first, "serial_last": first + many - 1, "statements": True,
        "title": f"{contest.title_cy} / {contest.title_en}",
        "return_by": moment(contest.ballot_closes_at) if contest.ballot_closes_at else "",
    }  # fmt: skip
