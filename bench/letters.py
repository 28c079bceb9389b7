"""Ten thousand letters as print-ready PDF, beside WeasyPrint making the same letters from HTML."""

import gc
import tempfile
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import weasyprint
from markupsafe import Markup

from bench.measuring import MILLISECONDS, Figure, seconds
from bench.world import names
from tracker.letters import child
from tracker.letters.batching import batches, in_batches
from tracker.letters.compiling import MEGABYTE, Limits, compile_in, furnish
from tracker.letters.content import fill, fill_line, parse, to_html
from tracker.letters.letter import Letter, Part
from tracker.letters.rendering import preview, render

MANY, FEWER, SAMPLE, IN_ONE = 10_000, 1_000, 60, 1_500
TEXT = {
    "cy": parse(
        "Mae'r broses o **ddewis ein hymgeisydd** ar agor, ac amgaeir eich papur pleidleisio.\n\n## Beth i'w wneud\n\n"
        "1. Darllenwch ddatganiadau'r *ddau* ymgeisydd.\n2. Anfonwch y papur yn ôl erbyn **hanner dydd ar 15 Mehefin 2027**.\n\n"
        "((?branch)) Mae eich cangen, ((branch)), yn cwrdd ar 2 Mehefin am 19:00 i drafod y bleidlais.\n\n"
        "Mae gan bob aelod un bleidlais, ac mae pob pleidlais yn cyfrif yr un fath. Os oes angen y papur mewn print bras arnoch, "
        "neu os nad yw wedi cyrraedd, ffoniwch ni cyn 10 Mehefin. Mae'r rheolau ar [ein tudalen](https://example.org/rheolau)."
    ),
    "en": parse(
        "The **selection of our candidate** is open, and your ballot paper is enclosed.\n\n## What to do\n\n"
        "1. Read the statements of *both* candidates.\n2. Return the paper so that it arrives by **noon on 15 June 2027**.\n\n"
        "((?branch)) Your branch, ((branch)), meets on 2 June at 19:00 to discuss the ballot.\n\n"
        "Every member has one vote, and every vote counts the same. If you need the paper in large print, or if it has not come, "
        "telephone us before 10 June. The rules are on [our page](https://example.org/rules)."
    ),
}
SALUTATIONS = {"cy": "Annwyl ((name)),", "en": "Dear ((name)),"}
PAGE = Markup(
    "<!doctype html><html lang=en><title>Letters</title><style>@page {{ size: A4; margin: 20mm 20mm 25mm 24.6mm }}"
    ".address {{ position: absolute; top: 19.5mm; font-size: 8pt; line-height: 8.5pt }}"
    ".sender {{ position: absolute; top: 11mm; left: 100mm }}"
    "section {{ break-after: page; padding-top: 77mm; font-size: 11pt }}</style>{}"
)
SECTION = Markup("<section lang={}><p class=address>{}</p><p class=sender>{}</p><p>{}</p>{}<p>{}</p></section>")


def letters(count: int, languages: tuple[str, ...]) -> Iterator[Letter]:
    """Invented letters with a page in each language, in the order they are printed."""
    for number, name in enumerate(names(count)):
        values = values_of(number, name)
        postcode = f"CF{number * 40 // count} {number * 9 // count + 1}AA"
        yield Letter(
            reference=f"M1-{number:05}", address=(name, f"{number} Sample Road", "CARDIFF", postcode), postcode=postcode,
            language=languages[0], service="second", sender=("Sample Party", "1 Cathedral Road", "CARDIFF CF11 9HA"),
            written_on=date(2027, 5, 20), parts=tuple(_part(language, values) for language in languages),
        )  # fmt: skip


def values_of(number: int, name: str) -> dict[str, str]:
    """What differs in the text of one person; every second has no branch."""
    return {"name": name, "branch": "Treganna" if number % 2 else ""}


def one_page(_size: int) -> Figure:
    return _against_weasyprint("one page", ("en",), 30)


def two_pages(_size: int) -> Figure:
    return _against_weasyprint("two pages, Welsh and English", ("cy", "en"), 60)


def evenly(_size: int) -> Figure:
    """What a letter takes among many; beside what it takes among a tenth as many: the same, if the work grows as the letters do."""
    many, fewer = (seconds(rendering(count, ("en",)), 1) / count * MILLISECONDS for count in (MANY, FEWER))
    return Figure(
        what=f"a letter of one page among {MANY:,}", ours=many, promised=3, unit="ms", beside=f"among {FEWER:,}", naive=fewer,
    )  # fmt: skip


