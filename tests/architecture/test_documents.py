"""Documents and the code they describe agree."""

import re
import subprocess
from dataclasses import fields

import pytest

from config import Settings
from tests.architecture.sources import ROOT

ROW = re.compile(r"^\| `(?P<name>[A-Z_]+)` \| (?P<default>.*?) \| (?P<meaning>.*) \|$", re.MULTILINE)
TARGET = re.compile(r"^([a-z-]+):(?!=)", re.MULTILINE)


def settings_table() -> list[tuple[str, str, str]]:
    """The table of docs/settings.md as config.py would write it."""
    return [
        (f.name, f"`{f.metadata['default']}`" if f.metadata["default"] else "(empty)", f.metadata["meaning"])
        for f in fields(Settings)
    ]


def test_the_table_of_settings_is_config_py() -> None:
    written = ROW.findall((ROOT / "docs" / "settings.md").read_text(encoding="utf-8"))
    assert written == settings_table()


def test_every_setting_has_a_meaning() -> None:
    assert all(meaning for _name, _default, meaning in settings_table())


def test_help_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {f"make {name}" for name in TARGET.findall(makefile)} == set(re.findall(r"make [a-z-]+", shown))


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_pinned_requirements_name_no_host(name: str) -> None:
    pinned = (ROOT / name).read_text(encoding="utf-8")
    assert not re.findall(r"://|--index|--find-links|--trusted", pinned)
    assert len(re.findall(r"^\S+==", pinned, re.MULTILINE)) <= pinned.count("--hash=sha256:")
