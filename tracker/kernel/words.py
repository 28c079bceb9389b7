"""The words for states, kinds and grades in both languages, and the chip (tone and icon) each state is shown as.

Rooms with enumerations of their own add theirs with `declare`.
"""

from collections.abc import Mapping
from enum import StrEnum

from flask import Flask
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from tracker.rules.contests import (
    CandidacyState,
    ContestKind,
    ContestOutcome,
    ContestState,
    CountMethod,
    Designation,
    RuleForce,
    VotingChannel,
)
from tracker.rules.decisions import DecisionMethod, DecisionOutcome, EndorsementState, EvidenceGrade
from tracker.rules.directory import AreaKind, BodyKind
from tracker.rules.matching import MatchReason
from tracker.rules.post import PostalService
from tracker.rules.roles import Role, ScopeKind
from tracker.rules.supporters import ConsentState, SupporterCategory

Chip = tuple[str, str]
# Members of two enumerations with one value are equal as strings, so each is kept under its kind as well.
_WORDS: dict[tuple[type[StrEnum], StrEnum], str | LazyString] = {}
_CHIPS: dict[tuple[type[StrEnum], StrEnum], Chip] = {}
PLAIN: Chip = ("mute", "circle")


def declare(words: Mapping[StrEnum, str | LazyString], chips: Mapping[StrEnum, Chip] | None = None) -> None:
    """Add the words (and chips) of an enumeration."""
    _WORDS.update({(type(member), member): text for member, text in words.items()})
    _CHIPS.update({(type(member), member): chip for member, chip in (chips or {}).items()})


def word(value: StrEnum | None) -> str | LazyString:
    """The word for `value`; nothing for None. Raises KeyError for a value nobody gave a word."""
    return "" if value is None else _WORDS[type(value), value]


def words_of(kind: type[StrEnum]) -> dict[StrEnum, str | LazyString]:
    """Member -> word, in the order of the enumeration."""
    return {member: _WORDS[kind, member] for member in kind}


def state_chip(value: StrEnum) -> tuple[str | LazyString, str, str]:
    """(label, tone, icon) of a state."""
    tone, icon = _CHIPS.get((type(value), value), PLAIN)
    return word(value), tone, icon


def register(app: Flask) -> None:
    """Give the templates of `app` the words."""
    app.jinja_env.filters["word"] = word
    app.jinja_env.globals.update(state_chip=state_chip, word=word)


declare({
    ContestKind.OPEN_SELECTION: _l("Open selection"),
    ContestKind.RESELECTION: _l("Re-selection"),
    ContestKind.TRIGGER_BALLOT: _l("Trigger ballot"),
})

declare({
    CountMethod.PLURALITY: _l("Most votes (plurality)"),
    CountMethod.ELIMINATING_BALLOT: _l("Eliminating ballot"),
    CountMethod.STV: _l("Single transferable vote"),
})

declare({
    VotingChannel.POST: _l("By post"),
    VotingChannel.EMAIL: _l("By e-mail"),
    VotingChannel.MEETING: _l("At a meeting"),
})

declare({
    ContestState.DRAFT: _l("Draft"),
    ContestState.ANNOUNCED: _l("Announced"),
    ContestState.APPLICATIONS: _l("Applications open"),
    ContestState.SHORTLISTED: _l("Shortlisted"),
    ContestState.BALLOTING: _l("Balloting"),
    ContestState.COUNTING: _l("Counting"),
    ContestState.DECIDED: _l("Decided"),
    ContestState.CLOSED: _l("Closed"),
    ContestState.CANCELLED: _l("Cancelled"),
}, {
    ContestState.DRAFT: ("mute", "pencil"),
    ContestState.ANNOUNCED: ("info", "megaphone"),
    ContestState.APPLICATIONS: ("info", "envelope"),
    ContestState.SHORTLISTED: ("info", "list-check"),
    ContestState.BALLOTING: ("info", "clock-fill"),
    ContestState.COUNTING: ("info", "hourglass-split"),
    ContestState.DECIDED: ("ok", "check-circle-fill"),
    ContestState.CLOSED: ("mute", "lock"),
    ContestState.CANCELLED: ("stop", "x-octagon-fill"),
})

declare({
    ContestOutcome.BALLOT: _l("By ballot"),
    ContestOutcome.UNOPPOSED: _l("Unopposed"),
    ContestOutcome.APPOINTED: _l("Appointed"),
    ContestOutcome.NO_SELECTION: _l("No selection"),
})

