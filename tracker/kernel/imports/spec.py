"""What a room says about what it imports; everything else is the same for all of them."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol, TypedDict

from flask_babel import LazyString

from tracker.kernel.imports.fields import ImportField
from tracker.kernel.imports.models import ImportRun


class Standing(StrEnum):
    """How a good row stands to the database. `left_out`: it is meant for somewhere else, and is read but not counted further."""

    NEW = "new"
    UPDATES = "updates"
    SAME = "same"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, kw_only=True)
class RowError:
    """What is wrong with one cell, or with the whole row where `field` is empty."""

    message: str | LazyString
    field: str = ""


@dataclass(frozen=True, kw_only=True)
class Written:
    """What one batch changed."""

    created: int = 0
    updated: int = 0


class HistoryPlace(TypedDict, total=False):
    """What `history.record` is given beside the act itself."""

    contest_id: int | None
    candidacy_id: int | None


class ImportSpec(Protocol):
    """One import of one room, made anew for each run: it may keep what `prepare` looks up.

    What `prepare` keeps must be plain values, never ORM objects: transactions end between `prepare` and `check`.
    """

    @property
    def kind(self) -> str:
        """What is imported, as the address and the command line call it: `supporters`."""
        ...

    @property
    def fields(self) -> Sequence[ImportField]:
        """The fields, in the order people expect them."""
        ...

    def prepare(self, run: ImportRun) -> None:
        """Look up, once, everything that checking rows needs: not a query a row."""
        ...

    def check(self, values: dict[str, Any]) -> Any | list[RowError]:
        """What will be written for a row whose cells could be read, or what is wrong with it."""
        ...

    def keys(self, row: Any) -> Sequence[Hashable]:
        """Two rows sharing one of these are the same: the second in a file is a duplicate."""
        ...

    def standing(self, row: Any) -> Standing:
        """How a checked row stands to what the database held at `prepare`."""
        ...

    def why_left_out(self, row: Any) -> str:
        """Why a row that stands `left_out` does; empty for every other."""
        ...

    def remark(self) -> str:
        """What a person should know beside the counts, asked once every row is judged, before saving and after; usually nothing."""
        ...

    def write(self, run: ImportRun, rows: Sequence[Any]) -> Written:
        """Write a batch of rows, in bulk, marked with the id of the run. Flushes, never commits."""
        ...

    def finish(self, run: ImportRun) -> None:
        """What is done once, after the last batch and in the same transaction: counting afresh, telling people."""
        ...

    def refusal_to_undo(self, run: ImportRun) -> str | None:
        """Why what the run created cannot be taken back (something depends on it), or None."""
        ...

    def undo(self, run: ImportRun) -> int:
        """Take back everything the run created; how many records that was."""
        ...

    def history_place(self, run: ImportRun) -> HistoryPlace:
        """Under which contest and candidacy history files what is done with the run."""
        ...