def memory(_size: int) -> Figure:
    """The most memory in use, ours and that of all our processes; beside all letters in one process."""
    ours = _highest(rendering(MANY, ("cy", "en")))
    naive = _highest(_all_in_one) * MANY / IN_ONE
    return Figure(
        what=f"memory for {MANY:,} letters of two pages", ours=ours, promised=600, unit="MB",
        beside=f"all in one process (reckoned from {IN_ONE:,})", naive=naive,
    )  # fmt: skip


def a_preview(_size: int) -> Figure:
    """One letter as it would be printed."""
    letter = next(letters(1, ("cy", "en")))
    return Figure(
        what="preview of a letter of two pages", ours=seconds(lambda: preview(letter), 15) * MILLISECONDS, promised=100, unit="ms",
        beside="WeasyPrint", naive=seconds(lambda: _weasyprint([letter]), 5) * MILLISECONDS,
    )  # fmt: skip


FIGURES = (one_page, two_pages, evenly, memory, a_preview)


def _part(language: str, values: dict[str, str]) -> Part:
    return Part(
        language=language, salutation=fill_line(SALUTATIONS[language], values), body=fill(TEXT[language], values),
        valediction="Yours sincerely,", signatory=("Gwyn ap Sample", "Organiser"), subject="The ballot",
        enclosures=("ballot paper",), imprint="Published by the Sample Party, 1 Cathedral Road, Cardiff CF11 9HA",
    )  # fmt: skip


def _against_weasyprint(what: str, languages: tuple[str, ...], promised: float) -> Figure:
    sample = list(letters(SAMPLE, languages))
    return Figure(
        what=f"{MANY:,} letters of {what}", ours=seconds(rendering(MANY, languages), 3), promised=promised, unit="s",
        beside=f"WeasyPrint (reckoned from {SAMPLE})", naive=seconds(lambda: _weasyprint(sample), 3) * MANY / SAMPLE,
    )  # fmt: skip


def rendering(count: int, languages: tuple[str, ...]) -> Callable[[], None]:
    """Everything from the person's values to proven files and their manifest."""

    def run() -> None:
        with tempfile.TemporaryDirectory(prefix="tracker-bench-") as name:
            ordered = in_batches(letters(count, languages))
            made = render(ordered, Path(name) / "print", title="Letters", both_sides=len(languages) > 1)
            if len(made.letters) != count or made.pages != count * len(languages):
                raise RuntimeError(f"{made.pages} pages for {len(made.letters)} letters")

    return run


def _weasyprint(sample: list[Letter]) -> None:
    sections = [
        SECTION.format(part.language, Markup("<br>").join(one.address), Markup("<br>").join(one.sender), part.salutation,
                       to_html(part.body), Markup("<br>").join((part.valediction, *part.signatory)))
        for one in sample for part in one.parts
    ]  # fmt: skip
    weasyprint.HTML(string=PAGE.format(Markup("").join(sections))).write_pdf(pdf_variant="pdf/ua-1")


def _all_in_one() -> None:
    everyone = next(batches(letters(IN_ONE, ("cy", "en")), IN_ONE))
    with tempfile.TemporaryDirectory(prefix="tracker-bench-") as name:
        furnish(Path(name), everyone, title="Letters", both_sides=True)
        compile_in(Path(name), child.TAGGED_LETTERS, range(IN_ONE), limits=Limits(memory=16_384 * MEGABYTE))


def _highest(work: Callable[[], None]) -> float:
    """The most memory, in megabytes, that this process has gained and its children hold while `work` is done."""
    gc.collect()
    before, most, done = _resident("self"), 0.0, threading.Event()

    def look() -> None:
        nonlocal most
        while not done.wait(0.02):
            most = max(most, _resident("self") - before + sum(map(_resident, _children())))

    looking = threading.Thread(target=look)
    looking.start()
    try:
        work()
    finally:
        done.set()
        looking.join()
    return most


def _children() -> list[str]:
    lists = Path("/proc/self/task").glob("*/children")
    return [process for each in lists for process in each.read_text().split()]


def _resident(process: str) -> float:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except OSError:  # it has just ended
        return 0.0
    return pages * 4096 / MEGABYTE
