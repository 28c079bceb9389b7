"""The same letters as an office makes them: a Word document merged for each person, turned into PDF by LibreOffice."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from docx import Document
from docxtpl import DocxTemplate

from bench.letters import FEWER, letters, rendering
from bench.measuring import MILLISECONDS, Figure, NotInstalled, seconds
from tracker.letters.content import to_html
from tracker.letters.letter import Letter

SAMPLE = 100
PROGRAM = "soffice"


def one_page(_size: int) -> Figure:
    return _against_libreoffice("one page", ("en",), 3)


def two_pages(_size: int) -> Figure:
    return _against_libreoffice("two pages", ("cy", "en"), 6)


FIGURES = (one_page, two_pages)


def _against_libreoffice(what: str, languages: tuple[str, ...], promised: float) -> Figure:
    """What a letter takes among a thousand. Raises NotInstalled."""
    if shutil.which(PROGRAM) is None:
        raise NotInstalled("LibreOffice is not there to be measured: on Debian `apt-get install libreoffice-writer-nogui`")
    return Figure(
        what=f"a letter of {what} among {FEWER:,}", ours=seconds(rendering(FEWER, languages), 3) / FEWER * MILLISECONDS,
        promised=promised, unit="ms", beside=f"docxtpl and LibreOffice, among {SAMPLE}",
        naive=seconds(_merging(list(letters(SAMPLE, languages))), 3) / SAMPLE * MILLISECONDS,
    )  # fmt: skip


def _merging(sample: list[Letter]) -> Callable[[], None]:
    def run() -> None:
        with tempfile.TemporaryDirectory(prefix="tracker-bench-") as name:
            folder = Path(name)
            _template(sample[0]).save(str(folder / "template.docx"))
            written = [_merged(folder, letter) for letter in sample]
            profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
            subprocess.run(
                [PROGRAM, profile, "--headless", "--convert-to", "pdf", "--outdir", name, *written],
                check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            if (made := len(list(folder.glob("*.pdf")))) != len(sample):  # it ends well whatever it left out
                raise RuntimeError(f"{made} files for {len(sample)} letters")

    return run


def _template(letter: Letter) -> "Document":
    """A document with a placeholder for each line of the address and each paragraph."""
    document = Document()
    for name in _values(letter):
        document.add_paragraph(f"{{{{ {name} }}}}")
    return document


def _merged(folder: Path, letter: Letter) -> str:
    """The document of one person, with all values put in; its path."""
    merged = DocxTemplate(folder / "template.docx")
    merged.render(_values(letter))
    path = folder / f"{letter.reference}.docx"
    merged.save(path)
    return str(path)


def _values(letter: Letter) -> dict[str, str]:
    lines = [*letter.address, *letter.sender]
    for part in letter.parts:
        lines += [part.salutation, *str(to_html(part.body).striptags()).split(". "), part.valediction, *part.signatory]
    return {f"line_{number}": line for number, line in enumerate(lines)}
