"""The rows of a pasted list, matched to who is recorded."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sqlalchemy import select

from tracker.contests.models import Contest
from tracker.directory.models import Area, Body, Person
from tracker.directory.picking import Ambiguous, Found, Unknown, resolve
from tracker.directory.search import Hit, body_hit, person_hit
from tracker.endorsements.forms.paste import Row
from tracker.endorsements.services.endorsers import why_not
from tracker.endorsements.services.log import live_endorsement
from tracker.endorsements.services.paste import SKIP
from tracker.extensions import db
from tracker.rules.directory import BodyKind
from tracker.rules.lists import BODY_CUES, PastedName, parse_endorsers
from tracker.rules.names import compact_key, search_key, without_honorifics

PERSON = "person"
MOST_ROWS = 300

CUES: tuple[tuple[frozenset[str], BodyKind], ...] = (
    (frozenset({"clp", "etholaeth", "constituency"}), BodyKind.CONSTITUENCY_PARTY),
    (frozenset({"branch", "cangen", "blp"}), BodyKind.BRANCH),
    (
        frozenset(
            {
                "union",
                "undeb",
                "workers",
                "gmb",
                "unite",
                "unison",
                "usdaw",
                "cwu",
                "aslef",
                "tssa",
                "num",
                "fbu",
            }
        ),
        BodyKind.AFFILIATED_UNION,
    ),
    (frozenset({"society", "societies", "association", "cymdeithas"}), BodyKind.SOCIALIST_SOCIETY),
    (frozenset({"council", "cyngor"}), BodyKind.PARTY_COUNCIL),
)


def matched(contest: Contest, text: str) -> list[Row]:
    """The endorsers named in `text`, each with the records it may mean and what is likeliest."""
    known = [
        name
        for names in db.session.execute(select(Body.name_en, Body.name_cy, Body.short_name))
        for name in names
        if name
    ]
    return list(_each_once(_row(contest, pasted) for pasted in parse_endorsers(text, known)[:MOST_ROWS]))


def _each_once(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows, those that name whom a row above names marked and left out."""
    seen: set[str] = set()
    for row in rows:
        is_known = bool(row.hits) and row.choice in (SKIP, row.hits[0].key)
        whom = row.hits[0].key if is_known else compact_key(without_honorifics(row.name)) or row.name
        yield replace(row, choice=SKIP, is_repeated=True) if whom in seen else row
        seen.add(whom)


def _row(contest: Contest, pasted: PastedName) -> Row:
    meant = resolve(pasted.name[:300])
    if isinstance(meant, Found) and not isinstance(meant.record, Area):
        recorded = live_endorsement(contest, meant.record) is not None
        hit = _hit(meant.record)
        if isinstance(meant.record, Body) and not meant.record.may_endorse:
            return replace(_made(pasted, [hit], SKIP), refusal=why_not(meant.record.kind))
        return _made(pasted, [hit], SKIP if recorded else hit.key, is_recorded=recorded)
    if isinstance(meant, Ambiguous):
        return _made(pasted, meant.hits, meant.hits[0].key)
    return _made(pasted, meant.nearby if isinstance(meant, Unknown) else [], likely_kind(pasted.name))


def _made(pasted: PastedName, hits: list[Hit], choice: str, *, is_recorded: bool = False) -> Row:
    return Row(
        name=pasted.name[:300], detail=pasted.detail[:300], hits=hits, choice=choice, is_recorded=is_recorded
    )


def _hit(record: Person | Body) -> Hit:
    return person_hit(record) if isinstance(record, Person) else body_hit(record)


def likely_kind(name: str) -> str:
    """What an unknown name is likeliest to be: a kind of body by the words in it, else a person."""
    words = frozenset(search_key(name).split())
    found = next((kind.value for cues, kind in CUES if words & cues), None)
    return found or (BodyKind.CAMPAIGN_GROUP.value if words & BODY_CUES else PERSON)
