"""The default timetable of a selection, as data: one entry for each stage, in the order of the printed table.

Offsets are working days from an anchor: C the close of the ballot, D the dispatch of the papers, P the public
polling day, or another stage by its key. The table has thirty-one numbered rows; a row with two ends (the
hustings window), two reminders, two return services or the five statutory dates holds one stage for each, so
that every stage has a date and a key of its own. `rule` says what breaking a stage's limits does.
"""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from tracker.rules.contests import RuleForce
from tracker.rules.working_days import ELECTION


class Anchor(StrEnum):
    """What a stage is counted from, when not from another stage."""

    CLOSE = "C"
    DISPATCH = "D"
    POLL = "P"


@dataclass(frozen=True, slots=True)
class TemplateStage:
    """One stage: where it stands, how its day is found, and why.

    `offset` counts working days of the calendar named `calendar`, or calendar days when `calendar_days` is
    set; such a day stays where it falls. `until_poll` is the latest offset from the polling day, where
    there is a limit. `words` states the rule and `source` where it comes from, in English, to be translated
    when shown.
    """

    order: int
    key: str
    anchor: str
    offset: int
    rule: RuleForce
    words: str
    source: str
    at: time | None = None
    calendar: str = ELECTION
    calendar_days: bool = False
    until_poll: int | None = None


@dataclass(frozen=True, slots=True)
class TimetableTemplate:
    """A named list of stages."""

    key: str
    stages: tuple[TemplateStage, ...]

    def stage(self, key: str) -> TemplateStage:
        """The stage of that key; KeyError when the template has none."""
        for stage in self.stages:
            if stage.key == key:
                return stage
        raise KeyError(key)


BALLOT_CLOSE = "ballot_close"
BALLOT_DISPATCH = "ballot_dispatch"

_HARD, _WARN, _SOFT = RuleForce.HARD, RuleForce.WARN, RuleForce.SOFT
_C, _D, _P = Anchor.CLOSE, Anchor.DISPATCH, Anchor.POLL
_MIDNIGHT = time(23, 59)

_ASSUMED = "Assumed: no source found"
_PRACTICE = "Party practice, 2012 to 2020"
_NEC_2020 = "Labour national executive ballot, 2020"
_POSTAL = "Delivery times of the return post"
_POLL_LAW = "Police and Crime Commissioner Elections Order 2012"

