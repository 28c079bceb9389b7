"""Why letters could not be made, in words for the person who asked. Nothing of a letter is ever part of them."""

from enum import StrEnum

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from tracker.kernel.errors import Refused


class Reason(StrEnum):
    """What went wrong."""

    UNFIT = "unfit"
    PICTURE = "picture"
    TOO_BIG = "too-big"
    TOO_SLOW = "too-slow"
    DISK_FULL = "disk-full"
    CRASHED = "crashed"
    COUNTS_DIFFER = "counts-differ"
    STOPPED = "stopped"


_MESSAGES: dict[Reason, LazyString] = {
    Reason.UNFIT: _l("Some letters cannot be printed as they are. Look at what is missing in them, mend it, and make the letters again."),
    Reason.PICTURE: _l("The picture of the signature cannot be read. Save it as PNG or JPEG and upload it again."),
    Reason.TOO_BIG: _l("The letters need more memory than they may have. Shorten the text or use a smaller picture of the signature."),
    Reason.TOO_SLOW: _l("The letters took too long to make. Try again; if it happens again, shorten the text."),
    Reason.DISK_FULL: _l("There is no room left for the letters on the disk. Nothing was kept. Make room and try again."),
    Reason.CRASHED: _l("The letters could not be made. Nothing was kept. Try again; if it happens again, tell your administrator."),
    Reason.COUNTS_DIFFER: _l("The pages of a print file are not those of its list, so nothing was kept. Tell your administrator."),
    Reason.STOPPED: _l("Making the letters was stopped. Nothing was kept."),
}


class LettersNotMade(Refused):
    """No letter was made and no file kept. `references` are the letters that are to blame, where that is known; `detail` is for
    the log of whoever runs the installation: a signal or a count, never a word of a letter."""

    def __init__(self, reason: Reason, *, references: tuple[str, ...] = (), detail: str = "") -> None:
        super().__init__(_MESSAGES[reason])
        self.reason = reason
        self.references = references
        self.detail = detail
