"""The issue list of a large roll on a real database."""

import random
from datetime import datetime

from sqlalchemy import delete, insert, select

from bench.mailings import _roll as large_roll
from bench.measuring import Figure, seconds
from bench.world import World
from tests.support.paper_world import open_edition, ready, returning
from tracker.ballots import services
from tracker.ballots.models import CorrespondingNumber, Edition, IssueList, Paper
from tracker.contests.models import Candidacy, Contest
from tracker.electorate.models import RollEntry
from tracker.extensions import db
from tracker.kernel.clock import now
from tracker.kernel.unit_of_work import unit
from tracker.rules.electorate import Channel, Eligibility
from tracker.rules.papers import ChannelReason, PaperFormat, PaperState

TENTH = 10
BATCH = 10_000


def issuing(world: World, size: int) -> Figure:
    """A paper and a number for everybody of a roll, hashed; beside a tenth of it dealt and inserted by Python, times ten."""
    roll_id = large_roll(size)
    with unit():
        contest = ready(_contest(world))
        for at, kind in enumerate(PaperFormat):
            open_edition(contest, kind.value[:5], 10 * size * at + 1, 10 * size * at + size, format=kind)

    def made() -> None:
        with unit():
            contest = _contest(world)
            services.make_issue_list(returning(contest), contest)

    ours = seconds(made, times=1)
    with unit():
        for model in (CorrespondingNumber, Paper):
            db.session.execute(delete(model))
    naive = TENTH * seconds(lambda: _in_python(roll_id, size // TENTH), times=1)
    return Figure(
        what=f"issue list of {size:,} electors", ours=ours, promised=60, unit="s", beside="a tenth dealt by Python, times ten", naive=naive
    )


def _contest(world: World) -> Contest:
    return db.session.get_one(Candidacy, world.candidacy_id).contest


def _in_python(roll_id: int, size: int) -> None:
    with unit():
        issued, at = db.session.scalars(select(IssueList)).one(), now()
        edition = db.session.scalars(select(Edition).where(Edition.format == PaperFormat.EMAIL)).one()
        numbers = random.sample(range(edition.serial_first, edition.serial_first + size), size)
        entries = db.session.execute(
            select(RollEntry.id, RollEntry.elector_id).where(RollEntry.roll_id == roll_id, RollEntry.eligibility == Eligibility.ELIGIBLE)
            .limit(size)
        ).all()  # fmt: skip
        for first in range(0, len(entries), BATCH):
            some = entries[first : first + BATCH]
            ids = db.session.scalars(insert(Paper).returning(Paper.id), [_paper(issued, edition, *entry, at) for entry in some]).all()
            db.session.execute(insert(CorrespondingNumber), [
                {"paper_id": paper, "contest_id": issued.contest_id, "serial": number}
                for paper, number in zip(ids, numbers[first : first + BATCH], strict=False)
            ])  # fmt: skip


def _paper(issued: IssueList, edition: Edition, entry_id: int, elector_id: int, at: datetime) -> dict[str, object]:
    return {
        "contest_id": issued.contest_id, "issue_list_id": issued.id, "edition_id": edition.id, "roll_entry_id": entry_id,
        "elector_id": elector_id, "channel": Channel.EMAIL, "channel_reason": ChannelReason.OWN_EMAIL, "state": PaperState.LIVE,
        "issued_at": at,
    }  # fmt: skip
