"""Somebody rings the re-issue desk: a person of a large roll found on a real database."""

from functools import partial

from sqlalchemy import or_, select

from bench.mailings import _roll as large_roll
from bench.measuring import MILLISECONDS, Figure, seconds
from bench.world import World
from tracker.ballots.queries import desk
from tracker.contests.models import Candidacy, Contest
from tracker.electorate.models import RollEntry
from tracker.extensions import db

TIMES = 15


def searching(world: World, size: int) -> Figure:
    """The slowest of a search by name, by beginning of a name, by number and by postcode; beside LIKE over the roll."""
    roll_id = large_roll(size)
    contest_id = db.session.get_one(Candidacy, world.candidacy_id).contest_id
    someone = db.session.scalars(select(RollEntry).where(RollEntry.roll_id == roll_id).order_by(RollEntry.id).offset(size // 2)).first()
    assert someone
    texts = (f"{someone.first_name} {someone.last_name}", someone.last_name[:3], someone.membership_number, someone.postcode)
    db.session.rollback()

    def ask(text: str) -> None:
        people = desk.found(db.session.get_one(Contest, contest_id), text)
        if not people:
            raise RuntimeError("nobody was found")
        db.session.rollback()

    def scan(text: str) -> None:
        ways = (RollEntry.last_name, RollEntry.first_name, RollEntry.membership_number, RollEntry.postcode)
        query = select(RollEntry).where(RollEntry.roll_id == roll_id, or_(*(way.icontains(text) for way in ways)))
        db.session.scalars(query.order_by(RollEntry.last_name).limit(desk.MOST_FOUND)).all()
        db.session.rollback()

    return Figure(
        what=f"a person found at the desk among {size:,}", unit="ms", promised=50, beside="LIKE over every row",
        ours=MILLISECONDS * max(seconds(partial(ask, text), times=TIMES) for text in texts),
        naive=MILLISECONDS * max(seconds(partial(scan, text), times=1) for text in texts),
    )  # fmt: skip
