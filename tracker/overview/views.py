"""Home by role, the first page of a contest, and history."""

from flask import Blueprint, render_template, request
from sqlalchemy import Select

from tracker.access.can import can, current_actor
from tracker.access.permissions import Permission
from tracker.contests.models import Contest
from tracker.contests.queries import contest_by_slug
from tracker.contests.queries.listing import replaces
from tracker.contests.queries.timetable import band_gaps, band_rows, key_dates, may_see_timetable
from tracker.contests.states import CONTEST
from tracker.extensions import db
from tracker.kernel.clock import today
from tracker.kernel.guards import guard
from tracker.kernel.history import HistoryEntry
from tracker.kernel.i18n import current_locale
from tracker.kernel.paging import listing
from tracker.overview import queries
from tracker.overview.campaigns import campaigns
from tracker.overview.forms import HistoryFilter
from tracker.overview.narrowing import narrowed
from tracker.overview.told import sentence
from tracker.rules.roles import Role

blueprint = Blueprint("overview", __name__)
HISTORY_SORTS = {"when": (HistoryEntry.id,)}
MOST_TO_VERIFY = 5


@blueprint.get("/")
@guard(Permission.SIGNED_IN)
def home() -> str:
    actor = current_actor()
    contests = queries.my_contests(actor)
    ids = [contest.id for contest in contests]
    waiting = queries.to_verify(actor)
    shown = [contest.id for contest in contests if may_see_timetable(actor, contest)]
    owed = [contest.id for contest in contests if can(actor, Permission.RECORD_ENDORSEMENT, contest)]
    return render_template(
        "overview/home.html",
        contests=contests,
        campaigns=[campaign for campaign in campaigns(actor) if campaign.candidacy.contest in contests],
        upcoming=queries.upcoming(shown, today()),
        to_verify=db.session.scalars(waiting.limit(MOST_TO_VERIFY)).all(),
        changes=queries.changes_to_confirm(actor),
        joint_decisions=queries.open_joint_decisions(owed),
        endorsement_counts=queries.endorsement_counts(actor, ids),
        is_officer=Role.REGIONAL_OFFICER in actor.roles,
    )


@blueprint.get("/contests/<slug:contest_slug>")
@guard(Permission.READ_CONTEST, contest_by_slug)
def contest(contest: Contest) -> str:
    actor = current_actor()
    sees_timetable = may_see_timetable(actor, contest)
    moves = CONTEST.moves_from(contest.state) if can(actor, Permission.MOVE_CONTEST, contest) else []
    return render_template(
        "overview/contest.html",
        contest=contest,
        tab="overview",
        replaces=replaces(contest),
        upcoming=queries.upcoming([contest.id] if sees_timetable else [], today()),
        today=today(),
        rows=band_rows(contest) if sees_timetable else [],
        gaps=band_gaps(contest, current_locale()) if sees_timetable else [],
        key_dates=key_dates(contest) if sees_timetable else [],
        endorsement_count=queries.endorsement_counts(actor, [contest.id]).get(contest.id, 0),
        supporter_count=queries.supporter_counts(actor, [contest.id]).get(contest.id),
        standing_count=queries.standing_count(contest),
        to_verify=db.session.scalars(queries.to_verify(actor, contest).limit(MOST_TO_VERIFY)).all(),
        joint_decisions=queries.open_joint_decisions([contest.id] if can(actor, Permission.RECORD_ENDORSEMENT, contest) else []),
        next_move=next(((move, move.missing(contest)) for move in moves if not move.needs_reason), None),
    )


@blueprint.get("/contests/<slug:contest_slug>/history")
@guard(Permission.READ_CONTEST_HISTORY, contest_by_slug)
def contest_history(contest: Contest) -> str:
    return _entries("overview/contest_history.html", queries.history_of(contest), contest=contest, tab="history")


@blueprint.get("/history")
@guard(Permission.READ_ALL_HISTORY)
def history() -> str:
    return _entries("overview/history.html", queries.all_history(current_actor()))


def _entries(template: str, entries: Select[HistoryEntry], **context: object) -> str:
    """A page of a history, narrowed as the address says; what cannot be understood there is marked and left out."""
    form = HistoryFilter(request.args)
    form.validate()
    found = narrowed(entries, who=form.who.data or "", words=form.q.data or "", since=form.begins_at, before=form.ends_before)
    is_narrowed = any(field.raw_data and any(field.raw_data) for field in (form.who, form.q, form.since, form.until))
    shown = listing(found, HISTORY_SORTS, "-when")
    return render_template(template, entries=shown, sentence=sentence, filter=form, is_narrowed=is_narrowed, **context)
