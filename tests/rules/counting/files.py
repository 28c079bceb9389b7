"""The ballots and round tables kept beside the checkout, read for these tests."""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tests.shared_data import shared_data
from tracker.rules.counting import (
    BallotSet,
    CountRules,
    CsvShape,
    OnRepeat,
    OnUnclear,
    Round,
    TieRule,
    read_blt,
    read_csv,
)

FOLDER = "ranked_ballots"
RCTAB = (
    "2015_portland_mayor", "duplicate_test", "generic_csv_test", "test_set_0_skipped_first_choice",
    "test_set_1_exhaust_at_overvote", "test_set_3_skipped_choice_exhaust", "test_set_4_skipped_choice_next",
    "test_set_5_two_skipped_choice_exhaust", "test_set_6_duplicate_exhaust", "test_set_7_duplicate_skip_to_next",
)  # fmt: skip
WRITE_IN = "Undeclared Write-ins"


def blt(*parts: str) -> BallotSet:
    with shared_data(FOLDER, *parts).open("rb") as file:
        return read_blt(file)


def read(text: str, **options: bool) -> BallotSet:
    return read_blt(io.BytesIO(text.encode()), **options)


def expected(*parts: str) -> Any:
    return json.loads(shared_data(FOLDER, *parts).read_text(encoding="utf-8"))


def reported(rounds: list[dict[str, Any]]) -> list[Round]:
    return [Round(each["votes"], each["exhausted"], tuple(each["excluded_after"])) for each in rounds]


def rctab_rules(rules: Mapping[str, Any]) -> CountRules:
    repeats = OnRepeat.EXHAUST if rules["exhaustOnDuplicateCandidate"] else OnRepeat.NEXT_RANK
    equal = {"exhaustImmediately": OnUnclear.EXHAUST, "alwaysSkipToNextRank": OnUnclear.NEXT_RANK}[rules["overvoteRule"]]
    return CountRules(equal, repeats, int(rules["maxSkippedRanksAllowed"]), (TieRule.ORDER,))


def rctab_ballots(name: str, config: Mapping[str, Any]) -> BallotSet:
    """Candidates stand in these files as A, B, C in some, and in full in others."""
    full = [candidate["name"] for candidate in config["candidates"]]
    write_ins = [WRITE_IN] if name == "generic_csv_test" else []
    shape = CsvShape(
        candidates=(*full, *write_ins), withdrawn=frozenset(write_ins),
        ignored=frozenset({"Response ID", "precinct_id", "batch_id"}), repeats=True,
        aliases={"Write-In": WRITE_IN} | {one.removeprefix("Candidate ").removesuffix(" Name"): one for one in full},
    )  # fmt: skip
    with shared_data(FOLDER, "rctab", name, f"{name}_cvr.csv").open("rb") as file:
        return read_csv(file, shape)


def rctab_rounds(*parts: str) -> list[Round]:
    """The rounds of an RCTab report from where write-ins are out: it sends them out first, however many votes they have."""
    with shared_data(FOLDER, *parts).open(encoding="utf-8", newline="") as file:
        rows = {row[0]: row for row in csv.reader(file) if row}
    gone: set[str] = set()
    rounds = []
    between = list(rows)[list(rows).index("Elected") + 1 : list(rows).index("Active Ballots")]
    names = [name for name in between if any(int(votes) for votes in rows[name][1::3])]
    for at in range(1, len(rows["Rounds"]), 3):
        out = {name.rstrip("*") for name in rows["Eliminated"][at].split("; ") if name} & set(names)
        votes = {name: int(rows[name][at]) for name in names if name not in gone}
        came = _came(rows, at - 1, votes) if at > 1 else None
        rounds.append(Round(votes, int(rows["Inactive Ballots Total"][at]), tuple(sorted(out)), came))
        gone |= out
    if WRITE_IN not in names:
        return rounds
    return [replace(rounds[1], transfers=None), *rounds[2:]]


def _came(rows: Mapping[str, list[str]], column: int, votes: Mapping[str, int]) -> dict[str | None, int]:
    return {name: int(rows[name][column]) for name in votes} | {None: int(rows["Inactive Ballots Total"][column])}


def report_rounds(name: str) -> tuple[list[Round], str]:
    """The rounds of a published report, votes to nobody among the transfers, and who won."""
    report = expected("irv_reports", f"{name}.json")
    names = [candidate["name"] for candidate in report["candidates"]]
    tables = [{each["allocatee"]: each["votes"] for each in one["allocations"]} for one in report["rounds"]]
    rounds = []
    for at, table in enumerate(tables):
        came: dict[str | None, int] = {}
        for each in report["rounds"][at]["transfers"]:
            to = None if each["to"] == "X" else names[each["to"]]
            came[to] = came.get(to, 0) + each["count"]
        votes = {names[who]: count for who, count in table.items() if who != "X"}
        later = tables[at + 1] if at + 1 < len(tables) else table
        out = tuple(names[who] for who in table if who not in later)
        rounds.append(Round(votes, table["X"], out, came or None))
    return rounds, names[report["winner"]]
