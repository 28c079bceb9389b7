"""One row of an import, checked and ready to be written. Plain values only."""

from dataclasses import dataclass, replace
from datetime import date

from tracker.rules.decisions import DecisionMethod, DecisionOutcome, EvidenceGrade
from tracker.rules.directory import BodyKind


@dataclass(frozen=True, kw_only=True)
class Row:
    """An endorsement to write. `endorser_id` is None for somebody to be recorded; `body_kind` None means a person."""

    endorser: str
    key: str
    endorser_id: int | None
    body_kind: BodyKind | None
    office: str
    area_id: int | None
    candidacy_id: int | None
    decided_on: date | None
    method: DecisionMethod | None
    outcome: DecisionOutcome | None
    votes_for: int | None
    votes_against: int | None
    abstentions: int | None
    grade: EvidenceGrade
    source: str
    left_out: str = ""
    is_recorded: bool = False


    @property
    def is_left_out(self) -> bool:
        """Whether it is not for this contest, or says that nothing is decided; `left_out` says which."""
        return bool(self.left_out)


NOTHING = Row(
    endorser="",
    key="",
    endorser_id=None,
    body_kind=None,
    office="",
    area_id=None,
    candidacy_id=None,
    decided_on=None,
    method=None,
    outcome=None,
    votes_for=None,
    votes_against=None,
    abstentions=None,
    grade=EvidenceGrade.PRESS,
    source="",
)


def left_out(why: str) -> Row:
    """A row that is read and goes no further."""
    return replace(NOTHING, left_out=why)
