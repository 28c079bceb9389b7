"""Taking the list away: a right of its own, with a reason, and written down."""

from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.contests.models import Contest
from tracker.directory.models import Person
from tracker.endorsements.models import Endorsement
from tracker.endorsements.queries.listing import Filters, listed
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused
from tracker.kernel.exports import Cell, ExportFormat, Provenance
from tracker.kernel.words import word

history.sentences(**{"endorsements.exported": _l("Endorsements exported: %(subject)s")})

HEADINGS = (
    "endorser", "endorser_kind", "body_kind", "office", "candidate", "decided_on", "method", "outcome", "votes_for", "votes_against",
    "abstentions", "grade", "source", "state", "recorded_at", "verified_at", "published_at", "ended_at", "under_embargo_until",
)  # fmt: skip


def export(
    actor: Actor, contest: Contest, filters: Filters, kind: ExportFormat, reason: str
) -> tuple[Provenance, list[list[Cell]]]:
    """What `actor` may read of the list, as rows under HEADINGS, and who took it. Raises Refused without a reason."""
    require(actor, Permission.EXPORT_ENDORSEMENTS, contest)
    if not reason.strip():
        raise Refused(_("Give a reason: it is kept in the history and in the file."), "reason")
    rows = [
        row_of(one, filters)
        for one in db.session.scalars(listed(actor, contest, filters).order_by(Endorsement.id))
    ]
    difference = {"rows": (None, len(rows)), "format": (None, kind)}
    history.record(
        actor, "endorsements.exported", contest, difference=difference, reason=reason, contest_id=contest.id
    )
    title = _("Endorsements: %(contest)s", contest=contest.title)
    return Provenance(title=title, exported_by=actor.name, exported_at=now(), reason=reason), rows


def row_of(endorsement: Endorsement, filters: Filters) -> list[Cell]:
    """One line of the export; under an as-of day, the state of that day."""
    endorser, proof = endorsement.endorser, best_evidence(endorsement)
    state = endorsement.state_at(filters.instant) if filters.instant else endorsement.state
    return [
        endorser.label, "person" if isinstance(endorser, Person) else "body", "" if isinstance(endorser, Person) else endorser.kind.value,
        endorsement.office, endorsement.candidacy.label if endorsement.candidacy else "", endorsement.decided_on,
        endorsement.method.value if endorsement.method else "", endorsement.outcome.value, endorsement.votes_for, endorsement.votes_against,
        endorsement.abstentions, proof[0], proof[1], str(word(state)), endorsement.recorded_at, endorsement.verified_at,
        endorsement.published_at, endorsement.ended_at, embargo_of(endorsement, now()),
    ]  # fmt: skip


def embargo_of(endorsement: Endorsement, at: datetime) -> Cell:
    """Until when nobody may be told, or which event ends it; nothing where no embargo stands."""
    if not endorsement.is_embargoed(at):
        return ""
    if endorsement.embargo_event is not None and endorsement.embargo_lifted_at is None:
        return endorsement.embargo_event.value
    return endorsement.embargo_until


def best_evidence(endorsement: Endorsement) -> tuple[str, str]:
    """Grade and source of the best evidence; nothing where there is none."""
    order = list(type(endorsement.evidence[0].grade)) if endorsement.evidence else []
    best = min(endorsement.evidence, key=lambda one: order.index(one.grade), default=None)
    return (best.grade.value, best.url or best.label) if best else ("", "")
