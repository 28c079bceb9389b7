"""Print files: what is in them, in which order, proven against their list; whole, or not there at all."""

import csv
import errno
import hashlib
import io
import re
import resource
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, NumberObject

from tests.letters.samples import letter, long_body, pages_of, part, picture, text_of, two_pages
from tracker.letters import rendering
from tracker.letters.batching import batches
from tracker.letters.compiling import Limits, full_or
from tracker.letters.content import parse
from tracker.letters.failures import LettersNotMade, Reason
from tracker.letters.proof import prove
from tracker.letters.rendering import measure, preview, preview_pages, render
from tracker.letters.typesetting import as_data

MIXED = [
    letter(1, postcode="CF10 1AA"), two_pages(2, postcode="CF5 2AB", language="cy"), letter(3, postcode="CF5 2AB", language="en"),
    two_pages(4, postcode="CF11 9HA"), letter(5, postcode="CF11 9HA"), letter(6, postcode="SA1 1AA"),
]  # fmt: skip
IN_ORDER = ["M1-0002", "M1-0003", "M1-0001", "M1-0005", "M1-0004", "M1-0006"]


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.parent.iterdir())


def test_letters_stand_by_postcode_then_language_then_pages(tmp_path: Path) -> None:
    made = render(batches(MIXED), tmp_path / "print", title="Letters", both_sides=False)
    assert [one.reference for one in made.letters] == IN_ORDER
    pages = pages_of(made.files[0].path.read_bytes())
    for one in made.letters:
        assert one.reference in pages[one.first_page - 1]
        assert one.last_page - one.first_page + 1 == one.pages == one.sheets


def test_printed_on_both_sides_no_letter_begins_on_the_back_of_another(tmp_path: Path) -> None:
    made = render(batches(MIXED), tmp_path / "print", title="Letters")
    pages = pages_of(made.files[0].path.read_bytes())
    assert all(one.first_page % 2 == 1 for one in made.letters)
    assert [one.sheets for one in made.letters] == [1] * 6
    assert made.sheets == 6
    for one in made.letters:
        blank = pages[one.first_page - 1 + one.pages : one.last_page]
        assert blank == [""] * (one.last_page - one.first_page + 1 - one.pages)


def test_files_are_split_at_a_size_and_hashed(tmp_path: Path) -> None:
    made = render(batches(MIXED, most=2), tmp_path / "print", title="Letters")
    assert [(file.path.name, file.letters) for file in made.files] == [
        ("letters-001.pdf", 2), ("letters-002.pdf", 1), ("letters-003.pdf", 2), ("letters-004.pdf", 1),
    ]  # fmt: skip
    for file in made.files:
        assert file.sha256 == hashlib.sha256(file.path.read_bytes()).hexdigest()
        assert file.pages == len(PdfReader(file.path).pages)


def test_the_manifest_lists_every_letter_and_names_nobody(tmp_path: Path) -> None:
    made = render(batches(MIXED, most=2), tmp_path / "print", title="Letters")
    text = made.manifest.read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["reference"] for row in rows] == IN_ORDER
    assert rows[0] == {
        "reference": "M1-0002", "sheets": "1", "pages": "2", "service": "second", "file": "letters-001.pdf",
        "first_page": "1", "last_page": "2",
    }  # fmt: skip
    assert not {"Siân", "CF11", "Sample Road"} & set(text.replace(",", " ").split())
    assert sum(int(row["last_page"]) - int(row["first_page"]) + 1 for row in rows) == made.pages


def test_a_file_whose_pages_are_not_those_of_its_list_is_not_handed_over(tmp_path: Path) -> None:
    made = render(batches(MIXED), tmp_path / "print", title="Letters")
    path = made.files[0].path
    assert prove(path, made.letters) == made.files[0]
    for wrong in (made.letters[:-1], made.letters[1:], (*made.letters[:1], replace(made.letters[1], first_page=4), *made.letters[2:])):
        with pytest.raises(LettersNotMade) as refused:
            prove(path, wrong)
        assert refused.value.reason is Reason.COUNTS_DIFFER
    writer = PdfWriter(path)
    writer.add_blank_page()
    writer.write(path)
    with pytest.raises(LettersNotMade, match="not those of its list"):
        prove(path, made.letters)
    for total in (made.pages, made.pages + 2):
        writer = PdfWriter(path)  # with the page too many
        writer.root_object["/Pages"][NameObject("/Count")] = NumberObject(total)
        with path.open("wb") as file:
            writer.write(file)
        assert f"/Count {total}".encode() in path.read_bytes()
        with pytest.raises(LettersNotMade):
            prove(path, made.letters)
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(LettersNotMade) as refused:
        prove(path, made.letters)
    assert refused.value.reason is Reason.CRASHED


