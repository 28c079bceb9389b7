"""A mailing over a large roll on a real database: its audience counted, its deliveries planned."""

from collections.abc import Callable, Iterable, Iterator
from random import Random
from typing import Any, cast

from sqlalchemy import Table, func, select, text

from bench.measuring import Figure, seconds
from bench.world import GIVEN, World, surname
from tracker.contests.models import Contest
from tracker.directory.models import Area
from tracker.electorate.imports.rows import name_key
from tracker.electorate.models import Elector, Roll, RollEntry
from tracker.electorate.models.details import COPIED
from tracker.extensions import db
from tracker.kernel.bulk import insert_rows
from tracker.kernel.clock import now
from tracker.kernel.unit_of_work import unit
from tracker.mailings.models import Delivery, Mailing
from tracker.mailings.queries.audience import counted
from tracker.mailings.services import approving
from tracker.rules.audience import Audience, Filters
from tracker.rules.electorate import Eligibility, LetterFormat, LetterLanguage, VoterClass
from tracker.rules.mailings import MailingChannel, OnBehalf, Purpose

TIMES = 10
BATCH = 20_000
BRANCHES = 200
COUNCILS = tuple(f"W060000{number}" for number in range(11, 18))
BARE = """
    SELECT CASE
        WHEN e.eligibility <> 'eligible' OR EXISTS (SELECT 1 FROM elector o WHERE o.id = e.elector_id AND o.eligibility <> 'eligible')
            THEN 'not_eligible'
        WHEN EXISTS (SELECT 1 FROM elector o WHERE o.id = e.elector_id AND o.contact_held_at IS NOT NULL) THEN 'held'
        WHEN e.email_key = '' THEN 'no_address'
        WHEN e.shared_email THEN 'shared_address'
        WHEN e.number_hash IN (SELECT key_hash FROM suppression WHERE channel = 'email' AND lifted_at IS NULL)
            OR e.email_hash IN (SELECT key_hash FROM suppression WHERE channel = 'email' AND lifted_at IS NULL) THEN 'suppressed'
    END AS reason, count(*)
    FROM roll_entry e WHERE e.roll_id = :roll AND e.voter_class = 'member' AND e.language = 'en' AND e.council_gss IN ({councils})
    AND e.branch IN ({branches}) GROUP BY reason
"""


def audience(world: World, size: int) -> Figure:
    """Who a mailing reaches by four filters, and why not each of the others; beside the bare count of one number."""
    people = size * TIMES
    mailing = _mailing(_roll(people), _four_filters())
    ours = seconds(lambda: _fresh(lambda: counted(db.session.get_one(Mailing, mailing))))
    given = {"roll": db.session.get_one(Mailing, mailing).roll_id}
    bare = text(BARE.format(branches=_quoted(_branches()), councils=_quoted(COUNCILS)))
    naive = seconds(lambda: _fresh(lambda: db.session.execute(bare, given).all()))
    return Figure(
        what=f"audience of four filters over {people:,}", ours=ours, promised=0.5, unit="s", beside="the same in bare SQL", naive=naive
    )


def planning(world: World, size: int) -> Figure:
    """A row for each recipient; beside the same rows inserted one by one."""
    mailing_id = _mailing(_roll(size), Audience())
    ours = _planned(mailing_id, lambda mailing: approving._plan(mailing, approving._people(mailing)))
    naive = _planned(mailing_id, _one_by_one)
    return Figure(what=f"plan {size:,} deliveries", ours=ours, promised=5, unit="s", beside="one INSERT for each row", naive=naive)


def _four_filters() -> Audience:
    """Wide ones, as for a mailing to a police area: seven councils and every second branch."""
    wanted = Filters(voter_classes=("member",), languages=("en",), council_ids=_councils(), branches=_branches())
    return Audience(include=wanted)


def _branches() -> tuple[str, ...]:
    return tuple(f"Branch {number}" for number in range(0, BRANCHES, 2))


def _councils() -> tuple[int, ...]:
    return tuple(db.session.scalars(select(Area.id).where(Area.gss.in_(COUNCILS))))


def _quoted(values: Iterable[str]) -> str:
    return ", ".join(f"'{value}'" for value in values)


def _planned(mailing_id: int, make: Callable[[Mailing], Any]) -> float:
    with unit():
        db.session.execute(Delivery.__table__.delete())  # type: ignore[attr-defined]  # a mapped class has its table

    def planned() -> None:
        with unit():
            make(db.session.get_one(Mailing, mailing_id))

    return seconds(planned, times=1)


