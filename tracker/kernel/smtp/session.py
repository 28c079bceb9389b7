"""A lasting conversation with a mail server: many messages over one connection, each with a certain answer.

What went wrong before the server was given the text is known: the message did not go out. What goes wrong after it,
up to the server's answer, is not: the server may have taken it. Only that is `UNKNOWN`.
"""

import re
import smtplib
import time
from types import TracebackType

from tracker.kernel.smtp.answers import Answer, Outcome, ServerDown, in_words, plain
from tracker.kernel.smtp.server import MailServer

PATIENCE_SECONDS = 60.0
LONGEST_IDLE_SECONDS = 20.0
MOST_PER_CONNECTION = 500
GO_ON, CLOSING, PERMANENT = 354, 421, 500
OK = range(200, 300)
_DOT_AT_THE_START = re.compile(rb"(?m)^\.")


class SmtpSession:
    """One connection, opened when first needed and again whenever the server ended it."""

    def __init__(self, server: MailServer, patience: float = PATIENCE_SECONDS) -> None:
        self.server = server
        self._patience = patience
        self._smtp: smtplib.SMTP | None = None
        self._used_at, self._handed = 0.0, 0

    def __enter__(self) -> "SmtpSession":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def send(self, sender: str, recipient: str, message: bytes) -> Answer:
        """Hand `message`, complete with headers and CRLF line ends, to the server for one recipient.

        Raises ServerDown when no message can be handed over at present, whoever it is for.
        """
        if not recipient.isascii() and not self._connected().has_extn("smtputf8"):
            return Answer(Outcome.REFUSED, "the mail server takes no address with letters beyond ASCII")
        smtp, refusal = self._envelope(sender, recipient)
        return refusal or self._hand_over(smtp, message)

    def close(self) -> None:
        """Say goodbye, if there is anybody to say it to."""
        smtp, self._smtp = self._smtp, None
        if smtp is None:
            return
        try:
            smtp.quit()
        except OSError:
            smtp.close()

    def _connected(self) -> smtplib.SMTP:
        is_old = time.monotonic() - self._used_at > LONGEST_IDLE_SECONDS or self._handed >= MOST_PER_CONNECTION
        if self._smtp is not None and is_old:
            self.close()
        if self._smtp is None:
            self._smtp, self._handed = self.server.connect(self._patience), 0
        self._used_at = time.monotonic()
        return self._smtp

    def _drop(self) -> None:
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            smtp.close()

    def _envelope(self, sender: str, recipient: str) -> tuple[smtplib.SMTP, Answer | None]:
        """Name sender and recipient and ask leave to send; a refusal, or None. A connection gone stale is replaced once."""
        was_in_use = self._smtp is not None
        smtp = self._connected()
        try:
            return smtp, self._ask_leave(smtp, sender, recipient)
        except OSError as error:
            self._drop()
            if not was_in_use:
                raise ServerDown(plain(f"the connection was lost: {error}")) from error
        return self._envelope(sender, recipient)

    def _ask_leave(self, smtp: smtplib.SMTP, sender: str, recipient: str) -> Answer | None:
        options = ["SMTPUTF8"] if not recipient.isascii() else []
        code, text = smtp.mail(sender, options)
        if code == CLOSING:
            raise smtplib.SMTPServerDisconnected(in_words(code, text))
        if code >= PERMANENT:
            self.close()
            raise ServerDown(in_words(code, text))
        if code in OK:
            code, text = smtp.rcpt(recipient)
        if code in OK:
            code, text = smtp.docmd("DATA")
        return None if code == GO_ON else self._not_taken(smtp, code, text)

    def _hand_over(self, smtp: smtplib.SMTP, message: bytes) -> Answer:
        """Send the text and wait for the answer, which alone says whether it was taken."""
        text = _DOT_AT_THE_START.sub(b"..", message)
        try:
            smtp.send(text + (b".\r\n" if text.endswith(b"\r\n") else b"\r\n.\r\n"))  # at once: a second packet would wait
            code, said = smtp.getreply()
        except OSError as error:
            self._drop()
            return Answer(Outcome.UNKNOWN, plain(f"the connection was lost before the answer: {error}"))
        self._handed += 1
        if code in OK:
            return Answer(Outcome.TAKEN, in_words(code, said))
        return self._not_taken(smtp, code, said)

    def _not_taken(self, smtp: smtplib.SMTP, code: int, text: bytes) -> Answer:
        answer = Answer(Outcome.REFUSED if code >= PERMANENT else Outcome.LATER, in_words(code, text))
        try:
            if code == CLOSING or smtp.rset()[0] not in OK:
                self._drop()
        except OSError:
            self._drop()
        return answer
