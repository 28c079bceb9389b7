"""Which mail server: its address as MAIL_URL gives it, and how to begin a conversation with it."""

import smtplib
import ssl
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from tracker.kernel.smtp.answers import ServerDown, in_words, plain

SCHEMES = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True, kw_only=True)
class MailServer:
    """A mail server. With `is_secure` the connection is encrypted from its first byte, else by STARTTLS where offered."""

    host: str
    port: int
    is_secure: bool = False
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def at(cls, url: str) -> "MailServer":
        """The server of `smtp://user:password@host:port` or `smtps://...`. Raises ValueError for another address."""
        parts = urlsplit(url)
        if parts.scheme not in SCHEMES or not parts.hostname:
            raise ValueError("MAIL_URL must look like smtp://user:password@host:587 or smtps://user:password@host:465")
        return cls(
            host=parts.hostname, port=parts.port or SCHEMES[parts.scheme], is_secure=parts.scheme == "smtps",
            user=unquote(parts.username or ""), password=unquote(parts.password or ""),
        )  # fmt: skip

    @property
    def label(self) -> str:
        """Where it is, without any secret."""
        return f"{self.host}:{self.port}"

    def connect(self, patience: float) -> smtplib.SMTP:
        """A conversation that has got as far as the first sender; waits `patience` seconds for each answer.

        A password is never sent over a connection anybody can read. Raises ServerDown with the reason.
        """
        try:
            return self._open(patience)
        except smtplib.SMTPResponseException as error:
            raise ServerDown(in_words(error.smtp_code, error.smtp_error)) from error
        except OSError as error:
            raise ServerDown(plain(f"{type(error).__name__}: {error}")) from error

    def _open(self, patience: float) -> smtplib.SMTP:
        trust = ssl.create_default_context()
        if self.is_secure:
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=patience, context=trust)
        else:
            smtp = smtplib.SMTP(self.host, self.port, timeout=patience)
        try:
            smtp.ehlo_or_helo_if_needed()
            if not self.is_secure and (self.user or smtp.has_extn("starttls")):
                smtp.starttls(context=trust)
                smtp.ehlo()
            if self.user:
                smtp.login(self.user, self.password)
        except BaseException:
            smtp.close()
            raise
        return smtp
