"""Editions of ballot papers: preparing, opening, closing, making void."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import update

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.ballots.models import Edition, Paper
from tracker.ballots.queries.papers import editions_of, latest_draw
from tracker.ballots.services.enclosures import enclose, told
from tracker.ballots.states import EDITION
from tracker.contests.models import Contest
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused
from tracker.kernel.formats import number
from tracker.kernel.turns import take_turn
from tracker.kernel.versions import expect_version
from tracker.rules.contests import ENDED_STATES
from tracker.rules.papers import EditionState, EnclosureKind, PaperFormat, PaperLanguages, PaperState, overlap

history.sentences(**{
    "ballots.edition_made": _l("Edition of ballot papers prepared: %(subject)s"),
    "ballots.edition_changed": _l("Edition of ballot papers changed: %(subject)s"),
})

PLAIN_ENCLOSURES = (EnclosureKind.LETTER, EnclosureKind.INSTRUCTIONS, EnclosureKind.RETURN_ENVELOPE)


@dataclass(frozen=True, kw_only=True)
class EditionDetails:
    """What an edition is. `enclosures` without titles, `other` with one; statements come from every candidate."""

    code: str
    format: PaperFormat
    serial_first: int
    serial_last: int
    colour: str = ""
    languages: PaperLanguages = PaperLanguages.BOTH
    quantity_ordered: int | None = None
    specification: Mapping[str, str] = field(default_factory=dict)
    statements: bool = False
    enclosures: frozenset[EnclosureKind] = frozenset()
    other: str = ""

    @property
    def lines(self) -> list[tuple[EnclosureKind, str]]:
        """What goes into the envelope besides statements, with its title."""
        plain = [(kind, "") for kind in PLAIN_ENCLOSURES if kind in self.enclosures]
        return [*plain, (EnclosureKind.OTHER, self.other.strip())] if self.other.strip() else plain


COLUMNS = ("code", "colour", "format", "languages", "serial_first", "serial_last", "quantity_ordered", "specification")


def make_edition(actor: Actor, contest: Contest, details: EditionDetails) -> Edition:
    """Prepare an edition. Raises Refused where its code or one of its numbers belongs to another."""
    require(actor, Permission.EDIT_PAPERS, contest)
    take_turn(f"ballot-papers-{contest.id}")
    if contest.state in ENDED_STATES:
        raise Refused(gettext("This contest is over: its papers stay as they are."))
    others = editions_of(contest)
    _check(details, others)
    edition = Edition(
        contest=contest, number=max((one.number for one in others), default=0) + 1, created_at=now(), created_by_id=actor.account_id,
        draw=latest_draw(contest), **_columns(details),
    )  # fmt: skip
    db.session.add(edition)
    enclose(edition, details.lines, statements=details.statements)
    history.record(
        actor, "ballots.edition_made", edition, contest_id=contest.id,
        difference={name: (None, getattr(edition, name)) for name in COLUMNS if name != "specification"},
    )  # fmt: skip
    return edition


def change_edition(actor: Actor, edition: Edition, details: EditionDetails, *, version: int | None = None) -> None:
    """Change an edition that is not open yet. Raises Refused, StaleRecord."""
    require(actor, Permission.EDIT_PAPERS, edition)
    take_turn(f"ballot-papers-{edition.contest_id}")
    if edition.state is not EditionState.DRAFT:
        raise Refused(gettext("Only an edition in preparation can be changed. Take it back to preparation first."))
    wanted = _columns(details)
    expect_version(edition, version, wanted, LABELS)
    _check(details, [one for one in editions_of(edition.contest) if one.id != edition.id])
    difference: dict[str, tuple[Any, Any]] = history.changes(edition, wanted)
    inside = told(edition)
    enclose(edition, details.lines, statements=details.statements)
    if inside != (now_inside := told(edition)):
        difference["enclosures"] = (inside, now_inside)
    history.record(actor, "ballots.edition_changed", edition, difference=difference, contest_id=edition.contest_id)


def move_edition(actor: Actor, edition: Edition, name: str, *, reason: str = "", version: int | None = None) -> None:
    """Open, close, take back or make void. A void edition's live papers are void with it. Raises Refused, Blocked."""
    step = EDITION.by_name[name]
    require(actor, Permission(step.permission), edition)
    take_turn(f"ballot-papers-{edition.contest_id}")
    changed: dict[str, Any] = {}
    if name == "open":
        changed = {"draw": latest_draw(edition.contest), "closed_at": None}
    if name == "void":
        changed = {"voided_by_name": actor.name, "void_reason": reason.strip()}
    EDITION.apply(
        actor, edition, name, at=now(), reason=reason, version=version, changed=changed, contest_id=edition.contest_id,
    )  # fmt: skip
    if name == "void":
        _void_papers(edition)
    if name == "open" and any(one.kind is EnclosureKind.STATEMENT for one in edition.enclosures):
        enclose(edition, [(one.kind, one.title) for one in edition.enclosures if one.kind is not EnclosureKind.STATEMENT], statements=True)


LABELS = {
    "code": _l("Code"), "colour": _l("Colour"), "format": _l("Format"), "languages": _l("Languages"),
    "serial_first": _l("First number"), "serial_last": _l("Last number"), "quantity_ordered": _l("Papers ordered"),
    "specification": _l("What the paper carries"),
}  # fmt: skip


def _columns(details: EditionDetails) -> dict[str, Any]:
    return {name: getattr(details, name) for name in COLUMNS} | {"specification": dict(details.specification)}


def _check(details: EditionDetails, others: Iterable[Edition]) -> None:
    if details.serial_last < details.serial_first:
        raise Refused(gettext("The last number is before the first."), "serial_last")
    if details.quantity_ordered is not None and details.quantity_ordered > details.serial_last - details.serial_first + 1:
        raise Refused(gettext("More papers are ordered than there are numbers. Widen the range, or order fewer."), "quantity_ordered")
    for other in others:
        if other.code.casefold() == details.code.casefold():
            raise Refused(gettext("Another edition has this code. Choose another."), "code")
        if overlap((details.serial_first, details.serial_last), (other.serial_first, other.serial_last)):
            raise Refused(gettext(
                "No number may be used twice. This range: %(first)s to %(last)s. Edition %(code)s has: %(other_first)s to %(other_last)s.",
                first=number(details.serial_first), last=number(details.serial_last), code=other.code,
                other_first=number(other.serial_first), other_last=number(other.serial_last),
            ), "serial_first")  # fmt: skip


def _void_papers(edition: Edition) -> None:
    ended = {"state": PaperState.VOID, "ended_at": now()}
    db.session.execute(
        update(Paper).where(Paper.edition_id == edition.id, Paper.state == PaperState.LIVE).values(**ended)
        .execution_options(synchronize_session=False)
    )  # fmt: skip
