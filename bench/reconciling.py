"""A million ballot papers added up on a real database."""

from collections import Counter

from sqlalchemy import literal, select, text

from bench.mailings import _roll as large_roll
from bench.measuring import Figure, seconds
from bench.world import World
from tracker.ballots.models import Edition, IssueList, Paper
from tracker.ballots.queries.reconciliation import account_of
from tracker.contests.models import Contest
from tracker.electorate.models import Roll, RollEntry
from tracker.extensions import db
from tracker.kernel.clock import now
from tracker.kernel.unit_of_work import unit
from tracker.rules.electorate import Channel
from tracker.rules.papers import ChannelReason, EditionState, PaperFormat, PaperState

EDITIONS, EVERY = 4, 97  # one paper in so many is spoilt


def adding_up(world: World, size: int) -> Figure:
    """Every edition and the whole reconciled; beside every paper read and counted in Python."""
    contest_id = _issued(large_roll(size))

    def ours() -> None:
        contest = db.session.get_one(Contest, contest_id)
        account = account_of(contest)
        if account.whole.overall.live + account.whole.overall.spoilt != size:
            raise RuntimeError("papers are missing")
        db.session.remove()

    ours()
    return Figure(
        what=f"reconciliation of {size:,} papers", ours=seconds(ours), promised=2, unit="s",
        beside="every paper read and counted in Python", naive=seconds(lambda: _counted(contest_id), times=1),
    )  # fmt: skip


def _issued(roll_id: int) -> int:
    """A paper for everybody on the roll, over some editions; answers whose they are."""
    with unit():
        roll = db.session.get_one(Roll, roll_id)
        contest, at = roll.contest, now()
        editions = [
            Edition(
                contest=contest, number=number + 1, code=f"E{number}", format=PaperFormat.STANDARD, state=EditionState.OPEN,
                serial_first=number * roll.entry_count + 1, serial_last=(number + 1) * roll.entry_count, created_at=at, created_by_id=None,
            )
            for number in range(EDITIONS)
        ]  # fmt: skip
        issued = IssueList(
            contest=contest, roll=roll, number=1, made_at=at, made_by_id=None, made_by_name="The bench", paper_count=roll.entry_count,
            post_count=roll.entry_count, email_count=0, sha256="0" * 64,
        )  # fmt: skip
        db.session.add_all([issued, *editions])
        db.session.flush()
        for number, edition in enumerate(editions):
            for state in (PaperState.LIVE, PaperState.SPOILT):
                _fill(issued, edition, number, state)
        contest_id = contest.id
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE paper"))
    return contest_id


def _fill(issued: IssueList, edition: Edition, number: int, state: PaperState) -> None:
    """The papers of every fourth person, those of one in `EVERY` spoilt."""
    values = {
        "contest_id": issued.contest_id, "issue_list_id": issued.id, "edition_id": edition.id, "channel": Channel.POST.value,
        "channel_reason": ChannelReason.POST_ONLY.value, "state": state.value,
    }  # fmt: skip
    is_spoilt = RollEntry.id % EVERY == 0
    moments = [literal(now(), Paper.issued_at.type), literal(None if state is PaperState.LIVE else now(), Paper.issued_at.type)]
    chosen = select(*(literal(value) for value in values.values()), RollEntry.id, RollEntry.elector_id, *moments).where(
        RollEntry.roll_id == issued.roll_id, RollEntry.id % EDITIONS == number, is_spoilt if state is PaperState.SPOILT else ~is_spoilt
    )
    columns = [*values, "roll_entry_id", "elector_id", "issued_at", "ended_at"]
    db.session.execute(Paper.__table__.insert().from_select(columns, chosen))  # type: ignore[attr-defined]  # a mapped class has its table


def _counted(contest_id: int) -> Counter[tuple[int, PaperState]]:
    rows = db.session.execute(select(Paper).where(Paper.contest_id == contest_id)).scalars()
    found = Counter((paper.edition_id, paper.state) for paper in rows)
    db.session.remove()
    return found
