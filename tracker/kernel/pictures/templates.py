"""Gives templates the pictures and the language their words are in."""

from flask import Flask

from tracker.kernel import i18n, pictures


def register(app: Flask) -> None:
    """Make `pictures` and `page_language()` known to every template and macro of `app`."""
    app.jinja_env.globals["pictures"] = pictures
    app.jinja_env.globals["page_language"] = i18n.current_locale
