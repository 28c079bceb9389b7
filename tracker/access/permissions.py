"""Everything a person may be allowed to do, by name. docs/permissions.md says who has what."""

from collections.abc import Mapping
from enum import StrEnum


class Permission(StrEnum):
    """One thing somebody may do."""

    SIGNED_IN = "signed_in"
    MANAGE_ACCOUNTS = "manage_accounts"
    READ_ALL_HISTORY = "read_all_history"

    READ_DIRECTORY = "read_directory"
    EDIT_DIRECTORY = "edit_directory"
    MERGE_DIRECTORY = "merge_directory"

    CREATE_CONTEST = "create_contest"
    READ_CONTEST = "read_contest"
    EDIT_CONTEST = "edit_contest"
    MOVE_CONTEST = "move_contest"
    READ_CONTEST_HISTORY = "read_contest_history"

    EDIT_CANDIDACY = "edit_candidacy"
    MOVE_CANDIDACY = "move_candidacy"
    LOCK_CANDIDATES = "lock_candidates"
    EDIT_OWN_STATEMENT = "edit_own_statement"

    EDIT_TIMETABLE = "edit_timetable"
    CONFIRM_TIMETABLE = "confirm_timetable"

    READ_ENDORSEMENT = "read_endorsement"
    READ_EVIDENCE = "read_evidence"
    LOG_ENDORSEMENTS = "log_endorsements"
    RECORD_ENDORSEMENT = "record_endorsement"
    VERIFY_ENDORSEMENT = "verify_endorsement"
    PUBLISH_ENDORSEMENT = "publish_endorsement"
    WITHDRAW_ENDORSEMENT = "withdraw_endorsement"
    DECLINE_ENDORSEMENT = "decline_endorsement"
    EXPORT_ENDORSEMENTS = "export_endorsements"

    READ_NAMED_SUPPORTERS = "read_named_supporters"
    READ_SUPPORTERS = "read_supporters"
    READ_SUPPORTER_NOTES = "read_supporter_notes"
    EDIT_SUPPORTERS = "edit_supporters"
    EXPORT_SUPPORTERS = "export_supporters"

    READ_ELECTORATE = "read_electorate"
    EDIT_ELECTORATE = "edit_electorate"
    FREEZE_ROLL = "freeze_roll"
    RELEASE_ROLL = "release_roll"
    EXPORT_ROLL = "export_roll"

    READ_MAILINGS = "read_mailings"
    READ_MAILING = "read_mailing"
    EDIT_MAILING = "edit_mailing"
    APPROVE_MAILING = "approve_mailing"
    SEND_MAILING = "send_mailing"
    READ_RECIPIENTS = "read_recipients"
    RESOLVE_DELIVERIES = "resolve_deliveries"
    EXPORT_RECIPIENTS = "export_recipients"
    SWITCH_SENDING = "switch_sending"
    EDIT_ALLOWANCES = "edit_allowances"

    READ_BALLOT = "read_ballot"
    PLAN_BALLOT = "plan_ballot"
    EDIT_PAPERS = "edit_papers"
    READ_NUMBERS = "read_numbers"
    KEEP_CUSTODY = "keep_custody"
    ANSWER_DESK = "answer_desk"
    COUNT_PAPERS = "count_papers"
    SIGN_RECONCILIATION = "sign_reconciliation"

    READ_RESULT = "read_result"
    RECORD_RESULT = "record_result"
    DECLARE_RESULT = "declare_result"


