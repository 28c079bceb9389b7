"""One endorsement: what was decided, its evidence, its life, and what may be done next."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from tracker.access.actor import Actor
from tracker.access.can import can, current_actor
from tracker.access.permissions import Permission
from tracker.endorsements.forms import EvidenceForm, PressForm
from tracker.endorsements.models import Endorsement
from tracker.endorsements.queries import endorsement_in, published_by
from tracker.endorsements.states import ENDORSEMENT, MADE_ELSEWHERE
from tracker.endorsements.views.room import blueprint, page
from tracker.kernel.answers import Answer
from tracker.kernel.clock import now
from tracker.kernel.errors import Blocker
from tracker.kernel.guards import guard
from tracker.kernel.transitions import Transition
from tracker.kernel.words import word
from tracker.rules.decisions import EndorsementState

YOURS = _l("You recorded or edited this yourself. Another officer must verify it.")


@dataclass(frozen=True)
class Offered:
    """A move the actor may make, with what stands in its way."""

    name: str
    label: str | LazyString
    url: str
    blockers: list[Blocker]


@dataclass(frozen=True)
class Step:
    """One step of the life: what, when, by whom, why."""

    what: str | LazyString
    at: datetime
    by: str
    why: str = ""


@blueprint.route("/contests/<slug:contest_slug>/endorsements/<id:endorsement_id>")
@guard(Permission.READ_ENDORSEMENT, endorsement_in)
def show(endorsement: Endorsement) -> Answer:
    """The page of one endorsement."""
    actor = current_actor()
    may_see_evidence = can(actor, Permission.READ_EVIDENCE, endorsement)
    return page(
        "endorsements/show.html",
        endorsement.contest,
        endorsement=endorsement,
        moves=offered(actor, endorsement),
        life=life(endorsement, names=may_see_evidence),
        evidence_form=EvidenceForm(formdata=None),
        press=PressForm(formdata=None),
        embargoed=endorsement.is_embargoed(now()),
        may_see_evidence=may_see_evidence,
        successor=_readable(actor, endorsement.succeeded_by),
    )


def offered(actor: Actor, endorsement: Endorsement) -> list[Offered]:
    """The moves that start here and that `actor` may make."""
    parts: dict[str, Any] = {"contest_slug": endorsement.contest.slug, "endorsement_id": endorsement.id}
    return [
        Offered(step.name, step.label, _address(step, parts), _blockers(actor, endorsement, step))
        for step in ENDORSEMENT.moves_from(endorsement.state)
        if step.name not in MADE_ELSEWHERE and can(actor, Permission(step.permission), endorsement)
    ]


def _address(step: Transition[EndorsementState], parts: dict[str, Any]) -> str:
    if step.name == "correct":
        return url_for("endorsements.correct", **parts)
    return url_for("endorsements.move", move_name=step.name, **parts)


def _blockers(actor: Actor, endorsement: Endorsement, step: Transition[EndorsementState]) -> list[Blocker]:
    own = step.name == "verify" and actor.account_id in {endorsement.recorded_by_id, endorsement.edited_by_id}
    return [*([Blocker(message=YOURS)] if own else []), *step.missing(endorsement)]


def _readable(actor: Actor, endorsement: Endorsement | None) -> Endorsement | None:
    return (
        endorsement
        if endorsement is not None and can(actor, Permission.READ_ENDORSEMENT, endorsement)
        else None
    )


def life(endorsement: Endorsement, *, names: bool) -> list[Step]:
    """Each step with its time and reason, and, for who may see evidence, its person."""
    e = endorsement
    steps = [
        (EndorsementState.RECORDED, e.recorded_at, e.recorded_by and e.recorded_by.name, ""),
        (EndorsementState.VERIFIED, e.verified_at, e.verified_by and e.verified_by.name, ""),
        (EndorsementState.PUBLISHED, e.published_at, published_by(e) if e.published_at and names else "", ""),
        (e.state, e.ended_at, e.ended_by and e.ended_by.name, e.ended_reason),
    ]
    return [
        Step(word(state), at, (by or "") if names else "", why)
        for state, at, by, why in steps
        if at is not None
    ]
