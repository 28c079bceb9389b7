"""Makes workbooks, good and evil."""

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import xlsxwriter

CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    "</Types>"
)
ODS_KIND = b"application/vnd.oasis.opendocument.spreadsheet"


def workbook(rows: list[list[object]], *, first_row: int = 0, hidden_first: bool = False) -> bytes:
    """An XLSX file with these rows."""
    target = BytesIO()
    with xlsxwriter.Workbook(target) as book:
        if hidden_first:
            hidden = book.add_worksheet("Hidden")
            hidden.write(0, 0, "secret")
        sheet = book.add_worksheet("List")
        if hidden_first:
            sheet.activate()
            sheet.set_first_sheet()
            hidden.hide()
        days = book.add_format({"num_format": "dd/mm/yyyy"})
        for r, row in enumerate(rows, start=first_row):
            for c, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(r, c, cell, days)
                elif isinstance(cell, str) and cell.startswith("="):
                    sheet.write_formula(r, c, cell, None, "as computed")
                else:
                    sheet.write(r, c, cell)
    return target.getvalue()


def with_parts(content: bytes, parts: dict[str, bytes]) -> bytes:
    """The same archive, some parts replaced or added."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)
    return target.getvalue()


def part_of(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read(name)


def ods(table: str, *, manifest: str = "") -> bytes:
    """An ODS file whose only sheet holds `table`, in its own XML."""
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
        f'<office:body><office:spreadsheet><table:table table:name="List">{table}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    entry = '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODS_KIND, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f"{entry}{manifest}</manifest:manifest>",
        )
    return target.getvalue()


def ods_row(*cells: str, repeated: int = 1, cell_repeated: int = 1) -> str:
    inside = "".join(
        f'<table:table-cell table:number-columns-repeated="{cell_repeated}" office:value-type="string">'
        f"<text:p>{cell}</text:p></table:table-cell>"
        for cell in cells
    )
    return f'<table:table-row table:number-rows-repeated="{repeated}">{inside}</table:table-row>'


def save(folder: Path, content: bytes) -> Path:
    path = folder / "upload"
    path.write_bytes(content)
    return path
