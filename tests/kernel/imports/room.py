"""A room made up for these tests: members with a branch, imported into a made-up club."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from io import BytesIO
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    Integer,
    MetaData,
    String,
    Table,
    delete,
    func,
    insert,
    select,
)

from tracker.extensions import db
from tracker.kernel import imports
from tracker.kernel.imports import (
    ImportAuthor,
    ImportField,
    ImportRun,
    Place,
    RowError,
    Standing,
    Written,
    fields,
)

KIND = "made-up-members"
CLUB = Place(kind="club", id=7, label="Clwb Ffug")
OFFICER = ImportAuthor(None, "Nia Pugh-Example")

own_metadata = MetaData()
members = Table(
    "made_up_member", own_metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("name", String(300), nullable=False),
    Column("email", String(300)),
    Column("joined_on", Date),
    Column("standing", String(40)),
    Column("import_run_id", Integer, index=True),
)  # fmt: skip


class Level(StrEnum):
    FULL = "full"
    JUNIOR = "junior"


FIELDS = (
    ImportField(
        name="name", label="Name", parse=fields.text(), required=True, synonyms=("member", "full name")
    ),
    ImportField(name="email", label="E-mail", parse=fields.email, synonyms=("e-mail address",)),
    ImportField(name="joined_on", label="Joined on", parse=fields.day),
    ImportField(
        name="level",
        label="Level",
        parse=fields.one_of(Level, {Level.FULL: "Full member", Level.JUNIOR: "Junior"}),
    ),
)


class Members:
    """Imports made-up members."""

    kind = KIND
    fields: Sequence[ImportField] = FIELDS
    after_batch = staticmethod(lambda: None)
    at_the_end = staticmethod(lambda: None)

    def prepare(self, run: ImportRun) -> None:
        self.known = set(db.session.scalars(select(func.lower(members.c.name))))

    def check(self, values: dict[str, Any]) -> dict[str, Any] | list[RowError]:
        if values["name"] == "Nobody":
            return [RowError(field="name", message="Nobody cannot be a member.")]
        return values

    def keys(self, row: dict[str, Any]) -> Sequence[str]:
        return (row["name"].lower(),)

    def why_left_out(self, row: dict[str, Any]) -> str:
        return "Meant for another club"

    def standing(self, row: dict[str, Any]) -> Standing:
        if row["name"] == "Stranger":
            return Standing.LEFT_OUT
        return Standing.SAME if row["name"].lower() in self.known else Standing.NEW

    def remark(self) -> str:
        """Nothing beyond the counts."""
        return ""

    def write(self, run: ImportRun, rows: Sequence[dict[str, Any]]) -> Written:
        plain = [
            {
                "name": r["name"],
                "email": r["email"],
                "joined_on": r["joined_on"],
                "standing": r["level"],
                "import_run_id": run.id,
            }
            for r in rows
        ]
        db.session.execute(insert(members), plain)
        self.after_batch()
        return Written(created=len(rows))

    def finish(self, run: ImportRun) -> None:
        self.at_the_end()

    def refusal_to_undo(self, run: ImportRun) -> str | None:
        kept = select(func.count()).where(
            members.c.import_run_id == run.id, members.c.joined_on == date(1901, 1, 1)
        )
        return "A founding member cannot be taken back." if db.session.scalar(kept) else None

    def undo(self, run: ImportRun) -> int:
        return db.session.execute(delete(members).where(members.c.import_run_id == run.id)).rowcount

    def history_place(self, run: ImportRun) -> imports.HistoryPlace:
        return {"contest_id": None}


def make_members(run: ImportRun) -> Members:
    return Members()


def upload(content: bytes, name: str = "members.csv") -> ImportRun:
    """The file, uploaded by the officer."""
    return imports.upload(KIND, CLUB, BytesIO(content), name, OFFICER, language="en")


def member_names() -> list[str]:
    """Who is recorded, in the order they were written."""
    return list(db.session.scalars(select(members.c.name).order_by(members.c.id)))
