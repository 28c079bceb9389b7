"""The words a result is told in: how far it is, why there is another one, what a scrutineer's file is."""

from enum import StrEnum


class ResultState(StrEnum):
    """How far a result is: entered as reported, or declared, provisionally or finally."""

    REPORTED = "reported"
    PROVISIONAL = "provisional"
    FINAL = "final"


DECLARED = frozenset({ResultState.PROVISIONAL, ResultState.FINAL})


class Occasion(StrEnum):
    """Why there is a result: the first count, a second count of the same papers, or a mistake put right."""

    FIRST_COUNT = "first_count"
    RECOUNT = "recount"
    CORRECTION = "correction"


class BallotFile(StrEnum):
    """The form a scrutineer's ballots come in."""

    BLT = "blt"
    CSV = "csv"
