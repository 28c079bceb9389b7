"""Which language a page is in: the one chosen, else the account's, else what the browser asks for."""

from typing import Any
from urllib.parse import urlsplit

from flask import Flask, g, has_request_context, request, session

LANGUAGES = ("en", "cy")
NAMES = {"en": "English", "cy": "Cymraeg"}


def current_locale() -> str:
    """`en` or `cy`; English where nobody asks: on the command line and in the worker."""
    if not has_request_context():
        return "en"
    chosen = session.get("language") or g.get("account_language")
    if chosen in LANGUAGES:
        return str(chosen)
    return request.accept_languages.best_match(LANGUAGES) or "en"


def other_locale() -> str:
    return "en" if current_locale() == "cy" else "cy"


def in_language(english: str, welsh: str) -> str:
    """The form of a stored name in the page's language; the other form where that one is missing."""
    first, second = (welsh, english) if current_locale() == "cy" else (english, welsh)
    return first or second


def safe_target(target: str | None) -> str | None:
    """`target` if it is a path on this very site, else None: nobody is sent elsewhere by a link."""
    if not target or "\\" in target or any(ord(c) < 32 for c in target):
        return None
    parts = urlsplit(target)
    is_ours = not parts.scheme and not parts.netloc and target.startswith("/") and not target.startswith("//")
    return target if is_ours else None


def register(app: Flask) -> None:
    """Give the templates of `app` the language and its switch."""

    @app.context_processor
    def _languages() -> dict[str, Any]:
        other = other_locale()
        return {
            "current_locale": current_locale(),
            "other_locale": other,
            "other_language_name": NAMES[other],
            "in_language": in_language,
        }
