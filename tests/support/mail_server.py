"""A mail server on loopback that does what real ones do on bad days. What it keeps and how it behaved can be asked afterwards."""

import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum, auto


class Mood(StrEnum):
    """How it treats one message."""

    FINE = auto()
    BUSY_AT_RECIPIENT = auto()
    REFUSES_RECIPIENT = auto()
    DROPS_BEFORE_DATA = auto()
    STALLS_BEFORE_DATA = auto()
    BUSY_AFTER_TEXT = auto()
    REFUSES_AFTER_TEXT = auto()
    DROPS_KEEPING_TEXT = auto()
    DROPS_LOSING_TEXT = auto()
    STALLS_KEEPING_TEXT = auto()
    SAYS_GOODBYE = auto()


LEAVES_OPEN = frozenset({Mood.DROPS_KEEPING_TEXT, Mood.DROPS_LOSING_TEXT, Mood.STALLS_KEEPING_TEXT})
"""After these nobody but the server can know whether the message went out."""


@dataclass(frozen=True)
class Kept:
    """A message the server took."""

    sender: str
    recipient: str
    text: bytes


@dataclass
class Log:
    """What happened."""

    kept: list[Kept] = field(default_factory=list)
    left_open: list[str] = field(default_factory=list)
    connections: int = 0


class Goodbye(Exception):
    """The connection ends here."""


class MailServer(socketserver.ThreadingTCPServer):
    """Listens on a free port of loopback. `mood` is asked with each recipient."""

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(
        self, mood: Callable[[str], Mood] = lambda _recipient: Mood.FINE, stall: float = 5.0, greeting: str = "220 ready",
        *, keep: bool = True,
    ) -> None:  # fmt: skip
        super().__init__(("127.0.0.1", 0), Conversation)
        self.mood, self.stall, self.greeting, self.keep = mood, stall, greeting, keep
        self.log, self.lock = Log(), threading.Lock()

    @property
    def url(self) -> str:
        """What MAIL_URL should say."""
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that was killed is no error of the server's."""


class Conversation(socketserver.StreamRequestHandler):
    """One connection."""

    server: MailServer
    disable_nagle_algorithm = True

    def handle(self) -> None:
        with self.server.lock:
            self.server.log.connections += 1
        self.sender = self.recipient = ""
        self.mood = Mood.FINE
        try:
            self.say(self.server.greeting)
            while line := self.rfile.readline():
                self.answer(line.decode("utf-8", "replace").strip())
        except (Goodbye, OSError):
            pass

    def answer(self, line: str) -> None:
        verb = line[:4].upper()
        if verb == "EHLO":
            self.say("250-loopback\r\n250-SIZE 10000000\r\n250 8BITMIME")
        elif verb == "MAIL":
            self.sender = line[10:].partition(">")[0].strip("<")
            self.say("250 fine")
        elif verb == "RCPT":
            self.recipient = line[8:].partition(">")[0].strip("<")
            self.mood = self.server.mood(self.recipient)
            self.say({Mood.BUSY_AT_RECIPIENT: "451 later", Mood.REFUSES_RECIPIENT: "550 nobody of that name"}.get(self.mood, "250 fine"))
        elif verb == "DATA":
            self.data()
        elif verb == "QUIT":
            self.say("221 bye")
            raise Goodbye
        else:
            self.say("250 fine")

    def data(self) -> None:
        if self.mood is Mood.DROPS_BEFORE_DATA:
            raise Goodbye
        if self.mood is Mood.STALLS_BEFORE_DATA:
            time.sleep(self.server.stall)
        if self.mood is Mood.SAYS_GOODBYE:
            self.say("421 closing")
            raise Goodbye
        self.say("354 go on")
        text = self.text()
        if self.mood in LEAVES_OPEN:
            with self.server.lock:
                self.server.log.left_open.append(self.recipient)
        if self.mood in {Mood.BUSY_AFTER_TEXT, Mood.REFUSES_AFTER_TEXT, Mood.DROPS_LOSING_TEXT}:
            if self.mood is Mood.DROPS_LOSING_TEXT:
                raise Goodbye
            self.say("452 full" if self.mood is Mood.BUSY_AFTER_TEXT else "554 not wanted")
            return
        if self.server.keep:
            with self.server.lock:
                self.server.log.kept.append(Kept(self.sender, self.recipient, text.replace(b"\r\n..", b"\r\n.")))
        if self.mood is Mood.DROPS_KEEPING_TEXT:
            raise Goodbye
        if self.mood is Mood.STALLS_KEEPING_TEXT:
            time.sleep(self.server.stall)
        self.say("250 kept as 4711")

    def text(self) -> bytes:
        """The text up to the lonely dot; of one that breaks off before it nothing is kept."""
        lines: list[bytes] = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                raise Goodbye
            lines.append(line)
        return b"".join(lines)

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def mail_server(**how: object) -> Iterator[MailServer]:
    """A running server, stopped at the end."""
    server = MailServer(**how)  # type: ignore[arg-type]  # what the test gives
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
