"""Rolls: freezing, showing, checking, comparing."""

from flask import request
from flask_babel import gettext

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.contests.models import Contest
from tracker.contests.queries import contest_by_slug
from tracker.electorate import services
from tracker.electorate.forms import FreezeForm, PressForm
from tracker.electorate.models import Roll
from tracker.electorate.queries import alarms, electors, rolls, units
from tracker.electorate.queries.comparing import Pair
from tracker.electorate.views.room import ROOM, address, blueprint, room_page
from tracker.kernel.answers import Answer, attempt, done
from tracker.kernel.guards import guard
from tracker.kernel.paging import listing
from tracker.rules.electorate import Difference

ROLL = f"{ROOM}/rolls/<id:number>"
NOW = "now"


@blueprint.route(f"{ROOM}/freeze", methods=["GET", "POST"])
@guard(Permission.FREEZE_ROLL, contest_by_slug)
def freeze(contest: Contest) -> Answer:
    """Freeze the list as it stands."""
    form = FreezeForm()
    if form.validate_on_submit():
        worked, roll = attempt(form, lambda: services.freeze(current_actor(), contest, form.note.data or ""))
        if worked and roll:
            return done(gettext("The roll is frozen."), address(contest, "roll", number=roll.number))
    return room_page(
        "electorate/freeze.html", contest, form, figures=electors.figures_of(contest), alarms=alarms.open_alarms(contest),
        unit_name=alarms.unit_name, latest=rolls.latest(contest),
    )  # fmt: skip


@blueprint.get(ROLL)
@guard(Permission.READ_ELECTORATE, rolls.roll_in)
def roll(roll: Roll) -> Answer:
    """A roll counted by unit, with its hash."""
    return room_page(
        "electorate/roll.html", roll.contest, roll=roll, branches=units.by_branch(roll), councils=units.by_council(roll),
        classes=units.by_class(roll), others=[one for one in rolls.all_rolls(roll.contest) if one.number > roll.number], press=PressForm(),
    )  # fmt: skip


@blueprint.post(f"{ROLL}/verify")
@guard(Permission.READ_ELECTORATE, rolls.roll_in)
def verify_roll(roll: Roll) -> Answer:
    """Compute the hash again."""
    holds = PressForm().validate_on_submit() and services.verify(current_actor(), roll)
    message = gettext("The roll is what was frozen: the hash is the same.") if holds else gettext(
        "The roll is not what was frozen: the hash differs. Somebody changed the database itself; compare it with a backup."
    )  # fmt: skip
    return done(message, address(roll.contest, "roll", number=roll.number))


@blueprint.get(f"{ROLL}/compare")
@guard(Permission.READ_ELECTORATE, rolls.roll_in)
def compare(roll: Roll) -> Answer:
    """The roll beside a later one, or beside the list as it stands."""
    asked = request.args.get("with", NOW)
    newer = next((one for one in rolls.all_rolls(roll.contest) if str(one.number) == asked and one.number > roll.number), None)
    pair = Pair(roll.contest, roll, newer)
    kind = next((one for one in Difference if one.value == request.args.get("show")), None)
    counts = pair.counts()
    shown = kind or next((one for one in Difference if counts.of(one)), Difference.CAME)
    people = pair.people(shown)
    sorts = {"number": (people.selected_columns["number"],)}
    return room_page(
        "electorate/compare.html", roll.contest, roll=roll, newer=newer, beside=str(newer.number) if newer else NOW, counts=counts,
        kinds=list(Difference), shown=shown, listing=listing(people, sorts, "number", scalars=False),
    )  # fmt: skip
