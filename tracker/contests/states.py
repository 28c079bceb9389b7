"""The states of a contest and of a candidacy: which moves there are, who may make them, what stands in the way."""

from flask_babel import lazy_gettext as _l

from tracker.access.permissions import Permission
from tracker.contests import readiness as needs
from tracker.kernel.transitions import Machine, Transition
from tracker.rules.contests import CHOSEN, OPEN_STATES, STANDING, CandidacyState, ContestState

C = ContestState
K = CandidacyState
MOVE = Permission.MOVE_CONTEST
DECLARE = Permission.DECLARE_RESULT

BEFORE_A_BALLOT = frozenset({C.ANNOUNCED, C.APPLICATIONS, C.SHORTLISTED})

CONTEST = Machine("contests", (
    Transition(
        name="announce", sources=frozenset({C.DRAFT}), target=C.ANNOUNCED, permission=MOVE,
        label=_l("Announce the contest"), done=_l("Contest announced: %(subject)s"),
        blockers=(needs.both_titles, needs.a_close_or_a_note),
    ),
    Transition(
        name="open-applications", sources=frozenset({C.ANNOUNCED}), target=C.APPLICATIONS, permission=MOVE,
        label=_l("Open applications"), done=_l("Applications opened: %(subject)s"), blockers=(needs.an_open_list,),
    ),
    Transition(
        name="shortlist", sources=frozenset({C.APPLICATIONS}), target=C.SHORTLISTED, permission=MOVE,
        label=_l("Publish the shortlist"), done=_l("Shortlist published: %(subject)s"),
        blockers=(needs.somebody_shortlisted, needs.nobody_waiting),
    ),
    Transition(
        name="open-ballot", sources=frozenset({C.SHORTLISTED}), target=C.BALLOTING, permission=MOVE,
        label=_l("Open the ballot"), done=_l("Ballot opened: %(subject)s"),
        blockers=(
            needs.ballot_dates, needs.channels, needs.enough_candidates, needs.a_locked_list,
            needs.a_published_timetable, needs.a_returning_officer,
        ),
    ),
    Transition(
        name="close-ballot", sources=frozenset({C.BALLOTING}), target=C.COUNTING, permission=MOVE,
        label=_l("Close the ballot"), done=_l("Ballot closed: %(subject)s"), blockers=(needs.a_close_that_has_passed,),
    ),
    Transition(
        name="decide-by-ballot", sources=frozenset({C.COUNTING}), target=C.DECIDED, permission=DECLARE,
        label=_l("Record the result of the ballot"), done=_l("Decided by ballot: %(subject)s"),
    ),
    Transition(
        name="decide-unopposed", sources=BEFORE_A_BALLOT, target=C.DECIDED, permission=DECLARE,
        label=_l("Decide without a ballot: unopposed"), done=_l("Decided, unopposed: %(subject)s"),
        blockers=(needs.as_many_as_seats,), needs_reason=True,
    ),
    Transition(
        name="decide-appointed", sources=BEFORE_A_BALLOT, target=C.DECIDED, permission=DECLARE,
        label=_l("Decide without a ballot: appointed"), done=_l("Decided by appointment: %(subject)s"),
        blockers=(needs.somebody_standing,), needs_reason=True,
    ),
    Transition(
        name="decide-no-selection", sources=BEFORE_A_BALLOT | {C.COUNTING}, target=C.DECIDED, permission=DECLARE,
        label=_l("End without a selection"), done=_l("Ended without a selection: %(subject)s"), needs_reason=True,
    ),
    Transition(
        name="close", sources=frozenset({C.DECIDED}), target=C.CLOSED, permission=MOVE,
        label=_l("Close the contest"), done=_l("Contest closed: %(subject)s"),
        blockers=(needs.a_sourced_result, needs.complaints_over),
    ),
    Transition(
        name="reopen-applications", sources=frozenset({C.SHORTLISTED}), target=C.APPLICATIONS, permission=MOVE,
        label=_l("Reopen applications"), done=_l("Applications reopened: %(subject)s"),
        blockers=(needs.an_open_list,), needs_reason=True,
    ),
    Transition(
        name="recount", sources=frozenset({C.DECIDED}), target=C.COUNTING, permission=MOVE,
        label=_l("Set the result aside and count again"), done=_l("Result set aside, count reopened: %(subject)s"),
        blockers=(needs.ended_by_ballot,), needs_reason=True,
    ),
    Transition(
        name="set-aside", sources=frozenset({C.DECIDED}), target=C.SHORTLISTED, permission=MOVE,
        label=_l("Set the decision aside"), done=_l("Decision set aside: %(subject)s"),
        blockers=(needs.ended_without_ballot,), needs_reason=True,
    ),
    Transition(
        name="cancel", sources=OPEN_STATES, target=C.CANCELLED, permission=MOVE,
        label=_l("Cancel the contest"), done=_l("Contest cancelled: %(subject)s"),
        needs_reason=True, stamps="cancelled_at",
    ),
))  # fmt: skip