def _one_by_one(mailing: Mailing) -> None:
    for number, entry_id in enumerate(db.session.scalars(select(RollEntry.id).where(RollEntry.roll_id == mailing.roll_id)).all()):
        db.session.execute(Delivery.__table__.insert().values(  # type: ignore[attr-defined]  # a mapped class has its table
            mailing_id=mailing.id, roll_entry_id=entry_id, language="en", reference=f"r{number:09}", state="planned", attempts=0,
            claimed_by="", answer="", resolved_reason="",
        ))  # fmt: skip


def _fresh(call: Callable[[], object]) -> None:
    call()
    db.session.rollback()


def _mailing(roll_id: int, wanted: Audience) -> int:
    with unit():
        contest = db.session.scalars(select(Contest)).first()
        assert contest
        number = (db.session.scalar(select(func.max(Mailing.number))) or 0) + 1
        mailing = Mailing(
            contest=contest, number=number, title="Measured", channel=MailingChannel.EMAIL, purpose=Purpose.BALLOT_NOTICE,
            on_behalf=OnBehalf.RETURNING_OFFICER, roll_id=roll_id, audience=wanted.as_data(), created_at=now(), created_by_id=None,
        )  # fmt: skip
        db.session.add(mailing)
        db.session.flush()
        return mailing.id


def _roll(people: int) -> int:
    """A roll of so many, each with the elector it was copied from. Numbers begin anew above those there are."""
    with unit():
        contest = db.session.scalars(select(Contest)).first()
        assert contest
        number = (db.session.scalar(select(func.max(Roll.number))) or 0) + 1
        roll = Roll(
            contest=contest, number=number, frozen_at=now(), frozen_by_id=None, frozen_by_name="Bench", joined_by=None, paid_up_by=None,
            entry_count=people, eligible_count=people, sha256="0" * 64,
        )  # fmt: skip
        db.session.add(roll)
        db.session.flush()
        first = (db.session.scalar(select(func.max(Elector.id))) or 0) + 1
        columns = ("id", "contest_id", "added_at", "name_key", "council_id", *(name for name in ELECTOR if name not in COPIED), *COPIED)
        others = tuple(_default(name) for name in columns[5 : -len(COPIED)])
        people_of = lambda: _people(number, people)  # noqa: E731 - the same people twice
        _pour(Elector, columns, (
            (first + at, contest.id, now(), name_key(row[FIRST_NAME], row[LAST_NAME]), council.id, *others, *row)
            for at, (council, row) in enumerate(people_of())
        ))  # fmt: skip
        entries = ("roll_id", "elector_id", "council_gss", "shared_email", *COPIED)
        _pour(RollEntry, entries, ((roll.id, first + at, council.gss, False, *row) for at, (council, row) in enumerate(people_of())))
        roll_id = roll.id
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
    return roll_id


NEEDED = {"is_listed": True, "version": 1, "standing": "none", "eligibility_by_hand": False}
ELECTOR = [
    column.name for column in cast(Table, Elector.__table__).columns
    if not column.nullable and column.name not in ("id", "contest_id", "added_at", "name_key")
]  # fmt: skip
FIRST_NAME, LAST_NAME = COPIED.index("first_name"), COPIED.index("last_name")
POSTCODES = [f"CF98 {digit}{one}{two}" for digit in range(10) for one in "ABDEFGHJLN" for two in "PQRSTUWXYZ"]  # CF98 is no district


def _default(name: str) -> Any:
    return NEEDED.get(name, "")


def _pour(model: Any, columns: tuple[str, ...], rows: Iterator[tuple[Any, ...]]) -> None:
    batch = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            insert_rows(model.__table__, columns, batch)
            batch = []
    insert_rows(model.__table__, columns, batch)


def _people(roll: int, people: int) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    chance = Random(1906)
    councils = db.session.scalars(select(Area).where(Area.gss.like("W06%")).order_by(Area.gss)).all()
    plain = dict.fromkeys(COPIED, "") | {
        "joined_on": None, "paid_up_to": None, "email_consent": True, "post_objection": False, "format": LetterFormat.STANDARD,
        "eligibility": Eligibility.ELIGIBLE,
    }  # fmt: skip
    languages, classes = list(LetterLanguage), list(VoterClass)
    for number in range(people):
        email = f"p{roll}-{number}@example.invalid" if number % 4 else ""
        row = plain | {
            "membership_number": f"B{roll}-{number:08}", "first_name": chance.choice(GIVEN), "last_name": surname(chance),
            "address_1": f"{number % 300} Sample Street", "postcode": POSTCODES[number % len(POSTCODES)],
            "email": email, "email_key": email,
            "language": chance.choice(languages), "voter_class": chance.choice(classes), "branch": f"Branch {chance.randrange(BRANCHES)}",
            "number_hash": f"{number:064}", "email_hash": f"{number:064x}" if email else "",
        }  # fmt: skip
        yield chance.choice(councils), tuple(row[name] for name in COPIED)
