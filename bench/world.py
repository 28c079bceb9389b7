"""A contest with one candidate, their account, and a file of invented supporters."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from flask import Flask
from sqlalchemy import select

from tests.support import people, world
from tests.support.databases import Database, close
from tracker import create_app
from tracker.access.actor import SYSTEM
from tracker.accounts.models import Account
from tracker.directory import services as directory
from tracker.directory.models import Area
from tracker.extensions import db
from tracker.kernel.unit_of_work import unit
from tracker.rules.contests import ContestState
from tracker.rules.directory import BodyKind
from tracker.rules.roles import Role, ScopeKind

GIVEN = "Nia Gwyn Siôn Siân Dafydd Mair Huw Eleri Rhys Carys Owain Megan Alun Bethan Emyr Ffion Geraint Lowri Ieuan Non".split()
SURNAMES = "Sample Example Invented Ddychmygol Pugh-Sample Rees-Example Llwyd-Test Morgan-Test Bowen-Sample Prys-Example".split()
ENDINGS = "an el ed yn or is ar en as on".split()
CATEGORIES = ["Member"] * 6 + ["Public"] * 2 + ["Cllr", "Trade unionist"]
COUNCILS = ["Cardiff", "Abertawe", "Bridgend County Borough Council", "RCT", "Cyngor Bro Morgannwg", "Merthyr Tydfil", "Powys", ""]
COLUMNS = "name category council ward email supported_on public_consent source".split()


@dataclass(frozen=True)
class World:
    """What is measured in."""

    app: Flask
    account_id: int
    candidacy_id: int
    folder: Path
    path: str


@contextmanager
def a_world(database: Database) -> Iterator[World]:
    """An application on `database`, in its context, with a candidate whose list is empty."""
    app = create_app(database.settings)
    with app.app_context():
        with unit():
            directory.load_areas(SYSTEM)
            area = db.session.scalars(select(Area).where(Area.gss == "W15000003")).one()
            party = directory.create_body(SYSTEM, kind=BodyKind.PARTY, name_en="Sample Party", is_invented=True)
            contest = world.make_contest(area, party, "Sample 2030", db.session(), state=ContestState.ANNOUNCED)
            candidacy = world.make_candidacy(contest, "Nia Sample", db.session())
            account: Account = people.make_account(db.session(), "Nia Sample")
            people.trust(account, Role.CANDIDATE, ScopeKind.CANDIDACY, candidacy.id, may_export=True)
            path = f"/contests/{contest.slug}/candidates/{candidacy.slug}/supporters"
            made = World(app, account.id, candidacy.id, database.folder, path)
        yield made
    close(app)


def names(size: int) -> list[str]:
    """So many invented names, the same on every run."""
    chance = Random(2012)
    return [f"{chance.choice(GIVEN)} {chance.choice(GIVEN)} {surname(chance)}" for _ in range(size)]


def surname(chance: Random) -> str:
    """A surname nobody has, so that there are as many as there are among people."""
    return chance.choice(SURNAMES) + "".join(chance.choice(ENDINGS) for _ in range(3))


def write_file(path: Path, size: int) -> Path:
    """A file of so many supporters."""
    chance = Random(2018)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for number, name in enumerate(names(size)):
            day = f"{1 + number % 28:02}/{1 + number % 9:02}/2025"
            said = chance.choice(["yes", "yes", "no", ""])
            council = chance.choice(COUNCILS)
            writer.writerow([name, chance.choice(CATEGORIES), council, "", f"p{number}@example.invalid", day, said, "petition"])
    return path
