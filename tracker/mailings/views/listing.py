"""The mailings of a contest, and one of them."""

from tracker.access.can import can, current_actor
from tracker.access.permissions import Permission
from tracker.contests.models import Contest
from tracker.contests.queries import contest_by_slug
from tracker.kernel.answers import Answer, page
from tracker.kernel.guards import guard
from tracker.kernel.paging import listing
from tracker.mailings.contents import warnings
from tracker.mailings.models import Mailing
from tracker.mailings.postal import postal_plan
from tracker.mailings.queries.audience import counted, counted_then
from tracker.mailings.queries.clashes import clashes_of
from tracker.mailings.queries.deliveries import progress
from tracker.mailings.queries.find import mailing_in, readable
from tracker.mailings.readiness import over_allowance
from tracker.mailings.services import sending
from tracker.mailings.states import BY_THE_WORKER, MAILING, OVER
from tracker.mailings.views.room import LIST, ONE, blueprint, mailing_page
from tracker.rules.clashes import Clash, ClashKind
from tracker.rules.mailings import MailingChannel, MailingState

SORTS = {"number": (Mailing.number,), "title": (Mailing.title, Mailing.id), "state": (Mailing.state, Mailing.id)}
NOT_OF_LETTERS = frozenset({"schedule", "pause", "resume"})
NOT_OF_EMAILS = frozenset({"make-letters"})


@blueprint.get(LIST)
@guard(Permission.READ_MAILINGS, contest_by_slug)
def index(contest: Contest) -> Answer:
    """Every mailing of the contest that the person may read, the newest first."""
    rows = listing(readable(current_actor(), contest), SORTS, "-number")
    return page("mailings/index.html", contest=contest, tab="mailings", rows=rows)


@blueprint.get(ONE)
@guard(Permission.READ_MAILING, mailing_in)
def show(mailing: Mailing) -> Answer:
    """How far a mailing is, whom it reaches, what is to be done next."""
    is_open = mailing.state in (MailingState.DRAFT, MailingState.SUBMITTED)
    count = counted(mailing) if is_open else counted_then(mailing) if mailing.recipient_count is not None else None
    return mailing_page(
        "mailings/show.html", mailing, count=count, moves=offered(mailing), warnings=warnings(mailing),
        plan=postal_plan(mailing, count.reached if count else 0),
        over=over_allowance(mailing) if mailing.state not in OVER else [], clashes=_clashes(mailing),
        tally=progress(mailing) if mailing.recipient_count is not None else None,
        is_held=mailing.state in (MailingState.SCHEDULED, MailingState.SENDING) and not sending.is_on(),
    )  # fmt: skip


def _clashes(mailing: Mailing) -> list[Clash]:
    """What an unsent mailing runs into. That there is an embargo is told only to those who write mailings or approve them."""
    if mailing.state in OVER:
        return []
    may_know = any(can(current_actor(), may, mailing) for may in (Permission.EDIT_MAILING, Permission.APPROVE_MAILING))
    return [clash for clash in clashes_of(mailing) if may_know or clash.kind is not ClashKind.BEFORE_EMBARGO]


def offered(mailing: Mailing) -> list[object]:
    """The moves of `mailing` that the person may make now, possible or not yet."""
    beside = NOT_OF_LETTERS if mailing.channel is MailingChannel.LETTER else NOT_OF_EMAILS
    return [
        move for move in MAILING.moves_from(mailing.state)
        if move.name not in BY_THE_WORKER | beside and can(current_actor(), Permission(move.permission), mailing)
    ]  # fmt: skip