def test_words_that_look_like_a_page_of_a_file_are_no_page(tmp_path: Path) -> None:
    words = "7 0 obj <</Type/Page>> /Type /Page"
    made = render(batches([letter(parts=(part(imprint=words, subject=words),))]), tmp_path / "print", title=f"{words}\n{words}")
    assert made.pages == 1


def test_files_are_tagged_titled_and_in_their_language(tmp_path: Path) -> None:
    made = render(batches([two_pages(1, signature=picture())]), tmp_path / "print", title="Letters M1")
    reader = PdfReader(made.files[0].path)
    catalogue = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"].value is True
    assert "/StructTreeRoot" in catalogue
    assert catalogue["/Lang"] == "cy-GB"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert reader.metadata is not None
    assert reader.metadata.title == "Letters M1"
    assert b"pdfuaid:part>1<" in catalogue["/Metadata"].get_data()


def test_each_part_is_tagged_with_its_language() -> None:
    with pdfplumber.open(io.BytesIO(preview(two_pages(signature=picture())))) as pdf:
        structure = str(pdf.structure_tree)
    assert "en-GB" in structure
    assert "'type': 'H1'" in structure
    assert "'alt_text': 'Llofnod'" in structure


def test_the_typeface_is_embedded() -> None:
    fonts = [
        font.get_object() for page in PdfReader(io.BytesIO(preview(letter()))).pages for font in page["/Resources"]["/Font"].values()
    ]  # fmt: skip
    assert fonts
    for font in fonts:
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert "SourceSans3" in font["/BaseFont"]
        assert {"/FontFile2", "/FontFile3"} & descriptor.keys()


def test_welsh_comes_first_and_each_language_has_its_own_words() -> None:
    welsh, english = pages_of(preview(two_pages()))
    assert all(words in welsh for words in ("20 Mai 2027", "Ein cyfeirnod: M1-0001", "Amgaeir: ballot paper"))
    assert all(words in english for words in ("20 May 2027", "Our reference: M1-0001", "Page 2 of 2"))
    assert "Tudalen" not in welsh


def test_only_further_pages_are_numbered_within_their_letter(tmp_path: Path) -> None:
    long = part("cy", body=long_body())
    made = render(batches([letter(1), letter(2, parts=(long,), postcode="SA1 1AA")]), tmp_path / "print", title="Letters")
    first, blank, second, third = pages_of(made.files[0].path.read_bytes())
    assert blank == ""
    assert not any(word in first + second for word in ("Page", "Tudalen"))
    assert "Tudalen 2 o 2" in third


@pytest.mark.parametrize("both_sides", [True, False])
def test_pages_are_numbered_through_the_parts_of_a_letter_wherever_it_comes_to_stand(tmp_path: Path, both_sides: bool) -> None:
    three = letter(1, parts=(part("cy", body=long_body()), part("en")))
    other = letter(2, parts=(part("cy"), part("en", body=long_body())))
    mixed = [three, other, letter(3), two_pages(4, postcode="SA1 1AA")]
    made = render(batches(mixed), tmp_path / "print", title="Letters", both_sides=both_sides)
    pages = pages_of(made.files[0].path.read_bytes())
    shown = {one.reference: [number_on(page) for page in pages[one.first_page - 1 : one.last_page]] for one in made.letters}
    blank = [""] * both_sides
    assert shown == {
        "M1-0003": ["", *blank], "M1-0001": ["", "Tudalen 2 o 3", "Page 3 of 3", *blank],
        "M1-0002": ["", "Page 2 of 3", "Page 3 of 3", *blank], "M1-0004": ["", "Page 2 of 2"],
    }  # fmt: skip


