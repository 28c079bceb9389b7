"""Templates: each is used, each name it imports is used, nothing in it that the policy would block."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment, nodes
from jinja2.ext import i18n

from tests.architecture.sources import ROOT, name_of, python_files, tracked

FOLDER = ROOT / "templates"
ENVIRONMENT = Environment(extensions=[i18n, "jinja2.ext.do"], autoescape=True)
MENTION = re.compile(r"""["']([\w./-]+\.(?:html|txt|ics|xml))["']""")
NAMED = re.compile(r"""(?:render_template\(|extends |import |include |from )\s*["']([\w./-]+)["']""")
WHOLE_FAMILIES = ("templates/errors/", "templates/mail/")  # named by status or by message, see where they are sent


def templates(*suffixes: str) -> list[Path]:
    return [path for path in tracked() if name_of(path).startswith("templates/") and path.suffix in (suffixes or (".html", ".txt"))]


def syntax(path: Path) -> nodes.Template:
    return ENVIRONMENT.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", templates(), ids=name_of)
def test_what_a_template_imports_it_uses(path: Path) -> None:
    tree = syntax(path)
    taken = {
        name[1] if isinstance(name, tuple) else name
        for node in tree.find_all(nodes.FromImport) for name in node.names
    } | {node.target for node in tree.find_all(nodes.Import)}  # fmt: skip
    used = {node.name for node in tree.find_all(nodes.Name)}
    unused = taken - used
    assert not unused


def test_every_template_is_used() -> None:
    texts = [path.read_text(encoding="utf-8") for path in [*python_files("tracker"), *templates()]]
    mentioned = {name for text in texts for name in MENTION.findall(text)}
    unused = [
        name_of(path) for path in templates()
        if path.relative_to(FOLDER).as_posix() not in mentioned and not name_of(path).startswith(WHOLE_FAMILIES)
    ]  # fmt: skip
    assert not unused


def test_every_template_named_exists() -> None:
    named = {
        (name_of(path), name)
        for path in [*python_files("tracker"), *templates()]
        for name in NAMED.findall(path.read_text(encoding="utf-8"))
    }
    assert not [(where, name) for where, name in sorted(named) if "/" in name and not (FOLDER / name).exists()]


@pytest.mark.parametrize("path", templates(".html"), ids=name_of)
def test_nothing_inline_that_the_policy_blocks(path: Path) -> None:
    markup = path.read_text(encoding="utf-8")
    assert not re.findall(r"<style\b|<script(?![^>]*\bsrc=)[^>]*>|\sstyle=|\son[a-z]+=\"|\|\s*safe\b", markup)
