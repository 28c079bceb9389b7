"""Pages of the room: public."""

from flask import Blueprint

blueprint = Blueprint("public", __name__)
