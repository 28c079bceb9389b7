"""A list of electors on its way in: what a row becomes, who is known already, what a run may take back."""

from collections.abc import Hashable, Sequence
from dataclasses import replace
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import exists, func, select

from tracker.contests.models import Contest
from tracker.directory.councils import all_councils
from tracker.electorate.imports.addresses import address_of
from tracker.electorate.imports.fields import FIELDS
from tracker.electorate.imports.rows import Row, day, digest_of
from tracker.electorate.imports.writing import Writer
from tracker.electorate.models import ContactChange, Elector, RollEntry
from tracker.extensions import db
from tracker.kernel.clock import local
from tracker.kernel.imports import (
    HistoryPlace,
    ImportField,
    ImportRun,
    Place,
    RowError,
    Standing,
    Written,
    register_spec,
)

KIND = "electors"
NUMBER = FIELDS[0]
FEW_LEFT = 2  # a list that leaves out more than one in so many adds and corrects; nobody is taken to have left


class ElectorImport:
    """Imports one contest's electors. A later list finds people by their membership number."""

    kind = KIND

    def __init__(self, run: ImportRun) -> None:
        self.contest_id = run.scope_id
        self.columns = ",".join(sorted(run.mapping))
        self.known: dict[str, str] = {}
        self.unmentioned: set[str] = set()
        self.unchanged = self.listed = 0

    @property
    def fields(self) -> Sequence[ImportField]:
        """The columns; that of the number notes whom the file mentions, for a row in error mentions them too."""
        return (replace(NUMBER, parse=self._mention), *FIELDS[1:])

    def prepare(self, run: ImportRun) -> None:
        """Look up the councils, and everybody on the list."""
        self.councils = all_councils()
        people = select(Elector.membership_number, Elector.details_digest, Elector.is_listed).where(Elector.contest_id == self.contest_id)
        for number, digest, is_listed in db.session.execute(people.execution_options(yield_per=10_000)):
            self.known[number] = digest if is_listed else ""
            if is_listed:
                self.unmentioned.add(number)
        self.listed = len(self.unmentioned)
        self.writer = Writer(db.session.get_one(Contest, self.contest_id), run.id)

    def check(self, values: dict[str, Any]) -> Row | list[RowError]:
        """The row with its address in order and its council found; or what is wrong with it."""
        lines = tuple([values[f"address_{number}"] for number in range(1, 7)])
        address = address_of(lines, values["postcode"])
        council_id = self.councils.find(values["council"]) if values["council"] else None
        errors = address if isinstance(address, list) else []
        if values["council"] and council_id is None:
            message = _l("This council is not known. Choices: %(choices)s", choices=self.councils.choices())
            errors = [*errors, RowError(field="council", message=message)]
        if errors or isinstance(address, list):
            return errors
        said: tuple[Any, ...] = (
            values["membership_number"], values["title"], values["first_name"], values["last_name"], *address[0], address[1],
            values["email"], values["phone"], values["language"].value, values["voter_class"].value, day(values["joined_on"]),
            day(values["paid_up_to"]), values["branch"], council_id, values["email_consent"], values["post_objection"],
            values["format"].value, values["standing"].value if values["standing"] else None,
        )  # fmt: skip
        return Row._make((*said, digest_of(self.columns, said)))

    def keys(self, row: Row) -> Sequence[Hashable]:
        """A number is one person's."""
        return (row.membership_number,)

    def standing(self, row: Row) -> Standing:
        """Whether the person is on the list already, and whether anything is new."""
        known = self.known.get(row.membership_number)
        if known is None:
            return Standing.NEW
        if known == row.digest:
            self.unchanged += 1
            return Standing.SAME
        return Standing.UPDATES

    def why_left_out(self, row: Row) -> str:
        """No row is meant for anywhere else."""
        return ""

    def remark(self) -> str:
        """What a later list does to the list: who is not in it any more."""
        if not self.listed:
            return ""
        missing = len(self.unmentioned)
        if self._only_adds:
            return str(gettext(
                "Most of the people on the list are not in this file, so it is taken as additions and corrections: nobody is marked as "
                "having left. Not in the file: %(missing)s. Unchanged: %(unchanged)s.", missing=missing, unchanged=self.unchanged,
            ))  # fmt: skip
        return str(gettext(
            "People who are not in this file any more are marked as having left. Not in the file: %(missing)s. Unchanged: %(unchanged)s.",
            missing=missing, unchanged=self.unchanged,
        ))  # fmt: skip

    @property
    def _only_adds(self) -> bool:
        return len(self.unmentioned) * FEW_LEFT > self.listed

    def write(self, run: ImportRun, rows: Sequence[Row]) -> Written:
        """Write a batch: new people at once, known ones where something differs."""
        new = [row for row in rows if row.membership_number not in self.known]
        updates = [row for row in rows if row.membership_number in self.known]
        self.writer.add(new)
        return Written(created=len(new), updated=self.writer.update(updates))

    def finish(self, run: ImportRun) -> None:
        """Mark who left, find councils by postcode, and raise the alarm if too many contact details changed."""
        self.writer.finish([] if self._only_adds else sorted(self.unmentioned))

    def refusal_to_undo(self, run: ImportRun) -> str | None:
        """Only a run that did nothing but add people, none of whom anything depends on, can be taken back."""
        if run.updated_count:
            return str(gettext("This import changed people who were on the list. To go back, import the earlier list again."))
        of_run = select(Elector.id).where(Elector.import_run_id == run.id)
        count = db.session.scalar(select(func.count()).select_from(of_run.subquery()))
        frozen = db.session.scalar(select(exists().where(RollEntry.elector_id.in_(of_run))))
        touched = db.session.scalar(select(exists().where(Elector.import_run_id == run.id, Elector.version > 1)))
        changed = db.session.scalar(select(exists().where(ContactChange.elector_id.in_(of_run))))
        left = db.session.scalar(select(exists().where(
            Elector.contest_id == self.contest_id, Elector.left_on >= local(run.uploaded_at).date()
        )))  # fmt: skip
        if frozen or touched or changed or left or count != run.created_count:
            return str(gettext("People this import added are on a frozen roll, or the list has changed since. It cannot be taken back."))
        return None

    def undo(self, run: ImportRun) -> int:
        """Take the people off the list again."""
        return Writer(db.session.get_one(Contest, self.contest_id), run.id).remove()

    def history_place(self, run: ImportRun) -> HistoryPlace:
        """In the contest's history."""
        return {"contest_id": self.contest_id}

    def _mention(self, cell: str) -> Any:
        number = NUMBER.parse(cell)
        self.unmentioned.discard(number)
        return number


def place_of(contest: Contest) -> Place:
    """Where a list of a contest's electors goes."""
    return Place(kind="contest", id=contest.id, label=contest.title_en)


register_spec(KIND, ElectorImport)
