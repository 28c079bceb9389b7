"""What an import of endorsements is: how a row is judged, written and taken back."""

from collections.abc import Hashable, Sequence
from typing import Any

from flask_babel import gettext
from sqlalchemy import delete, func, or_, select

from tracker.access.actor import SYSTEM, Actor
from tracker.accounts.models import Account
from tracker.contests.models import Candidacy, Contest
from tracker.directory.models import Body, Person
from tracker.directory.queries.actors import actor_of
from tracker.directory.services.bodies import create_body
from tracker.directory.services.people import create_person
from tracker.endorsements.imports.fields import FIELDS
from tracker.endorsements.imports.judging import judged
from tracker.endorsements.imports.known import Known, look_up
from tracker.endorsements.imports.row import Row
from tracker.endorsements.models import Endorsement, Evidence, JointDecisionBody
from tracker.endorsements.services.decision import Decision
from tracker.endorsements.services.evidence import Proof
from tracker.endorsements.services.log import log
from tracker.extensions import db
from tracker.kernel.imports import HistoryPlace, ImportField, ImportRun, RowError, Standing, Written
from tracker.rules.decisions import EndorsementState

KIND = "endorsements"


class EndorsementImport:
    """Imports endorsements into a contest: each is recorded, with its source as evidence, and waits to be verified."""

    kind = KIND
    fields: Sequence[ImportField] = FIELDS

    def __init__(self, run: ImportRun) -> None:
        self.contest_id = run.scope_id
        self.known = Known()
        self.chosen: dict[str, int | None] = {}
        self.made: dict[str, int] = {}

    def prepare(self, run: ImportRun) -> None:
        """Look up everything the rows are compared with."""
        self.known = look_up(run.scope_id)

    def check(self, values: dict[str, Any]) -> Row | list[RowError]:
        """The row, or what is wrong with it: also that an earlier row has its endorser for somebody else."""
        row = judged(values, self.known)
        if isinstance(row, list) or row.is_left_out:
            return row
        if self.chosen.setdefault(row.key, row.candidacy_id) != row.candidacy_id:
            message = gettext(
                "An earlier row has this endorser for somebody else. Keep the one that holds now."
            )
            return [RowError(field="endorser", message=message)]
        return row

    def keys(self, row: Row) -> Sequence[Hashable]:
        """An endorser stands in a contest once."""
        return () if row.is_left_out else (row.key,)

    def standing(self, row: Row) -> Standing:
        """New, recorded already, or not for this contest."""
        if row.is_left_out:
            return Standing.LEFT_OUT
        return Standing.SAME if row.is_recorded else Standing.NEW

    def why_left_out(self, row: Row) -> str:
        """For another contest, or nothing decided yet."""
        return row.left_out

    def remark(self) -> str:
        """Nothing beyond the counts."""
        return ""

    def write(self, run: ImportRun, rows: Sequence[Row]) -> Written:
        """Log every row, by whoever sent the file."""
        actor, contest = _actor(run), db.session.get_one(Contest, self.contest_id)
        for row in rows:
            _write(actor, contest, row, _endorser(actor, row, self.made), run.id)
        return Written(created=len(rows))

    def finish(self, run: ImportRun) -> None:
        """Each endorsement was counted as it was logged."""

    def refusal_to_undo(self, run: ImportRun) -> str | None:
        """What was verified, edited or ended since, or is part of a joint decision, stays."""
        moved = select(func.count()).where(
            Endorsement.import_run_id == run.id,
            or_(Endorsement.state != EndorsementState.RECORDED, Endorsement.edited_by_id.is_not(None)),
        )
        joined = select(func.count()).where(JointDecisionBody.endorsement_id.in_(_of(run)))
        if db.session.scalar(moved) or db.session.scalar(joined):
            return str(
                gettext(
                    "Some of these endorsements have been verified, edited or ended since. The import can no longer be taken back."
                )
            )
        return None

    def undo(self, run: ImportRun) -> int:
        """Take the endorsements back. The people and bodies recorded on the way stay in the directory."""
        db.session.execute(delete(Evidence).where(Evidence.endorsement_id.in_(_of(run))))
        before = select(Endorsement).where(Endorsement.import_run_id == run.id)
        count = len(db.session.scalars(before).all())
        db.session.execute(delete(Endorsement).where(Endorsement.import_run_id == run.id))
        return count

    def history_place(self, run: ImportRun) -> HistoryPlace:
        """History files it under the contest."""
        return {"contest_id": run.scope_id}


def _of(run: ImportRun) -> Any:
    return select(Endorsement.id).where(Endorsement.import_run_id == run.id).scalar_subquery()


def _actor(run: ImportRun) -> Actor:
    account = db.session.get(Account, run.by_id) if run.by_id else None
    return actor_of(account) if account else SYSTEM


def _endorser(actor: Actor, row: Row, made: dict[str, int]) -> Person | Body:
    known = row.endorser_id or made.get(row.key)
    if known:
        return db.session.get_one(Body, known) if row.body_kind else db.session.get_one(Person, known)
    if row.body_kind:
        new: Person | Body = create_body(
            actor, kind=row.body_kind, name_en=row.endorser, area_id=row.area_id, source=row.source
        )
    else:
        new = create_person(actor, name=row.endorser, source=row.source)
    made[row.key] = new.id
    return new


def _write(actor: Actor, contest: Contest, row: Row, endorser: Person | Body, run_id: int) -> None:
    decision = Decision(
        candidacy=db.session.get_one(Candidacy, row.candidacy_id) if row.candidacy_id else None, method=row.method, outcome=row.outcome,
        decided_on=row.decided_on, votes_for=row.votes_for, votes_against=row.votes_against, abstentions=row.abstentions, office=row.office,
    )  # fmt: skip
    log(
        actor, contest, endorser, decision, evidence=[_proof(row)] if row.source else [], import_run_id=run_id
    )


def _proof(row: Row) -> Proof:
    """An address is a link; with words around it, it is quoted as it stands."""
    is_address = row.source.startswith(("https://", "http://")) and not any(c.isspace() for c in row.source)
    return Proof(
        grade=row.grade, url=row.source if is_address else "", quotation="" if is_address else row.source
    )
