"""Pages of people who sign in: the door, one's own account, and who else may come in."""

from flask import Blueprint

blueprint = Blueprint("accounts", __name__)

from tracker.accounts.views import door, own, passwords, people, roles  # noqa: E402, F401 - each adds its pages to `blueprint`
