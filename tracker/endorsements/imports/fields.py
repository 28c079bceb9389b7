"""The columns of an import, the words other people use for them, and how their cells are read."""

from enum import StrEnum

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from tracker.endorsements.services.decision import LABELS
from tracker.kernel.imports import CellProblem, ImportField
from tracker.kernel.imports.fields import day, one_of, text, whole_number
from tracker.kernel.words import words_of
from tracker.rules.decisions import DecisionMethod, DecisionOutcome, EvidenceGrade
from tracker.rules.directory import BodyKind
from tracker.rules.names import search_key


class EndorserKind(StrEnum):
    """Whether a person or a body endorses."""

    PERSON = "person"
    BODY = "body"


class NotDecided(StrEnum):
    """What a list says of somebody who has decided nothing yet: no endorsement of any sort is recorded."""

    NOT_DECIDED = "not_decided"


KIND_WORDS: dict[StrEnum, str | LazyString] = {
    EndorserKind.PERSON: _l("Person"),
    EndorserKind.BODY: _l("A body"),
}
IS_A_PERSON = frozenset(
    {
        "person",
        "mp",
        "mps",
        "am",
        "ams",
        "ms",
        "mep",
        "msp",
        "politician",
        "councillor",
        "cllr",
        "peer",
        "lord",
        "member",
        "individual",
        "assembly member",
        "member of the senedd",
        "member of parliament",
        "mayor",
        "leader",
    }
)
BODY_SYNONYMS: dict[str, BodyKind] = {
    "clp": BodyKind.CONSTITUENCY_PARTY,
    "constituency labour party": BodyKind.CONSTITUENCY_PARTY,
    "constituency": BodyKind.CONSTITUENCY_PARTY,
    "union": BodyKind.AFFILIATED_UNION,
    "trade union": BodyKind.AFFILIATED_UNION,
    "affiliated trade union": BodyKind.AFFILIATED_UNION,
    "society": BodyKind.SOCIALIST_SOCIETY,
    "local authority": BodyKind.PRINCIPAL_COUNCIL,
    "council": BodyKind.PRINCIPAL_COUNCIL,
    "co-op party council": BodyKind.PARTY_COUNCIL,
    "co-operative": BodyKind.COOPERATIVE_SOCIETY,
    "blp": BodyKind.BRANCH,
}
CARRIED_WORDS = (
    "declared",
    "nominated",
    "nominated or declared",
    "endorsed",
    "supports",
    "backing",
    "carried",
    "yes",
)
NOBODY_WORDS = ("made no nomination", "no nomination", "neutral", "none", "nobody")
UNDECIDED_WORDS = frozenset(
    {"not yet nominated", "not declared", "not yet declared", "undecided", "not yet decided"}
)

_body = one_of(BodyKind, words_of(BodyKind), BODY_SYNONYMS)
_outcome = one_of(
    DecisionOutcome,
    words_of(DecisionOutcome),
    {
        **dict.fromkeys(CARRIED_WORDS, DecisionOutcome.CARRIED_UNRECORDED),
        **dict.fromkeys(NOBODY_WORDS, DecisionOutcome.NO_ENDORSEMENT),
    },
)


def body_kind(cell: str) -> BodyKind | EndorserKind:
    """The kind of a body; where a list says MP or councillor, that it is a person."""
    return EndorserKind.PERSON if search_key(cell) in IS_A_PERSON else _body(cell)


def outcome(cell: str) -> DecisionOutcome | NotDecided:
    """What was decided, or that nothing was."""
    return NotDecided.NOT_DECIDED if search_key(cell) in UNDECIDED_WORDS else _outcome(cell)


def name(cell: str) -> str:
    """A name with something in it."""
    if not search_key(cell):
        raise CellProblem(_l("Enter a name."))
    return str(text()(" ".join(cell.split())))


FIELDS = (
    ImportField(
        name="endorser",
        label=_l("Endorser"),
        parse=name,
        required=True,
        synonyms=("name", "body", "endorsed by", "nominator", "cefnogwr"),
    ),
    ImportField(
        name="endorser_kind",
        label=_l("Person or body"),
        parse=one_of(EndorserKind, KIND_WORDS),
        synonyms=("person or body",),
        hint=_l(
            "Person, or body. It may be left out where the kind of body says so, or the endorser is in the records."
        ),
    ),
    ImportField(
        name="body_kind",
        label=_l("Kind of body"),
        parse=body_kind,
        synonyms=("kind", "type", "category"),
        hint=_l(
            "Such as party council, constituency party or affiliated union; MP and the like mean a person."
        ),
    ),
    ImportField(
        name="office", label=_l("Office"), parse=text(), default="", synonyms=("role", "position", "title")
    ),
    ImportField(
        name="area",
        label=_l("Area"),
        parse=text(),
        default="",
        synonyms=("constituency", "place", "ward", "region"),
    ),
    ImportField(
        name="candidate",
        label=_l("Candidate"),
        parse=text(),
        required=True,
        may_be_blank=True,
        default="",
        synonyms=("endorses", "endorsee", "whom", "nominee"),
        hint=_l("As in the contest. Empty where nobody was endorsed."),
    ),
    ImportField(name="decided_on", label=_l("Decided on"), parse=day, synonyms=("date", "day", "decided")),
    ImportField(
        name="method",
        label=LABELS["method"],
        parse=one_of(DecisionMethod, words_of(DecisionMethod)),
        synonyms=("how",),
    ),
    ImportField(
        name="outcome", label=_l("Outcome"), parse=outcome, synonyms=("status", "result", "decision")
    ),
    ImportField(name="votes_for", label=_l("For"), parse=whole_number(), synonyms=("votes for", "in favour")),
    ImportField(name="votes_against", label=_l("Against"), parse=whole_number(), synonyms=("votes against",)),
    ImportField(name="abstentions", label=_l("Abstaining"), parse=whole_number(), synonyms=("abstained",)),
    ImportField(
        name="grade",
        label=_l("Kind of evidence"),
        parse=one_of(EvidenceGrade, words_of(EvidenceGrade)),
        synonyms=("evidence",),
    ),
    ImportField(
        name="source",
        label=_l("Source"),
        parse=text(2_000),
        default="",
        synonyms=("link", "url", "reference"),
    ),
    ImportField(
        name="contest",
        label=_l("Contest"),
        parse=text(),
        default="",
        synonyms=("selection", "election"),
        hint=_l("Rows that name another contest are left out."),
    ),
)
