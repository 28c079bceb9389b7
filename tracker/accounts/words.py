"""The words for states and roles that only this room shows."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from tracker.accounts.models import AccountState
from tracker.kernel.words import declare
from tracker.rules.roles import Role

declare(
    {
        AccountState.INVITED: _l("Invited, not yet accepted"),
        AccountState.ACTIVE: _l("Active"),
        AccountState.DISABLED: _l("Disabled"),
    },
    {
        AccountState.INVITED: ("info", "envelope"),
        AccountState.ACTIVE: ("ok", "check-circle-fill"),
        AccountState.DISABLED: ("stop", "slash-circle"),
    },
)

TASKS_OF_ROLE: dict[Role, str | LazyString] = {
    Role.ADMINISTRATOR: _l("Invites people and gives them roles; looks after the directory."),
    Role.REGIONAL_OFFICER: _l("Logs and verifies endorsements of an area or a body and of everything beneath it."),
    Role.RETURNING_OFFICER: _l("Runs one contest: its candidates, its dates, its result."),
    Role.ORGANISER: _l("Prepares what one contest sends out."),
    Role.SCRUTINEER: _l("Reads all evidence of one contest; records what was counted and nothing else."),
    Role.CANDIDATE: _l("Sees and keeps the supporters of their own candidacy."),
    Role.AGENT: _l("The same as the candidate they act for."),
    Role.AUDITOR: _l("Reads everything, the whole history too, and changes nothing."),
    Role.HELPLINE: _l("Answers for ballot papers of one contest that are lost, spoilt or have not come, and sees nothing else of it."),
}
