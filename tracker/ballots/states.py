"""The states of an edition: which moves there are, who may make them, what stands in the way."""

from flask_babel import lazy_gettext as _l

from tracker.access.permissions import Permission
from tracker.ballots import readiness as needs
from tracker.kernel.transitions import Machine, Transition
from tracker.rules.papers import EditionState as E

EDIT = Permission.EDIT_PAPERS

EDITION = Machine("editions", (
    Transition(
        name="open", sources=frozenset({E.DRAFT, E.CLOSED}), target=E.OPEN, permission=EDIT, stamps="opened_at",
        label=_l("Open for issuing"), done=_l("Edition opened: %(subject)s"), blockers=(needs.a_draw_of_those_who_stand,),
    ),
    Transition(
        name="take-back", sources=frozenset({E.OPEN, E.CLOSED}), target=E.DRAFT, permission=EDIT, needs_reason=True,
        label=_l("Take back to preparation"), done=_l("Edition taken back to preparation: %(subject)s"), blockers=(needs.nothing_issued,),
    ),
    Transition(
        name="close", sources=frozenset({E.OPEN}), target=E.CLOSED, permission=EDIT, stamps="closed_at",
        label=_l("Close: nothing more is issued"), done=_l("Edition closed: %(subject)s"),
    ),
    Transition(
        name="void", sources=frozenset({E.DRAFT, E.OPEN, E.CLOSED}), target=E.VOID, permission=EDIT, needs_reason=True, stamps="voided_at",
        label=_l("Make the edition void"), done=_l("Edition made void with all its papers: %(subject)s"),
    ),
))  # fmt: skip
