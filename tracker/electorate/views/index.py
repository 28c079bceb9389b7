"""The first page of the room, and the list of people."""

from flask import request
from flask_babel import gettext

from tracker.access.can import can, current_actor
from tracker.access.permissions import Permission
from tracker.contests.models import Contest
from tracker.contests.queries import contest_by_slug
from tracker.electorate import services
from tracker.electorate.forms import FilterForm, PressForm
from tracker.electorate.forms.electors import no_council
from tracker.electorate.imports import KIND, place_of
from tracker.electorate.queries import alarms, electors, rolls, verdicts
from tracker.electorate.views.room import ROOM, address, blueprint, room_page
from tracker.kernel.answers import Answer, done
from tracker.kernel.guards import guard
from tracker.kernel.imports import STATE_WORDS, recent_imports
from tracker.kernel.paging import listing

IMPORTS_SHOWN = 5


@blueprint.get(ROOM)
@guard(Permission.READ_ELECTORATE, contest_by_slug)
def index(contest: Contest) -> Answer:
    """The list in numbers, alarms, rolls."""
    figures = electors.figures_of(contest)
    lists = recent_imports(KIND, place_of(contest), IMPORTS_SHOWN) if can(current_actor(), Permission.EDIT_ELECTORATE, contest) else []
    return room_page(
        "electorate/index.html", contest, figures=figures, rolls=rolls.all_rolls(contest), alarms=alarms.open_alarms(contest),
        unit_name=alarms.unit_name, imports=lists, out_of_date=verdicts.count_out_of_date(contest), press=PressForm(),
        state_words=STATE_WORDS,
    )  # fmt: skip


@blueprint.get(f"{ROOM}/people")
@guard(Permission.READ_ELECTORATE, contest_by_slug)
def people(contest: Contest) -> Answer:
    """The list, filtered."""
    form = FilterForm(formdata=request.args)
    form.council.offer(electors.councils_of(contest), contest, no_council())
    found = listing(electors.listed(contest, form.filters()), electors.SORTS, "name")
    narrowed = any(value for name, value in request.args.items() if name not in {"page", "sort"})
    return room_page("electorate/people.html", contest, form, listing=found, narrowed=narrowed, sort=request.args.get("sort"))


@blueprint.post(f"{ROOM}/recompute")
@guard(Permission.EDIT_ELECTORATE, contest_by_slug)
def recompute(contest: Contest) -> Answer:
    """Work out anew who may vote."""
    count = services.recompute(current_actor(), contest) if PressForm().validate_on_submit() else 0
    return done(gettext("Who may vote is worked out anew. Changed: %(count)s", count=count), address(contest))