declare({
    CandidacyState.APPLIED: _l("Applied"),
    CandidacyState.LONGLISTED: _l("Longlisted"),
    CandidacyState.SHORTLISTED: _l("Shortlisted"),
    CandidacyState.WITHDRAWN: _l("Withdrawn"),
    CandidacyState.REJECTED: _l("Not taken forward"),
    CandidacyState.SELECTED: _l("Selected"),
    CandidacyState.NOT_SELECTED: _l("Not selected"),
    CandidacyState.UNOPPOSED: _l("Selected unopposed"),
    CandidacyState.APPOINTED: _l("Appointed"),
}, {
    CandidacyState.APPLIED: ("mute", "envelope"),
    CandidacyState.LONGLISTED: ("info", "list"),
    CandidacyState.SHORTLISTED: ("info", "list-check"),
    CandidacyState.WITHDRAWN: ("warn", "arrow-return-left"),
    CandidacyState.REJECTED: ("stop", "x-octagon-fill"),
    CandidacyState.SELECTED: ("ok", "check-circle-fill"),
    CandidacyState.NOT_SELECTED: ("mute", "dash-circle"),
    CandidacyState.UNOPPOSED: ("ok", "check-circle-fill"),
    CandidacyState.APPOINTED: ("ok", "check-circle-fill"),
})

declare({
    Designation.LABOUR: _l("Labour Party"),
    Designation.LABOUR_AND_COOPERATIVE: _l("Labour and Co-operative Party"),
    Designation.CO_OPERATIVE: _l("Co-operative Party"),
    Designation.OTHER: _l("Another description"),
})

declare({
    RuleForce.HARD: _l("Must"),
    RuleForce.WARN: _l("Should"),
    RuleForce.SOFT: _l("Default"),
}, {
    RuleForce.HARD: ("stop", "x-octagon-fill"),
    RuleForce.WARN: ("warn", "exclamation-triangle-fill"),
    RuleForce.SOFT: ("mute", "info-circle"),
})

declare({
    DecisionMethod.FULL_MEETING: _l("Full meeting"),
    DecisionMethod.EXECUTIVE: _l("Executive"),
    DecisionMethod.SELECTIONS_COMMITTEE: _l("Selections committee"),
    DecisionMethod.OFFICERS_PANEL: _l("Officers’ panel"),
    DecisionMethod.OFFICER_DELEGATED: _l("Delegated to an officer"),
    DecisionMethod.CORRESPONDENCE: _l("By e-mail or letter"),
    DecisionMethod.PHONE: _l("By phone"),
    DecisionMethod.ONLINE_POLL: _l("Online poll"),
    DecisionMethod.HUSTINGS_VOTE: _l("Vote at a hustings"),
    DecisionMethod.INDIVIDUAL: _l("Own declaration"),
})

declare({
    DecisionOutcome.UNANIMOUS: _l("Unanimous"),
    DecisionOutcome.NEM_CON: _l("Nobody against"),
    DecisionOutcome.MAJORITY: _l("Carried by a majority"),
    DecisionOutcome.CARRIED_UNRECORDED: _l("Carried, figures not recorded"),
    DecisionOutcome.TIED: _l("Tied"),
    DecisionOutcome.TIED_CHAIR: _l("Tied, carried by the chair"),
    DecisionOutcome.NO_ENDORSEMENT: _l("No endorsement"),
    DecisionOutcome.INQUORATE: _l("Inquorate"),
    DecisionOutcome.DEFERRED: _l("Deferred"),
    DecisionOutcome.WITHHELD: _l("Withheld"),
    DecisionOutcome.RESCINDED: _l("Rescinded"),
})

declare({
    EvidenceGrade.MINUTE: _l("Minute"),
    EvidenceGrade.LETTER: _l("Letter"),
    EvidenceGrade.PUBLIC_STATEMENT: _l("Public statement"),
    EvidenceGrade.PRESS: _l("Press report"),
    EvidenceGrade.SOCIAL_MEDIA: _l("Social media"),
    EvidenceGrade.VERBAL_REPORT: _l("Verbal report"),
})

declare({
    EndorsementState.RECORDED: _l("Recorded"),
    EndorsementState.VERIFIED: _l("Verified"),
    EndorsementState.PUBLISHED: _l("Published"),
    EndorsementState.DECLINED: _l("Declined by the candidate"),
    EndorsementState.WITHDRAWN: _l("Withdrawn"),
    EndorsementState.SUPERSEDED: _l("Superseded"),
    EndorsementState.CORRECTED: _l("Corrected"),
    EndorsementState.RELEASED: _l("Released"),
}, {
    EndorsementState.RECORDED: ("mute", "clock-fill"),
    EndorsementState.VERIFIED: ("info", "shield-check"),
    EndorsementState.PUBLISHED: ("ok", "check-circle-fill"),
    EndorsementState.DECLINED: ("warn", "hand-thumbs-down"),
    EndorsementState.WITHDRAWN: ("warn", "arrow-return-left"),
    EndorsementState.SUPERSEDED: ("mute", "arrow-repeat"),
    EndorsementState.CORRECTED: ("mute", "pencil"),
    EndorsementState.RELEASED: ("mute", "unlock"),
})

