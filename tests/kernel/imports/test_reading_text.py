"""Text tables: whatever the encoding, the separator and the decoration around the list."""

import contextlib
import json
from pathlib import Path

import pytest

from tests.shared_data import shared_data
from tracker.kernel.imports import ImportRefused, RefusalCode, open_table

WELSH = "name,ward\nSiân Ŵyn-Esiampl,Tŷ Ffug\n"


def read(path: Path) -> list[dict[str, str]]:
    table = open_table(path)
    return [dict(zip(table.columns, cells, strict=True)) for _number, cells in table.rows()]


def written(folder: Path, content: bytes) -> Path:
    path = folder / "upload"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "path", sorted(shared_data("bad_inputs", "csv_spectrum").glob("*.csv")), ids=lambda path: path.name
)
def test_every_csv_of_the_spectrum_reads_as_its_json_says(path: Path, tmp_path: Path) -> None:
    content = path.read_bytes()
    if path.stem.endswith("_crlf"):
        content = content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    assert read(written(tmp_path, content)) == json.loads(path.with_suffix(".json").read_text("utf-8"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_recognised_with_and_without_its_mark(encoding: str, tmp_path: Path) -> None:
    assert read(written(tmp_path, (WELSH * 1).encode(encoding))) == [
        {"name": "Siân Ŵyn-Esiampl", "ward": "Tŷ Ffug"}
    ]


def test_old_windows_text_keeps_its_accents_even_far_down_the_file(tmp_path: Path) -> None:
    rows = "".join(f"Nobody {n},Nowhere\n" for n in range(20_000))
    table = read(written(tmp_path, f"name,ward\n{rows}Siân Pugh-Example,Cwm-brân – £5\n".encode("cp1252")))
    assert table[-1] == {"name": "Siân Pugh-Example", "ward": "Cwm-brân – £5"}


@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
def test_the_separator_is_found_even_when_cells_hold_others(separator: str, tmp_path: Path) -> None:
    lines = [["name", "note"], ["Gwyn ap Sample", '"a, b; c | d"'], ["Nia Pugh-Example", '"e, f"']]
    text = "\n".join(separator.join(line) for line in lines)
    assert [row["note"] for row in read(written(tmp_path, text.encode()))] == ["a, b; c | d", "e, f"]


@pytest.mark.parametrize(
    ("name", "heading_row", "first_columns", "first_row"),
    [
        ("excel_pasting.csv", 4, ["Year", "2000"], 5),
        ("mixedGLB.csv", 4, ["Year", "Jan"], 5),
        ("skip_initials.csv", 1, ["field1", "field2"], 2),
        ("weird_head_padding.csv", 12, ["Column A", "1985"], 13),
        ("simple.psv", 1, ["Year", "New dwellings"], 2),
        ("simple.ssv", 1, ["date", "temperature"], 2),
        ("complex.csv", 1, ["date", "another date"], 2),
        ("spanish_chars.csv", 1, ["GF_ID", "FN_ID"], 2),
        ("utf-16le_encoded_first8k.csv", 1, ["Organisation_code", "Organisation_name"], 2),
    ],
)
def test_the_headings_are_found_below_titles_and_blank_lines(
    name: str, heading_row: int, first_columns: list[str], first_row: int
) -> None:
    table = open_table(shared_data("bad_inputs", "messytables_horror", name))
    assert (table.heading_row, list(table.columns[:2]), table.preview(1)[0][0]) == (
        heading_row,
        first_columns,
        first_row,
    )


def test_known_names_beat_the_shape_when_looking_for_headings(tmp_path: Path) -> None:
    path = written(tmp_path, b"Club list,printed,2026\nName,Ward\nGwyn ap Sample,One\nNia Pugh-Example,Two\n")
    assert open_table(path, known=["name", "ward"]).heading_row == 2


def test_rows_carry_the_number_a_spreadsheet_shows(tmp_path: Path) -> None:
    path = written(tmp_path, b'name,note\nA,"one\ntwo\nthree"\n\n,\nB,plain\n')
    assert [number for number, _cells in open_table(path).rows()] == [2, 5]


def test_a_row_with_too_many_cells_keeps_them_all_for_the_message(tmp_path: Path) -> None:
    path = written(tmp_path, b"name,ward\nPugh, Nia,One\nSample,Two,,\n")
    assert [cells for _n, cells in open_table(path).rows()] == [["Pugh", " Nia", "One"], ["Sample", "Two"]]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", RefusalCode.EMPTY),
        (b"\n\n  \n", RefusalCode.EMPTY),
        (b"name,ward\n", RefusalCode.NO_ROWS),
        (b"name\x00,ward\na\x00,b\n", RefusalCode.NOT_TEXT),
        (bytes(range(256)) * 20, RefusalCode.NOT_TEXT),
        (b"name,ward\nA," + b"x" * 40_000 + b"\n", RefusalCode.CELL_TOO_LONG),
        (b'name,ward\nA,"never closed' + b" and more\n" * 30_000, RefusalCode.QUOTES),
        (b"name,ward" + b",x" * 300 + b"\nA,B" + b",y" * 300, RefusalCode.TOO_MANY_COLUMNS),
        (b"name,ward\nA,B\n" * 10_000 + b"\x00", RefusalCode.NOT_TEXT),
    ],
    ids=[
        "empty",
        "blank",
        "headings-only",
        "nul",
        "binary",
        "long-cell",
        "open-quote",
        "columns",
        "nul-at-the-end",
    ],
)
def test_a_file_nothing_can_be_read_from_is_refused_with_its_reason(
    content: bytes, code: RefusalCode, tmp_path: Path
) -> None:
    with pytest.raises(ImportRefused) as refused:
        list(open_table(written(tmp_path, content)).rows())
    assert refused.value.code == code


@pytest.mark.parametrize(
    "path", sorted(shared_data("bad_inputs", "messytables_horror").iterdir()), ids=lambda path: path.name
)
def test_every_horror_is_read_or_refused_never_a_crash(path: Path) -> None:
    with contextlib.suppress(ImportRefused):
        assert list(open_table(path).rows())


def test_naughty_strings_come_through_exactly_as_they_are(tmp_path: Path) -> None:
    strings = [
        s
        for s in json.loads(shared_data("bad_inputs", "blns.json").read_text("utf-8"))
        if s.strip() and "\x00" not in s
    ]
    quoted = "".join('"' + s.replace('"', '""') + f'",{n}\n' for n, s in enumerate(strings))
    path = written(tmp_path, f"naughty,number\n{quoted}".encode("utf-8", "surrogatepass"))
    assert [cells[0] for _n, cells in open_table(path).rows()] == strings
