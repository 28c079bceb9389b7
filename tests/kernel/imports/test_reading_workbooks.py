"""Workbooks: the values people see; and nothing a hostile file asks for."""

import struct
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from tests.kernel.imports.workbooks import ods, ods_row, part_of, save, with_parts, workbook
from tests.shared_data import shared_data
from tracker.kernel.imports import ImportRefused, RefusalCode, open_table

GOOD = [["Name", "Joined"], ["Siân Pugh-Example", date(2012, 6, 15)], ["Gwyn ap Sample", "15 June 2012"]]
SHEET = "xl/worksheets/sheet1.xml"


def refusal(folder: Path, content: bytes) -> RefusalCode:
    with pytest.raises(ImportRefused) as refused:
        list(open_table(save(folder, content)).rows())
    assert str(refused.value)
    return refused.value.code


def test_cells_come_as_a_person_sees_them_with_their_row_number(tmp_path: Path) -> None:
    rows = [
        ["Name", "Count", "Share", "Paid", "Sum"],
        ["Siân", 20, 2.5, True, "=1+1"],
        [],
        ["Nia", 1_000_000, 0, False, ""],
    ]
    table = open_table(save(tmp_path, workbook(rows)))
    assert table.sheet == "List"
    assert list(table.rows()) == [
        (2, ["Siân", "20", "2.5", "TRUE", "as computed"]),
        (4, ["Nia", "1000000", "0", "FALSE", ""]),
    ]


def test_a_list_that_begins_further_down_keeps_its_row_numbers(tmp_path: Path) -> None:
    table = open_table(save(tmp_path, workbook(GOOD, first_row=6)))
    assert (table.heading_row, [number for number, _cells in table.rows()]) == (7, [8, 9])
    assert table.preview(1) == [(8, ["Siân Pugh-Example", "2012-06-15"])]


def test_hidden_sheets_are_not_imported(tmp_path: Path) -> None:
    table = open_table(save(tmp_path, workbook(GOOD, hidden_first=True)))
    assert (table.sheet, table.columns) == ("List", ("Name", "Joined"))


def test_the_name_of_a_file_plays_no_part(tmp_path: Path) -> None:
    assert open_table(save(tmp_path, workbook(GOOD))).columns == ("Name", "Joined")
    assert open_table(save(tmp_path, b"Name,Joined\nA,B\n")).columns == ("Name", "Joined")


def test_ods_reads_and_a_million_repeated_empty_rows_cost_nothing(tmp_path: Path) -> None:
    empty_cells = '<table:table-cell table:number-columns-repeated="16384"/>'
    empty_rows = f'<table:table-row table:number-rows-repeated="1048574">{empty_cells}</table:table-row>'
    table = ods_row("Name", "Ward") + ods_row("Nia Pugh-Example", "Tŷ Ffug") + empty_rows
    assert list(open_table(save(tmp_path, ods(table))).rows()) == [(2, ["Nia Pugh-Example", "Tŷ Ffug"])]


@pytest.mark.parametrize(
    "attack", sorted(shared_data("bad_inputs", "xml_attacks").glob("*.xml")), ids=lambda path: path.name
)
@pytest.mark.parametrize(
    "part",
    [SHEET, "xl/sharedStrings.xml", "xl/workbook.xml", "docProps/core.xml", "xl/_rels/workbook.xml.rels"],
)
def test_a_declaration_in_any_part_is_refused(attack: Path, part: str, tmp_path: Path) -> None:
    assert (
        refusal(tmp_path, with_parts(workbook(GOOD), {part: attack.read_bytes()}))
        == RefusalCode.UNSAFE_WORKBOOK
    )


def test_a_bomb_before_a_real_sheet_is_refused_in_every_encoding(tmp_path: Path) -> None:
    sheet = part_of(workbook(GOOD), SHEET).decode()
    bomb = sheet.replace("<worksheet", '<!DOCTYPE x [<!ENTITY a "1234567890">]><worksheet', 1)
    for encoding in ("utf-8", "utf-16"):
        evil = bomb.replace("UTF-8", encoding.upper(), 1).encode(encoding)
        assert refusal(tmp_path, with_parts(workbook(GOOD), {SHEET: evil})) == RefusalCode.UNSAFE_WORKBOOK


