"""Judging one row: who endorses whom, and whether that can be."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext

from tracker.endorsements.figures import COUNTS, figures_messages
from tracker.endorsements.imports.fields import EndorserKind, NotDecided
from tracker.endorsements.imports.known import Known, name_key
from tracker.endorsements.imports.row import Row, left_out
from tracker.endorsements.services.evidence import refuse_bad_address
from tracker.kernel.clock import today
from tracker.kernel.errors import Refused
from tracker.kernel.imports import RowError
from tracker.rules.decisions import ENDORSING_OUTCOMES, DecisionMethod, DecisionOutcome, EvidenceGrade
from tracker.rules.directory import MAY_ENDORSE, BodyKind
from tracker.rules.names import compact_key
from tracker.rules.outcomes import outcome_of_vote

VOTES = ("votes_for", "votes_against", "abstentions")


class Wrong(Exception):
    """The row cannot be; `error` says at which field and why."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.error = RowError(field=field, message=message)


@dataclass(frozen=True)
class Endorser:
    """Who endorses: a recorded person or body, or one to be recorded. `kind` None means a person."""

    id: int | None
    kind: BodyKind | None


def judged(values: dict[str, Any], known: Known) -> Row | list[RowError]:
    """The row to write, one `left_out` where it is not for this contest or says that nothing is decided, or its errors."""
    if values["contest"] and compact_key(values["contest"]) not in known.contest:
        return left_out(gettext("For another contest"))
    if values["outcome"] is NotDecided.NOT_DECIDED:
        return left_out(gettext("Nothing decided yet"))
    try:
        return _row(values, known)
    except Wrong as wrong:
        return [wrong.error]


def _row(values: dict[str, Any], known: Known) -> Row:
    endorser = _endorser(values, known)
    candidacy_id = _candidacy(values["candidate"], known)
    outcome = _outcome(values, candidacy_id, is_person=endorser.kind is None)
    _refuse_mismatch(outcome, candidacy_id)
    _refuse_wrong_method(values["method"], endorser)
    _refuse_future(values)
    _refuse_bad_source(values["source"])
    votes: dict[str, Any] = {name: None if endorser.kind is None else values[name] for name in VOTES}
    _refuse_figures(outcome, votes)
    area_id = known.areas.get(compact_key(values["area"])) if values["area"] else None
    return Row(
        endorser=values["endorser"], key=f"{(endorser.kind and 'body') or 'person'}:{endorser.id or name_key(values['endorser'])}",
        endorser_id=endorser.id, body_kind=endorser.kind, office=_office(values, endorser), area_id=area_id, candidacy_id=candidacy_id,
        decided_on=values["decided_on"], method=values["method"], outcome=outcome, **votes, grade=values["grade"] or EvidenceGrade.PRESS,
        source=values["source"], is_recorded=_is_recorded(endorser, candidacy_id, known),
    )  # fmt: skip


def _endorser(values: dict[str, Any], known: Known) -> Endorser:
    """Whoever is recorded under the name; else somebody new, if the row says what."""
    key, kind = name_key(values["endorser"]), values["body_kind"]
    is_person = values["endorser_kind"] is EndorserKind.PERSON or kind is EndorserKind.PERSON
    is_body = values["endorser_kind"] is EndorserKind.BODY or isinstance(kind, BodyKind)
    if is_person and is_body:
        raise Wrong("endorser_kind", gettext("This says both that it is a person and that it is a body."))
    people = [] if is_body else [Endorser(one, None) for one in known.people.get(key, ())]
    bodies = (
        []
        if is_person
        else [
            Endorser(*one)
            for one in known.bodies.get(key, ())
            if not isinstance(kind, BodyKind) or one[1] is kind
        ]
    )
    found = [*people, *bodies]
    if len(found) > 1:
        raise Wrong(
            "endorser", gettext("Several records go by this name. Merge them, or give the kind of body.")
        )
    return _may_endorse(found[0] if found else _new(is_person, kind))


