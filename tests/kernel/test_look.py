"""The look keeps its promises: readable colours in light and dark, icons that exist, nothing the policy would block."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "tracker" / "static"
TEXT_PAIRS = [
    *((ink, ground) for ink in ("ink", "ink-2", "accent-ink", "stop", "ok", "warn") for ground in ("paper", "card", "sunk")),
    *((tone, f"{tone}-soft") for tone in ("ok", "warn", "stop", "info", "mute")),
    *(("ink", f"{tone}-soft") for tone in ("ok", "warn", "stop", "info", "accent")),
    *(("accent-ink", f"{tone}-soft") for tone in ("ok", "warn", "stop", "info", "accent")),
    ("on-accent", "accent"), ("on-accent", "accent-ink"), ("on-frame", "frame"), ("on-frame-2", "frame-field"),
    *(("level-low-ink", f"level-{n}") for n in range(4)), ("level-high-ink", "level-4"), ("level-high-ink", "level-5"),
]  # fmt: skip
EDGE_PAIRS = [
    ("edge", "card"),
    ("edge", "paper"),
    ("accent", "card"),
    ("focus", "paper"),
    ("focus", "card"),
    ("info", "card"),
    ("frame-line", "frame"),
]


def palettes() -> dict[str, dict[str, str]]:
    sheet = (STATIC / "css" / "tokens.css").read_text()
    light, dark = (
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", part))
        for part in sheet.split("prefers-color-scheme: dark")
    )
    return {"light": light, "dark": {**light, **dark}}


def luminance(colour: str) -> float:
    digits = colour.lstrip("#") if len(colour) == 7 else "".join(c * 2 for c in colour.lstrip("#"))
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_text_and_edges_stand_out_enough(mode):
    colours = palettes()[mode]
    weak = [
        (a, b, round(contrast(colours[a], colours[b]), 2))
        for a, b in TEXT_PAIRS
        if contrast(colours[a], colours[b]) < 4.5
    ]
    weak += [
        (a, b, round(contrast(colours[a], colours[b]), 2))
        for a, b in EDGE_PAIRS
        if contrast(colours[a], colours[b]) < 3
    ]
    assert weak == []


def test_every_icon_named_is_in_the_sprite():
    sprite = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "icons.svg").read_text()))
    named = set((ROOT / "scripts" / "icons.txt").read_text().split())
    for page in (ROOT / "templates").rglob("*.html"):
        text = page.read_text()
        named |= set(re.findall(r'\bicon\("([a-z0-9-]+)"', text)) | set(
            re.findall(r'"icon": "([a-z0-9-]+)"', text)
        )
        named |= set(
            re.findall(
                r'(?:chip|notice)\([^()]*(?:\([^()]*\))?[^()]*"(?:ok|warn|stop|info|mute|accent)", "([a-z0-9-]+)"\)',
                text,
            )
        )
    words = (ROOT / "tracker" / "kernel" / "words.py").read_text()
    named |= set(re.findall(r'\("(?:ok|warn|stop|info|mute|accent)", "([a-z0-9-]+)"\)', words))
    assert named - sprite == set()


def test_templates_hold_nothing_inline():
    inline = re.compile(r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\ssrc=)|javascript:", re.IGNORECASE)
    pages = [
        p
        for p in (ROOT / "templates").rglob("*.html")
        if "mail" not in p.relative_to(ROOT / "templates").parts
    ]
    assert [str(p.relative_to(ROOT)) for p in pages if inline.search(p.read_text())] == []


def test_fonts_have_the_letters_of_welsh():
    sheet = (STATIC / "css" / "tokens.css").read_text()
    ranges = [(int(a, 16), int(b or a, 16)) for a, b in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", sheet)]
    assert [c for c in "ŵŴŷŶâêîôûäëïöẁẃỳý’" if not any(a <= ord(c) <= b for a, b in ranges)] == []
    for name in re.findall(r"\.\./fonts/([\w.-]+)", sheet):
        assert (STATIC / "fonts" / name).read_bytes().startswith(b"wOF2")
