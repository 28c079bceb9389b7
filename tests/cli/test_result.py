"""`flask result recount`: JSON on standard output; what is wrong with a file on standard error, with its line, and status 2."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from tests.shared_data import shared_data

LINN = ("ranked_ballots", "scotland_byelections", "glasgow_2022_by_election_linn_ward.blt")
TIED = '3 1\n5 1 0\n2 2 0\n2 3 0\n1 2=3 1 0\n0\n"Ann"\n"Bob"\n"Cai"\n"Sample"\n'


def run(app: Flask, *words: object) -> Result:
    return app.test_cli_runner().invoke(args=["result", "recount", *map(str, words)])


def made(folder: Path, text: str, name: str = "papers.blt") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_ballots_are_counted_again(app: Flask) -> None:
    found = run(app, shared_data(*LINN), "--method", "eliminating")
    official = json.loads(shared_data(*LINN[:2], f"{LINN[2][:-4]}_expected.json").read_text(encoding="utf-8"))
    assert (found.exit_code, found.stderr) == (0, "")
    assert json.loads(found.stdout) == {"winner": official["winner"], "rounds": official["rounds"]}


def test_plurality_has_one_round(app: Flask, tmp_path: Path) -> None:
    found = json.loads(run(app, made(tmp_path, TIED), "--method", "plurality").stdout)
    assert found == {"winner": "Ann", "rounds": [{"votes": {"Ann": 5, "Bob": 2, "Cai": 2}, "exhausted": 1, "excluded_after": []}]}


def test_a_tie_only_the_order_decided_is_said_aloud(app: Flask, tmp_path: Path) -> None:
    file = made(tmp_path, TIED.replace("5 1 0", "3 1 0"))
    found = run(app, file)
    assert json.loads(found.stdout)["ties"] == [{"round": 1, "tied": ["Bob", "Cai"], "rule": "order", "out": "Cai"}]
    assert "round 1: Bob, Cai are tied" in found.stderr
    drawn = run(app, file, "--lot", "Bob", "--equal", "next_rank")
    assert (json.loads(drawn.stdout)["ties"][0]["out"], drawn.stderr) == ("Bob", "")


def test_rankings_as_csv(app: Flask, tmp_path: Path) -> None:
    file = made(tmp_path, "Ann,Bob,Cai\n1,2,3\n2,1,\n,1,\n", "papers.csv")
    assert json.loads(run(app, file).stdout)["winner"] == "Bob"
    assert "no column is headed Dai" in run(app, file, "--candidate", "Ann", "--candidate", "Bob", "--candidate", "Dai").stderr


@pytest.mark.parametrize(
    ("text", "words", "says"),
    [
        (TIED.replace("2 3 0", "2 4 0"), "", "papers.blt: line 4: there is no candidate 4"),
        (TIED[:22], "", "papers.blt: line 4: the file is cut off"),
        (TIED.replace("2 3 0", "2 3 3 0"), "", "line 4: candidate 3 is ranked twice"),
        (TIED, "--method stv", "Tracker does not check counts by the single transferable vote"),
        (TIED, "--method borda", "there is: eliminating, plurality"),
        (TIED, "--lot Dai", "there is no candidate 'Dai'"),
        (TIED, "--skips -1", "--skips"),
        (TIED, "--equal perhaps", "--equal"),
    ],
)
def test_what_cannot_be_counted_is_said_plainly(app: Flask, tmp_path: Path, text: str, words: str, says: str) -> None:
    found = run(app, made(tmp_path, text), *words.split())
    assert (found.exit_code, found.stdout) == (2, "")
    assert says in found.stderr


def test_a_file_that_is_not_there_is_named(app: Flask, tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.blt", tmp_path):
        found = run(app, path)
        assert (found.exit_code, found.stdout) == (2, "")
        assert "cannot be read" in found.stderr
