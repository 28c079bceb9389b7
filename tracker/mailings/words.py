"""The words of mailings in both languages, and the chips of their states."""

from flask_babel import lazy_gettext as _l

from tracker.electorate import words as _of_the_roll  # noqa: F401 - its words are shown here too
from tracker.kernel.words import declare, words_of
from tracker.rules.mailings import (
    AllowanceKind,
    DeliveryState,
    HouseAct,
    LanguageMode,
    MailingChannel,
    MailingState,
    OnBehalf,
    Purpose,
    Resolution,
    SkipReason,
)
from tracker.rules.post import INLAND, PostalService

M, D = MailingState, DeliveryState

declare({MailingChannel.LETTER: _l("Letter"), MailingChannel.EMAIL: _l("E-mail")})
declare({Purpose.BALLOT_NOTICE: _l("Ballot notice"), Purpose.SERVICE: _l("Service message"), Purpose.CAMPAIGN: _l("Campaign")})
declare({
    OnBehalf.CANDIDATE: _l("A candidate"), OnBehalf.ENDORSER: _l("An endorsing body"),
    OnBehalf.RETURNING_OFFICER: _l("The returning officer"),
})  # fmt: skip
declare({LanguageMode.OWN: _l("Each person's own language"), LanguageMode.BOTH: _l("Both languages, Welsh first")})
declare(
    {
        M.DRAFT: _l("Draft"), M.SUBMITTED: _l("Waits for approval"), M.APPROVED: _l("Approved"), M.SCHEDULED: _l("Scheduled"),
        M.RENDERING: _l("Being made into letters"), M.READY: _l("Ready for the mailing house"), M.SENDING: _l("Being sent"),
        M.PAUSED: _l("Paused"), M.SENT: _l("Sent"), M.CANCELLED: _l("Cancelled"), M.FAILED: _l("Failed"),
    },
    {
        M.DRAFT: ("mute", "pencil"), M.SUBMITTED: ("warn", "hourglass-split"), M.APPROVED: ("ok", "check-circle-fill"),
        M.SCHEDULED: ("info", "clock-fill"), M.RENDERING: ("info", "hourglass-split"), M.READY: ("ok", "check-circle-fill"),
        M.SENDING: ("info", "send"), M.PAUSED: ("warn", "pause-circle"), M.SENT: ("ok", "check-circle-fill"),
        M.CANCELLED: ("mute", "x-octagon-fill"), M.FAILED: ("stop", "x-octagon-fill"),
    },
)  # fmt: skip
declare(
    {
        D.PLANNED: _l("Planned"), D.CLAIMED: _l("Being sent now"), D.HANDED_OVER: _l("Handed over"), D.DELIVERED: _l("Delivered"),
        D.RETURNED: _l("Came back"), D.FAILED: _l("Refused by the server"), D.SKIPPED: _l("Left out"), D.UNKNOWN: _l("Outcome unknown"),
    },
    {
        D.PLANNED: ("mute", "clock-fill"), D.CLAIMED: ("info", "hourglass-split"), D.HANDED_OVER: ("ok", "check-circle-fill"),
        D.DELIVERED: ("ok", "check-circle-fill"), D.RETURNED: ("warn", "arrow-counterclockwise"),
        D.FAILED: ("stop", "x-octagon-fill"), D.SKIPPED: ("mute", "dash-circle"),
        D.UNKNOWN: ("warn", "exclamation-triangle-fill"),
    },
)  # fmt: skip
declare({
    SkipReason.NOT_ELIGIBLE: _l("May not vote"), SkipReason.NO_ADDRESS: _l("No address for this channel"),
    SkipReason.SHARED_ADDRESS: _l("Shares an e-mail address: gets post"), SkipReason.NO_CONSENT: _l("Has not agreed to campaign e-mail"),
    SkipReason.OBJECTED: _l("Objects to campaign post"), SkipReason.SUPPRESSED: _l("Nothing may be sent to this address"),
    SkipReason.HELD: _l("Held back: contact details changed"), SkipReason.CANCELLED: _l("The mailing was cancelled"),
})  # fmt: skip
declare({
    Resolution.COUNT_AS_SENT: _l("Count it as sent"), Resolution.SEND_AGAIN: _l("Send it again"), Resolution.GIVE_UP: _l("Give it up"),
})  # fmt: skip
declare({
    AllowanceKind.LETTERS: _l("Letters"), AllowanceKind.EMAILS: _l("E-mails"), AllowanceKind.LIST_RELEASES: _l("Lists given out"),
    AllowanceKind.MONEY: _l("Money"),
})  # fmt: skip
declare({HouseAct.HANDED_OVER: _l("Taken over"), HouseAct.POSTED: _l("Posted")})

INLAND_WORDS = {service: text for service, text in words_of(PostalService).items() if service in INLAND}
