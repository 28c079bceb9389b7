"""Building a timetable, and moving the dates it is counted from."""

from collections.abc import Collection

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from tracker.access.actor import Actor
from tracker.contests.models import ChangeKind, Contest, Stage
from tracker.contests.services.timetable.changes import follow, plan, propose, recompute
from tracker.contests.services.timetable.computing import (
    PUBLIC_POLL,
    Anchors,
    Proposal,
    anchors_of,
    proposals,
)
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.errors import Refused
from tracker.rules.contests import RuleForce
from tracker.rules.timetable_template import BALLOT_CLOSE, BALLOT_DISPATCH

history.sentences(**{
    "timetable.built": _l("Timetable computed: %(subject)s"),
    "timetable.dates-moved": _l("Timetable dates moved: %(subject)s"),
    "timetable.move-proposed": _l("New timetable dates proposed: %(subject)s"),
})  # fmt: skip

ELIGIBILITY = {"eligibility_joined_by": "joined_by", "eligibility_paid_up_by": "paid_up_by"}
ANCHORED = {"close": BALLOT_CLOSE, "dispatch": BALLOT_DISPATCH, "poll": PUBLIC_POLL}


def build_timetable(actor: Actor, contest: Contest, anchors: Anchors) -> None:
    """Compute every stage of a contest that has no dates yet. Days entered with its details stand, as overrides.

    Raises Refused beyond the holidays known, or when there is a timetable already.
    """
    if any(stage.computed_on is not None for stage in contest.stages):
        raise Refused(gettext("There is a timetable already: move its dates instead."))
    entered = {key: getattr(contest, name) for key, name in ELIGIBILITY.items()}
    difference = _set_anchors(contest, anchors)
    for proposal in proposals(contest, anchors):
        stage = _take(contest, proposal)
        if entered.get(stage.key) not in (None, stage.computed_on):
            plan(stage, entered[stage.key], stage.planned_at, str(gettext("As entered with the contest’s details.")))
        stage.sequence = 0
    db.session.flush()
    history.record(actor, "timetable.built", contest, difference=difference, contest_id=contest.id)


def move_dates(actor: Actor, contest: Contest, anchors: Anchors, ticked: Collection[str], *, reason: str) -> int:
    """Move the dates and compute anew the `ticked` stages only; the moved dates' own stages always count as ticked.

    After publication, when a hard date is among them, all of it waits for a second officer. Answers the number of
    changes that wait. Raises Refused without a reason once published, or beyond the holidays known.
    """
    known = proposals(contest, anchors)
    wanted = {*ticked, *_moved(contest, anchors)}
    chosen = [proposal for proposal in known if proposal.key in wanted and proposal.is_changed]
    if not chosen:
        raise Refused(gettext("Nothing would change."))
    if contest.timetable_published_at is not None and not reason.strip():
        raise Refused(gettext("Give a reason: it is kept in the history."), "reason")
    if _needs_second_officer(contest, chosen):
        return _propose(actor, contest, chosen, reason)
    _apply(actor, contest, anchors, chosen, reason)
    return 0


def _apply(actor: Actor, contest: Contest, anchors: Anchors, chosen: list[Proposal], reason: str) -> None:
    difference = _set_anchors(contest, anchors)
    for proposal in chosen:
        before = proposal.stage.stands_on if proposal.stage else None
        stage = _take(contest, proposal)
        difference[stage.key] = (before, stage.stands_on)
    for stage in contest.stages:
        follow(stage)
    db.session.flush()
    history.record(actor, "timetable.dates-moved", contest, difference=difference, reason=reason, contest_id=contest.id)


def _propose(actor: Actor, contest: Contest, chosen: list[Proposal], reason: str) -> int:
    waiting = [proposal for proposal in chosen if proposal.stage is not None]
    for proposal in chosen:
        if proposal.stage is None:
            follow(_take(contest, proposal))
        else:
            propose(actor, proposal.stage, ChangeKind.RECOMPUTED, proposal.computed_on, proposal.computed_at, reason)
    difference = {p.key: (p.stage.computed_on if p.stage else None, p.computed_on) for p in chosen}
    history.record(actor, "timetable.move-proposed", contest, difference=difference, reason=reason, contest_id=contest.id)
    return len(waiting)


def _take(contest: Contest, proposal: Proposal) -> Stage:
    """Store what the rule gives; a day somebody set stays, with its reason."""
    computed, stage = proposal.given, proposal.stage
    if stage is None:
        stage = Stage(contest=contest, key=proposal.key, position=computed.order, force=computed.rule)
        db.session.add(stage)
    stage.offset, stage.force, stage.position = computed.offset, computed.rule, computed.order
    stage.rule, stage.source, stage.calendar = computed.words, computed.source, computed.calendar
    recompute(stage, proposal.computed_on, proposal.computed_at)
    return stage


def _set_anchors(contest: Contest, anchors: Anchors) -> dict[str, tuple[object, object]]:
    wanted = {"ballot_closes_at": anchors.close, "polling_day": anchors.poll}
    if anchors.dispatch is not None:
        wanted["dispatch_on"] = anchors.dispatch
    return dict(history.changes(contest, wanted))


def _moved(contest: Contest, anchors: Anchors) -> set[str]:
    """The stages that are themselves the dates moved."""
    before = anchors_of(contest)
    return {key for name, key in ANCHORED.items() if before is None or getattr(before, name) != getattr(anchors, name)}


def _needs_second_officer(contest: Contest, chosen: list[Proposal]) -> bool:
    return contest.timetable_published_at is not None and any(p.given.rule is RuleForce.HARD for p in chosen)
