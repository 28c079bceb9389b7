"""States as data: one table of moves that buttons, guards, history, documentation and tests all read."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, TypeVar

from flask_babel import LazyString, gettext

from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.errors import Blocked, Blocker, Refused

S = TypeVar("S", bound=StrEnum)


@dataclass(frozen=True, kw_only=True)
class Transition(Generic[S]):
    """One move: from any of `sources` to `target`, by whoever has `permission`, unless a blocker speaks."""

    name: str
    sources: frozenset[S]
    target: S
    permission: StrEnum
    label: str | LazyString
    done: str | LazyString
    blockers: tuple[Callable[[Any], Iterable[Blocker]], ...] = ()
    needs_reason: bool = False
    stamps: str | None = None

    def missing(self, record: Any) -> list[Blocker]:
        """Everything that stands in the way of this move, each with its remedy."""
        return [blocker for find in self.blockers for blocker in find(record)]


@dataclass(frozen=True)
class Machine(Generic[S]):
    """The states of one kind of record, kept in its attribute `state`."""

    name: str
    transitions: tuple[Transition[S], ...]
    by_name: Mapping[str, Transition[S]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {move.name: move for move in self.transitions})
        history.sentences(**{self.action(move): move.done for move in self.transitions})

    def action(self, move: Transition[S]) -> str:
        """The word history keeps for `move`."""
        return f"{self.name}.{move.name}"

    def moves_from(self, state: S) -> list[Transition[S]]:
        """The moves that start at `state`, in the order declared."""
        return [move for move in self.transitions if state in move.sources]

    def apply(
        self,
        actor: history.Author,
        record: Any,
        name: str,
        *,
        at: Any = None,
        reason: str = "",
        changed: Mapping[str, Any] | None = None,
        contest_id: int | None = None,
        candidacy_id: int | None = None,
        version: int | None = None,
    ) -> None:
        """Move `record`: lock it, refuse what may not be, write history, then change the state.

        `changed` holds further attributes the move sets. `at` fills the transition's time stamp. `version` is the one the
        person looked at: nobody moves on what somebody else changed since.
        Raises Blocked with every blocker, Refused when the record has moved on or a reason is missing.
        """
        move = self.by_name[name]
        db.session.flush()
        db.session.refresh(record, with_for_update={"of": type(record)})  # however it was loaded, only its own row
        if record.state not in move.sources or version not in (None, record.version):
            raise Refused(gettext("This has changed since you opened the page. Look at it again, then decide."))
        if move.needs_reason and not reason.strip():
            raise Refused(gettext("Give a reason: it is kept in the history."), "reason")
        if missing := move.missing(record):
            raise Blocked(gettext("This cannot be done yet. What is missing:"), missing)
        wanted = {"state": move.target, **({move.stamps: at} if move.stamps else {}), **(changed or {})}
        difference = {key: (getattr(record, key), new) for key, new in wanted.items() if getattr(record, key) != new}
        history.record(
            actor, self.action(move), record,
            difference=difference, reason=reason, contest_id=contest_id, candidacy_id=candidacy_id,
        )
        for key, new in wanted.items():
            setattr(record, key, new)
        db.session.flush()
