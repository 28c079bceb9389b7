"""Home by role, the first page of a contest, and history."""

from flask import Blueprint

blueprint = Blueprint("overview", __name__)
