"""The words of the re-issue desk in both languages."""

from flask_babel import lazy_gettext as _l

from tracker.kernel.words import declare, words_of
from tracker.rules.papers import PaperFormat
from tracker.rules.reissue import Question, Refusal, ReissueOutcome, ReissueReason

declare({
    ReissueReason.LOST: _l("Lost"), ReissueReason.SPOILT: _l("Spoilt"), ReissueReason.NOT_RECEIVED: _l("Has not come"),
    ReissueReason.MOVED: _l("Moved house"), ReissueReason.WRONG_NAME: _l("In the wrong name"),
    ReissueReason.OTHER_FORMAT: _l("Another format or way is needed"),
})  # fmt: skip
declare({
    ReissueOutcome.GRANTED: _l("Another paper goes out"), ReissueOutcome.REFUSED: _l("Refused"),
}, {ReissueOutcome.GRANTED: ("ok", "check-circle-fill"), ReissueOutcome.REFUSED: ("warn", "slash-circle")})  # fmt: skip
declare({
    Refusal.IDENTITY: _l("The answers do not fit what is on the roll. Ask the person to find their membership card and ring again."),
    Refusal.NO_PAPER: _l("No paper was issued to this person, or it was ended already. Ask the returning officer."),
    Refusal.NOT_OPEN: _l("It is too early: the first paper may still come. Ask again from the day replacements are given."),
    Refusal.POST_TOO_LATE: _l("It is too late for the post: another paper could not come and go back in time."),
    Refusal.EMAIL_TOO_LATE: _l("It is too late for the desk. Until the ballot closes the voter’s own link still gives another paper."),
    Refusal.CLOSED: _l("The ballot is closed."),
    Refusal.LIMIT: _l("This person was given as many papers as one person may be. Ask the returning officer."),
    Refusal.NO_EMAIL: _l("No e-mail address is on the roll."),
    Refusal.SHARED_EMAIL: _l("Somebody else has the same e-mail address: the paper goes by post."),
    Refusal.NO_ADDRESS: _l("No postal address is on the roll. Ask for the address, and say that the person moved."),
    Refusal.NO_EDITION: _l("No open edition has a paper of this kind left. Ask the returning officer."),
})  # fmt: skip
declare({
    Question.MEMBERSHIP_NUMBER: _l("Membership number"), Question.POSTCODE: _l("Postcode"),
    Question.ADDRESS: _l("House and street"), Question.JOINED: _l("Year of joining"),
})  # fmt: skip

REASONS = words_of(ReissueReason)
BY_POST = [kind for kind in PaperFormat if kind is not PaperFormat.EMAIL]