def test_a_letter_thought_to_fit_on_its_page_is_numbered_when_it_does_not(tmp_path: Path) -> None:
    tall = part("cy", body=parse("\n".join(["Llinell fer"] * 40) + "\n\nDyna'r cyfan."))
    mixed = [letter(1, parts=(tall, part("en"))), letter(2, postcode="CF11 9HA"), two_pages(3, postcode="SA1 1AA")]
    assert all(one["fits"] for one in as_data(mixed, "", both_sides=False)["letters"])
    made = render(batches(mixed), tmp_path / "print", title="Letters", both_sides=False)
    assert [number_on(page) for page in pages_of(made.files[0].path.read_bytes())] == [
        "", "", "Tudalen 2 o 3", "Page 3 of 3", "", "Page 2 of 2",
    ]  # fmt: skip
    assert [(one.reference, one.pages) for one in made.letters] == [("M1-0002", 1), ("M1-0001", 3), ("M1-0003", 2)]


def number_on(page: str) -> str:
    """What a page says of its number; nothing where it says nothing."""
    return " ".join(re.findall(r"(?:Page|Tudalen) \d (?:of|o) \d", page))


def test_a_valediction_is_never_alone_on_a_page() -> None:
    for paragraphs in range(8, 16):
        pages = pages_of(preview(letter(parts=(part(body=long_body(paragraphs)),))))
        if len(pages) == 2:
            assert "every vote counts" in pages[1]
            return
    pytest.fail("no letter ran on to a second page")


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("".join(map(chr, (*range(0x20, 0x7F), *range(0xA1, 0xB7), *range(0xB8, 0x250)))), True),
        ("Ŵŵ Ŷŷ Âêîôû fi ffl — “Ŷ” … € Ẁẃẅ ĳ Ảạ", True), ("i̇́ j̊ col·lecció L·L", False), ("Ї її", False),
    ],
)
def test_marks_are_put_on_letters_wherever_there_are_any(monkeypatch: pytest.MonkeyPatch, text: str, same: bool) -> None:
    given = letter(parts=(part(body=parse(re.sub(r"([\\`*_{}\[\]()#+!|<>~&-])", r"\\\1", text))),))
    assert as_data([given], "", both_sides=False)["letters"][0]["plain"] is same
    shown = preview_pages(given)
    monkeypatch.setattr("tracker.letters.typesetting._PLAIN", re.compile("" if same else ".*", re.DOTALL))
    assert (preview_pages(given) == shown) is same


def test_measured_pages_are_those_printed(tmp_path: Path) -> None:
    letters = list(next(batches(MIXED)))
    made = {one.reference: one.pages for one in render(batches(MIXED), tmp_path / "print", title="Letters").letters}
    assert measure(letters) == [made[one.reference] for one in letters]


def test_a_preview_is_the_printed_page_and_a_picture_of_each() -> None:
    assert "Dear Siân," in text_of(preview(letter()))
    assert [content[:8] for content in preview_pages(two_pages())] == [b"\x89PNG\r\n\x1a\n"] * 2


def test_a_preview_shows_what_has_no_value_yet() -> None:
    unfilled = letter(parts=(part(body=parse("In ((branch))")),))
    assert "In ((branch))" in text_of(preview(unfilled))


@pytest.mark.parametrize(
    ("subject", "text", "levels"),
    [
        ("", "### Deep\n\nText\n\n# High", ["H1", "H1"]),
        ("", "# High\n\n### Deep\n\n- # In a list", ["H1", "H2", "H1"]),
        ("About", "### Deep\n\n## Less deep", ["H1", "H2", "H3"]),
    ],
)
def test_headings_leave_no_level_out(subject: str, text: str, levels: list[str]) -> None:
    with pdfplumber.open(io.BytesIO(preview(letter(parts=(part(subject=subject, body=parse(text)),))))) as pdf:
        assert re.findall(r"'type': '(H\d)'", str(pdf.structure_tree)) == levels


