"""Pages of nobody in particular: is it up, which language, and what only the demonstration shows."""

from flask import Blueprint

blueprint = Blueprint("public", __name__)

from tracker.public.views import demonstration, health, language  # noqa: E402, F401 - each adds its pages to `blueprint`
