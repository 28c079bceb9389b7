"""The blueprint, and what its views have in common: trying a command, and answering."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, url_for
from flask_babel import LazyString

from tracker.access.can import authorise
from tracker.access.permissions import Permission
from tracker.contests.models import Candidacy, Contest
from tracker.contests.queries import contest_by_slug
from tracker.endorsements.figures import FiguresDisagree
from tracker.kernel import answers
from tracker.kernel.answers import Answer, Done
from tracker.kernel.errors import Refused, StaleRecord
from tracker.kernel.forms import TrackerForm

blueprint = Blueprint("endorsements", __name__)


def readable_contest(contest_slug: str) -> Contest:
    """The contest, for whoever may read it: a loader for pages whose own permission says nothing of the contest."""
    contest = contest_by_slug(contest_slug)
    authorise(Permission.READ_CONTEST, contest)
    return contest


def attempt(form: TrackerForm, command: Callable[[], Done]) -> tuple[bool, Done | None]:
    """Run `command`; (True, its answer), or (False, None) with the refusal, or every contradiction, shown on `form`."""
    try:
        return answers.attempt(form, lambda: _naming_candidates(command))
    except _Disagreeing as disagree:
        for field, message in disagree.messages:
            form.refuse(Refused(message, field))
    return False, None


class _Disagreeing(Exception):
    """Figures that contradict one another in several ways, each at its own field."""

    def __init__(self, messages: list[tuple[str, LazyString]]) -> None:
        super().__init__()
        self.messages = messages


def _naming_candidates(command: Callable[[], Done]) -> Done:
    """Run `command`; where two versions differ in the candidate, they are told by name."""
    try:
        return command()
    except FiguresDisagree as disagree:
        raise _Disagreeing(disagree.messages) from disagree
    except StaleRecord as stale:
        for difference in stale.differences:
            difference.stored, difference.sent = _named(difference.stored), _named(difference.sent)
        raise


def _named(value: Any) -> Any:
    return value.name if isinstance(value, Candidacy) else value


def page(template: str, contest: Contest, form: TrackerForm | None = None, **context: Any) -> Answer:
    """A page inside `contest`; 422 when it shows a form that was sent and refused."""
    return answers.page(template, form, contest=contest, tab="endorsements", **context)


def done(message: str | LazyString, endpoint: str, **parts: Any) -> Answer:
    """Say what was done, and go there."""
    return answers.done(message, url_for(endpoint, **parts))
