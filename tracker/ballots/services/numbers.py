"""Opening the list of corresponding numbers: told in the history before a row is read."""

from collections.abc import Iterator

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.ballots.number_file import pieces_of
from tracker.ballots.queries.papers import issue_list_of
from tracker.contests.models import Contest
from tracker.kernel import history
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused
from tracker.kernel.exports import Provenance

history.sentences(**{"ballots.numbers_opened": _l("List of corresponding numbers opened: %(subject)s")})


def read_numbers(actor: Actor, contest: Contest, reason: str, *, serial: int | None = None) -> tuple[str, Iterator[bytes]]:
    """The list of numbers as a CSV file, its name and its content in pieces; of `serial` alone where it is given.

    Raises Refused without a list or a reason. One history record for each opening.
    """
    require(actor, Permission.READ_NUMBERS, contest)
    issued = issue_list_of(contest)
    if issued is None:
        raise Refused(gettext("No numbers are dealt yet: make the issue list first."))
    if not reason.strip():
        raise Refused(gettext("Give a reason: it is kept in the history."), "reason")
    history.record(
        actor, "ballots.numbers_opened", issued, reason=reason.strip(), contest_id=contest.id,
        difference={"serial": (None, serial)} if serial is not None else {"papers": (None, issued.paper_count)},
    )  # fmt: skip
    said = Provenance(
        title=gettext("Corresponding numbers: %(contest)s", contest=contest.title), exported_by=actor.name, exported_at=now(),
        reason=reason.strip(),
    )  # fmt: skip
    content = [piece.encode() for piece in pieces_of(contest, said, serial)]
    return f"corresponding-numbers-{contest.slug}.csv", iter(content)
