"""The ballot papers of the invented contest: the order drawn, an edition in each format. The issue list is left to be made."""

from functools import partial
from typing import TYPE_CHECKING

from flask_babel import force_locale

from tracker.ballots import services
from tracker.ballots.queries.papers import standing
from tracker.ballots.services import EditionDetails
from tracker.demo.timeline import Timeline
from tracker.kernel.formats import moment
from tracker.rules.paper_specification import PaperItem
from tracker.rules.papers import EnclosureKind, PaperFormat

if TYPE_CHECKING:
    from tracker.demo.sample import SampleContest

WITNESSES = "Seren Scrutineer-Example; Olwen Officer-Example"
METHOD = "Folded slips drawn from a bag · Slipiau wedi’u plygu o fag"
HOW_TO_VOTE = "Rhowch 1 wrth eich dewis cyntaf, 2 wrth yr ail, ac ymlaen. / Put 1 by your first choice, 2 by your second, and so on."
EDITIONS = (
    ("A", PaperFormat.STANDARD, 1, 4_000, "cream · hufen"),
    ("LP", PaperFormat.LARGE_PRINT, 4_001, 4_300, "yellow · melyn"),
    ("BR", PaperFormat.BRAILLE, 4_301, 4_400, ""),
    ("AU", PaperFormat.AUDIO, 4_401, 4_500, ""),
    ("E", PaperFormat.EMAIL, 5_001, 9_000, ""),
)
INSIDE = frozenset({EnclosureKind.LETTER, EnclosureKind.INSTRUCTIONS, EnclosureKind.RETURN_ENVELOPE})


def put_down_papers(sample: "SampleContest", timeline: Timeline) -> None:
    """Put down the draw and the editions."""
    timeline.on(sample.before(1), partial(_draw, sample), hour=17)
    timeline.on(sample.before(1), partial(_prepare, sample), hour=18)


def _draw(sample: "SampleContest") -> None:
    order = sorted(standing(sample.contest), key=lambda one: one.slug)
    services.draw(
        sample.shown.cast.actor("returning-officer"), sample.contest, witnessed_by=WITNESSES, method=METHOD, order=order,
    )  # fmt: skip


def _prepare(sample: "SampleContest") -> None:
    returning = sample.shown.cast.actor("returning-officer")
    for code, kind, first, last, colour in EDITIONS:
        by_email = kind is PaperFormat.EMAIL
        edition = services.make_edition(returning, sample.contest, EditionDetails(
            code=code, format=kind, serial_first=first, serial_last=last, colour=colour,
            quantity_ordered=None if by_email else last - first + 1, specification=_said(sample, first, last), statements=True,
            enclosures=frozenset() if by_email else INSIDE,
        ))  # fmt: skip
        services.move_edition(returning, edition, "open")


def _said(sample: "SampleContest", first: int, last: int) -> dict[str, str]:
    said = {
        PaperItem.TITLE: f"{sample.contest.title_cy} / {sample.contest.title_en}",
        PaperItem.HOW_TO_VOTE: HOW_TO_VOTE,
        PaperItem.RETURN_BY: " / ".join(_close(sample, language) for language in ("cy", "en")),
        PaperItem.RETURN_ADDRESS: "Sample Ballot Services, 1 Stryd Sampl, Caerdydd / Cardiff CF10 1AA",
        PaperItem.RETURN_FREE: "Dim angen stamp / No stamp needed",
        PaperItem.SCRUTINEER: "Sample Ballot Services",
        PaperItem.SERIAL_NUMBER: f"{first}–{last}",
        PaperItem.REPLACEMENT: "helpline@demo.example",
    }
    return {item.value: text for item, text in said.items()}


def _close(sample: "SampleContest", language: str) -> str:
    with force_locale(language):
        return moment(sample.close)
