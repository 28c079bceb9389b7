"""A candidate's list on a real database: imported, then read a page at a time."""

import csv
import time

from sqlalchemy import MetaData, Table, insert, select, text

from bench.measuring import MILLISECONDS, Figure, seconds
from bench.world import World, write_file
from tracker.access.actor import SYSTEM
from tracker.accounts.models import Account
from tracker.contests.models import Candidacy
from tracker.extensions import db
from tracker.kernel import imports
from tracker.rules.supporters import ConsentState, SupporterCategory
from tracker.supporters.importing import KIND, place_of
from tracker.supporters.models import Supporter

QUERY = "category=member&consent=given&sort=name"


def importing(world: World, size: int) -> Figure:
    """Every row checked, compared with file and list, saved in one transaction; beside rows poured in unread."""
    file = write_file(world.folder / "supporters.csv", size)
    place = place_of(db.session.get_one(Candidacy, world.candidacy_id))
    db.session.rollback()
    begun = time.perf_counter()
    done = imports.run_from_command_line(KIND, place, file, SYSTEM, mapping={})
    ours = time.perf_counter() - begun
    db.session.remove()
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE supporter"))
    return Figure(
        what=f"import of {done.counts['created']:,} supporters", ours=ours, promised=20, unit="s",
        beside="csv and executemany, nothing checked", naive=seconds(lambda: _poured(world), times=1),
    )  # fmt: skip


def page_of_a_list(world: World, size: int) -> Figure:
    """A page of fifty, filtered and sorted, as the server makes it; beside all rows read, filtered and sorted in Python."""
    client = world.app.test_client()
    epoch = db.session.get_one(Account, world.account_id).get_id()
    db.session.remove()
    with client.session_transaction() as cookie:
        cookie.update(_user_id=epoch, _fresh=True)

    def page() -> None:
        answer = client.get(f"{world.path}?{QUERY}")
        if answer.status_code != 200:
            raise RuntimeError(f"{world.path} answered {answer.status_code}")

    page()
    return Figure(
        what=f"page of 50 from {size:,}, filtered and sorted", ours=seconds(page, 15) * MILLISECONDS, promised=50, unit="ms",
        beside="all rows read, then filtered in Python", naive=seconds(lambda: _read_all(world), 3) * MILLISECONDS,
    )  # fmt: skip


def _read_all(world: World) -> list[Supporter]:
    everybody = db.session.scalars(select(Supporter).where(Supporter.candidacy_id == world.candidacy_id)).all()
    wanted = [one for one in everybody if one.category is SupporterCategory.MEMBER and one.consent is ConsentState.GIVEN]
    db.session.remove()
    return sorted(wanted, key=lambda one: (one.sort_key, one.id))[:50]


def _poured(world: World) -> None:
    """The same file into a table without keys, checks or indexes."""
    metadata = MetaData()
    columns = [column._copy() for column in Supporter.__table__.columns if column.name in {"name", "ward", "email", "source"}]
    table = Table("poured", metadata, *columns)
    for column in columns:
        column.index = None
    metadata.create_all(db.engine)
    with (world.folder / "supporters.csv").open(encoding="utf-8", newline="") as file, db.engine.begin() as connection:
        rows = [{name: row[name] for name in ("name", "ward", "email", "source")} for row in csv.DictReader(file)]
        connection.execute(insert(table), rows)
    metadata.drop_all(db.engine)