declare({
    AreaKind.COUNTRY: _l("Country"),
    AreaKind.POLICE_AREA: _l("Police area"),
    AreaKind.PRINCIPAL_COUNCIL: _l("Principal council area"),
})

declare({
    BodyKind.PARTY: _l("Party"),
    BodyKind.PARTY_COUNCIL: _l("Party council"),
    BodyKind.CONSTITUENCY_PARTY: _l("Constituency party"),
    BodyKind.BRANCH: _l("Branch"),
    BodyKind.AFFILIATED_UNION: _l("Affiliated union"),
    BodyKind.SOCIALIST_SOCIETY: _l("Socialist society"),
    BodyKind.PRINCIPAL_COUNCIL: _l("Principal council"),
    BodyKind.COOPERATIVE_SOCIETY: _l("Co-operative society"),
    BodyKind.MEMBERS_COUNCIL: _l("Members’ council"),
    BodyKind.CAMPAIGN_GROUP: _l("Campaign group"),
    BodyKind.BALLOT_CONTRACTOR: _l("Ballot contractor"),
    BodyKind.PRINT_HOUSE: _l("Print house"),
})

declare({
    Role.ADMINISTRATOR: _l("Administrator"),
    Role.REGIONAL_OFFICER: _l("Regional officer"),
    Role.RETURNING_OFFICER: _l("Returning officer"),
    Role.ORGANISER: _l("Organiser"),
    Role.SCRUTINEER: _l("Scrutineer"),
    Role.CANDIDATE: _l("Candidate"),
    Role.AGENT: _l("Agent"),
    Role.AUDITOR: _l("Auditor"),
    Role.HELPLINE: _l("Helpline"),
})

declare({
    ScopeKind.EVERYTHING: _l("Everything"),
    ScopeKind.AREA: _l("Area"),
    ScopeKind.BODY: _l("Body"),
    ScopeKind.CONTEST: _l("Contest"),
    ScopeKind.CANDIDACY: _l("Candidacy"),
})

declare({
    ConsentState.NOT_ASKED: _l("Counted only"),
    ConsentState.GIVEN: _l("May be named"),
    ConsentState.REFUSED: _l("Does not want to be named"),
    ConsentState.WITHDRAWN: _l("Consent withdrawn"),
}, {
    ConsentState.NOT_ASKED: ("mute", "eye-slash"),
    ConsentState.GIVEN: ("ok", "check-circle-fill"),
    ConsentState.REFUSED: ("warn", "dash-circle"),
    ConsentState.WITHDRAWN: ("stop", "x-octagon-fill"),
})

declare({
    SupporterCategory.COUNCILLOR: _l("Councillor"),
    SupporterCategory.AM_MS: _l("AM or MS"),
    SupporterCategory.MP: _l("MP"),
    SupporterCategory.PEER: _l("Peer"),
    SupporterCategory.MEMBER: _l("Party member"),
    SupporterCategory.TRADE_UNIONIST: _l("Trade unionist"),
    SupporterCategory.SOCIETY_MEMBER: _l("Society member"),
    SupporterCategory.PUBLIC: _l("Member of the public"),
})

declare({
    MatchReason.SAME_NAME: _l("same name"),
    MatchReason.SAME_LETTERS: _l("same letters, spaced or hyphenated otherwise"),
    MatchReason.SPELLING: _l("spelt nearly the same"),
    MatchReason.NICKNAME: _l("a short form of the first name"),
    MatchReason.INITIAL: _l("an initial for a name"),
    MatchReason.MIDDLE_NAME: _l("a middle name left out"),
    MatchReason.SAME_AREA: _l("same area"),
    MatchReason.SAME_EMAIL: _l("same e-mail address"),
    MatchReason.DIFFERENT_EMAIL: _l("but different e-mail addresses"),
})

declare({
    PostalService.FIRST: _l("First class"), PostalService.SECOND: _l("Second class"), PostalService.ECONOMY: _l("Economy (access)"),
    PostalService.ACCESS_PRIORITY: _l("Priority (access)"), PostalService.ACCESS_STANDARD: _l("Standard (access)"),
    PostalService.EUROPE: _l("Europe"), PostalService.REST_OF_WORLD: _l("Rest of the world"),
})  # fmt: skip
