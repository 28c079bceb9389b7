"""Invented letters to invented people."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pdfplumber
from PIL import Image, ImageDraw, ImageOps

from tracker.letters.content import Document, parse
from tracker.letters.letter import Letter, Part

ADDRESS = ("Siân Ŷnyr-Sample", "12 Sample Road", "Treganna", "CARDIFF", "CF11 9HA")
SENDER = ("Sample Party South Wales", "Transport House", "1 Cathedral Road", "CARDIFF CF11 9HA")
MM = 25.4 / 72
DOTS_PER_MM = 10
Box = tuple[float, float, float, float]  # left, top, right, bottom in millimetres from the top left corner


def picture(kind: str = "PNG", size: tuple[int, int] = (300, 90)) -> bytes:
    """Something like a signature."""
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).line([(10, 60), (90, 20), (150, 70), (280, 30)], fill="navy", width=4)
    file = io.BytesIO()
    image.save(file, kind)
    return file.getvalue()


def body(text: str = "The selection is open.\n\nYour **ballot paper** is enclosed.") -> Document:
    return parse(text)


def part(language: str = "en", **changes: Any) -> Part:
    """A part of a letter; `changes` as the fields of Part."""
    first = Part(
        language=language,
        salutation={"en": "Dear Siân,", "cy": "Annwyl Siân,"}[language],
        body=body(),
        valediction={"en": "Yours sincerely,", "cy": "Yn gywir,"}[language],
        signatory=("Gwyn ap Sample", "Organiser"),
        subject={"en": "Selecting our candidate", "cy": "Dewis ein hymgeisydd"}[language],
        enclosures=("ballot paper",),
        imprint="Published by the Sample Party, 1 Cathedral Road, Cardiff",
    )
    return replace(first, **changes)


def letter(number: int = 1, **changes: Any) -> Letter:
    """A letter of one page; `changes` as the fields of Letter."""
    first = Letter(
        reference=f"M1-{number:04}", address=ADDRESS, postcode="CF11 9HA", language="en", service="second", sender=SENDER,
        written_on=date(2027, 5, 20), parts=(part(),),
    )  # fmt: skip
    return replace(first, **changes)


def two_pages(number: int = 1, **changes: Any) -> Letter:
    """A letter of two pages: Welsh, then English."""
    return letter(number, parts=(part("cy"), part("en")), **changes)


def long_body(paragraphs: int = 30) -> Document:
    return body("\n\n".join(["Every member has one vote, and every vote counts the same. " * 3] * paragraphs))


def pages_of(content: bytes) -> list[str]:
    """The text of each page of a PDF."""
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        return [page.extract_text(expand_ligatures=False) for page in pdf.pages]


def text_of(content: bytes) -> str:
    return "\n".join(pages_of(content))


def ink(content: bytes, page: int = 0) -> Image.Image:
    """A page as a picture of ten dots to the millimetre, white (0) but for its ink."""
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        printed = pdf.pages[page].to_image(resolution=DOTS_PER_MM * 25.4).original.convert("L")
    return ImageOps.invert(printed)


def inked(picture: Image.Image, left: float, top: float, right: float, bottom: float) -> Box:
    """The box around all ink within a box, in millimetres. There is some."""
    box = picture.crop(tuple(round(edge * DOTS_PER_MM) for edge in (left, top, right, bottom))).getbbox()
    assert box
    return (left + box[0] / DOTS_PER_MM, top + box[1] / DOTS_PER_MM, left + box[2] / DOTS_PER_MM, top + box[3] / DOTS_PER_MM)


def marks(content: bytes, page: int = 0) -> Sequence[dict[str, Any]]:
    """Every character of a page that leaves ink, with its place: `x0`, `x1`, `top`, `bottom` in millimetres from left and top."""
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        found = [dict(char) for char in pdf.pages[page].chars if char["text"].strip()]
    for char in found:
        char.update({side: char[side] * MM for side in ("x0", "x1", "top", "bottom")})
    return found
