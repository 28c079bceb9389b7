"""The page behind the link in campaign e-mails. To look changes nothing: mail programs fetch links by themselves (RFC 8058)."""

from flask import make_response, render_template
from flask_babel import force_locale, gettext
from werkzeug.exceptions import NotFound

from tracker.extensions import csrf
from tracker.kernel.answers import Answer
from tracker.kernel.guards import public
from tracker.mailings.models import Delivery
from tracker.mailings.services import unsubscribing
from tracker.mailings.views.room import blueprint

LANGUAGES = ("cy", "en")
WHY = "asked by recipients and their mail programs, which do not sign in; the link is signed"


@blueprint.get("/u/<token>")
@public(WHY)
def unsubscribe(token: str) -> Answer:
    """Say what the button does, in both languages."""
    return _page(_delivery(token))


@blueprint.post("/u/<token>")
@public(WHY)
def unsubscribed(token: str) -> Answer:
    """Do it. No redirect, no question, and a second time is as good as the first."""
    delivery = _delivery(token)
    unsubscribing.unsubscribe(delivery)
    return _page(delivery)


csrf.exempt(unsubscribed)  # the link is the secret, and a mail program sends no cookie to forge with


def _delivery(token: str) -> Delivery:
    delivery = unsubscribing.delivery_of_link(token)
    if delivery is None:
        raise NotFound
    return delivery


def _page(delivery: Delivery) -> Answer:
    texts = {}
    for code in LANGUAGES:
        with force_locale(code):
            texts[code] = _texts(unsubscribing.has_unsubscribed(delivery))
    answer = make_response(render_template("mailings/unsubscribe.html", texts=texts, address=_veiled(delivery.entry.email)))
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _texts(is_done: bool) -> dict[str, str]:
    if is_done:
        return {
            "title": gettext("You get no more campaign e-mails from us"),
            "text": gettext("Messages about the ballot itself, such as when your paper is posted, still reach you."),
        }
    return {
        "title": gettext("Get no more campaign e-mails"),
        "text": gettext("Messages about the ballot itself, such as when your paper is posted, still reach you."),
        "button": gettext("Send me no more of them"),
    }


def _veiled(address: str) -> str:
    """Enough of an address for its owner to know it, and for nobody else to learn it."""
    name, _, domain = address.rpartition("@")
    return f"{name[:1]}…@{domain}"
