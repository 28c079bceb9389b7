"""Pages of the room: contests."""

from flask import Blueprint

blueprint = Blueprint("contests", __name__)
