"""A form sent from a page that had grown old: shown again as it was filled in, to be sent once more. Nothing is done.

The token in a form goes with the session of whoever opened it: after signing in anew, in another window say, it fits no
longer. A view that shows its form under the address it is sent to is asked to show it. Meanwhile no form is valid (see
`TrackerForm`) and the unit of work is rolled back; an answer that shows no refused form, or refuses nothing, is withheld.
"""

from flask import Response, current_app, g, make_response, request
from flask_babel import gettext

from tracker.kernel import unit_of_work


def is_stale() -> bool:
    """Whether the form of this request came without a token that fits."""
    return bool(g.get("page_is_stale", False))


def problem(*, has_password: bool) -> str:
    """What to tell the person at the form shown again; a browser never fills in a file or a password for us."""
    g.shows_a_stale_form = True
    if has_password:
        return str(gettext("This page had been open too long. Type the password again, then press once more."))
    if any(file.filename for file in request.files.values()):
        return str(gettext("This page had been open too long. Nothing is saved yet: choose the file again, then press once more."))
    return str(gettext("This page had been open too long. Nothing is saved yet: look through what you filled in, then press once more."))


def shown_again() -> Response | None:
    """The page of the form that was sent, filled in as it was; None where the address shows no form."""
    if request.url_rule is None or "GET" not in (request.url_rule.methods or ()):
        return None
    g.page_is_stale = True
    answer = make_response(current_app.view_functions[request.url_rule.endpoint](**(request.view_args or {})))
    g.keep_on_failure = False
    unit_of_work.rollback()
    return answer if g.get("shows_a_stale_form", False) and answer.status_code >= unit_of_work.FAILURE else None
