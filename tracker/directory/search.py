"""Searching everything: the directory's own sections, and those other rooms register."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import current_app, has_request_context, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from tracker.access.actor import Actor
from tracker.directory.events import RecordKind
from tracker.directory.models import Area, Body, Person
from tracker.directory.queries.offices import main_offices
from tracker.directory.queries.search import find_areas, find_bodies, find_people, tidy
from tracker.kernel.words import word
from tracker.rules.names import search_key

MOST_SHOWN = 20


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One thing found: what it is called, what tells it from its namesakes, and its page."""

    kind: str
    id: int
    label: str
    hint: str
    url: str

    @property
    def key(self) -> str:
        """What a form sends once this was picked: unique among all kinds."""
        return f"{self.kind}-{self.id}"


@dataclass(frozen=True, kw_only=True)
class Provider:
    """A section of the answer. `find` takes who asks, the text and a limit, and shows nobody what they may not read."""

    key: str
    label: str | LazyString
    find: Callable[[Actor, str, int], list[Hit]]


@dataclass(frozen=True)
class Section:
    """What one provider found."""

    key: str
    label: str | LazyString
    hits: list[Hit]


_PROVIDERS: dict[str, Provider] = {}


def register(provider: Provider) -> None:
    """Let `provider` answer searches too; registering its key again replaces it."""
    _PROVIDERS[provider.key] = provider


def search(actor: Actor, text: str, limit: int = MOST_SHOWN) -> list[Section]:
    """What everybody found for `text`, sections without a hit left out."""
    text = tidy(text)
    found = (
        (Section(one.key, one.label, one.find(actor, text, limit)) for one in _PROVIDERS.values())
        if text
        else ()
    )
    return [section for section in found if section.hits]


def suggest(text: str, kinds: tuple[RecordKind, ...], limit: int = 10) -> list[Hit]:
    """The records a form's picking field offers for `text`, those whose name begins with it before the others."""
    finders = {RecordKind.PERSON: people_hits, RecordKind.BODY: body_hits, RecordKind.AREA: area_hits}
    lists = [finders[kind](text, limit) for kind in kinds]
    share = -(-limit // max(1, len([one for one in lists if one])))
    key = search_key(text)
    likeliest = sorted((hit for one in lists for hit in one[:share]), key=lambda hit: not search_key(hit.label).startswith(key))
    return likeliest[:limit]


def people_hits(text: str, limit: int) -> list[Hit]:
    """People found, each with an office or area to tell them by."""
    people = find_people(text, limit)
    offices = main_offices(people)
    return [person_hit(person, offices.get(person.id, "")) for person in people]


def person_hit(person: Person, office: str = "") -> Hit:
    """One person as a hit."""
    area = person.area.name if person.area else ""
    hint = " · ".join(part for part in (office, area) if part) or str(_l("Person"))
    return Hit(
        kind="person",
        id=person.id,
        label=person.name,
        hint=hint,
        url=_path("directory.person", person_id=person.id),
    )


def body_hits(text: str, limit: int) -> list[Hit]:
    """Bodies found, each with its kind and area."""
    return [body_hit(body) for body in find_bodies(text, limit)]


def body_hit(body: Body) -> Hit:
    """One body as a hit."""
    hint = " · ".join(part for part in (str(word(body.kind)), body.area.name if body.area else "") if part)
    return Hit(
        kind="body", id=body.id, label=body.name, hint=hint, url=_path("directory.body", body_id=body.id)
    )


def area_hits(text: str, limit: int) -> list[Hit]:
    """Areas found, each with its kind."""
    return [area_hit(area) for area in find_areas(text, limit)]


def area_hit(area: Area) -> Hit:
    """One area as a hit."""
    return Hit(
        kind="area",
        id=area.id,
        label=area.name,
        hint=str(word(area.kind)),
        url=_path("directory.area", gss=area.gss),
    )


def _path(endpoint: str, **parts: int | str) -> str:
    """The address of a page, also for a command or the worker, which answer no request."""
    if has_request_context():
        return url_for(endpoint, **parts)  # type: ignore[arg-type]  # the parts are parts of the address
    return current_app.url_map.bind("localhost").build(endpoint, parts)


register(
    Provider(key="people", label=_l("People"), find=lambda _actor, text, limit: people_hits(text, limit))
)
register(Provider(key="bodies", label=_l("Bodies"), find=lambda _actor, text, limit: body_hits(text, limit)))
register(Provider(key="areas", label=_l("Areas"), find=lambda _actor, text, limit: area_hits(text, limit)))
