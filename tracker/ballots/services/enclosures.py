"""What goes into the envelope with a paper."""

from collections.abc import Iterable

from sqlalchemy import delete

from tracker.ballots.models import Edition, EditionEnclosure
from tracker.ballots.queries.papers import standing
from tracker.contests.models import Candidacy
from tracker.extensions import db
from tracker.rules.papers import EnclosureKind


def enclose(edition: Edition, lines: Iterable[tuple[EnclosureKind, str]], *, statements: bool) -> None:
    """Statements first, where wanted, in the drawn order; then `lines`, each a kind and a title."""
    others = [(kind, None, title) for kind, title in lines]
    first = [(EnclosureKind.STATEMENT, candidacy, "") for candidacy in _in_order(edition)] if statements else []
    db.session.flush()
    db.session.execute(delete(EditionEnclosure).where(EditionEnclosure.edition_id == edition.id))
    for position, (kind, candidacy, title) in enumerate([*first, *others], start=1):
        db.session.add(EditionEnclosure(edition=edition, position=position, kind=kind, candidacy=candidacy, title=title))
    db.session.flush()
    db.session.expire(edition, ["enclosures"])


def told(edition: Edition) -> list[str]:
    """The enclosures as history tells them."""
    return [
        f"{one.position}. {one.candidacy.name if one.candidacy else one.title or one.kind.value}" for one in edition.enclosures
    ]  # fmt: skip


def _in_order(edition: Edition) -> list[Candidacy]:
    places = {one.candidacy_id: one.place for one in edition.draw.places} if edition.draw else {}
    return sorted(standing(edition.contest), key=lambda one: (places.get(one.id, len(places) + 1), one.id))
