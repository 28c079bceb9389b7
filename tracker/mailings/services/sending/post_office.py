"""Where e-mails are handed over: a mail server over one lasting connection, or files in the outbox, which is no sending."""

from email.utils import parseaddr

from flask import current_app

from config import Settings
from tracker.kernel import outbox
from tracker.kernel.smtp import Answer, MailServer, Outcome, ServerDown, SmtpSession
from tracker.mailings.messages import Email


class PostOffice:
    """Hands messages over, one after the other; the connection outlives many turns."""

    def __init__(self) -> None:
        self._session: SmtpSession | None = None

    def hand_over(self, email: Email) -> Answer:
        """What became of one message. Raises ServerDown when none can be handed over at present."""
        settings: Settings = current_app.config["SETTINGS"]
        if outbox.keeps_mail(settings):
            return _keep(settings, email)
        return self._server(settings).send(parseaddr(settings.MAIL_SENDER)[1], email.to.on_the_wire, email.as_bytes())

    def close(self) -> None:
        """Say goodbye to the server until there is more to send."""
        session, self._session = self._session, None
        if session:
            session.close()

    def _server(self, settings: Settings) -> SmtpSession:
        if self._session is None:
            try:
                self._session = SmtpSession(MailServer.at(settings.MAIL_URL), patience=float(settings.MAIL_PATIENCE))
            except ValueError as error:
                raise ServerDown(str(error)) from error
        return self._session


def _keep(settings: Settings, email: Email) -> Answer:
    """Write the message where nothing is sent from."""
    path = outbox.outbox_folder(settings) / f"{email.written_at:%Y%m%d-%H%M%S}-{email.reference}.eml"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".part")
        unfinished.write_bytes(email.as_bytes())
        unfinished.replace(path)
    except OSError as error:
        raise ServerDown(f"{path.parent}: {error.strerror}") from error
    return Answer(Outcome.TAKEN, f"kept in {path.parent.name}/{path.name}, sent nowhere")
