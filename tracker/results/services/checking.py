"""Counting a scrutineer's ballots again with the contest's rules, and keeping what differed."""

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO, Any, BinaryIO

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused
from tracker.kernel.files import EVIDENCE, store_upload
from tracker.results.counting_rules import as_data, rules_of
from tracker.results.models import Recount, Result
from tracker.results.reported import as_rounds, is_checked, names_in, winner_of
from tracker.results.words import fault_text
from tracker.rules.counting import (
    BadBallots,
    BallotSet,
    Count,
    CountRules,
    CsvShape,
    Difference,
    OnRepeat,
    UndecidedTie,
    count_ballots,
    difference_of_winners,
    differences,
    read_blt,
    read_csv,
    to_json,
)
from tracker.rules.results import BallotFile

history.sentences(**{"results.checked": _l("Ballots counted again: %(subject)s")})

TEXT = {"text/plain": EVIDENCE["text/plain"]}


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A file as it was sent."""

    stream: BinaryIO | IO[bytes]
    name: str
    length: int | None = None


def check_ballots(actor: Actor, result: Result, form: BallotFile, upload: Upload) -> Recount:
    """Keep the file, count it again, and store every difference from the rounds of `result`.

    Raises Refused, naming line and reason, for a file that cannot be counted; for a tie the rules leave open; and where counts of
    this method are not checked. Nothing is kept then, and nothing that was there is touched.
    """
    contest = result.contest
    require(actor, Permission.RECORD_RESULT, contest)
    if not is_checked(result) or result.seats != 1:
        raise Refused(gettext("Tracker does not check counts of this kind. They are recorded as reported."))
    if not result.rounds:
        raise Refused(gettext("No rounds are entered, so there is nothing to compare with. Enter them first."))
    stored = store_upload(upload.stream, upload.name, TEXT, actor, content_length=upload.length)
    rules = rules_of(contest, result)
    count = _counted(_read(stored.path, form, names_in(result), rules), result, rules)
    found = [*differences(as_rounds(result), count.rounds), *difference_of_winners(winner_of(result), count.winner)]
    recount = Recount(
        result=result, stored_file=stored, sha256=stored.sha256, form=form, rules=as_data(rules), paper_count=count.paper_count,
        winner=count.winner, rounds=_rounds(count), differences=[_plain(one) for one in found], difference_count=len(found),
        made_at=now(), made_by_id=actor.account_id, made_by_name=actor.name,
    )  # fmt: skip
    db.session.add(recount)
    db.session.flush()
    changed = {"sha256": (None, stored.sha256), "papers": (None, count.paper_count), "differences": (None, len(found))}
    history.record(actor, "results.checked", recount, difference=changed, contest_id=contest.id)
    return recount


def _read(path: Path, form: BallotFile, names: Mapping[int, str], rules: CountRules) -> BallotSet:
    repeats = rules.repeats is not OnRepeat.REFUSE
    try:
        with path.open("rb") as source:
            if form is BallotFile.CSV:
                return read_csv(source, CsvShape(candidates=tuple(names.values()), repeats=repeats))
            return _named_as_here(read_blt(source, repeats=repeats), list(names.values()))
    except BadBallots as wrong:
        raise Refused(gettext("Nothing was counted. %(why)s", why=fault_text(wrong)), "file") from None


def _named_as_here(ballots: BallotSet, names: Sequence[str]) -> BallotSet:
    """`ballots` with our names for the candidates, whatever their case and accents in the file. Raises Refused for a stranger."""
    known = {_folded(name): name for name in names}
    seen = Counter(_folded(name) for name in ballots.candidates)
    strangers = [name for name in ballots.candidates if _folded(name) not in known or seen[_folded(name)] > 1]
    if strangers:
        said = gettext(
            "The file names candidates who do not stand in this result: %(strangers)s. Those who do: %(names)s.",
            strangers=", ".join(strangers[:20]), names=", ".join(names),
        )  # fmt: skip
        raise Refused(said, "file")
    return replace(ballots, candidates=tuple(known[_folded(name)] for name in ballots.candidates))


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", " ".join(name.split()).casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _counted(ballots: BallotSet, result: Result, rules: CountRules) -> Count:
    try:
        return count_ballots(ballots, result.method, rules)
    except UndecidedTie as tie:
        said = gettext(
            "Nothing was counted: in round %(number)s these are tied, and no rule says who goes out: %(names)s. "
            "Enter with that round how the tie was broken.", number=tie.round, names=", ".join(tie.tied),
        )  # fmt: skip
        raise Refused(said, "file") from None


def _rounds(count: Count) -> list[dict[str, Any]]:
    rounds: Any = to_json(count)["rounds"]
    return list(rounds)


def _plain(one: Difference) -> dict[str, Any]:
    return {**asdict(one), "subject": one.subject.value}
