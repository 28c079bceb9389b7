"""The words of the electorate, in both languages, and the chips of its states."""

from flask_babel import lazy_gettext as _l

from tracker.kernel.words import declare, words_of
from tracker.rules.electorate import (
    AlarmKind,
    Channel,
    Difference,
    ElectorStanding,
    Eligibility,
    LetterFormat,
    LetterLanguage,
    SuppressionReason,
    UnitKind,
    VoterClass,
)

declare({
    VoterClass.MEMBER: _l("Member"),
    VoterClass.AFFILIATED_SUPPORTER: _l("Affiliated supporter"),
    VoterClass.REGISTERED_SUPPORTER: _l("Registered supporter"),
})

declare({
    LetterFormat.STANDARD: _l("Standard"),
    LetterFormat.LARGE_PRINT: _l("Large print"),
    LetterFormat.AUDIO: _l("Audio"),
    LetterFormat.BRAILLE: _l("Braille"),
})

declare({LetterLanguage.ENGLISH: _l("English"), LetterLanguage.WELSH: _l("Welsh")})

declare({
    ElectorStanding.NONE: _l("Nothing known"),
    ElectorStanding.SUSPENDED: _l("Suspended"),
    ElectorStanding.DUPLICATE: _l("Listed twice"),
    ElectorStanding.DECEASED: _l("Has died"),
    ElectorStanding.GONE_AWAY: _l("Gone away"),
    ElectorStanding.APPEAL_PENDING: _l("Appeal pending"),
})

declare({
    Eligibility.ELIGIBLE: _l("May vote"),
    Eligibility.JOINED_AFTER: _l("Joined too late"),
    Eligibility.IN_ARREARS: _l("In arrears"),
    Eligibility.SUSPENDED: _l("Suspended"),
    Eligibility.DUPLICATE: _l("Listed twice"),
    Eligibility.DECEASED: _l("Has died"),
    Eligibility.GONE_AWAY: _l("Gone away"),
    Eligibility.APPEAL_PENDING: _l("Appeal pending"),
}, {
    Eligibility.ELIGIBLE: ("ok", "check-circle-fill"),
    Eligibility.JOINED_AFTER: ("warn", "clock-fill"),
    Eligibility.IN_ARREARS: ("warn", "exclamation-triangle-fill"),
    Eligibility.SUSPENDED: ("stop", "x-octagon-fill"),
    Eligibility.DUPLICATE: ("mute", "dash-circle"),
    Eligibility.DECEASED: ("mute", "dash-circle"),
    Eligibility.GONE_AWAY: ("warn", "arrow-return-left"),
    Eligibility.APPEAL_PENDING: ("info", "hourglass-split"),
})

declare({AlarmKind.LIST: _l("A new list"), AlarmKind.PERSON: _l("Changes by one person in one day")})

declare({
    UnitKind.WHOLE_LIST: _l("Whole list"),
    UnitKind.BRANCH: _l("Branch"),
    UnitKind.COUNCIL: _l("Council area"),
    UnitKind.PERSON: _l("Changed by"),
})

declare({Channel.EMAIL: _l("E-mail"), Channel.POST: _l("Post")})
CHANNELS = words_of(Channel)

declare({
    SuppressionReason.UNSUBSCRIBED: _l("Unsubscribed"),
    SuppressionReason.HARD_BOUNCE: _l("The address does not exist"),
    SuppressionReason.COMPLAINT: _l("Complained"),
    SuppressionReason.GONE_AWAY: _l("Gone away"),
    SuppressionReason.REFUSED: _l("Refused"),
    SuppressionReason.DECEASED: _l("Has died"),
    SuppressionReason.OBJECTED: _l("Objected"),
})

declare({
    Difference.CAME: _l("Came"),
    Difference.WENT: _l("Went"),
    Difference.ADDRESS: _l("Another address"),
    Difference.EMAIL: _l("Another e-mail address"),
    Difference.NAME: _l("Another name"),
})

LABELS = {
    "membership_number": _l("Membership number"), "title": _l("Title"), "first_name": _l("First name"), "last_name": _l("Last name"),
    "address_1": _l("Address, line 1"), "address_2": _l("Address, line 2"), "address_3": _l("Address, line 3"),
    "address_4": _l("Address, line 4"), "address_5": _l("Address, line 5"), "address_6": _l("Address, line 6"),
    "postcode": _l("Postcode"), "email": _l("E-mail"), "phone": _l("Telephone"), "language": _l("Language"),
    "voter_class": _l("Votes as"), "joined_on": _l("Joined on"), "paid_up_to": _l("Paid up to"), "branch": _l("Branch"),
    "council": _l("Council area"), "email_consent": _l("Agreed to campaign e-mail"),
    "post_objection": _l("Objected to campaign post"), "format": _l("Format"), "standing": _l("Known of the person"),
    "eligibility": _l("Vote"),
}  # fmt: skip
