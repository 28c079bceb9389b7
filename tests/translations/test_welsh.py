"""Everything said in English is said in Welsh, with the same things filled in and all six plural forms."""

import re
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po
from babel.support import Translations

from config import ROOT

CATALOGUE = ROOT / "tracker" / "translations" / "cy" / "LC_MESSAGES" / "messages.po"
REVIEW = ROOT / "docs" / "welsh-review.md"
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]|%%")
KEYWORDS = {"_": None, "gettext": None, "_l": None, "lazy_gettext": None, "ngettext": (1, 2), "lazy_ngettext": (1, 2)}
FORMS = 6
MessageId = str | tuple[str, ...]


@cache
def said_in_english() -> dict[MessageId, list[str]]:
    """Each message of the source, with the files that say it."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as configuration:
        methods, options = parse_mapping_cfg(configuration)
    said: dict[MessageId, list[str]] = {}
    for folder in ("tracker", "templates"):
        renamed = [(pattern.removeprefix(f"{folder}/"), method) for pattern, method in methods]
        options_here = {pattern.removeprefix(f"{folder}/"): given for pattern, given in options.items()}
        for name, _line, message, _comments, _context in extract_from_dir(ROOT / folder, renamed, options_here, keywords=KEYWORDS):
            said.setdefault(message, []).append(f"{folder}/{name}")
    return said


@cache
def welsh() -> Catalog:
    return read_po(BytesIO(CATALOGUE.read_bytes()), locale="cy")


def forms_of(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def test_the_source_is_read() -> None:
    assert len(said_in_english()) > 500


def test_every_message_is_in_the_catalogue_and_translated() -> None:
    missing = []
    for said in said_in_english():
        message = welsh().get(said[0] if isinstance(said, tuple) else said)
        if message is None or message.fuzzy or not all(forms_of(message)):
            missing.append(said)
    assert not missing, f"{len(missing)} messages lack their Welsh, such as {missing[:5]}: run `make translations`"


def test_the_catalogue_holds_nothing_that_is_no_longer_said() -> None:
    said = {message[0] if isinstance(message, tuple) else message for message in said_in_english()}
    left = [m.id for m in welsh() if m.id and (m.id[0] if isinstance(m.id, tuple) else m.id) not in said]
    assert not left, f"no longer said: {left[:5]}"


def test_the_same_things_are_filled_in() -> None:
    broken = []
    for message in welsh():
        if not message.id:
            continue
        english = message.id[-1] if isinstance(message.id, tuple) else message.id
        wanted = set(PLACEHOLDER.findall(english))
        broken += [form for form in forms_of(message) if set(PLACEHOLDER.findall(form)) - {"%(num)s"} != wanted - {"%(num)s"}]
        if not isinstance(message.id, tuple):
            broken += [form for form in forms_of(message) if ("%(num)s" in form) != ("%(num)s" in english)]
    assert not broken, f"placeholders differ: {broken[:5]}"


def test_there_are_six_plural_forms() -> None:
    assert welsh().num_plurals == FORMS
    plurals = [m for m in welsh() if isinstance(m.id, tuple)]
    assert plurals
    assert [m.id for m in plurals if len(forms_of(m)) != FORMS] == []


@pytest.mark.parametrize(("count", "form"), [(0, 0), (1, 1), (2, 2), (3, 3), (6, 4), (4, 5), (8, 5), (11, 5)])
def test_each_number_chooses_its_form(count: int, form: int, tmp_path: Path) -> None:
    plural_expression = re.search(r"plural=(.*?);?$", welsh().plural_forms)
    assert plural_expression
    compiled = CATALOGUE.with_suffix(".mo")
    with compiled.open("rb") as file:
        assert Translations(file).plural(count) == form


def test_welsh_letters_survive() -> None:
    text = CATALOGUE.read_text(encoding="utf-8")
    assert "ŵ" in text
    assert "ŷ" in text
    assert "Ã" not in text


def test_what_a_welsh_speaker_should_look_at_is_really_said() -> None:
    """Each term of the review list stands in the catalogue, so that the list cannot go stale."""
    listed = re.findall(r"^\| ([^|]+?) \| ([^|]+?) \|", REVIEW.read_text(encoding="utf-8"), flags=re.MULTILINE)[2:]
    assert listed
    everything = " ".join(form.casefold() for m in welsh() for form in forms_of(m))
    assert [term for _english, term in listed if term.casefold() not in everything] == []
