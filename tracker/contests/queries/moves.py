"""The moves a page offers: those the person may make, with what stands in the way of each."""

from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import LazyString

from tracker.access.actor import Actor
from tracker.access.can import can
from tracker.access.permissions import Permission
from tracker.contests.models import Candidacy, Contest
from tracker.contests.states import CANDIDACY, CONTEST, MADE_BY_THE_CONTEST
from tracker.kernel.errors import Blocker
from tracker.kernel.transitions import Machine
from tracker.rules.contests import ContestOutcome


@dataclass(frozen=True)
class OfferedMove:
    """One move, its page, and everything that makes it impossible yet."""

    name: str
    label: str | LazyString
    url: str
    blockers: list[Blocker]

    @property
    def is_possible(self) -> bool:
        return not self.blockers


def contest_moves(actor: Actor, contest: Contest) -> list[OfferedMove]:
    """The moves of `contest` that `actor` may make, possible or not yet."""
    beside_the_point = "set-aside" if contest.outcome is ContestOutcome.BALLOT else "recount"
    offered = _offered(actor, CONTEST, contest, "contests.move", {"contest_slug": contest.slug})
    return [move for move in offered if move.name != beside_the_point]


def candidacy_moves(actor: Actor, candidacy: Candidacy) -> list[OfferedMove]:
    """The moves of `candidacy` that `actor` may make, possible or not yet; a contest's own decision is not among them."""
    address: dict[str, Any] = {"contest_slug": candidacy.contest.slug, "candidacy_slug": candidacy.slug}
    return _offered(actor, CANDIDACY, candidacy, "contests.move_candidacy", address)


def _offered(actor: Actor, machine: Machine[Any], record: Any, endpoint: str, address: dict[str, Any]) -> list[OfferedMove]:
    return [
        OfferedMove(move.name, move.label, url_for(endpoint, **{**address, "move_name": move.name}), move.missing(record))
        for move in machine.moves_from(record.state)
        if move.name not in MADE_BY_THE_CONTEST and can(actor, Permission(move.permission), record)
    ]
