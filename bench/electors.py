"""A contest's electors on a real database: imported, frozen, compared."""

import csv
import itertools
import resource
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from sqlalchemy import Column, MetaData, String, Table, select

from bench.measuring import Figure, seconds
from bench.world import GIVEN, World, surname
from tracker.access.actor import SYSTEM, Actor
from tracker.contests.models import Candidacy, Contest
from tracker.electorate import services
from tracker.electorate.imports import KIND, place_of
from tracker.electorate.queries.comparing import Pair
from tracker.electorate.queries.rolls import latest
from tracker.extensions import db
from tracker.kernel import imports
from tracker.kernel.unit_of_work import unit
from tracker.rules.roles import Role

SNAPSHOT = 100_000
BATCH = 5_000
KILOBYTES = 1024

COLUMNS = (
    "membership_number,title,first_name,last_name,address_1,address_2,address_3,address_4,address_5,address_6,postcode,email,phone,"
    "language,voter_class,joined_on,paid_up_to,branch,council,email_consent,post_objection,format"
).split(",")
STREETS = "Sample Street,Example Road,Invented Avenue,Stryd y Sampl,Heol Enghraifft,Placeholder Close,Demo Terrace".split(",")
TOWNS = ("Cardiff", "Swansea", "Bridgend", "Neath", "Barry", "Merthyr Tydfil", "Pontypridd", "Port Talbot")
COUNCILS = ("Cardiff", "Abertawe", "Bridgend", "Castell-nedd Port Talbot", "Vale of Glamorgan", "Merthyr Tydfil", "RCT", "NPT")
ENDS = [f"{number} {one}{other}" for number, one, other in itertools.product(range(1, 10), "ABDEFGHJLN", "PQRSTUWXYZ")]


def rows(size: int) -> Iterator[list[str]]:
    """So many invented people, the same on every run: numbers in no order, three in four with an e-mail address."""
    chance = Random(2020)
    for number in range(size):
        at = chance.randrange(8)
        yield [
            f"L{(number * 7_919 + 17) % 10_000_019:08}", chance.choice(("Ms", "Mr", "")), chance.choice(GIVEN), surname(chance),
            f"{chance.randrange(1, 300)} {chance.choice(STREETS)}", chance.choice(("", "Sampletown")), "", TOWNS[at], "", "",
            f"CF{chance.randrange(10, 84)} {chance.choice(ENDS)}", f"p{number}@example.invalid" if number % 4 else "",
            f"01632 96{chance.randrange(10_000):04}" if number % 3 else "", chance.choice(("en", "en", "cy")),
            chance.choice(("member", "member", "affiliated supporter")), f"{1 + number % 28:02}/{1 + number % 12:02}/{1990 + number % 35}",
            f"2026-{1 + number % 12:02}-{1 + number % 28:02}", f"Sample Branch {chance.randrange(200)}", COUNCILS[at],
            chance.choice(("yes", "no", "")), chance.choice(("", "", "", "no", "yes")), "",
        ]  # fmt: skip


def write_file(path: Path, size: int) -> Path:
    """A list of so many people."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(rows(size))
    return path


def importing(world: World, size: int) -> Figure:
    """Every row checked, compared with file and list, saved in one transaction; beside the same cells poured in unread."""
    file = write_file(world.folder / "electors.csv", size)
    place = place_of(_contest(world))
    db.session.rollback()
    begun = time.perf_counter()
    done = imports.run_from_command_line(KIND, place, file, SYSTEM, mapping={})
    ours = time.perf_counter() - begun
    db.session.remove()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // KILOBYTES
    return Figure(
        what=f"import of {done.counts['created']:,} electors, {peak} MB", ours=ours, promised=90, unit="s",
        beside="csv and executemany, nothing checked", naive=seconds(lambda: _poured(file), times=1),
    )  # fmt: skip


def snapshot_and_difference(world: World, _size: int) -> Figure:
    """A list of a hundred thousand frozen and compared with the list as it stands; beside rows read and compared in Python."""
    file = write_file(world.folder / "snapshot.csv", SNAPSHOT)
    place = place_of(_contest(world))
    db.session.rollback()
    imports.run_from_command_line(KIND, place, file, SYSTEM, mapping={})
    db.session.remove()
    returning = Actor(account_id=None, name="The bench", contest_ids={Role.RETURNING_OFFICER: frozenset({place.id})})

    def freeze_and_compare() -> None:
        with unit():
            contest = _contest(world)
            Pair(contest, services.freeze(returning, contest), None).counts()

    ours = seconds(freeze_and_compare, times=3)
    return Figure(
        what=f"snapshot and difference, {SNAPSHOT:,}", ours=ours, promised=3, unit="s",
        beside="both lists read and compared in Python", naive=seconds(lambda: _compared_in_python(world), times=1),
    )  # fmt: skip


def _contest(world: World) -> Contest:
    return db.session.get_one(Candidacy, world.candidacy_id).contest


def _poured(file: Path) -> None:
    """The same file into a table of the same columns, with the key it needs."""
    metadata = MetaData()
    table = Table("poured", metadata, *(Column(name, String(300), primary_key=name == COLUMNS[0]) for name in COLUMNS))
    metadata.create_all(db.engine)
    with file.open(encoding="utf-8", newline="") as source, db.engine.begin() as connection:
        rows = csv.DictReader(source)
        while some := list(itertools.islice(rows, BATCH)):
            connection.execute(table.insert(), some)
    metadata.drop_all(db.engine)


def _compared_in_python(world: World) -> int:
    contest = _contest(world)
    roll = latest(contest)
    if roll is None:
        raise RuntimeError("nothing was frozen")
    pair = Pair(contest, roll, None)
    older, newer = ({row.membership_number: tuple(row)[1:] for row in db.session.execute(select(side))} for side in pair.sides())
    db.session.rollback()
    return len(older.keys() ^ newer.keys()) + sum(older[number] != newer[number] for number in older.keys() & newer.keys())
