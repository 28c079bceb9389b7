"""A contest's electors on a real database: imported, frozen, compared."""

import csv
import itertools
from collections.abc import Iterator
from pathlib import Path
from random import Random

from bench.world import GIVEN, surname

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
