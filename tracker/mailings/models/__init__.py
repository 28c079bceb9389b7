"""Mailings: what is written, to whom, in whose name; and what became of every recipient."""

from tracker.mailings.models.deliveries import Bounce, Delivery, SendingPace, SendingSwitch
from tracker.mailings.models.mailings import Allowance, AllowanceUse, Mailing, MailingContent, mailing_columns
from tracker.mailings.models.prints import HouseConfirmation, PrintFile, PrintRun

__all__ = [
    "Allowance", "AllowanceUse", "Bounce", "Delivery", "HouseConfirmation", "Mailing", "MailingContent", "PrintFile", "PrintRun",
    "SendingPace", "SendingSwitch", "mailing_columns",
]  # fmt: skip
