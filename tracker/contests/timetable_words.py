"""The words of a timetable in both languages: its stages, their rules and sources, and what is wrong with it."""

import re
from collections.abc import Mapping
from datetime import date
from typing import TypeAlias

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _l

from tracker.contests.models import ChangeKind, ChangeState
from tracker.kernel import words
from tracker.kernel.formats import day
from tracker.rules.timetable_violations import Remedy, Violation, ViolationCode
from tracker.rules.working_days import holiday_name_in_welsh

Text: TypeAlias = str | LazyString
COUNTED = re.compile(r"(\w+?)([+-]\d+d?)?")

STAGES: Mapping[str, Text] = {
    "call_for_applications": _l("Call for applications"),
    "applications_close": _l("Applications close"),
    "eligibility_joined_by": _l("Members joined by"),
    "due_diligence_complete": _l("Checks on applicants complete"),
    "longlist": _l("Longlist"),
    "nominations_open": _l("Supporting nominations open"),
    "nominations_close": _l("Supporting nominations close"),
    "shortlist_published": _l("Shortlist published"),
    "candidate_data_release": _l("Member lists released to candidates"),
    "hustings_window": _l("First hustings"),
    "hustings_window_close": _l("Last hustings"),
    "candidate_statement_deadline": _l("Candidates’ statements due"),
    "roll_to_scrutineer": _l("Electoral roll to the scrutineer"),
    "preballot_mailing_post_by": _l("Mailings before the ballot posted by"),
    "eligibility_paid_up_by": _l("Members paid up by"),
    "ballot_dispatch": _l("Ballot papers go out"),
    "eballot_dispatch": _l("E-mail ballots go out"),
    "reissue_open": _l("Replacement papers can be asked for"),
    "reissue_postal_close": _l("Last request for a posted replacement"),
    "reissue_email_close": _l("Last request handled by staff"),
    "reminder_1": _l("First reminder"),
    "reminder_2": _l("Second reminder"),
    "last_safe_posting_second": _l("Last safe posting, second class"),
    "last_safe_posting_first": _l("Last safe posting, first class"),
    "reissue_selfservice_close": _l("Replacement links end"),
    "ballot_close": _l("Ballot closes"),
    "count": _l("Count"),
    "result_published": _l("Result published"),
    "complaint_close": _l("Complaints close"),
    "candidate_endorsed": _l("Executive endorses the candidate"),
    "designation_decision": _l("Decision on the description"),
    "candidate_data_return": _l("Member lists returned"),
    "donation_report_due": _l("Donation reports due"),
    "public_notice": _l("Notice of the public election"),
    "public_nominations": _l("Public nominations close"),
    "public_registration": _l("Last day to register to vote"),
    "public_postal_vote": _l("Last day to ask for a postal vote"),
    "public_poll": _l("Public polling day"),
}

