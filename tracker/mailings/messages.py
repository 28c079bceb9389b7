"""One e-mail as it goes over the wire: plain text beside HTML, every header written by us from checked parts.

Nothing in a name, a subject or an address can begin a header of its own: whatever is no printable character is refused
in an address and becomes a space elsewhere, and what is not plain ASCII is encoded (RFC 2047) before it is folded.
"""

import re
from binascii import b2a_qp
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.utils import format_datetime

LONGEST_ADDRESS = 254
LONGEST_PLAIN_LINE = 70
BOTH = b'MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="%s"\r\n\r\n'
PART = b'--%s\r\nContent-Type: text/%s; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n%s\r\n'
REFERENCE = re.compile(r"<([a-z0-9]{8,40})\.mailing@")
_ADDRESS = re.compile(r"[^\s@<>()\[\]\\,;:\"]+@[^\s@<>()\[\]\\,;:\"]+")
_PLAIN = re.compile(r"[ -~]*")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_ATOMS = re.compile(r"[A-Za-z0-9 !#$%&'*+/=?^_`{|}~-]*")


@dataclass(frozen=True, kw_only=True)
class Mailbox:
    """Somebody's name, as they write it, and e-mail address. Raises ValueError for an address no server could take."""

    name: str
    address: str

    def __post_init__(self) -> None:
        is_one = _ADDRESS.fullmatch(self.address) and self.address.isprintable() and ".." not in self.address
        if not is_one or len(self.address) > LONGEST_ADDRESS or self.address.startswith(("-", ".")):
            raise ValueError(f"not an e-mail address: {self.address!r}")

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]

    @property
    def on_the_wire(self) -> str:
        """The address with its domain as the domain name system spells it. Raises ValueError for a domain that is none."""
        return f"{self.address.rpartition('@')[0]}@{self.domain.encode('idna').decode()}"


@dataclass(frozen=True, kw_only=True)
class Email:
    """What one person gets. `unsubscribe_url` only where they may say that they want no more of it (RFC 8058)."""

    sender: Mailbox
    to: Mailbox
    subject: str
    text: str
    html: str
    language: str
    reference: str
    written_at: datetime
    unsubscribe_url: str = ""
    reply_to: Mailbox | None = None

    def as_bytes(self) -> bytes:
        """Headers and body with CRLF line ends, in ASCII (in UTF-8 where the address itself is not ASCII)."""
        return "".join(f"{line}\r\n" for line in self._headers()).encode() + self._body()

    def _headers(self) -> list[str]:
        lines = [
            _mailbox("From", self.sender),
            _mailbox("To", self.to),
            _text("Subject", self.subject),
            f"Date: {format_datetime(self.written_at)}",
            f"Message-ID: <{self.reference}.mailing@{_ascii(self.sender.domain)}>",
            f"Content-Language: {self.language}",
            "Auto-Submitted: auto-generated",
        ]
        if self.reply_to:
            lines.append(_mailbox("Reply-To", self.reply_to))
        if self.unsubscribe_url:
            lines += [f"List-Unsubscribe: <{_ascii(self.unsubscribe_url)}>", "List-Unsubscribe-Post: List-Unsubscribe=One-Click"]
        return lines

    def _body(self) -> bytes:
        boundary = f"=_{self.reference}_=".encode()  # which no quoted-printable text can hold
        parts = b"".join(PART % (boundary, kind, _quoted(text)) for kind, text in ((b"plain", self.text), (b"html", self.html)))
        return BOTH % boundary + parts + b"--%s--\r\n" % boundary


def _mailbox(header: str, mailbox: Mailbox) -> str:
    name, address = _one_line(mailbox.name), f"<{mailbox.on_the_wire}>"
    if not name:
        return f"{header}: {address}"
    if not _is_plain(name):
        return f"{header}: {_encoded(header, name)}\r\n {address}"
    shown = name if _ATOMS.fullmatch(name) else '"{}"'.format(name.replace("\\", r"\\").replace('"', r"\""))
    return f"{header}: {shown}\r\n {address}"


def _text(header: str, text: str) -> str:
    line = _one_line(text)
    return f"{header}: {line if _is_plain(line) else _encoded(header, line)}"


def _encoded(header: str, text: str) -> str:
    return Header(text, "utf-8", header_name=header).encode(linesep="\r\n")


def _is_plain(text: str) -> bool:
    """Whether it may stand as it is: short ASCII that no reader would take for an encoded word."""
    return bool(_PLAIN.fullmatch(text)) and len(text) <= LONGEST_PLAIN_LINE and "=?" not in text


def _one_line(text: str) -> str:
    """`text` as one line: what controls a terminal or ends a line becomes a space, everything people write stays."""
    return _CONTROL.sub(" ", text).strip(" ")


def _ascii(text: str) -> str:
    """`text`, of which we know that it is one printable word. Raises ValueError when it is not."""
    if not re.fullmatch(r"[!-~]+", text):
        raise ValueError(f"not fit for a header: {text!r}")
    return text


def _quoted(text: str) -> bytes:
    """Lines of at most 76 ASCII characters, whatever `text` holds (RFC 2045, 6.7)."""
    unix = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace")
    return b2a_qp(unix, istext=True).replace(b"\n", b"\r\n")
