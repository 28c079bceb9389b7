"""When two records of the directory become one, contests follow."""

from flask_babel import gettext
from sqlalchemy import select, update

from tracker.contests.models import Candidacy, Contest
from tracker.directory.events import Merged, RecordKind
from tracker.extensions import db
from tracker.kernel.errors import Refused


def follow_merge(event: Merged) -> None:
    """Let candidacies and contests refer to the record kept. Raises Refused when both people stand in one contest."""
    if event.kind is RecordKind.BODY:
        db.session.execute(update(Contest).where(Contest.party_id == event.lost_id).values(party_id=event.kept_id))
        return
    both = select(Candidacy.contest_id).where(Candidacy.person_id == event.kept_id)
    if db.session.scalars(select(Candidacy.id).where(Candidacy.person_id == event.lost_id, Candidacy.contest_id.in_(both))).first():
        raise Refused(gettext("Both are candidates in one contest, so they cannot be one person."))
    db.session.execute(update(Candidacy).where(Candidacy.person_id == event.lost_id).values(person_id=event.kept_id))
