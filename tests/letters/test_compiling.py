"""The process that runs Typst is held to its limits, reads nothing but its folder, and reaches nobody."""

import shutil
import socket
import threading
from pathlib import Path

import pytest

from tests.letters.samples import letter, picture
from tracker.letters import child, compiling
from tracker.letters.compiling import MEGABYTE, Limits, compile_in, furnish
from tracker.letters.failures import LettersNotMade, Reason

ANSWER = "#metadata(((1, 1, false),))<pages>"
BOMB = "#let f(n) = { let a = range(n).map(str); f(n + a.len()) }\n#f(1)"
SLOW = "#for i in range(4000) { for j in range(4000) { let x = calc.pow(i, 2) } }"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A furnished folder."""
    inside = tmp_path / "root"
    inside.mkdir()
    furnish(inside, [letter(signature=picture())], title="Letters", both_sides=False)
    return inside


def compiled_with(folder: Path, template: str, limits: Limits = compiling.USUAL) -> Reason | None:
    """Why a template of somebody else's would not compile; None if it did."""
    (folder / "letter.typ").write_text(f'#set document(title: "x")\n{template}\n{ANSWER}', encoding="utf-8")
    try:
        compile_in(folder, child.TAGGED_LETTERS, [0], limits=limits)
    except LettersNotMade as failure:
        return failure.reason
    return None


def test_the_folder_holds_only_what_the_letter_needs(folder: Path) -> None:
    assert sorted(path.suffix for path in folder.iterdir()) == [".json", ".png", ".typ"]


def test_a_template_that_is_harmless_compiles(folder: Path) -> None:
    assert compiled_with(folder, "= Hello") is None


@pytest.mark.parametrize(
    "template",
    [
        '#read("/etc/passwd")',
        '#read("../secret.txt")',
        '#import "@preview/cetz:0.3.4": canvas',
        '#image("../secret.png", alt: "x")',
        '#eval("read(\\"/etc/passwd\\")")',
        '#json("https://example.org/x.json")',
    ],
)
def test_even_a_template_could_read_nothing_outside_and_fetch_nothing(folder: Path, template: str) -> None:
    (folder.parent / "secret.txt").write_text("secret")
    (folder.parent / "secret.png").write_bytes(picture())
    assert compiled_with(folder, template) in {Reason.CRASHED, Reason.PICTURE}


def test_a_package_would_be_asked_only_where_nobody_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All that Typst asks goes to the address its environment names: here a listener of ours, in the product a closed port."""
    closed = compiling._ENVIRONMENT["https_proxy"]
    assert closed == "http://127.0.0.1:9" == compiling._ENVIRONMENT["all_proxy"]
    with socket.create_server(("127.0.0.1", 0)) as listener:
        nobody = f"http://127.0.0.1:{listener.getsockname()[1]}"
        monkeypatch.setattr(compiling, "_ENVIRONMENT", dict.fromkeys(compiling._ENVIRONMENT, nobody))
        heard: list[bytes] = []

        def listen() -> None:
            with listener.accept()[0] as asked:
                heard.append(asked.recv(100))

        thread = threading.Thread(target=listen)
        thread.start()
        assert compiled_with(folder, '#import "@preview/cetz:0.3.4": canvas') is Reason.CRASHED
        thread.join()
    assert heard[0].startswith(b"CONNECT packages.typst.org")


def test_text_that_needs_too_much_memory_ends_only_its_process(folder: Path) -> None:
    assert compiled_with(folder, BOMB, Limits(memory=400 * MEGABYTE)) in {Reason.TOO_BIG, Reason.CRASHED}


def test_a_picture_that_would_fill_the_memory_is_refused(folder: Path) -> None:
    (folder / "big.png").write_bytes(picture(size=(9_000, 9_000)))
    found = compiled_with(folder, '#image("big.png", alt: "x")', Limits(memory=300 * MEGABYTE))
    assert found in {Reason.TOO_BIG, Reason.PICTURE, Reason.CRASHED}


def test_what_takes_too_long_by_the_clock_is_ended(folder: Path) -> None:
    assert compiled_with(folder, SLOW, Limits(seconds=1)) is Reason.TOO_SLOW


def test_no_process_outlives_its_call(folder: Path) -> None:
    compiled_with(folder, SLOW, Limits(seconds=1))
    left = [path for path in Path("/proc").glob("[0-9]*/cmdline") if str(folder) in _command(path)]
    assert left == []


def test_a_process_at_work_is_seen(folder: Path) -> None:
    """What the test above looks for is there while a letter is made."""
    seen = list[bool]()

    def looks() -> bool:
        seen.append(any(str(folder) in _command(path) for path in Path("/proc").glob("[0-9]*/cmdline")))
        return len(seen) > 2

    (folder / "letter.typ").write_text(f"{SLOW}\n{ANSWER}", encoding="utf-8")
    with pytest.raises(LettersNotMade):
        compile_in(folder, child.TAGGED_LETTERS, [0], limits=Limits(seconds=10), should_stop=looks)
    assert any(seen)


def _command(path: Path) -> str:
    try:
        return path.read_bytes().decode(errors="replace")
    except OSError:  # it has ended meanwhile
        return ""


def test_a_process_knows_nothing_of_the_environment(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "not for children")
    assert "SECRET_KEY" not in compiling._ENVIRONMENT
    assert not shutil.which("typst", path=compiling._ENVIRONMENT.get("PATH", ""))


def test_what_a_letter_says_is_in_no_failure(folder: Path) -> None:
    (folder / "letter.typ").write_text('#panic(json("letters.json").letters.first().address)', encoding="utf-8")
    with pytest.raises(LettersNotMade) as failure:
        compile_in(folder, child.TAGGED_LETTERS, [0])
    said = f"{failure.value} {failure.value.detail} {failure.value.references} {failure.value.__cause__} {failure.value.__context__}"
    assert not any(word in said for word in ("Siân", "Sample Road"))
