"""Supporters from a spreadsheet: what the columns mean, when two rows are one person, how a run is written and undone."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from flask_babel import force_locale, gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Table, delete, or_, select
from sqlalchemy.orm import aliased

from tracker.contests.models import Candidacy
from tracker.directory.councils import Councils, all_councils
from tracker.directory.models import NotDuplicate
from tracker.extensions import db
from tracker.kernel.bulk import insert_rows
from tracker.kernel.clock import local, now, today
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
from tracker.kernel.imports import fields as cells
from tracker.kernel.words import words_of
from tracker.rules.names import sort_key
from tracker.rules.supporters import ConsentState, SupporterCategory
from tracker.supporters.models import Supporter
from tracker.supporters.queries.duplicates import KIND as PAIR_KIND
from tracker.supporters.services.records import LABELS, LONGEST_KEY, found_by
from tracker.supporters.tally import recount

KIND = "supporters"
TABLE = cast(Table, Supporter.__table__)
COLUMNS = (
    "candidacy_id", "name", "sort_key", "search_key", "compact_key", "office_key",
    "category", "office", "area_id", "ward", "email", "supported_on", "source", "note", "consent",
    "consent_at", "consent_by_id", "consent_wording",
    "created_at", "created_by_id", "import_run_id", "removed_reason", "is_invented", "version",
)  # fmt: skip
C = SupporterCategory

CATEGORY_SYNONYMS = {
    **dict.fromkeys(("cllr", "cllrs", "councilor", "county councillor", "borough councillor", "council leader"), C.COUNCILLOR),
    **dict.fromkeys(("cyng", "cynghorydd", "arweinydd cyngor"), C.COUNCILLOR),
    **dict.fromkeys(("ms", "am", "assembly member", "member of the senedd", "senedd member"), C.AM_MS),
    **dict.fromkeys(("aelod o'r senedd", "aelod cynulliad"), C.AM_MS),
    **dict.fromkeys(("member of parliament", "aelod seneddol"), C.MP),
    **dict.fromkeys(("lord", "lady", "baroness", "baron", "arglwydd", "barwnes", "house of lords"), C.PEER),
    **dict.fromkeys(("member", "labour member", "labour party member", "aelod", "aelod o'r blaid", "party"), C.MEMBER),
    **dict.fromkeys(("union", "union member", "trade union", "trade union member", "undebwr", "undeb"), C.TRADE_UNIONIST),
    **dict.fromkeys(("society", "socialist society", "socialist society member", "cymdeithas"), C.SOCIETY_MEMBER),
    **dict.fromkeys(("public", "resident", "supporter", "cyhoedd", "y cyhoedd", "preswylydd"), C.PUBLIC),
}  # fmt: skip

FIELDS: Sequence[ImportField] = (
    ImportField(
        name="name", label=LABELS["name"], parse=cells.text(), required=True, synonyms=("full name", "supporter", "enw llawn"),
        hint=_l("As the person writes it, in one column."),
    ),
    ImportField(
        name="category", label=LABELS["category"], required=True, synonyms=("type", "kind", "who", "role"),
        parse=cells.one_of(SupporterCategory, words_of(SupporterCategory), CATEGORY_SYNONYMS),
        hint=_l("Councillor, AM or MS, MP, peer, member, trade unionist, society member or public, in either language."),
    ),
    ImportField(name="office", label=LABELS["office"], parse=cells.text(), default="", synonyms=("position", "title", "job")),
    ImportField(
        name="council", label=LABELS["area_id"], parse=cells.text(), default="",
        synonyms=("local authority", "authority", "county", "area"),
        hint=_l("The council or its area, in English or Welsh."),
    ),
    ImportField(name="ward", label=LABELS["ward"], parse=cells.text(), default="", synonyms=("division", "electoral division")),
    ImportField(name="email", label=LABELS["email"], parse=cells.email, default="", synonyms=("email address", "mail")),
    ImportField(
        name="supported_on", label=LABELS["supported_on"], parse=cells.day, synonyms=("date", "since", "day", "signed on"),
        hint=_l("Where it is empty: the day the file was sent."),
    ),
    ImportField(
        name="public_consent", label=_l("May be named in public"), parse=cells.yes_or_no,
        synonyms=("consent", "public", "named", "may be named"),
        hint=_l("Yes or no; empty where nobody asked."),
    ),
    ImportField(name="source", label=LABELS["source"], parse=cells.text(2_000), default="", synonyms=("how", "via", "notes")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A row that may be written."""

    name: str
    sort_key: str
    category: SupporterCategory
    office: str
    area_id: int | None
    ward: str
    email: str
    supported_on: date
    consent: ConsentState
    source: str

    @property
    def person(self) -> str:
        """Who it is, whatever titles, accents and capitals; the bare text where it holds no letter."""
        return self.sort_key if self.sort_key != ", " else self.name


