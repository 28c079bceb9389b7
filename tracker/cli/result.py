"""`flask result`: a scrutineer's ballots counted again, as JSON on standard output."""

from pathlib import Path

import click
from flask.cli import AppGroup

from tracker.cli.answers import answer, fail
from tracker.rules.contests import CountMethod
from tracker.rules.counting import (
    BadBallots,
    BallotSet,
    Count,
    CountRules,
    CsvShape,
    OnRepeat,
    OnUnclear,
    TieRule,
    count_ballots,
    read_blt,
    read_csv,
    to_json,
)

METHODS = {
    "eliminating": CountMethod.ELIMINATING_BALLOT, "eliminating-ballot": CountMethod.ELIMINATING_BALLOT,
    "plurality": CountMethod.PLURALITY,
}  # fmt: skip
TIES = (TieRule.LATEST_ROUND, TieRule.LOT, TieRule.ORDER)

result = AppGroup("result", help="Results checked against ballots, as JSON.")


@result.command("recount")
@click.argument("file")
@click.option("--method", "method_name", default="eliminating", show_default=True, help="eliminating or plurality")
@click.option("--equal", type=click.Choice([each.value for each in OnUnclear]), default=OnUnclear.EXHAUST.value, show_default=True,
              help="What equal marks do: the paper counts no further, or its next rank is looked at")
@click.option("--repeats", type=click.Choice([each.value for each in OnRepeat]), default=OnRepeat.REFUSE.value, show_default=True,
              help="What a candidate ranked twice on one paper does")
@click.option("--skips", type=click.IntRange(0), help="How many ranks in a row may be left out; any number, if not given")
@click.option("--lot", "lots", multiple=True, help="Who a lot drawn at a tie sent out, as often as lots were drawn")
@click.option("--candidate", "candidates", multiple=True, help="Who stood, for a CSV file that is to name nobody else")
def recount_command(
    file: str, method_name: str, equal: str, repeats: str, skips: int | None, lots: tuple[str, ...], candidates: tuple[str, ...]
) -> None:
    """Count the ballots of FILE again: BLT, or CSV if it is named .csv."""
    method = METHODS.get(method_name.lower()) or fail(_no_method(method_name))
    rules = CountRules(OnUnclear(equal), OnRepeat(repeats), skips, TIES, lots)
    ballots = _read(Path(file), rules, candidates)
    for name in lots:
        if name not in ballots.candidates:
            fail(f"--lot: there is no candidate {name!r}; there is: {', '.join(ballots.candidates)}")
    count = count_ballots(ballots, method, rules)
    _tell_of_ties(count)
    answer(to_json(count))


def _read(path: Path, rules: CountRules, candidates: tuple[str, ...]) -> BallotSet:
    repeats = rules.repeats is not OnRepeat.REFUSE
    try:
        with path.open("rb") as source:
            if path.suffix.lower() == ".csv":
                return read_csv(source, CsvShape(candidates=candidates, repeats=repeats))
            return read_blt(source, repeats=repeats)
    except BadBallots as wrong:
        fail(f"{path.name}: {wrong}")
    except OSError as wrong:
        fail(f"{path}: cannot be read: {wrong.strerror}")


def _no_method(name: str) -> str:
    if name.lower() == CountMethod.STV:
        return "--method: Tracker does not check counts by the single transferable vote; record them as reported"
    return f"--method: there is no method {name!r}; there is: eliminating, plurality"


def _tell_of_ties(count: Count) -> None:
    """Say on standard error where only the order of the candidates decided: a recount must not pass over that."""
    for tie in count.ties:
        if tie.rule is TieRule.ORDER:
            click.echo(
                f"round {tie.round}: {', '.join(tie.tied)} are tied, and only their order in the file decided; "
                "if a lot was drawn, say with --lot whom it sent out",
                err=True,
            )
