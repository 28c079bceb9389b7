"""Handing messages to a mail server over one lasting connection, and knowing for certain what it said to each."""

from tracker.kernel.smtp.answers import Answer, Outcome, ServerDown
from tracker.kernel.smtp.server import MailServer
from tracker.kernel.smtp.session import SmtpSession

__all__ = ["Answer", "MailServer", "Outcome", "ServerDown", "SmtpSession"]
