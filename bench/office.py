"""The same letters by LibreOffice, a document for each person turned into PDF: as a small office does it."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from bench.letters import FEWER, letters, page_of, rendering
from bench.measuring import MILLISECONDS, Figure, NotInstalled, seconds

SAMPLE = 100
PROGRAM = "soffice"
TAGGED = 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}'


def beside_libreoffice(_size: int) -> Figure:
    """What a letter takes among a thousand. Raises NotInstalled."""
    if shutil.which(PROGRAM) is None:
        raise NotInstalled("LibreOffice is not there to be measured: on Debian `apt-get install libreoffice-writer-nogui`")
    return Figure(
        what=f"a letter of one page among {FEWER:,}", ours=seconds(rendering(FEWER, ("en",)), 3) / FEWER * MILLISECONDS, promised=3,
        unit="ms", beside=f"LibreOffice, among {SAMPLE}", naive=seconds(_converting, 3) / SAMPLE * MILLISECONDS,
    )  # fmt: skip


def _converting() -> None:
    with tempfile.TemporaryDirectory(prefix="tracker-bench-") as name:
        folder = Path(name)
        for letter in letters(SAMPLE, ("en",)):
            (folder / f"{letter.reference}.html").write_text(page_of([letter]))
        written = [str(path) for path in folder.glob("*.html")]
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        subprocess.run(
            [PROGRAM, profile, "--headless", "--infilter=HTML (StarWriter)", "--convert-to", TAGGED, "--outdir", name, *written],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        if (made := len(list(folder.glob("*.pdf")))) != SAMPLE:  # it ends well whatever it left out
            raise RuntimeError(f"{made} files for {SAMPLE} letters")