# Stored in English with each stage, translated when shown: named here so that the catalogues hold them.
RULES: tuple[Text, ...] = (
    _l("Counted from the day the result was declared"),
    _l("The call goes out 75 working days before the close"),
    _l("At least 10 working days after the call"),
    _l("Members who joined by this day may vote; it does not move once published"),
    _l("Checks on applicants end before the shortlist"),
    _l("The longlist is drawn up 50 working days before the close"),
    _l("Supporting nominations open for 21 to 31 days"),
    _l("Open for at least 10 working days; each nominating meeting needs 7 days' written notice"),
    _l("Two working days after supporting nominations close"),
    _l("Member lists are released only with a signed data agreement"),
    _l("The first hustings at least 5 working days after the shortlist"),
    _l("The last hustings 10 working days before the close"),
    _l("Statements that go with the ballot paper arrive by this day"),
    _l("The electoral roll reaches the scrutineer"),
    _l(
        "Second-class post, five working days at most and one to spare, lands before the ballot papers"
    ),
    _l("Members must be paid up by midnight on the day the papers go out"),
    _l("At least 10 working days before the close; fewer than 13 is a risk"),
    _l("E-mail ballots go out with the papers, or up to 4 working days earlier"),
    _l("No replacement is asked for until 5 working days after dispatch"),
    _l("Last request for a posted replacement; 8 working days where post is slow or holidays fall"),
    _l("Last request for a replacement handled by staff"),
    _l("First reminder to those who have not voted"),
    _l("Second reminder to those who have not voted"),
    _l("Last safe day to return a paper by second-class post; printed on the paper"),
    _l("Last safe day to return a paper by first-class post; printed on the paper"),
    _l("Replacement links are sent on request until the ballot closes"),
    _l("Never at a weekend, on a bank holiday, or on the first working day after one"),
    _l("The count begins at the close and ends by the next working day"),
    _l("The result is published one working day after the close"),
    _l("Complaints are taken for 5 working days after the close"),
    _l("The executive endorses the chosen candidate, at least 30 working days before the poll"),
    _l("Within 40 working days of the endorsement, and at least 25 before the poll"),
    _l("Candidates return or destroy member lists, as their agreement says"),
    _l("A gift accepted on the last day of the ballot is reported within 30 days of acceptance"),
    _l("Notice of the public election is published by 25 working days before the poll"),
    _l("Nominations for the public election close 19 working days before the poll"),
    _l("Voters register by 12 working days before the poll"),
    _l("Postal votes are applied for by 11 working days before the poll"),
)

SOURCES: tuple[Text, ...] = (
    _l("Assumed: no source found"),
    _l("Party practice, 2012 to 2020"),
    _l("Labour national executive ballot, 2020"),
    _l("Labour national executive ballots, 2020"),
    _l("Labour ballots, 2020"),
    _l("Delivery times of the return post"),
    _l("Police and Crime Commissioner Elections Order 2012"),
    _l("Calls of 2011 and 2015: 84 to 132 days ahead"),
    _l("Selections of 2012, 2013 and 2015"),
    _l("Candidate selection practice, 2023 and 2024"),
    _l("Selections of 2015 and 2020"),
    _l("Nomination meeting rules, 2016 and 2020"),
    _l("London mayoral selection, 2015"),
    _l("Codes of conduct of 2015 and 2020"),
    _l("By-election selection rules, 2021"),
    _l("Length documented in 2012; day assumed"),
    _l("Ballots of 2012, 2015, 2016 and 2020: 13 to 18 days"),
    _l("Leadership ballot, 2016"),
    _l("Noon closes of 2015, 2016 and 2020; day assumed"),
    _l("Selections of 2012 and 2015"),
    _l("Results of 2012 to 2021: 1 to 4 days"),
    _l("Co-operative Party timetable, 2019"),
    _l("Rules on donations to party members, 2012"),
)

CALENDARS: Mapping[str, Text] = {
    "election": _l("Working days of election law, England and Wales"),
    "england-and-wales": _l("Working days, England and Wales"),
    "scotland": _l("Working days, Scotland"),
    "northern-ireland": _l("Working days, Northern Ireland"),
    "election-scotland": _l("Working days of election law, Scotland"),
    "election-northern-ireland": _l("Working days of election law, Northern Ireland"),
    "election-united-kingdom": _l("Working days of election law, whole United Kingdom"),
    "postal": _l("Delivery days, Monday to Saturday"),
}

