"""The same letters as an office makes them: a Word document merged for each person, turned into PDF by LibreOffice."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from docx import Document
from docxtpl import DocxTemplate

from bench.letters import MANY, SALUTATIONS, TEXT, letters, rendering, values_of
from bench.measuring import MILLISECONDS, Figure, NotInstalled, seconds
from tracker.letters.content import Block, Heading, Listing, Placeholder, Quote
from tracker.letters.content.writing import words_of
from tracker.letters.letter import Letter

SAMPLE = 100
PROGRAM = "soffice"
TAGGED = 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}'  # as ours are


def one_page(_size: int) -> Figure:
    return _against_libreoffice("one page", ("en",), 3)


def two_pages(_size: int) -> Figure:
    return _against_libreoffice("two pages", ("cy", "en"), 6)


FIGURES = (one_page, two_pages)


def _against_libreoffice(what: str, languages: tuple[str, ...], promised: float) -> Figure:
    """What a letter takes among ten thousand. Raises NotInstalled."""
    if shutil.which(PROGRAM) is None:
        raise NotInstalled("LibreOffice is not there to be measured: on Debian `apt-get install libreoffice-writer-nogui`")
    return Figure(
        what=f"a letter of {what} among {MANY:,}", ours=seconds(rendering(MANY, languages), 3) / MANY * MILLISECONDS,
        promised=promised, unit="ms", beside=f"docxtpl and LibreOffice, among {SAMPLE}",
        naive=seconds(_merging(list(letters(SAMPLE, languages))), 3) / SAMPLE * MILLISECONDS,
    )  # fmt: skip


def _merging(sample: list[Letter]) -> Callable[[], None]:
    def run() -> None:
        with tempfile.TemporaryDirectory(prefix="tracker-bench-") as name:
            folder = Path(name)
            _template(sample[0]).save(str(folder / "template.docx"))
            written = [_merged(folder, letter, number) for number, letter in enumerate(sample)]
            profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
            subprocess.run(
                [PROGRAM, profile, "--headless", "--convert-to", TAGGED, "--outdir", name, *written],
                check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            if (made := len(list(folder.glob("*.pdf")))) != len(sample):  # it ends well whatever it left out
                raise RuntimeError(f"{made} files for {len(sample)} letters")

    return run


def _template(letter: Letter) -> "Document":
    """The letter with its styles as an office writes it: the text as it stands, a field for whatever differs from person to person."""
    document = Document()
    for number in range(len((*letter.address, *letter.sender))):
        document.add_paragraph(f"{{{{ line_{number} }}}}")
    for part in letter.parts:
        if part is not letter.parts[0]:
            document.add_page_break()
        document.add_paragraph("{{ reference }}")
        document.add_paragraph(SALUTATIONS[part.language].replace("((", "{{ ").replace("))", " }}"))
        document.add_heading(part.subject, 1)
        for block in TEXT[part.language].blocks:
            _add(document, block, "Normal")
        for line in (part.valediction, *part.signatory, *part.enclosures, part.imprint):
            document.add_paragraph(line)
    return document


def _add(document: "Document", block: Block, style: str) -> None:
    """A block in its style; an optional paragraph stands within its condition."""
    if isinstance(block, Listing):
        for item in block.items:
            for inner in item:
                _add(document, inner, "List Number")
        return
    if isinstance(block, Quote):
        raise TypeError("the text to be measured quotes nobody")
    if block.needs:
        document.add_paragraph(f"{{%p if {block.needs} %}}")
    paragraph = document.add_paragraph(style="Heading 2" if isinstance(block, Heading) else style)
    for run in block.runs:
        added = paragraph.add_run(f"{{{{ {run.name} }}}}" if isinstance(run, Placeholder) else words_of(run))
        added.bold, added.italic = run.is_bold, run.is_italic
    if block.needs:
        document.add_paragraph("{%p endif %}")


def _merged(folder: Path, letter: Letter, number: int) -> str:
    """The document of one person, with all values put in; its path."""
    merged = DocxTemplate(folder / "template.docx")
    lines = {f"line_{at}": line for at, line in enumerate((*letter.address, *letter.sender))}
    merged.render({"reference": letter.reference, **lines, **values_of(number, letter.address[0])}, autoescape=True)
    path = folder / f"{letter.reference}.docx"
    merged.save(path)
    return str(path)
