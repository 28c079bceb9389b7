"""People who are on the list already: what a later list changes of them, and which contact details became others."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import Table, bindparam, select, update

from tracker.electorate import hashing
from tracker.electorate.imports.rows import CONTACT, FIELD_SEPARATOR, Row, name_key
from tracker.electorate.models import ContactChange, Elector
from tracker.extensions import db
from tracker.kernel.bulk import insert_rows
from tracker.kernel.imports import ImportRun

TABLE = cast(Table, Elector.__table__)
CHANGES = cast(Table, ContactChange.__table__)
COLUMN_OF = {"council": "council_id"}  # fields whose column is called otherwise
DATES = ("joined_on", "paid_up_to")
WRITTEN = (
    *Row._fields[1:22], "standing", "eligibility", "details_digest", "email_key", "email_hash", "name_key", "is_listed", "left_on",
)  # fmt: skip
CHANGE_COLUMNS = (
    "contest_id", "elector_id", "changed_at", "by_id", "import_run_id", "fields", "before_hash", "branch", "council_id",
)

Verdict = Callable[[str | None, str, str | None, str | None], str]
Known = dict[str, Any]


class Updates:
    """Writes one batch of people known before. Columns the file does not have stay as they are."""

    def __init__(self, run: ImportRun, salt: bytes, at: datetime, verdict: Verdict) -> None:
        self.run, self.salt, self.at, self.verdict = run, salt, at, verdict
        said = {COLUMN_OF.get(name, name) for name in run.mapping}
        self.said = tuple(name for name in Row._fields[1:22] if name in said)
        if any(name in said for name in CONTACT["address"]):  # an address is one thing, whichever columns it came in
            self.said = tuple(name for name in Row._fields[1:22] if name in said or name in CONTACT["address"])

    def write(self, rows: Sequence[Row]) -> int:
        """Change what differs; how many people that was."""
        known = self._known([row.membership_number for row in rows])
        wanted = [self._wanted(row, known[row.membership_number]) for row in rows]
        pairs = [(known[row.membership_number], new) for row, new in zip(rows, wanted, strict=True)]
        changed = [(old, new) for old, new in pairs if any(old[name] != new[name] for name in WRITTEN if name != "details_digest")]
        statement = update(TABLE).where(TABLE.c.id == bindparam("of_id")).values(
            {**{name: bindparam(f"new_{name}") for name in WRITTEN}, "version": TABLE.c.version + 1}
        )  # fmt: skip
        parameters = [{"of_id": old["id"], **{f"new_{name}": new[name] for name in WRITTEN}} for old, new in pairs]
        db.session.connection().execute(statement, parameters)
        insert_rows(CHANGES, CHANGE_COLUMNS, [change for old, new in changed if (change := self._contact_change(old, new))])
        return len(changed)

    def _known(self, numbers: Sequence[str]) -> dict[str, Known]:
        query = select(TABLE).where(TABLE.c.contest_id == self.run.scope_id, TABLE.c.membership_number.in_(numbers))
        return {row["membership_number"]: dict(row) for row in db.session.connection().execute(query).mappings()}

    def _wanted(self, row: Row, old: Known) -> Known:
        """The person as they will stand: what the file says, and of the rest what was known."""
        said = {name: _typed(name, getattr(row, name)) for name in self.said}
        if "council_id" in said and said["council_id"] is None and said.get("postcode", old["postcode"]) == old["postcode"]:
            del said["council_id"]  # found by postcode before, and found again
        new = {**{name: old[name] for name in WRITTEN}, **said}
        new.update(standing=row.standing or old["standing"], details_digest=row.digest, is_listed=True, left_on=None)
        email = hashing.email_key(new["email"])
        new.update(email_key=email, email_hash=hashing.email_hash(self.salt, email), name_key=name_key(new["first_name"], new["last_name"]))
        if not old["eligibility_by_hand"]:
            new["eligibility"] = self.verdict(new["standing"], new["voter_class"], _text(new["joined_on"]), _text(new["paid_up_to"]))
        return new

    def _contact_change(self, old: Known, new: Known) -> tuple[Any, ...] | None:
        fields = [what for what, columns in CONTACT.items() if any(old[name] != new[name] for name in columns)]
        if not fields:
            return None
        before = FIELD_SEPARATOR.join(old[name] for columns in CONTACT.values() for name in columns)
        return (
            self.run.scope_id, old["id"], self.at, self.run.by_id, self.run.id, fields, hashing.contact_hash(self.salt, before),
            new["branch"], new["council_id"],
        )  # fmt: skip


def _typed(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if name in DATES and value else value


def _text(value: date | None) -> str | None:
    return value.isoformat() if value else None