DEFAULT = TimetableTemplate("default", (
    TemplateStage(10, "call_for_applications", _C, -75, _SOFT,
        "The call goes out 75 working days before the close", "Calls of 2011 and 2015: 84 to 132 days ahead"),
    TemplateStage(20, "applications_close", _C, -60, _WARN,
        "At least 10 working days after the call", "Selections of 2012, 2013 and 2015"),
    TemplateStage(30, "eligibility_joined_by", _C, -58, _HARD,
        "Members who joined by this day may vote; it does not move once published", _PRACTICE, _MIDNIGHT),
    TemplateStage(40, "due_diligence_complete", "shortlist_published", -1, _WARN,
        "Checks on applicants end before the shortlist", "Candidate selection practice, 2023 and 2024"),
    TemplateStage(50, "longlist", _C, -50, _SOFT,
        "The longlist is drawn up 50 working days before the close", _ASSUMED),
    TemplateStage(60, "nominations_open", _C, -50, _SOFT,
        "Supporting nominations open for 21 to 31 days", "Selections of 2015 and 2020"),
    TemplateStage(70, "nominations_close", _C, -36, _WARN,
        "Open for at least 10 working days; each nominating meeting needs 7 days' written notice",
        "Nomination meeting rules, 2016 and 2020"),
    TemplateStage(80, "shortlist_published", _C, -34, _SOFT,
        "Two working days after supporting nominations close", "London mayoral selection, 2015"),
    TemplateStage(90, "candidate_data_release", _C, -32, _HARD,
        "Member lists are released only with a signed data agreement", "Codes of conduct of 2015 and 2020"),
    TemplateStage(100, "hustings_window", _C, -29, _WARN,
        "The first hustings at least 5 working days after the shortlist",
        "By-election selection rules, 2021"),
    TemplateStage(100, "hustings_window_close", _C, -10, _WARN,
        "The last hustings 10 working days before the close", "London mayoral selection, 2015"),
    TemplateStage(110, "candidate_statement_deadline", _C, -28, _HARD,
        "Statements that go with the ballot paper arrive by this day",
        "Length documented in 2012; day assumed"),
    TemplateStage(120, "roll_to_scrutineer", _C, -26, _WARN,
        "The electoral roll reaches the scrutineer", _ASSUMED),
    TemplateStage(130, "preballot_mailing_post_by", _D, -6, _WARN,
        "Second-class post, five working days at most and one to spare, lands before the ballot papers",
        _POSTAL),
    TemplateStage(140, "eligibility_paid_up_by", BALLOT_DISPATCH, 0, _HARD,
        "Members must be paid up by midnight on the day the papers go out", _NEC_2020, _MIDNIGHT),
    TemplateStage(150, BALLOT_DISPATCH, _C, -18, _HARD,
        "At least 10 working days before the close; fewer than 13 is a risk",
        "Ballots of 2012, 2015, 2016 and 2020: 13 to 18 days"),
    TemplateStage(160, "eballot_dispatch", _D, 0, _SOFT,
        "E-mail ballots go out with the papers, or up to 4 working days earlier", "Leadership ballot, 2016"),
    TemplateStage(170, "reissue_open", _D, 5, _SOFT,
        "No replacement is asked for until 5 working days after dispatch", _NEC_2020),
    TemplateStage(180, "reissue_postal_close", _C, -5, _HARD,
        "Last request for a posted replacement; 8 working days where post is slow or holidays fall",
        "Labour national executive ballots, 2020"),
    TemplateStage(190, "reissue_email_close", _C, -3, _HARD,
        "Last request for a replacement handled by staff", _NEC_2020),
    TemplateStage(200, "reminder_1", _C, -10, _SOFT,
        "First reminder to those who have not voted", _ASSUMED),
    TemplateStage(200, "reminder_2", _C, -3, _SOFT,
        "Second reminder to those who have not voted", _ASSUMED),
    TemplateStage(210, "last_safe_posting_second", _C, -5, _WARN,
        "Last safe day to return a paper by second-class post; printed on the paper", _POSTAL),
    TemplateStage(210, "last_safe_posting_first", _C, -3, _WARN,
        "Last safe day to return a paper by first-class post; printed on the paper", _POSTAL),
    TemplateStage(220, "reissue_selfservice_close", BALLOT_CLOSE, 0, _HARD,
        "Replacement links are sent on request until the ballot closes", "Labour ballots, 2020"),
    TemplateStage(230, BALLOT_CLOSE, _C, 0, _HARD,
        "Never at a weekend, on a bank holiday, or on the first working day after one",
        "Noon closes of 2015, 2016 and 2020; day assumed"),
    TemplateStage(240, "count", _C, 0, _SOFT,
        "The count begins at the close and ends by the next working day", "Selections of 2012 and 2015"),
    TemplateStage(250, "result_published", _C, 1, _SOFT,
        "The result is published one working day after the close", "Results of 2012 to 2021: 1 to 4 days"),
    TemplateStage(260, "complaint_close", _C, 5, _SOFT,
        "Complaints are taken for 5 working days after the close", _ASSUMED),
    TemplateStage(270, "candidate_endorsed", _C, 10, _WARN,
        "The executive endorses the chosen candidate, at least 30 working days before the poll", _ASSUMED,
        until_poll=-30),
    TemplateStage(280, "designation_decision", "candidate_endorsed", 40, _WARN,
        "Within 40 working days of the endorsement, and at least 25 before the poll",
        "Co-operative Party timetable, 2019", until_poll=-25),
    TemplateStage(290, "candidate_data_return", _C, 10, _HARD,
        "Candidates return or destroy member lists, as their agreement says", _ASSUMED),
    TemplateStage(300, "donation_report_due", BALLOT_CLOSE, 30, _WARN,
        "A gift accepted on the last day of the ballot is reported within 30 days of acceptance",
        "Rules on donations to party members, 2012", calendar_days=True),
    TemplateStage(310, "public_notice", _P, -25, _HARD,
        "Notice of the public election is published by 25 working days before the poll", _POLL_LAW),
    TemplateStage(310, "public_nominations", _P, -19, _HARD,
        "Nominations for the public election close 19 working days before the poll", _POLL_LAW, time(16)),
    TemplateStage(310, "public_registration", _P, -12, _HARD,
        "Voters register by 12 working days before the poll", _POLL_LAW, _MIDNIGHT),
    TemplateStage(310, "public_postal_vote", _P, -11, _HARD,
        "Postal votes are applied for by 11 working days before the poll", _POLL_LAW, time(17)),
    TemplateStage(310, "public_poll", _P, 0, _HARD,
        "Public polling day", _POLL_LAW),
))

TEMPLATES: dict[str, TimetableTemplate] = {DEFAULT.key: DEFAULT}
