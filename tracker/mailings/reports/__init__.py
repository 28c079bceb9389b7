"""What mail servers and mailbox providers report back: failures to deliver, and complaints."""

from tracker.mailings.reports.mailbox import Letterbox, waiting
from tracker.mailings.reports.reading import Report, ReportKind, read

__all__ = ["Letterbox", "Report", "ReportKind", "read", "waiting"]
