"""Everything a person may be allowed to do, by name. What each means is in docs/permissions.md."""

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
    EDIT_SUPPORTERS = "edit_supporters"
    EXPORT_SUPPORTERS = "export_supporters"
