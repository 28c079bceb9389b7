"""Letters made: as print files that appear whole or not at all, and as a preview of one."""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import rmtree
from threading import Event

from tracker.letters import child
from tracker.letters.batching import groups, in_batches
from tracker.letters.checking import problems
from tracker.letters.compiling import (
    LOOKS_AGAIN,
    USUAL,
    Compiled,
    Limits,
    compile_in,
    full_or,
    furnish,
    never,
)
from tracker.letters.failures import LettersNotMade, Reason
from tracker.letters.letter import Letter
from tracker.letters.proof import Placed, PrintFile, prove, write_manifest

AT_ONCE = 2
MANIFEST = "manifest.csv"


@dataclass(frozen=True, kw_only=True)
class Rendered:
    """What was made: the files, the manifest that lists their letters, and where each letter stands."""

    files: tuple[PrintFile, ...]
    manifest: Path
    letters: tuple[Placed, ...]

    @property
    def pages(self) -> int:
        return sum(file.pages for file in self.files)

    @property
    def sheets(self) -> int:
        return sum(file.sheets for file in self.files)


@dataclass(frozen=True, kw_only=True)
class _Order:
    """What is the same for all batches of a run."""

    folder: Path
    title: str
    both_sides: bool
    limits: Limits
    stop: Event


def sheets_of(pages: int, both_sides: bool) -> int:
    """The sheets of paper that so many pages take."""
    return (pages + 1) // 2 if both_sides else pages


def render(
    batches: Iterable[Sequence[Letter]], folder: Path, *, title: str, both_sides: bool = True, at_once: int = AT_ONCE,
    limits: Limits = USUAL, progress: Callable[[int], None] = lambda letters: None, should_stop: Callable[[], bool] = never,
) -> Rendered:  # fmt: skip
    """Make a tagged PDF of each batch, prove its pages against its letters, and list all in a manifest.

    `folder` must not exist or be empty: it appears with everything in it, or not at all. `title` is what the files call
    themselves and should name nobody. Printed on both sides, no letter begins on the back of another. `progress` is told how many
    letters are done; it and `should_stop` are called in the caller's thread, several times a second. Letters are asked for as
    they are needed. Raises LettersNotMade, with nothing left behind.
    """
    with _appearing(folder) as making:
        order = _Order(folder=making, title=title, both_sides=both_sides, limits=limits, stop=Event())
        made = sorted(_made(batches, order, at_once, progress, should_stop), key=lambda one: one[0].path.name)
        placed = tuple(letter for _, letters in made for letter in letters)
        write_manifest(making / MANIFEST, placed)
    files = tuple(replace(file, path=folder / file.path.name) for file, _ in made)
    return Rendered(files=files, manifest=folder / MANIFEST, letters=placed)


def measure(letters: Sequence[Letter], *, limits: Limits = USUAL, should_stop: Callable[[], bool] = never) -> list[int]:
    """How many pages each letter takes, in the order given; nothing is written. For what a mailing will cost."""
    pages: list[int] = []
    for batch in in_batches(letters):
        with _own_folder() as folder:
            furnish(folder, batch, title="", both_sides=False)
            compiled = compile_in(folder, child.PAGES, range(len(batch)), limits=limits, should_stop=should_stop)
        pages += [last - first + 1 for first, last in compiled.pages]
    return pages


def preview(letter: Letter, *, limits: Limits = USUAL) -> bytes:
    """The letter as the PDF that would be printed, on its own. Placeholders without a value are shown in double brackets."""
    with _alone(letter, child.TAGGED_LETTERS, 0, limits) as folder:
        return (folder / child.PRINT_FILE).read_bytes()


def preview_pages(letter: Letter, *, ppi: int = 110, limits: Limits = USUAL) -> list[bytes]:
    """The letter as pictures (PNG), one for each page."""
    with _alone(letter, child.PICTURES, ppi, limits) as folder:
        count = len(list(folder.glob("page-*.png")))
        return [(folder / f"page-{number}.png").read_bytes() for number in range(1, count + 1)]


@contextmanager
def _alone(letter: Letter, make: str, ppi: int, limits: Limits) -> Iterator[Path]:
    with _own_folder() as folder:
        furnish(folder, [letter], title=letter.reference, both_sides=False)
        compile_in(folder, make, [0], ppi=ppi, limits=limits)
        yield folder


@contextmanager
def _own_folder() -> Iterator[Path]:
    try:
        with tempfile.TemporaryDirectory(prefix="letters-") as name:
            yield Path(name)
    except OSError as failure:
        raise full_or(failure) from failure


@contextmanager
def _appearing(folder: Path) -> Iterator[Path]:
    """A hidden folder beside `folder` that takes its place at the end, or is gone if anything went wrong."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError("letters are made into an empty folder")
    making = folder.with_name(f".{folder.name}.making")
    rmtree(making, ignore_errors=True)  # what a crash left
    making.mkdir(parents=True, mode=0o700)
    try:
        yield making
        making.replace(folder)
    except OSError as failure:
        raise full_or(failure) from failure
    finally:
        rmtree(making, ignore_errors=True)


def _made(
    batches: Iterable[Sequence[Letter]], order: _Order, at_once: int,
    progress: Callable[[int], None], should_stop: Callable[[], bool],
) -> Iterator[tuple[PrintFile, tuple[Placed, ...]]]:  # fmt: skip
    """Each batch made, a few at a time; whatever goes wrong stops the others first."""
    waiting = enumerate(batches, 1)
    running: set[Future[tuple[PrintFile, tuple[Placed, ...]]]] = set()
    done = 0
    with ThreadPoolExecutor(at_once) as pool:
        try:
            while True:
                while len(running) < at_once and (following := next(waiting, None)):
                    running.add(pool.submit(_make, order, *following))
                if not running:
                    return
                finished, running = wait(running, LOOKS_AGAIN, FIRST_COMPLETED)
                for one in finished:
                    file, placed = one.result()
                    done += file.letters
                    progress(done)
                    yield file, placed
                if should_stop():
                    raise LettersNotMade(Reason.STOPPED)
        finally:
            order.stop.set()


def _make(order: _Order, number: int, batch: Sequence[Letter]) -> tuple[PrintFile, tuple[Placed, ...]]:
    """One file of letters."""
    if unfit := tuple(letter.reference for letter in batch if problems(letter)):
        raise LettersNotMade(Reason.UNFIT, references=unfit)
    path = order.folder / f"letters-{number:03}.pdf"
    with tempfile.TemporaryDirectory(dir=order.folder) as name:
        root = Path(name)
        furnish(root, batch, title=order.title, both_sides=order.both_sides)
        compiled = compile_in(root, child.TAGGED_LETTERS, groups(batch), limits=order.limits, should_stop=order.stop.is_set)
        (root / child.PRINT_FILE).replace(path)
    placed = _placed(batch, compiled, path.name, order.both_sides)
    return prove(path, placed), placed


def _placed(batch: Sequence[Letter], compiled: Compiled, file: str, both_sides: bool) -> tuple[Placed, ...]:
    """Each letter's place; a blank back belongs to the letter before it."""
    begins = [first for first, _ in compiled.pages]
    ends = [*(begin - 1 for begin in begins[1:]), compiled.pages[-1][1]]
    return tuple(
        Placed(
            reference=batch[at].reference, service=batch[at].service, file=file, first_page=first, last_page=end,
            pages=last - first + 1, sheets=sheets_of(last - first + 1, both_sides),
        )
        for at, (first, last), end in zip(compiled.order, compiled.pages, ends, strict=True)
    )  # fmt: skip