def test_letters_that_cannot_be_printed_are_named_by_reference_and_nothing_is_kept(tmp_path: Path) -> None:
    unfit = letter(7, parts=(part(body=parse("In ((branch))")),), postcode="CF11 9HB")
    with pytest.raises(LettersNotMade) as refused:
        render(batches([*MIXED, unfit]), tmp_path / "print", title="Letters")
    assert (refused.value.reason, refused.value.references) == (Reason.UNFIT, ("M1-0007",))
    assert leftovers(tmp_path / "print") == []


def test_a_broken_picture_is_said_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(LettersNotMade, match="picture of the signature"):
        render([[letter(signature=picture()[:60])]], tmp_path / "print", title="Letters")
    assert leftovers(tmp_path / "print") == []


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("kept")
    with pytest.raises(FileExistsError):
        render([[letter()]], tmp_path, title="Letters")
    assert (tmp_path / "kept.txt").read_text() == "kept"


def test_what_a_crash_left_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / ".print.making").mkdir()
    (tmp_path / ".print.making" / "letters-001.pdf").write_bytes(b"half")
    render([[letter()]], tmp_path / "print", title="Letters")
    assert leftovers(tmp_path / "print") == ["print"]


def test_unsorted_letters_are_a_mistake_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="order_key"):
        render([MIXED], tmp_path / "print", title="Letters")
    assert leftovers(tmp_path / "print") == []


def test_making_can_be_stopped_and_leaves_nothing(tmp_path: Path) -> None:
    told: list[int] = []
    with pytest.raises(LettersNotMade) as stopped:
        render(
            batches(MIXED, most=1), tmp_path / "print", title="Letters", at_once=1, progress=told.append,
            should_stop=lambda: bool(told),
        )  # fmt: skip
    assert (stopped.value.reason, told) == (Reason.STOPPED, [1])
    assert leftovers(tmp_path / "print") == []


def test_progress_and_the_wish_to_stop_are_asked_in_the_callers_thread(tmp_path: Path) -> None:
    threads: set[int] = set()

    def told(letters: int) -> None:
        threads.add(threading.get_ident())

    def stop() -> bool:
        threads.add(threading.get_ident())
        return False

    render(batches(MIXED, most=1), tmp_path / "print", title="Letters", progress=told, should_stop=stop)
    assert threads == {threading.get_ident()}


def test_letters_are_asked_for_as_they_are_needed(tmp_path: Path) -> None:
    done: list[int] = []
    ahead: list[int] = []

    def composed() -> object:
        for number in range(6):
            ahead.append(number - (done[-1] if done else 0))
            yield [letter(number, postcode=f"CF1 {number}AA")]

    render(composed(), tmp_path / "print", title="Letters", progress=done.append, at_once=1)
    assert done == [1, 2, 3, 4, 5, 6]
    assert max(ahead) == 0


@pytest.mark.parametrize("make", [lambda path: render([[letter()]], path, title="Letters"), lambda path: preview(letter())])
def test_a_process_that_may_not_write_so_much_stops_cleanly(
    tmp_path: Path, make: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(rendering.preview.__kwdefaults__, "limits", Limits(file=4096))
    monkeypatch.setitem(rendering.render.__kwdefaults__, "limits", Limits(file=4096))
    with pytest.raises(LettersNotMade, match="no room left") as refused:
        make(tmp_path / "print")
    assert refused.value.reason is Reason.DISK_FULL
    assert leftovers(tmp_path / "print") == []


def test_a_full_disk_stops_cleanly_wherever_it_strikes(tmp_path: Path) -> None:
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    for most in (100, 2_000, 10_000):
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, usual[1]))
        try:
            with pytest.raises(LettersNotMade) as refused:
                render([[letter()]], tmp_path / "print", title="Letters")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, usual)
        assert refused.value.reason is Reason.DISK_FULL
        assert leftovers(tmp_path / "print") == []


def test_a_disk_that_is_full_is_known_by_its_error() -> None:
    found = full_or(OSError(errno.ENOSPC, "No space left on device"))
    assert isinstance(found, LettersNotMade)
    assert found.reason is Reason.DISK_FULL


def test_other_failures_of_the_disk_are_what_they_are(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError) as failure:
        render([[letter()]], tmp_path / "file" / "print", title="Letters")
    assert failure.value.errno == errno.ENOTDIR