DECISIONS = frozenset({"decide-by-ballot", "decide-unopposed", "decide-appointed", "decide-no-selection"})
SETTING_ASIDE = frozenset({"recount", "set-aside"})

OFFICER = Permission.MOVE_CANDIDACY

CANDIDACY = Machine("candidacies", (
    Transition(
        name="longlist", sources=frozenset({K.APPLIED}), target=K.LONGLISTED, permission=OFFICER,
        label=_l("Longlist"), done=_l("Candidate longlisted: %(subject)s"), blockers=(needs.list_not_locked, needs.contest_not_ended),
    ),
    Transition(
        name="shortlist", sources=frozenset({K.APPLIED, K.LONGLISTED}), target=K.SHORTLISTED, permission=OFFICER,
        label=_l("Shortlist"), done=_l("Candidate shortlisted: %(subject)s"), blockers=(needs.list_not_locked, needs.contest_not_ended),
    ),
    Transition(
        name="reject", sources=STANDING, target=K.REJECTED, permission=OFFICER,
        label=_l("Do not take forward"), done=_l("Candidate not taken forward: %(subject)s"),
        blockers=(needs.list_not_locked, needs.contest_not_ended), needs_reason=True,
    ),
    Transition(
        name="withdraw", sources=STANDING, target=K.WITHDRAWN, permission=OFFICER,
        label=_l("Record a withdrawal"), done=_l("Candidate withdrew: %(subject)s"),
        blockers=(needs.contest_not_ended,), needs_reason=True, stamps="withdrawn_at",
    ),
    Transition(
        name="reinstate", sources=frozenset({K.REJECTED, K.WITHDRAWN}), target=K.APPLIED, permission=OFFICER,
        label=_l("Reinstate"), done=_l("Candidate reinstated: %(subject)s"),
        blockers=(needs.list_not_locked, needs.contest_not_ended), needs_reason=True,
    ),
    Transition(
        name="select", sources=frozenset({K.SHORTLISTED}), target=K.SELECTED, permission=OFFICER,
        label=_l("Selected"), done=_l("Candidate selected: %(subject)s"),
    ),
    Transition(
        name="not-select", sources=STANDING, target=K.NOT_SELECTED, permission=OFFICER,
        label=_l("Not selected"), done=_l("Candidate not selected: %(subject)s"),
    ),
    Transition(
        name="take-unopposed", sources=STANDING, target=K.UNOPPOSED, permission=OFFICER,
        label=_l("Selected unopposed"), done=_l("Candidate selected unopposed: %(subject)s"),
    ),
    Transition(
        name="appoint", sources=STANDING, target=K.APPOINTED, permission=OFFICER,
        label=_l("Appointed"), done=_l("Candidate appointed: %(subject)s"),
    ),
    Transition(
        name="stand-again", sources=CHOSEN | {K.NOT_SELECTED}, target=K.SHORTLISTED, permission=OFFICER,
        label=_l("Standing again"), done=_l("Candidate standing again: %(subject)s"), needs_reason=True,
    ),
))  # fmt: skip

MADE_BY_THE_CONTEST = frozenset({"select", "not-select", "take-unopposed", "appoint", "stand-again"})
