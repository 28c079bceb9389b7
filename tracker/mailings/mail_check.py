"""What can be seen from here of whether e-mail will arrive: the server, the sender, the links in it, the reports on it.

Signatures (DKIM) and the records that say who may send for a domain (SPF, DMARC) are the relay's and the domain's
business; they are told, not checked: nothing on this machine knows them.
"""

from collections.abc import Iterator
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

from flask import current_app

from config import Settings
from tracker.kernel import outbox
from tracker.kernel.doctor import Finding, check, fine, ill, poorly
from tracker.kernel.smtp import MailServer, ServerDown
from tracker.mailings.messages import Mailbox

CHECK = "mail"
PATIENCE_SECONDS = 10.0
RESERVED = (".invalid", ".example", ".test", ".localhost", "example.org", "example.com")


@check(CHECK)
def mail() -> Iterator[Finding]:
    """Server, sender, links, reports."""
    settings: Settings = current_app.config["SETTINGS"]
    if outbox.keeps_mail(settings):
        yield _kept(settings)
        return
    yield from _server(settings.MAIL_URL)
    yield from _sender(settings.MAIL_SENDER)
    yield _links(settings.PUBLIC_URL)
    yield _limits(settings)
    yield _reports(settings.BOUNCES_PATH)


def _kept(settings: Settings) -> Finding:
    folder = outbox.outbox_folder(settings)
    if settings.TRACKER_MODE == "demonstration":
        return fine(CHECK, f"this is the demonstration: messages are written into {folder} and sent nowhere")
    return poorly(CHECK, f"MAIL_URL is not set: messages are written into {folder} and sent nowhere", "Set MAIL_URL.")


def _server(url: str) -> Iterator[Finding]:
    """A conversation as far as the first message."""
    try:
        server = MailServer.at(url)
        smtp = server.connect(PATIENCE_SECONDS)
    except ValueError as error:
        yield ill(CHECK, "MAIL_URL cannot be understood", str(error))
        return
    except ServerDown as down:
        yield ill(CHECK, f"{server.label} cannot be used: {down}", "See MAIL_URL, the network between, and what the server logs.")
        return
    try:
        is_private, size = smtp.sock is not None and hasattr(smtp.sock, "cipher"), smtp.esmtp_features.get("size", "")
    finally:
        smtp.close()
    is_near = server.host in {"localhost", "127.0.0.1", "::1"}
    signed_in = f", signed in as {server.user}" if server.user else ""
    said = f"{server.label} answers{', encrypted' if is_private else ''}{signed_in}"
    if is_private or is_near:
        yield fine(CHECK, said)
    else:
        yield poorly(CHECK, f"{said}: others can read along, it offers no STARTTLS", "Use smtps:// or a server that encrypts.")
    if size.isdigit() and int(size):
        yield fine(CHECK, f"takes messages of up to {int(size) // 1024:,} kB")


def _sender(sender: str) -> Iterator[Finding]:
    try:
        domain = Mailbox(name="", address=parseaddr(sender)[1]).domain
    except ValueError:
        yield ill(CHECK, f"MAIL_SENDER is not a name and address: {sender}", "Write it as: Party elections <elections@party.example>")
        return
    if domain.endswith(RESERVED):
        yield ill(CHECK, f"nobody can answer to {domain}, and servers refuse it", "Set MAIL_SENDER to an address of your own domain.")
        return
    yield poorly(
        CHECK, f"whether {domain} lets this server send for it cannot be seen from here",
        f"Ask the relay for its DKIM record; see that `dig TXT {domain}` (SPF) names it and `dig TXT _dmarc.{domain}` exists.",
    )  # fmt: skip


def _links(url: str) -> Finding:
    parts = urlsplit(url)
    if parts.scheme == "https" and parts.hostname not in {"localhost", "127.0.0.1"}:
        return fine(CHECK, f"links lead to {url}: unsubscribing with one click works")
    return ill(CHECK, f"links lead to {url}: nobody outside can unsubscribe there", "Set PUBLIC_URL to the https:// address people use.")


def _limits(settings: Settings) -> Finding:
    minute, hour = int(settings.MAIL_PER_MINUTE), int(settings.MAIL_PER_HOUR)
    if not minute and not hour:
        return fine(CHECK, "as fast as the server takes it; MAIL_PER_MINUTE and MAIL_PER_HOUR would slow it down")
    limits = [f"{most:,} in any {name}" for most, name in ((minute, "minute"), (hour, "hour")) if most]
    return fine(CHECK, f"at most {' and '.join(limits)}")


def _reports(path: str) -> Finding:
    if not path:
        return poorly(CHECK, "no failure reports are read: addresses that do not exist stay", "Set BOUNCES_PATH to where they arrive.")
    try:
        where = Path(path)
        count = len(list(where.iterdir())) if where.is_dir() else where.stat().st_size and 1
    except OSError as error:
        return ill(CHECK, f"BOUNCES_PATH {path} cannot be read: {error.strerror}", "Mend the path or its permissions.")
    return fine(CHECK, f"reports are read from {path}" + ("" if count else ", where none has arrived"))
