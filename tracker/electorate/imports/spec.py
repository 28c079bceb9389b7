"""A list of electors on its way in: what a row becomes, who is known already, what a run may take back."""

from collections.abc import Hashable, Sequence
from dataclasses import replace
from typing import Any, cast

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import exists, func, select

from tracker.contests.models import Contest
from tracker.directory.councils import all_councils
from tracker.electorate.imports.addresses import address_of
from tracker.electorate.imports.fields import FIELDS, lines
from tracker.electorate.imports.rows import Row, digest_of
from tracker.electorate.imports.writing import Writer
from tracker.electorate.models import ContactChange, Elector, RollEntry
from tracker.electorate.models.details import LONGEST_NUMBER
from tracker.extensions import db
from tracker.kernel import formats
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
NUMBERS = lines(LONGEST_NUMBER)
FEW_LEFT = 2  # a list that leaves out more than one in so many adds and corrects; nobody is taken to have left


class ElectorImport:
    """Imports one contest's electors. A later list finds people by their membership number."""

    kind = KIND

    def __init__(self, run: ImportRun) -> None:
        self.contest_id = run.scope_id
        self.columns = ",".join(sorted(run.mapping))
        self.known: dict[str, str] = {}
        self.unmentioned: set[str] = set()
        self.in_error: set[str] = set()
        self.council_ids: dict[str, int | None] = {}
        self.unchanged = self.listed = 0

    @property
    def fields(self) -> Sequence[ImportField]:
        """The columns; that of the number notes whom the file mentions, for a row in error mentions them too."""
        return (replace(NUMBER, parse=self._mention, parse_many=self._mention_many), *FIELDS[1:])

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
        address = address_of(
            (values["address_1"], values["address_2"], values["address_3"], values["address_4"], values["address_5"], values["address_6"]),
            values["postcode"],
        )  # fmt: skip
        council = values["council"]
        council_id = self._council(council) if council else None
        if isinstance(address, list) or (council and council_id is None):
            return self._errors(address if isinstance(address, list) else [], bool(council and council_id is None))
        said = (
            values["membership_number"], values["title"], values["first_name"], values["last_name"], *address[0], address[1],
            values["email"], values["phone"], values["language"], values["voter_class"], values["joined_on"], values["paid_up_to"],
            values["branch"], council_id, values["email_consent"], values["post_objection"], values["format"], values["standing"],
        )  # fmt: skip
        return cast(Row, (*said, digest_of(self.columns, said)))

    def keys(self, row: Row) -> Sequence[Hashable]:
        """A number is one person's."""
        return row[:1]

    def standing(self, row: Row) -> Standing:
        """Whether the person is on the list already, and whether anything is new."""
        known = self.known.get(row[0])
        if known is None:
            return Standing.NEW
        self.unmentioned.discard(row[0])
        self.in_error.discard(row[0])
        if known == row[-1]:
            self.unchanged += 1
            return Standing.SAME
        return Standing.UPDATES

    def remember(self) -> list[str]:
        """Known people whose row had an error: they are mentioned all the same."""
        return sorted(self.in_error)

    def recall(self, remembered: list[str]) -> None:
        """Who is mentioned in rows that were refused."""
        self.unmentioned.difference_update(remembered)

    def why_left_out(self, row: Row) -> str:
        """No row is meant for anywhere else."""
        return ""

    def remark(self) -> str:
        """What a later list does to the list: who is not in it any more."""
        if not self.listed:
            return ""
        self.unmentioned -= self.in_error
        figures = {"missing": formats.number(len(self.unmentioned)), "unchanged": formats.number(self.unchanged)}
        if self._only_adds:
            return str(gettext(
                "Most of the people on the list are not in this file, so it is taken as additions and corrections: nobody is marked as "
                "having left. Not in the file: %(missing)s. Unchanged: %(unchanged)s.", **figures,
            ))  # fmt: skip
        return str(gettext(
            "People who are not in this file any more are marked as having left. Not in the file: %(missing)s. Unchanged: %(unchanged)s.",
            **figures,
        ))  # fmt: skip

    @property
    def _only_adds(self) -> bool:
        return len(self.unmentioned) * FEW_LEFT > self.listed

    def write(self, run: ImportRun, rows: Sequence[Row]) -> Written:
        """Write a batch: new people at once, known ones where something differs."""
        new = [row for row in rows if row[0] not in self.known]
        updates = [Row._make(row) for row in rows if row[0] in self.known]
        self.writer.add(new)
        return Written(created=len(new), updated=self.writer.update(updates))

    def finish(self, run: ImportRun) -> None:
        """Mark who left, find councils by postcode, and raise the alarm if too many contact details changed."""
        self.unmentioned -= self.in_error
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

    def _council(self, text: str) -> int | None:
        if text not in self.council_ids:
            self.council_ids[text] = self.councils.find(text)
        return self.council_ids[text]

    def _errors(self, errors: list[RowError], unknown_council: bool) -> list[RowError]:
        message = _l("This council is not known. Choices: %(choices)s", choices=self.councils.choices())
        return [*errors, RowError(field="council", message=message)] if unknown_council else errors

    def _mention(self, cell: str) -> Any:
        number = NUMBER.parse(cell)
        if number in self.known:
            self.in_error.add(number)  # until it stands in a row without errors
        return number

    def _mention_many(self, cells: list[str]) -> list[str] | None:
        if self.known:
            self.in_error.update(number for number in cells if number in self.known)
        return NUMBERS(cells)


def place_of(contest: Contest) -> Place:
    """Where a list of a contest's electors goes."""
    return Place(kind="contest", id=contest.id, label=contest.title_en)


register_spec(KIND, ElectorImport)