def _new(is_person: bool, kind: Any) -> Endorser:
    if is_person:
        return Endorser(None, None)
    if isinstance(kind, BodyKind):
        return Endorser(None, kind)
    raise Wrong(
        "endorser",
        gettext("This endorser is not in the records. Say whether it is a person, or which kind of body."),
    )


def _may_endorse(endorser: Endorser) -> Endorser:
    if endorser.kind is BodyKind.PRINCIPAL_COUNCIL:
        raise Wrong(
            "endorser",
            gettext(
                "A principal council cannot endorse anybody. Its leader or its councillors can: record them, as people."
            ),
        )
    if endorser.kind is not None and endorser.kind not in MAY_ENDORSE:
        raise Wrong(
            "endorser",
            gettext("A body of this kind has a neutral task in selections and cannot endorse anybody."),
        )
    return endorser


def _candidacy(name: str, known: Known) -> int | None:
    if not name.strip():
        return None
    key = name_key(name)
    if key in known.gone:
        raise Wrong("candidate", gettext("This candidate is no longer standing."))
    if key not in known.candidates:
        raise Wrong(
            "candidate",
            gettext(
                "Nobody of this name stands in the contest. Correct the name, or add the candidate first."
            ),
        )
    return known.candidates[key]


def _outcome(values: dict[str, Any], candidacy_id: int | None, *, is_person: bool) -> DecisionOutcome:
    if is_person:
        return DecisionOutcome.CARRIED_UNRECORDED if candidacy_id else DecisionOutcome.NO_ENDORSEMENT
    if values["outcome"]:
        return DecisionOutcome(values["outcome"])
    if candidacy_id is None:
        raise Wrong("candidate", gettext("Name the candidate, or give an outcome that endorses nobody."))
    told = outcome_of_vote(present=None, **{name: values[name] for name in VOTES})
    if told is None:
        raise Wrong("outcome", gettext("The votes do not carry it. Give the outcome."))
    return told


def _refuse_mismatch(outcome: DecisionOutcome, candidacy_id: int | None) -> None:
    if (outcome in ENDORSING_OUTCOMES) != (candidacy_id is not None):
        raise Wrong("candidate", gettext("A candidate is named exactly where the outcome endorses somebody."))


def _refuse_wrong_method(method: DecisionMethod | None, endorser: Endorser) -> None:
    if endorser.kind is not None and method is DecisionMethod.INDIVIDUAL:
        raise Wrong("method", gettext("A body decides by a meeting, a vote or its officers. Choose how."))


def _refuse_future(values: dict[str, Any]) -> None:
    if values["decided_on"] and values["decided_on"] > today():
        raise Wrong(
            "decided_on", gettext("Enter a day that has come: a decision cannot be dated in the future.")
        )


def _refuse_bad_source(source: str) -> None:
    if source.startswith(("https://", "http://")) and not any(c.isspace() for c in source):
        try:
            refuse_bad_address(source)
        except Refused as refusal:
            raise Wrong("source", str(refusal.message)) from refusal


def _refuse_figures(outcome: DecisionOutcome, votes: dict[str, Any]) -> None:
    figures = type("Figures", (), {**dict.fromkeys(COUNTS), **votes, "outcome": outcome})
    for field, message in figures_messages(figures):
        raise Wrong(field if field in VOTES else "outcome", str(message))


def _office(values: dict[str, Any], endorser: Endorser) -> str:
    """A person's office with its place; of a body, nothing."""
    if endorser.kind is not None:
        return ""
    return ", ".join(part for part in (values["office"], values["area"]) if part)[:300]


def _is_recorded(endorser: Endorser, candidacy_id: int | None, known: Known) -> bool:
    """Whether just this is live already. Raises Wrong where the endorser has endorsed somebody else."""
    place = ("body" if endorser.kind else "person", endorser.id or 0)
    if place not in known.live:
        return False
    if known.live[place] != candidacy_id:
        raise Wrong(
            "endorser", gettext("This endorser has a live endorsement for somebody else. Switch it by hand.")
        )
    return True
