"""Runs in a process of its own, without the rest of the product: `python -I child.py FOLDER` compiles the letters in FOLDER.

FOLDER is all Typst may read; job.json in it says what to make, under which limits. The answer is one line of JSON on standard
output, the result files in the same folder. Nothing a letter says is ever printed.
"""

import errno
import json
import os
import resource
import sys
from pathlib import Path
from typing import Any, Literal

import typst

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
STANDARD: Literal["ua-1"] = "ua-1"
PRINT_FILE = "letters.pdf"
TAGGED_LETTERS, PICTURES, PAGES = "pdf", "png", "pages"


def main() -> int:
    """Do the job; 0 when it is done, 1 with a failure named in the answer."""
    folder = Path(sys.argv[1])
    job = json.loads((folder / "job.json").read_text(encoding="utf-8"))
    limit(job["limits"])
    try:
        answer = make(folder, job)
    except RuntimeError as failure:  # a query raises no TypstError
        answer = {"failure": "picture" if "decode image" in str(failure) else "template"}
    except MemoryError:
        answer = {"failure": "memory"}
    except OSError as failure:
        if failure.errno not in NO_ROOM:
            raise
        answer = {"failure": "disk"}
    sys.stdout.write(json.dumps(answer))
    return 1 if "failure" in answer else 0


def limit(limits: dict[str, int]) -> None:
    """Hold this process to its limits; they can only become narrower.

    Processor time has a second more before the kernel kills: at the limit itself it sends the signal that says why.
    """
    for name, most in {**limits, "CORE": 0}.items():
        which = getattr(resource, f"RLIMIT_{name}")
        before = resource.getrlimit(which)[1]
        value = min(each for each in (most, *resource.getrlimit(which)) if each != resource.RLIM_INFINITY)
        last = value + (name == "CPU")
        resource.setrlimit(which, (value, last if before == resource.RLIM_INFINITY else min(last, before)))


def make(folder: Path, job: dict[str, Any]) -> dict[str, Any]:
    """Lay the letters out, sort those that may change places by their pages, and write what is asked for."""
    compiler = typst.Compiler(
        str(folder / "letter.typ"), root=str(folder), ignore_system_fonts=True,
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[job["fonts"]]),
        package_path=str(folder / "no-packages"), package_cache_path=str(folder / "no-packages"),
    )  # fmt: skip
    found = placed(compiler)
    order = sorted(range(len(found)), key=lambda at: (job["groups"][at], found[at][1] - found[at][0]))
    if job["make"] != PAGES:
        inputs = told(order, [at for at, (_, _, is_longer) in enumerate(found) if is_longer])
        if job["make"] == TAGGED_LETTERS:
            keep(folder / PRINT_FILE, compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=STANDARD))
        else:
            keep_each(folder, compiler.compile(format="png", sys_inputs=inputs, ppi=job["ppi"]))
        found = placed(compiler)
        if any(is_longer for _, _, is_longer in found):
            raise RuntimeError("pages are numbered as if their letter were shorter")
    return {"order": order, "pages": [[first, last] for first, last, _ in found]}


def placed(compiler: typst.Compiler) -> list[tuple[int, int, bool]]:
    """First and last page of each letter, from 1, and whether it takes more pages than its numbers were made for."""
    found: list[tuple[int, int, bool]] = json.loads(compiler.query("<pages>", field="value", one=True))
    return found


def told(order: list[int], longer: list[int]) -> dict[str, str]:
    """What the template has to know to lay the letters out again; nothing where they stand as given and fit as was thought."""
    if order == sorted(order) and not longer:
        return {}
    return {"order": json.dumps(order), "longer": json.dumps(longer)}


def keep_each(folder: Path, pages: bytes | list[bytes] | None) -> None:
    """Write the picture of each page; Typst gives a single one without a list."""
    for number, content in enumerate(pages if isinstance(pages, list) else [pages], 1):
        keep(folder / f"page-{number}.png", content)


def keep(path: Path, content: bytes | list[bytes] | None) -> None:
    """Write a file to the disk, wholly or with an error."""
    if not isinstance(content, bytes):
        raise TypeError("Typst gives bytes where no output is named")
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


if __name__ == "__main__":
    sys.exit(main())
