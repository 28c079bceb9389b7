"""The electorate of the invented contest: five thousand people in seven council areas, and the roll frozen from their list."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _l

from tracker.access.actor import SYSTEM
from tracker.contests.models import Contest
from tracker.demo.directory import COUNCILS_OF_SOUTH_WALES, Places
from tracker.demo.names import invented_names
from tracker.demo.timeline import Timeline
from tracker.electorate import services
from tracker.electorate.imports import FIELDS
from tracker.electorate.imports.rows import Row, digest_of
from tracker.electorate.imports.writing import Writer
from tracker.kernel import history

if TYPE_CHECKING:
    from tracker.demo.sample import SampleContest

history.sentences(**{"demo.electors_added": _l("Invented electors added: %(subject)s")})

PEOPLE = 5_000
FIRST_NAME = 20_000  # far from the names of the supporters
SHARES = (30, 19, 11, 12, 12, 6, 10)
TOWNS = ("Cardiff", "Pontypridd", "Swansea", "Bridgend", "Neath", "Merthyr Tydfil", "Barry")
OUTCODES = ("CF98", "CF97", "SA98", "CF96", "SA97", "CF95", "CF94")  # in nobody's use
BRANCHES = ("North", "South", "East", "West", "Harbour", "Hill")
STREETS = (
    "Invented Street", "Stryd y Sampl", "Example Road", "Heol Enghraifft", "Placeholder Avenue", "Demo Close", "Clos y Demo",
    "Specimen Lane",
)  # fmt: skip
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
STANDINGS = {"suspended": 8, "deceased": 9, "gone_away": 15, "duplicate": 4, "appeal_pending": 3}
DOMAIN = "members.example"


def put_down_electorate(sample: "SampleContest", timeline: Timeline) -> None:
    """Put down the list, and on the next day the roll."""
    released = sample.days["candidate_data_release"]
    timeline.on(released - timedelta(days=1), partial(_bring_list, sample), hour=10)
    timeline.on(released, partial(_freeze, sample), hour=8)


def _bring_list(sample: "SampleContest") -> None:
    people = list(invented_people(sample.contest, sample.shown.places, sample.loaded_on))
    Writer(sample.contest).add(people)
    history.record(
        SYSTEM, "demo.electors_added", sample.contest, difference={"count": (None, len(people))}, contest_id=sample.contest.id
    )


def _freeze(sample: "SampleContest") -> None:
    services.freeze(sample.shown.cast.actor("returning-officer"), sample.contest, "For mailings before the ballot")


def invented_people(contest: Contest, places: Places, loaded_on: date) -> Iterator[Row]:
    """The people, the same on every run but for their dates, which are counted from the day of loading."""
    chance = Random(1865)  # noqa: S311 - chance for invented people, no secret
    standings = _standings(chance)
    household: Row | None = None
    columns = ",".join(sorted(field.name for field in FIELDS))
    for number, name in zip(range(PEOPLE), invented_names(FIRST_NAME), strict=False):
        at = chance.choices(range(7), SHARES)[0]
        row = _person(chance, number, name, at, places[COUNCILS_OF_SOUTH_WALES[at]].id, contest, loaded_on)
        if household and number % 23 == 0:  # who lives together shares an address, and often an e-mail address
            row = row._replace(**{field: getattr(household, field) for field in (*SAME_HOUSE, "email")})
        household = row if row.email and number % 23 == 22 else None
        row = row._replace(standing=standings.get(number))
        yield row._replace(digest=digest_of(columns, row[:-1]))


SAME_HOUSE = ("address_1", "address_2", "address_3", "postcode", "branch", "council_id")


def _person(chance: Random, number: int, name: str, at: int, council_id: int, contest: Contest, loaded_on: date) -> Row:
    given, _space, surname = name.rpartition(" ")
    joined, paid = _dates(chance, contest, loaded_on)
    branch = f"{TOWNS[at]} {chance.choice(BRANCHES)}"
    return Row(
        f"D{number + 1:05}", chance.choice(("Ms", "Mr", "Mx", "", "", "")), given, surname,
        f"{chance.randrange(1, 240)} {chance.choice(STREETS)}", TOWNS[at].upper(), "", "", "", "",
        f"{OUTCODES[at]} {chance.randrange(1, 10)}{chance.choice(LETTERS)}{chance.choice(LETTERS)}",
        f"d{number + 1:05}@{DOMAIN}" if chance.random() < 0.72 else "",
        f"01632 960{chance.randrange(1000):03}" if chance.random() < 0.5 else "",
        "cy" if chance.random() < 0.22 else "en",
        chance.choices(("member", "affiliated_supporter", "registered_supporter"), (78, 17, 5))[0],
        joined, paid, branch, council_id, chance.choices((True, False, None), (55, 15, 30))[0], chance.random() < 0.03,
        chance.choices(("standard", "large_print", "audio", "braille"), (970, 22, 5, 3))[0], None, "",
    )  # fmt: skip


def _dates(chance: Random, contest: Contest, loaded_on: date) -> tuple[str, str]:
    """Joined and paid up to: one in forty joined too late, one in twenty-five is behind."""
    late, behind = chance.random() < 0.025, chance.random() < 0.04
    joined_by, paid_by = contest.joined_by or loaded_on, contest.paid_up_by or loaded_on
    joined = joined_by + timedelta(days=chance.randrange(1, 60)) if late else joined_by - timedelta(days=chance.randrange(9_000))
    paid = paid_by - timedelta(days=chance.randrange(1, 300)) if behind else paid_by + timedelta(days=chance.randrange(400))
    return joined.isoformat(), paid.isoformat()


def _standings(chance: Random) -> dict[int, str]:
    """Who is suspended, has died and so on, by number."""
    known = [standing for standing, count in STANDINGS.items() for _each in range(count)]
    return dict(zip(chance.sample(range(PEOPLE), len(known)), known, strict=True))
