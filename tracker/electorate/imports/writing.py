"""A list of electors goes into the database: new people poured in, known ones changed, and what followed from both."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from flask_babel import lazy_gettext as _l
from sqlalchemy import Table, delete, exists, select, update

from tracker.contests.models import Contest
from tracker.directory.models import PostcodeArea
from tracker.electorate import alarms, hashing
from tracker.electorate.imports.rows import Row, name_key
from tracker.electorate.imports.updating import Updates
from tracker.electorate.models import Elector
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.bulk import pour
from tracker.kernel.clock import now, today
from tracker.kernel.imports import ImportRun
from tracker.rules.electorate import ElectorStanding, VoterClass
from tracker.rules.eligibility import eligibility

history.sentences(**{"electorate.list_compared": _l("List compared with the one before: %(subject)s")})

TABLE = cast(Table, Elector.__table__)
SAID = Row._fields[:22]  # what a list says of a person; after it come standing and digest
COLUMNS = (
    *SAID, "standing", "details_digest", "email_key", "email_hash", "number_hash", "eligibility", "name_key",
    "contest_id", "eligibility_by_hand", "eligibility_reason", "is_listed", "added_at", "import_run_id", "version",
)  # fmt: skip
CHUNK = 5_000


class Writer:
    """Writes what one run brings, or what came without a run."""

    def __init__(self, contest: Contest, run_id: int | None = None) -> None:
        self.run_id, self.contest_id, self.salt, self.at = run_id, contest.id, hashing.salt(), now()
        self.hashes = hashing.Hashes(self.salt)
        self.joined_by, self.paid_up_by = contest.joined_by, contest.paid_up_by
        self.verdicts: dict[tuple[str | None, str, str | None, str | None], str] = {}

    def add(self, rows: Sequence[Row]) -> None:
        """Pour new people in."""
        at = self.at.replace(tzinfo=None).isoformat(" ", "microseconds") if db.engine.dialect.name == "sqlite" else self.at.isoformat()
        fixed = (self.contest_id, False, "", True, at, self.run_id, 1)
        pour(TABLE, COLUMNS, [self._values(row, fixed) for row in rows])

    def update(self, rows: Sequence[Row]) -> int:
        """Change people who are known, where something differs; how many."""
        if not rows:
            return 0
        run = db.session.get_one(ImportRun, self.run_id)
        return Updates(run, self.salt, self.at, self.verdict).write(rows)

    def finish(self, left: Sequence[str]) -> None:
        """Mark who left, find councils, raise alarms; history is told of a later list what it changed."""
        for start in range(0, len(left), CHUNK):
            self._mark_left(left[start : start + CHUNK])
        self._find_councils()
        run = db.session.get_one(ImportRun, self.run_id)
        changes = alarms.after_a_list(run)
        if left or changes:
            difference = {"left": (None, len(left)), "contact_changes": (None, changes)}
            history.record(run.author, "electorate.list_compared", run, difference=difference, contest_id=self.contest_id)

    def remove(self) -> int:
        """Take back the people this run added."""
        of_run = db.session.scalars(select(Elector.id).where(Elector.import_run_id == self.run_id)).all()
        db.session.execute(delete(Elector).where(Elector.import_run_id == self.run_id).execution_options(synchronize_session=False))
        db.session.expire_all()
        return len(of_run)

    def verdict(self, standing: str | None, voter_class: str, joined_on: str | None, paid_up_to: str | None) -> str:
        """Whether such a person may vote; each mixture is judged once."""
        key = (standing, voter_class, joined_on, paid_up_to)
        known_verdict = self.verdicts.get(key)
        if known_verdict is None:
            known = ElectorStanding(standing) if standing else ElectorStanding.NONE
            known_verdict = self.verdicts[key] = eligibility(
                known, VoterClass(voter_class), _day(joined_on), _day(paid_up_to), self.joined_by, self.paid_up_by
            ).value
        return known_verdict

    def _values(self, row: Row, fixed: tuple[Any, ...]) -> tuple[Any, ...]:
        """A new person in the order of COLUMNS."""
        email, standing = hashing.email_key(row[11]), row[22]
        return (
            *row[:22], standing or "none", row[23], email, self.hashes.of_email(email), self.hashes.of_number(row[0]),
            self.verdict(standing, row[14], row[15], row[16]), name_key(row[2], row[3]), *fixed,
        )  # fmt: skip

    def _mark_left(self, numbers: Sequence[str]) -> None:
        db.session.execute(
            update(Elector).where(Elector.contest_id == self.contest_id, Elector.membership_number.in_(numbers))
            .values(is_listed=False, left_on=today(), version=Elector.version + 1).execution_options(synchronize_session=False)
        )  # fmt: skip

    def _find_councils(self) -> None:
        """Where the list names no council: the one whose area the postcode lies in, if such a table was imported."""
        if not db.session.scalar(select(exists().select_from(PostcodeArea))):
            return
        area = select(PostcodeArea.area_id).where(PostcodeArea.postcode == Elector.postcode).scalar_subquery()
        db.session.execute(
            update(Elector).where(Elector.contest_id == self.contest_id, Elector.council_id.is_(None), Elector.postcode != "")
            .values(council_id=area).execution_options(synchronize_session=False)
        )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