def test_a_declaration_across_two_pieces_is_still_seen(tmp_path: Path) -> None:
    padding = b'<?xml version="1.0"?>' + b" " * (1024 * 1024 - 26)
    evil = with_parts(
        workbook(GOOD), {"docProps/core.xml": padding + b"<!DOCTYPE x SYSTEM 'file:///etc/passwd'><x/>"}
    )
    assert refusal(tmp_path, evil) == RefusalCode.UNSAFE_WORKBOOK


def test_a_workbook_that_unpacks_to_gigabytes_is_refused(tmp_path: Path) -> None:
    target = BytesIO(workbook(GOOD))
    with (
        zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/media/zeros.xml", "w") as part,
    ):
        for _ in range(80):
            part.write(bytes(1024 * 1024))
    assert refusal(tmp_path, target.getvalue()) == RefusalCode.TOO_BIG_INSIDE


def test_a_part_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    honest = with_parts(workbook(GOOD), {"docProps/core.xml": b"<x>" + b" " * 500_000 + b"</x>"})
    lying = honest.replace(struct.pack("<L", 500_007), struct.pack("<L", 10))
    assert refusal(tmp_path, lying) == RefusalCode.BROKEN_WORKBOOK


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        (["A1", "XFD1048576"], RefusalCode.TOO_MANY_COLUMNS),
        (["A1", "IV1048576"], RefusalCode.TOO_BIG_INSIDE),
        (["A1", "B99999999"], RefusalCode.TOO_MANY_ROWS),
    ],
)
def test_two_cells_that_span_a_huge_sheet_are_refused_before_it_is_built(
    cells: list[str], code: RefusalCode, tmp_path: Path
) -> None:
    data = "".join(
        f'<row r="{cell.strip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}"><c r="{cell}"><v>1</v></c></row>'
        for cell in cells
    )
    sheet = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{data}</sheetData></worksheet>'
    assert refusal(tmp_path, with_parts(workbook(GOOD), {SHEET: sheet.encode()})) == code


def test_styled_empty_cells_out_to_the_last_column_do_no_harm(tmp_path: Path) -> None:
    sheet = part_of(workbook(GOOD), SHEET).replace(b"</row>", b'<c r="XFD1" s="1"/></row>', 1)
    assert len(open_table(save(tmp_path, with_parts(workbook(GOOD), {SHEET: sheet}))).columns) == 2


def test_an_ods_row_repeated_a_million_times_across_is_refused(tmp_path: Path) -> None:
    wide = ods(ods_row("Name") + ods_row("x", cell_repeated=16_384))
    tall = ods(ods_row("Name") + ods_row("x", repeated=100_000_000))
    large = ods(ods_row("Name") + ods_row("x", repeated=1_000_000, cell_repeated=200))
    codes = [refusal(tmp_path, content) for content in (wide, tall, large)]
    assert codes == [RefusalCode.TOO_MANY_COLUMNS, RefusalCode.TOO_MANY_ROWS, RefusalCode.TOO_BIG_INSIDE]


def test_protected_old_and_foreign_files_say_what_to_do(tmp_path: Path) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    protected_ods = ods(ods_row("Name"), manifest="<manifest:encryption-data/>")
    text_document = with_parts(ods(ods_row("Name")), {"mimetype": b"application/vnd.oasis.opendocument.text"})
    assert refusal(tmp_path, ole + "EncryptedPackage".encode("utf-16-le")) == RefusalCode.PASSWORD
    assert refusal(tmp_path, ole) == RefusalCode.OLD_WORKBOOK
    assert refusal(tmp_path, protected_ods) == RefusalCode.PASSWORD
    assert refusal(tmp_path, text_document) == RefusalCode.NOT_A_TABLE
    assert refusal(tmp_path, workbook(GOOD)[:2000]) == RefusalCode.BROKEN_WORKBOOK
    cut_off = with_parts(workbook(GOOD), {SHEET: b"<worksheet><sheetData><row"})
    assert refusal(tmp_path, cut_off) in {RefusalCode.BROKEN_WORKBOOK, RefusalCode.EMPTY}
    assert refusal(tmp_path, workbook([])) == RefusalCode.EMPTY


def test_a_cell_longer_than_a_spreadsheet_allows_is_refused(tmp_path: Path) -> None:
    table = ods_row("Name") + ods_row("x" * 40_000)
    assert refusal(tmp_path, ods(table)) == RefusalCode.CELL_TOO_LONG
