"""The states of a result: which moves there are and who may make them."""

from flask_babel import lazy_gettext as _l

from tracker.access.permissions import Permission
from tracker.kernel.transitions import Machine, Transition
from tracker.rules.results import ResultState as R

DECLARE = Permission.DECLARE_RESULT

RESULT = Machine("results", (
    Transition(
        name="declare-provisional", sources=frozenset({R.REPORTED}), target=R.PROVISIONAL, permission=DECLARE,
        label=_l("Declare, provisionally"), done=_l("Result declared, provisionally: %(subject)s"),
    ),
    Transition(
        name="declare-final", sources=frozenset({R.REPORTED}), target=R.FINAL, permission=DECLARE,
        label=_l("Declare"), done=_l("Result declared: %(subject)s"),
    ),
    Transition(
        name="confirm", sources=frozenset({R.PROVISIONAL}), target=R.FINAL, permission=DECLARE,
        label=_l("Confirm as final"), done=_l("Provisional result confirmed as final: %(subject)s"),
    ),
))  # fmt: skip