WRONG: Mapping[ViolationCode, Text] = {
    ViolationCode.CLOSE_NOT_WORKING_DAY: _l("The ballot closes on a day that is no working day: %(on)s."),
    ViolationCode.CLOSE_AFTER_HOLIDAY: _l("The ballot closes on the first working day after a holiday: %(on)s (%(holiday)s)."),
    ViolationCode.BALLOT_TOO_SHORT: _l("Working days from dispatch to close: %(days)s. Needed: %(least)s or more."),
    ViolationCode.GAP_TOO_SHORT: _l("Too soon after: %(other)s. Working days between: %(days)s. Needed: %(least)s or more."),
    ViolationCode.GAP_TOO_LONG: _l("Too long after: %(other)s. Working days between: %(days)s. Allowed: %(most)s at most."),
    ViolationCode.NO_TIME_FOR_NOTICE: _l(
        "Nominating meetings cannot be given their notice. Days open: %(days)s. Days of notice: %(least)s."
    ),
    ViolationCode.OUT_OF_ORDER: _l("This day, %(on)s, is later than the one that should follow it. %(other)s: %(other_on)s."),
    ViolationCode.ON_BANK_HOLIDAY: _l("On a bank holiday: %(on)s (%(holiday)s)."),
    ViolationCode.ON_WEEKEND: _l("At a weekend: %(on)s."),
    ViolationCode.CHRISTMAS_GAP: _l("Christmas falls within the campaign: %(first)s to %(last)s."),
    ViolationCode.HOLIDAY_IN_RETURN_POST: _l(
        "A holiday falls while papers are on their way back (%(holiday)s). Working days left: %(days)s. Better: %(least)s."
    ),
    ViolationCode.TOO_NEAR_POLL: _l("Working days before the public poll: %(days)s. Needed: %(least)s or more."),
}

REMEDIES: Mapping[Remedy, Text] = {
    Remedy.MOVE_CLOSE: _l("Move the close to another working day."),
    Remedy.DISPATCH_EARLIER: _l("Send the papers out earlier, or close later."),
    Remedy.MOVE_APART: _l("Move the two days apart."),
    Remedy.MOVE_TOGETHER: _l("Bring the two days closer together."),
    Remedy.PUT_IN_ORDER: _l("Put the two days in order."),
    Remedy.MOVE_OR_CONFIRM: _l("Move it to a working day, or leave it if that is what the party decided."),
    Remedy.ALLOW_FOR_CHRISTMAS: _l("Allow for the days without post, or move the dates."),
    Remedy.CLOSE_REISSUE_EARLIER: _l("Take the last request for a posted replacement earlier."),
    Remedy.DECIDE_EARLIER: _l("Decide earlier."),
}

words.declare({
    ChangeKind.PLAN: _l("New day"),
    ChangeKind.RECOMPUTED: _l("Computed anew"),
    ChangeKind.EXTENSION: _l("Extension"),
    ChangeKind.CANCELLATION: _l("Stage cancelled"),
})  # fmt: skip

words.declare({
    ChangeState.PROPOSED: _l("Waits for a second officer"),
    ChangeState.CONFIRMED: _l("Confirmed"),
    ChangeState.REFUSED: _l("Refused"),
}, {
    ChangeState.PROPOSED: ("warn", "clock-fill"),
    ChangeState.CONFIRMED: ("ok", "check-circle-fill"),
    ChangeState.REFUSED: ("mute", "dash-circle"),
})  # fmt: skip


def stage_name(key: str) -> Text:
    """What a stage is called; a stage of nobody's template goes by its key in plain words."""
    return STAGES.get(key) or key.replace("_", " ")


def counted_words(offset: str) -> str:
    """How a stage is counted: "C-18" as it is; a stage counted from another names it: "Shortlist published -1"."""
    found = COUNTED.fullmatch(offset)
    name = STAGES.get(found[1]) if found else None
    return offset if found is None or name is None else f"{name} {found[2] or ''}".rstrip()


def stored_words(text: str) -> str:
    """A stage's rule or source as stored: translated when it is one of the template's."""
    return str(gettext(text)) if text else ""


def wrong(violation: Violation, language: str) -> str:
    """What is wrong, as a sentence with its figures."""
    params = {name: _figure(name, value, language) for name, value in violation.params.items()}
    return str(WRONG[violation.code]) % params


def remedy(violation: Violation) -> Text:
    """What to do about it."""
    return REMEDIES[violation.remedy]


def _figure(name: str, value: int | date | str, language: str) -> str:
    if isinstance(value, date):
        return day(value)
    if name == "other":
        return str(stage_name(str(value)))
    if name == "holiday":
        return holiday_name_in_welsh(str(value)) if language == "cy" else str(value)
    return str(value)


