"""The forms a text is sent in."""

from tracker.letters.content import parse, to_html, to_text

WRITTEN = """# Y bleidlais

Dear **all**, *read* [the rules](https://example.org/rules)
or <https://example.org>.

1. one
2. two
   - inner

> Said
>
> twice
"""


def test_html() -> None:
    assert to_html(parse(WRITTEN)) == (
        "<h2>Y bleidlais</h2>\n"
        '<p>Dear <strong>all</strong>, <em>read</em> <a href="https://example.org/rules">the rules</a><br>'
        'or <a href="https://example.org">https://example.org</a>.</p>\n'
        '<ol start="1"><li><p>one</p></li><li><p>two</p>\n<ul><li><p>inner</p></li></ul></li></ol>\n'
        "<blockquote><p>Said</p>\n<p>twice</p></blockquote>"
    )


def test_plain_text() -> None:
    assert to_text(parse(WRITTEN)) == (
        "Y bleidlais\n-----------\n\n"
        "Dear all, read the rules (https://example.org/rules)\nor https://example.org.\n\n"
        "1. one\n2. two\n   - inner\n\n"
        "> Said\n>\n> twice"
    )


def test_a_mail_address_is_shown_once() -> None:
    assert to_text(parse("<post@example.org> or [write](mailto:post@example.org)")) == "post@example.org or write (post@example.org)"


def test_a_link_over_two_lines_is_one_link() -> None:
    assert to_html(parse("[two\nlines](https://example.org)")) == '<p><a href="https://example.org">two<br>lines</a></p>'
