"""One row of an import, checked and ready to be written. Plain values only."""

from dataclasses import dataclass
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
    is_left_out: bool = False
    is_recorded: bool = False


LEFT_OUT = Row(
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
    is_left_out=True,
)