class SupporterImport:
    """Imports one candidate's supporters.

    With an e-mail address a person is the name and that address, for families share addresses; without one, the name
    and the council area. Likelier than certain is not enough here: such pairs are for the page of likely duplicates.
    """

    kind = KIND
    fields = FIELDS

    def __init__(self, run: ImportRun) -> None:
        self.candidacy_id = run.scope_id

    def prepare(self, run: ImportRun) -> None:
        """Look up the councils, and who is on the list."""
        self.councils: Councils = all_councils()
        self.sent_on, self.today = local(run.uploaded_at).date(), today()
        self.addresses: set[tuple[str, str]] = set()
        self.places: set[tuple[str, int | None]] = set()
        self.places_without_address: set[tuple[str, int | None]] = set()
        listed = select(Supporter.sort_key, Supporter.name, Supporter.email, Supporter.area_id).where(
            Supporter.candidacy_id == self.candidacy_id, Supporter.removed_at.is_(None)
        )
        for key, name, email, area_id in db.session.execute(listed.execution_options(yield_per=5_000)):
            person = key if key != ", " else name
            self.places.add((person, area_id))
            if email:
                self.addresses.add((person, email))
            else:
                self.places_without_address.add((person, area_id))

    def check(self, values: dict[str, Any]) -> Row | list[RowError]:
        """The row, with its council found; or what is wrong with it."""
        errors = []
        council = values["council"]
        area_id = self.councils.find(council) if council else None
        if council and area_id is None:
            message = _l("This council is not known. Choices: %(choices)s", choices=self.councils.choices())
            errors.append(RowError(field="council", message=message))
        day = values["supported_on"] or self.sent_on
        if day > self.today:
            message = _l("Enter a day that has come: support cannot be dated in the future.")
            errors.append(RowError(field="supported_on", message=message))
        return errors or Row(
            values["name"], sort_key(values["name"])[:LONGEST_KEY], values["category"], values["office"], area_id, values["ward"],
            values["email"].lower(), day, _CONSENTS[values["public_consent"]], values["source"],
        )  # fmt: skip

    def keys(self, row: Row) -> Sequence[Hashable]:
        """Two rows with one of these in common are one person."""
        return ((row.person, row.email),) if row.email else ((row.person, row.area_id),)

    def standing(self, row: Row) -> Standing:
        """Whether the person is on the list already."""
        place = (row.person, row.area_id)
        if not row.email:
            return Standing.SAME if place in self.places else Standing.NEW
        known = (row.person, row.email) in self.addresses or place in self.places_without_address
        return Standing.SAME if known else Standing.NEW

    def why_left_out(self, row: Row) -> str:
        """No row is meant for anywhere else."""
        return ""

    def remark(self) -> str:
        """Nothing beyond the counts."""
        return ""

    def write(self, run: ImportRun, rows: Sequence[Row]) -> Written:
        """Write a batch straight into the table."""
        at, wording = now(), _wording(run)
        insert_rows(TABLE, COLUMNS, (self._values(row, run, at, wording) for row in rows))
        return Written(created=len(rows))

    def finish(self, run: ImportRun) -> None:
        """Count the list afresh."""
        recount(self.candidacy_id)

    def refusal_to_undo(self, run: ImportRun) -> str | None:
        """What was changed since, or had another record merged into it, cannot be taken back in one go."""
        lost = aliased(Supporter)
        merged_in = select(lost.id).where(lost.merged_into_id == Supporter.id).exists()
        touched = select(Supporter.id).where(_of(run), or_(Supporter.version > 1, merged_in)).limit(1)
        if db.session.scalar(touched) is None:
            return None
        return str(gettext("Some of these supporters were changed after the import. Remove the others one by one."))

    def undo(self, run: ImportRun) -> int:
        """Delete what the run created: nothing depends on it."""
        ids = select(Supporter.id).where(_of(run))
        db.session.execute(delete(NotDuplicate).where(
            NotDuplicate.kind == PAIR_KIND, or_(NotDuplicate.left_id.in_(ids), NotDuplicate.right_id.in_(ids))
        ))
        gone: Any = db.session.execute(delete(Supporter).where(_of(run)))
        recount(self.candidacy_id)
        return int(gone.rowcount)

    def history_place(self, run: ImportRun) -> HistoryPlace:
        """Under the candidacy and its contest."""
        candidacy = db.session.get_one(Candidacy, run.scope_id)
        return {"contest_id": candidacy.contest_id, "candidacy_id": candidacy.id}

    def _values(self, row: Row, run: ImportRun, at: datetime, wording: str) -> tuple[Any, ...]:
        """A row in the order of COLUMNS."""
        answered = row.consent is not ConsentState.NOT_ASKED
        found = found_by(row.name, row.office, row.ward, row.email)
        return (
            self.candidacy_id, row.name, row.sort_key, found["search_key"], found["compact_key"], found["office_key"],
            row.category, row.office, row.area_id, row.ward, row.email, row.supported_on, row.source, "", row.consent,
            at if answered else None, run.by_id if answered else None, wording if row.consent is ConsentState.GIVEN else "",
            at, run.by_id, run.id, "", False, 1,
        )  # fmt: skip


_CONSENTS = {True: ConsentState.GIVEN, False: ConsentState.REFUSED, None: ConsentState.NOT_ASKED}


def _of(run: ImportRun) -> ColumnElement[bool]:
    return Supporter.import_run_id == run.id


def _wording(run: ImportRun) -> str:
    """The words that stand for consent given in a file: where they are to be found."""
    with force_locale(run.language):
        wording = _l("The file says yes to being named in public. File: %(file)s. Import: %(number)s.", file=run.label, number=run.id)
        return str(wording)


def place_of(candidacy: Candidacy) -> Place:
    """Where an import into a candidate's list goes."""
    return Place(kind="candidacy", id=candidacy.id, label=candidacy.name)


register_spec(KIND, SupporterImport)