MEANINGS: Mapping[Permission, str] = {
    Permission.SIGNED_IN: "Use the pages every signed-in person has: the first page, the own account",
    Permission.MANAGE_ACCOUNTS: "Invite people, let them in and keep them out, grant and revoke roles (never one's own)",
    Permission.READ_ALL_HISTORY: "Read what was done everywhere; what belongs to a contest only as an auditor",
    Permission.READ_DIRECTORY: "See people, bodies and areas, and search",
    Permission.EDIT_DIRECTORY: "Add and change people, bodies and the offices people held",
    Permission.MERGE_DIRECTORY: "Make one of two records of the same person or body, or say that they are two",
    Permission.CREATE_CONTEST: "Begin a contest",
    Permission.READ_CONTEST: "See a contest, its candidates and its timetable",
    Permission.EDIT_CONTEST: "Change a contest's details and rules; clone it for the next time",
    Permission.MOVE_CONTEST: "Move a contest to its next state, or cancel it",
    Permission.READ_CONTEST_HISTORY: "Read what was done in a contest",
    Permission.EDIT_CANDIDACY: "Add a candidate, and change what is recorded of a candidacy",
    Permission.MOVE_CANDIDACY: "Longlist, shortlist, reject or withdraw a candidacy, or record how it ended",
    Permission.LOCK_CANDIDATES: "Lock the list of candidates, or open it again",
    Permission.EDIT_OWN_STATEMENT: "Write a candidate's statement, web site and handles",
    Permission.EDIT_TIMETABLE: "Set and publish dates, and record what happened",
    Permission.CONFIRM_TIMETABLE: "Confirm a hard date that another officer changed after publication",
    Permission.READ_ENDORSEMENT: "See an endorsement",
    Permission.READ_EVIDENCE: "Read the evidence of an endorsement",
    Permission.LOG_ENDORSEMENTS: "Open the form that logs endorsements, and paste or import lists of them",
    Permission.RECORD_ENDORSEMENT: "Record an endorsement or correct it",
    Permission.VERIFY_ENDORSEMENT: "Verify an endorsement that somebody else recorded",
    Permission.PUBLISH_ENDORSEMENT: "Publish a verified endorsement",
    Permission.WITHDRAW_ENDORSEMENT: "Record that an endorser withdrew or switched",
    Permission.DECLINE_ENDORSEMENT: "Decline an endorsement one was given",
    Permission.EXPORT_ENDORSEMENTS: "Take endorsements away as a file, with a reason",
    Permission.READ_NAMED_SUPPORTERS: "See the supporters who agreed to be named in public",
    Permission.READ_SUPPORTERS: "See all supporters of a candidate",
    Permission.READ_SUPPORTER_NOTES: "Read and write the campaign's own notes on its supporters",
    Permission.EDIT_SUPPORTERS: "Add, import, change and remove supporters of a candidate",
    Permission.EXPORT_SUPPORTERS: "Take a candidate's supporters away as a file, with a reason",
    Permission.READ_ELECTORATE: "See the list of electors, its frozen rolls, what changed between them, and alarms",
    Permission.EDIT_ELECTORATE: "Import lists of electors, correct a record with a reason, clear an alarm somebody else caused",
    Permission.FREEZE_ROLL: "Freeze the list as a numbered roll that nobody can change",
    Permission.RELEASE_ROLL: "Record a candidate's data agreement, and release a roll under it",
    Permission.EXPORT_ROLL: "Take a roll away as a file, with a reason",
    Permission.READ_MAILINGS: "See the mailings of a contest, their calendar and what each candidate may send",
    Permission.READ_MAILING: "See what a mailing says, to how many it goes and how far it is",
    Permission.EDIT_MAILING: "Write a mailing, choose who gets it, submit it for approval",
    Permission.APPROVE_MAILING: "Approve a mailing that somebody else submitted",
    Permission.SEND_MAILING: "Schedule, send, pause and cancel an approved mailing",
    Permission.READ_RECIPIENTS: "See each recipient of a mailing by name, and look at their letter",
    Permission.RESOLVE_DELIVERIES: "Decide about recipients whose outcome is unknown; record returned post",
    Permission.EXPORT_RECIPIENTS: "Take the recipients of a mailing away as a file, with a reason",
    Permission.SWITCH_SENDING: "Turn all sending of mailings off and on again, with a reason",
    Permission.EDIT_ALLOWANCES: "Set what each candidate may send, and record what was sent elsewhere",
    Permission.READ_BALLOT: "See how a ballot is planned, and try other dates without saving anything",
    Permission.PLAN_BALLOT: "Adopt the plan of a ballot",
    Permission.EDIT_PAPERS: "Prepare editions of ballot papers, record the draw, make the issue list, make an edition void",
    Permission.READ_NUMBERS: "Open the list of which number each elector's paper bears, with a reason; each opening is recorded",
    Permission.KEEP_CUSTODY: "Make batches of papers, record each step they take, close a dispatch run",
    Permission.ANSWER_DESK: "Find an elector and answer for a paper that is lost, spoilt or has not come",
    Permission.COUNT_PAPERS: "Record how many papers are unused or came back, in numbers only",
    Permission.SIGN_RECONCILIATION: "Give the reason for papers that are unexplained, and sign it",
    Permission.READ_RESULT: "See the page of a result: that none is declared yet, or the figures of the declared one",
    Permission.RECORD_RESULT: "Enter a result as reported, and count the scrutineer's ballots again",
    Permission.DECLARE_RESULT: "Declare a result, confirm it, or end a contest without a ballot",
}
