"""What only the demonstration shows: the mail it did not send, and every component once."""

from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from flask import abort, current_app, render_template

from config import Settings
from tracker.kernel.guards import public
from tracker.kernel.outbox import outbox_folder
from tracker.public.gallery import gallery_context
from tracker.public.views import blueprint

MOST_SHOWN = 100
PARSER = BytesParser(policy=policy.default)


@blueprint.get("/dev/outbox")
@public("the demonstration only: 404 elsewhere")
def outbox() -> str:
    names = sorted(_kept(), reverse=True)[:MOST_SHOWN]
    return render_template("public/outbox.html", messages=[(name, _read(_kept()[name])) for name in names])


@blueprint.get("/dev/outbox/<slug:name>")
@public("the demonstration only: 404 elsewhere")
def message(name: str) -> str:
    path = _kept().get(name) or abort(404)
    read = _read(path)
    return render_template("public/message.html", message=read, text=read.get_content())


@blueprint.get("/dev/gallery")
@public("the demonstration only: 404 elsewhere")
def gallery() -> str:
    _only_in_demonstration()
    return render_template("components/gallery.html", **gallery_context())


def _kept() -> dict[str, Path]:
    """The messages in the outbox, by the name in their address."""
    settings = _only_in_demonstration()
    return {path.stem: path for path in outbox_folder(settings).glob("*.eml")}


def _read(path: Path) -> EmailMessage:
    parsed = PARSER.parsebytes(path.read_bytes())
    assert isinstance(parsed, EmailMessage)
    return parsed


def _only_in_demonstration() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings if settings.TRACKER_MODE == "demonstration" else abort(404)
