"""`python -m bench [--only list] [--size 100000] [--databases sqlite,postgresql]`: a table of medians."""

import argparse
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import counting, desk, electors, letters, lists, mail, mailings, office, papers, plain, reconciling
from bench.measuring import Figure, NotInstalled
from bench.world import World, a_world
from tests.support import databases, postgresql

Measure = Callable[[World, int], Figure]
ON_A_DATABASE: dict[str, Measure] = {
    "import": lists.importing, "list": lists.page_of_a_list, "audience": mailings.audience, "plan": mailings.planning,
    "mail": mail.sending,
}  # fmt: skip
ELECTORS: dict[str, Measure] = {
    "electors": electors.importing, "snapshot": electors.snapshot_and_difference, "reconciliation": reconciling.adding_up,
    "issue_list": papers.issuing, "desk": desk.searching,
}  # fmt: skip
WITHOUT = {
    "duplicates": (plain.duplicates,),
    "timetable": (plain.a_timetable,),
    "start": (plain.start,),
    "letters": letters.FIGURES,
    "office": office.FIGURES,
    "ballots": counting.FIGURES,
}
WIDTHS = "{:<44} {:>12} {:>10} {:>12}   {:<46} {:>12} {:>8}"


def main() -> None:
    """Measure what was asked for, and print each figure as it comes."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--only", choices=[*ON_A_DATABASE, *ELECTORS, *WITHOUT], action="append")
    parser.add_argument("--size", type=int, default=100_000, help="how many supporters")
    parser.add_argument("--electors", type=int, default=1_000_000, help="how many electors")
    parser.add_argument("--databases", default=",".join(databases.KINDS))
    asked = parser.parse_args()
    wanted = set(asked.only or [*ON_A_DATABASE, *ELECTORS, *WITHOUT])
    print(WIDTHS.format("what", "on", "median", "promised", "beside", "median", "ratio"))
    for name, measures in WITHOUT.items():
        for measure in measures if name in wanted else ():
            try:
                show(measure(asked.size), "-")
            except NotInstalled as missing:
                print(missing, flush=True)
    if wanted & ON_A_DATABASE.keys():
        for kind in asked.databases.split(","):
            with prepared(kind) as world:
                for name, measure_on in ON_A_DATABASE.items():
                    if name in wanted or (name == "import" and "list" in wanted):  # the list measured is the one imported
                        show(measure_on(world, asked.size), kind)
    for kind in asked.databases.split(","):
        for name, measure_on in ELECTORS.items():
            if name in wanted:
                with prepared(kind) as world:
                    show(measure_on(world, asked.electors), kind)


def show(figure: Figure, on: str) -> None:
    """One line of the table."""
    promised = f"<= {figure.promised:g} {figure.unit}"
    ours, naive = f"{figure.ours:.3g} {figure.unit}", f"{figure.naive:.3g} {figure.unit}"
    print(WIDTHS.format(figure.what, on, ours, promised, figure.beside, naive, f"{figure.naive / figure.ours:.3g}x"), flush=True)


@contextmanager
def prepared(kind: str) -> Iterator[World]:
    """A fresh database with an empty list, dropped at the end; a server of our own where one is needed."""
    with tempfile.TemporaryDirectory(prefix="tracker-bench-") as folder:
        base = Path(folder)
        server = postgresql.start(base) if kind == "postgresql" else ""
        database = databases.first_database(kind, base, server).sibling("bench").create()
        try:
            databases.build_schema(database)
            with a_world(database) as world:
                yield world
        finally:
            database.drop()
            postgresql.stop(base)


if __name__ == "__main__":
    main()
