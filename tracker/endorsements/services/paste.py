"""Saving a pasted list after somebody has looked at every row."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from tracker.access.actor import Actor
from tracker.contests.models import Candidacy, Contest
from tracker.directory.models import Body, Person
from tracker.endorsements.models import Endorsement
from tracker.endorsements.services.decision import Decision
from tracker.endorsements.services.endorsers import (
    PERSON,
    find_or_create_endorser,
    picked_endorser,
    refuse_non_endorser,
)
from tracker.endorsements.services.evidence import Proof
from tracker.endorsements.services.log import AlreadyLive, log
from tracker.kernel import history
from tracker.kernel.errors import Refused
from tracker.rules.decisions import EvidenceGrade

history.sentences(**{"endorsements.pasted": _l("List of endorsements pasted: %(subject)s")})

SKIP = "skip"


@dataclass(frozen=True, kw_only=True)
class Reviewed:
    """One row as reviewed: `choice` is `skip`, a record such as `person-3`, or the kind to record the name as.

    `detail` is what stood beside the name: the office of a person, the note of a body's endorsement.
    """

    name: str
    choice: str
    detail: str = ""


class RowsRefused(Refused):
    """Some rows cannot be saved, so none was; `problems` holds row number, from 0, and message."""

    def __init__(self, problems: dict[int, str]) -> None:
        super().__init__(_l("Nothing was saved yet. Look at the rows with a message."))
        self.problems = problems


def save_pasted(
    actor: Actor, contest: Contest, rows: Sequence[Reviewed], *, candidacy: Candidacy, decided_on: date | None, grade: EvidenceGrade,
    source: str, pasted: str,
) -> list[Endorsement]:  # fmt: skip
    """Log an endorsement for every row not skipped: all of them or none. Raises RowsRefused."""
    wanted = {number: row for number, row in enumerate(rows) if row.choice != SKIP}
    if not wanted:
        raise Refused(gettext("Every row is left out. Choose at least one."))
    decision = Decision(candidacy=candidacy, method=None, decided_on=decided_on)
    proof = Proof(grade=grade, url=source, quotation=pasted)
    made, problems = [], {}
    for number, row in wanted.items():
        try:
            made.append(_save(actor, contest, row, decision, proof))
        except AlreadyLive:
            problems[number] = gettext(
                "This endorser has a live endorsement in this contest. Leave the row out; a switch is logged on its own."
            )
        except Refused as refusal:
            problems[number] = str(refusal.message)
    if problems:
        raise RowsRefused(problems)
    difference = {"endorsements": (None, [endorsement.label for endorsement in made])}
    history.record(
        actor,
        "endorsements.pasted",
        contest,
        difference=difference,
        contest_id=contest.id,
        candidacy_id=candidacy.id,
    )
    return made


def _save(actor: Actor, contest: Contest, row: Reviewed, decision: Decision, proof: Proof) -> Endorsement:
    endorser = _endorser(actor, row)
    is_person = isinstance(endorser, Person)
    own = replace(decision, office=row.detail) if is_person else replace(decision, note=row.detail)
    return log(actor, contest, endorser, own, evidence=[proof])


def _endorser(actor: Actor, row: Reviewed) -> Person | Body:
    known = picked_endorser(row.choice)
    if known is None:
        return find_or_create_endorser(actor, row.name, new_kind=row.choice or PERSON)
    refuse_non_endorser(known)
    return known
