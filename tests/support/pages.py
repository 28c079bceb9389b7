"""What every page must be: valid, titled, labelled, small, and free of anything the policy would block."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from markupever import HtmlOptions, Parser
from werkzeug.test import TestResponse

LARGEST_PAGE = 100_000
UNTYPED_CONTROLS = {"select", "textarea"}
NEEDS_NO_LABEL = {"hidden", "submit", "button", "reset", "image"}
POINTS_TO_IDS = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list", "headers")
UNFILLED = ("{{", "{%", "%(")
_OF_THIS_PAGE = re.compile(r'(<input type="hidden" name="\w+" value="|href="/language/\w\w\?next=)[^"<>]*(?=")')  # tokens, ways back
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_WITH_ATTRIBUTES = re.compile(r'<[a-z][^\s>]*(?: [^\s=>]+="[^"]*")+')

_faultless: set[tuple[bytes, bool]] = set()


class PageFault(AssertionError):
    """A page is not what every page must be."""


def check_page(response: TestResponse, *, fragment: bool = False, limit: int = LARGEST_PAGE) -> None:
    """Raise PageFault listing everything wrong with an HTML answer; any other kind of answer passes.

    `fragment`: part of a page, fetched by script. `limit`: bytes allowed.
    """
    if response.mimetype != "text/html" or not response.data:
        return
    if response.status_code in range(300, 400):
        return
    faults = list(_faults(response, fragment, limit))
    if faults:
        listed = "\n  ".join(faults)
        raise PageFault(f"{response.request.method} {response.request.path}:\n  {listed}")


@lru_cache(maxsize=4)
def parse(markup: str, *, fragment: bool = False) -> tuple[Element, tuple[str, ...]]:
    """The tree of a page, to be read only, and what a strict parser says against it."""
    parser = _read(markup, fragment)
    errors = parser.errors()
    tree = _as_xml(parser.into_dom().root().serialize(is_html=False))
    return ElementTree.fromstring(f"<div>{tree}</div>" if fragment else tree), tuple(_placed(errors, markup, fragment))


def _as_xml(serialized: str) -> str:
    """Elements without their namespace; spaces and < in attributes stay as they are; what XML cannot hold is left out."""
    for plain, kept in (' xmlns="http://www.w3.org/1999/xhtml"', ""), ("\t", "&#9;"), ("\n", "&#10;"), ("\r", "&#13;"):
        serialized = serialized.replace(plain, kept)
    return _NOT_IN_XML.sub("", _WITH_ATTRIBUTES.sub(lambda tag: "<" + tag[0][1:].replace("<", "&lt;"), serialized))


def _read(markup: str, fragment: bool) -> Parser:
    return Parser(HtmlOptions(exact_errors=True, full_document=not fragment)).process(markup).finish()


def _placed(errors: list[str], markup: str, fragment: bool) -> Iterator[str]:
    """Every error with the first line it is found in: the parser does not say."""
    lines = markup.splitlines(keepends=True)
    for error in errors:
        line = next(n for n in range(1, len(lines) + 1) if error in _read("".join(lines[:n]), fragment).errors())
        yield f"line {line}: {error}"


def text_of(element: Element) -> str:
    """The words of an element and everything in it, single-spaced."""
    return " ".join(" ".join(element.itertext()).split())


def _faults(response: TestResponse, fragment: bool, limit: int) -> Iterator[str]:
    if "Content-Security-Policy" not in response.headers:
        yield "no Content-Security-Policy"
    if len(response.data) > limit:
        yield f"{len(response.data)} bytes; {limit} allowed"
    yield from _markup_faults(response.text, fragment)


def _markup_faults(markup: str, fragment: bool) -> tuple[str, ...]:
    """What is wrong with a page; the same page but for its tokens and ways back is looked at once."""
    page = (sha256(_OF_THIS_PAGE.sub(r"\1", markup).encode("utf-8", "surrogatepass")).digest(), fragment)
    if page not in _faultless:
        tree, errors = parse(markup, fragment=fragment)
        frame = () if fragment else _frame_faults(tree)
        faults = (*errors, *frame, *_id_faults(tree, fragment), *_label_faults(tree), *_policy_faults(tree), *_text_faults(tree))
        if faults:
            return faults
        _faultless.add(page)
    return ()


def _frame_faults(tree: Element) -> Iterator[str]:
    titles = [text_of(title) for title in tree.iterfind("head/title")]
    if len(titles) != 1 or not titles[0]:
        yield f"not one title: {titles}"
    headings = [text_of(heading) for heading in tree.iter("h1")]
    if len(headings) != 1 or not headings[0]:
        yield f"not one h1: {headings}"
    if not tree.get("lang"):
        yield "no lang on html"


def _id_faults(tree: Element, fragment: bool) -> Iterator[str]:
    ids = Counter(element.get("id") for element in tree.iter() if "id" in element.attrib)
    yield from (f"id {name!r} {count} times" for name, count in ids.items() if count > 1)
    if fragment:
        return
    for element in tree.iter():
        for attribute in POINTS_TO_IDS:
            for name in element.get(attribute, "").split():
                if name not in ids:
                    yield f"{attribute}={name!r} points to nothing"


def _label_faults(tree: Element) -> Iterator[str]:
    labelled = {label.get("for") for label in tree.iter("label")}
    inside = {id(control) for label in tree.iter("label") for control in label.iter()}
    for control in tree.iter():
        is_field = control.tag in UNTYPED_CONTROLS or (
            control.tag == "input" and control.get("type", "text") not in NEEDS_NO_LABEL
        )
        named = control.get("aria-label") or control.get("aria-labelledby")
        if is_field and not named and control.get("id") not in labelled and id(control) not in inside:
            yield f"no label for {control.tag} {control.get('name')!r}"


def _policy_faults(tree: Element) -> Iterator[str]:
    for element in tree.iter():
        if element.tag == "style" or "style" in element.attrib:
            yield f"inline style on {element.tag}"
        if element.tag == "script" and not element.get("src"):
            yield "inline script"
        yield from (f"{name} on {element.tag}" for name in element.attrib if str(name).startswith("on"))
        if str(element.get("href", "")).lower().startswith("javascript:"):
            yield "javascript: in a link"
        if element.tag == "img" and "alt" not in element.attrib:
            yield f"img without alt: {element.get('src')}"


def _text_faults(tree: Element) -> Iterator[str]:
    for element in tree.iter():
        if element.tag in {"h1", "h2", "h3", "label", "legend", "button", "title", "th"}:
            yield from (f"unfilled text {text_of(element)!r}" for mark in UNFILLED if mark in text_of(element))
        if element.tag in {"a", "button"} and not (text_of(element) or _other_name(element)):
            yield f"{element.tag} without words: {element.get('href') or element.get('name')}"


def _other_name(element: Element) -> bool:
    return any(part.get("aria-label") or part.get("aria-labelledby") or part.get("alt") for part in element.iter())
