"""Everything the checking of rows asks of the database, looked up once."""

from collections import defaultdict
from dataclasses import dataclass, field

from sqlalchemy import select

from tracker.contests.models import Candidacy, Contest
from tracker.directory.keys import BETWEEN
from tracker.directory.models import Area, Body, Person
from tracker.endorsements.models import Endorsement
from tracker.endorsements.services.decision import GONE
from tracker.extensions import db
from tracker.rules.decisions import LIVE_STATES
from tracker.rules.directory import BodyKind
from tracker.rules.names import compact_key, without_honorifics


@dataclass
class Known:
    """People, bodies, areas, candidates and live endorsements, by the keys of their names."""

    contest: frozenset[str] = frozenset()
    people: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    bodies: defaultdict[str, list[tuple[int, BodyKind]]] = field(default_factory=lambda: defaultdict(list))
    areas: dict[str, int] = field(default_factory=dict)
    candidates: dict[str, int] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    live: dict[tuple[str, int], int | None] = field(default_factory=dict)


def name_key(name: str) -> str:
    """What two spellings of one name share: "Argyll & Bute", "Argyll and Bute"."""
    return compact_key(without_honorifics(name).replace("&", " and "))


def look_up(contest_id: int) -> Known:
    """All of it, as plain values."""
    contest = db.session.get_one(Contest, contest_id)
    known = Known(
        contest=frozenset(compact_key(one) for one in (contest.title_en, contest.title_cy, contest.slug))
    )
    for person_id, name in db.session.execute(
        select(Person.id, Person.name).where(Person.merged_into_id.is_(None)).order_by(Person.id)
    ):
        known.people[name_key(name)].append(person_id)
    _bodies(known)
    for area in db.session.scalars(select(Area)):
        known.areas.update(
            {
                compact_key(name): area.id
                for name in (area.name_en, area.name_cy, area.gss)
                if compact_key(name)
            }
        )
    _candidates(known, contest)
    live = select(Endorsement.endorser_person_id, Endorsement.endorser_body_id, Endorsement.candidacy_id)
    for by_person, by_body, candidacy_id in db.session.execute(
        live.where(Endorsement.contest_id == contest_id, Endorsement.state.in_(sorted(LIVE_STATES)))
    ):
        known.live["person" if by_person else "body", by_person or by_body or 0] = candidacy_id
    return known


def _bodies(known: Known) -> None:
    columns = select(Body.id, Body.kind, Body.name_en, Body.also_known_key).where(
        Body.merged_into_id.is_(None)
    )
    for body_id, kind, name, others in db.session.execute(columns.order_by(Body.id)):
        for key in {name_key(name), *(name_key(other) for other in others.split(BETWEEN))} - {""}:
            known.bodies[key].append((body_id, kind))


def _candidates(known: Known, contest: Contest) -> None:
    for candidacy in db.session.scalars(select(Candidacy).where(Candidacy.contest_id == contest.id)):
        for key in (name_key(candidacy.person.name), compact_key(candidacy.slug)):
            known.candidates[key] = candidacy.id
            if candidacy.state in GONE:
                known.gone |= {key}
