"""The words of ballot papers in both languages: formats, states, reasons, what a paper carries."""

from flask_babel import lazy_gettext as _l

from tracker.kernel.words import declare, words_of
from tracker.rules.paper_specification import PaperItem
from tracker.rules.papers import (
    ChannelReason,
    EditionState,
    EnclosureKind,
    PaperFormat,
    PaperLanguages,
    PaperState,
)

declare({
    PaperFormat.STANDARD: _l("Standard"), PaperFormat.LARGE_PRINT: _l("Large print"), PaperFormat.BRAILLE: _l("Braille"),
    PaperFormat.AUDIO: _l("Audio"), PaperFormat.EMAIL: _l("By e-mail"),
})  # fmt: skip
declare({
    PaperLanguages.BOTH: _l("Welsh and English"), PaperLanguages.WELSH: _l("Welsh"), PaperLanguages.ENGLISH: _l("English"),
})  # fmt: skip
declare({
    EditionState.DRAFT: _l("In preparation"), EditionState.OPEN: _l("Open for issuing"), EditionState.CLOSED: _l("Closed"),
    EditionState.VOID: _l("Void"),
}, {
    EditionState.DRAFT: ("mute", "pencil"), EditionState.OPEN: ("ok", "check-circle-fill"), EditionState.CLOSED: ("mute", "lock"),
    EditionState.VOID: ("stop", "x-octagon-fill"),
})  # fmt: skip
declare({
    EnclosureKind.STATEMENT: _l("A candidate’s statement"), EnclosureKind.LETTER: _l("Letter"),
    EnclosureKind.INSTRUCTIONS: _l("Instructions"), EnclosureKind.RETURN_ENVELOPE: _l("Return envelope"), EnclosureKind.OTHER: _l("Other"),
})  # fmt: skip
declare({
    PaperState.LIVE: _l("Live"), PaperState.LOST: _l("Lost"), PaperState.SPOILT: _l("Spoilt"), PaperState.CANCELLED: _l("Cancelled"),
    PaperState.VOID: _l("Void"),
}, {
    PaperState.LIVE: ("ok", "check-circle-fill"), PaperState.LOST: ("warn", "question-circle"), PaperState.SPOILT: ("warn", "dash-circle"),
    PaperState.CANCELLED: ("mute", "slash-circle"), PaperState.VOID: ("stop", "x-octagon-fill"),
})  # fmt: skip
declare({
    ChannelReason.OWN_EMAIL: _l("Has an e-mail address of their own"), ChannelReason.NO_EMAIL: _l("No e-mail address"),
    ChannelReason.SHARED_EMAIL: _l("Shares the e-mail address with another voter"),
    ChannelReason.EMAIL_FAILS: _l("E-mail to the address came back"), ChannelReason.FORMAT_ASKED: _l("Asked for another format"),
    ChannelReason.POST_ONLY: _l("The ballot is by post alone"), ChannelReason.EMAIL_ONLY: _l("The ballot is by e-mail alone"),
    ChannelReason.NO_ADDRESS: _l("No postal address"), ChannelReason.REISSUE: _l("Issued again"),
})  # fmt: skip
declare({
    PaperItem.TITLE: _l("Title: which contest, for which office"), PaperItem.HOW_TO_VOTE: _l("How to vote"),
    PaperItem.RETURN_BY: _l("Day and hour by which it must be back"), PaperItem.RETURN_ADDRESS: _l("Address to which it comes back"),
    PaperItem.RETURN_FREE: _l("Sending it back is free"), PaperItem.SCRUTINEER: _l("Name of the scrutineer"),
    PaperItem.SERIAL_NUMBER: _l("Serial number"), PaperItem.REPLACEMENT: _l("Where to ask for another paper"),
})  # fmt: skip

FORMATS, LANGUAGES, ITEMS = words_of(PaperFormat), words_of(PaperLanguages), words_of(PaperItem)
ENCLOSURES, STATES = words_of(EnclosureKind), words_of(PaperState)
