"""The words of results in both languages: states, contradictions, differences, the rules of a count, what is wrong with a file."""

from collections.abc import Mapping

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _l

from tracker.kernel.words import declare
from tracker.results.file_words import FAULTS
from tracker.rules.counting import BadBallots, Contradicts, OnRepeat, OnUnclear, Subject, TieRule
from tracker.rules.results import BallotFile, Occasion, ResultState

declare({
    ResultState.REPORTED: _l("Entered, not declared"),
    ResultState.PROVISIONAL: _l("Provisional"),
    ResultState.FINAL: _l("Final"),
}, {
    ResultState.REPORTED: ("warn", "pencil"),
    ResultState.PROVISIONAL: ("info", "hourglass-split"),
    ResultState.FINAL: ("ok", "check-circle-fill"),
})  # fmt: skip

declare({
    Occasion.FIRST_COUNT: _l("First count"),
    Occasion.RECOUNT: _l("Second count of the papers"),
    Occasion.CORRECTION: _l("Correction of the figures"),
})  # fmt: skip

declare({BallotFile.BLT: _l("BLT file"), BallotFile.CSV: _l("CSV file")})

declare({OnUnclear.EXHAUST: _l("the paper counts no further"), OnUnclear.NEXT_RANK: _l("the next choice is looked at")})

declare({
    OnRepeat.REFUSE: _l("the file is refused"),
    OnRepeat.EXHAUST: _l("the paper counts no further"),
    OnRepeat.NEXT_RANK: _l("the next choice is looked at"),
})  # fmt: skip

declare({
    TieRule.LATEST_ROUND: _l("fewer votes in the latest round in which they differed"),
    TieRule.FIRST_ROUND: _l("fewer votes in the first round in which they differed"),
    TieRule.LOT: _l("the lot drawn and recorded"),
    TieRule.ORDER: _l("their order on the paper"),
})  # fmt: skip

declare({
    Contradicts.TOTAL: _l("The votes of this round and those that count no further are together not as many as in the first round."),
    Contradicts.TRANSFERS: _l("The votes that moved are not those that whoever went out had."),
    Contradicts.VOTES: _l("The votes are not those of the round before and what came."),
    Contradicts.EXHAUSTED: _l("Fewer votes count no further than in the round before."),
    Contradicts.LOWEST: _l("This candidate went out, and somebody with fewer votes stayed."),
    Contradicts.GONE: _l("This candidate is missing, and did not go out in the round before."),
    Contradicts.BACK: _l("This candidate had gone out, or was not there in the first round."),
    Contradicts.WINNER: _l("This candidate was chosen, and another has more votes in the last round."),
})  # fmt: skip

declare({
    Subject.ROUND: _l("Only one of the two has this round"),
    Subject.CANDIDATE: _l("Only one of the two has this candidate in the round"),
    Subject.VOTES: _l("Votes"),
    Subject.EXHAUSTED: _l("Votes that count no further"),
    Subject.EXCLUDED: _l("Went out after the round"),
    Subject.TRANSFER: _l("Votes that moved"),
    Subject.WINNER: _l("Chosen"),
})  # fmt: skip

LABELS: Mapping[str, str | LazyString] = {
    "quota": _l("Quota"),
    "electorate": _l("People entitled to vote"),
    "votes_cast": _l("Papers that came back"),
    "spoilt": _l("Spoilt papers"),
    "spoilt_reasons": _l("Why papers were spoilt"),
    "late": _l("Papers that came too late"),
    "tie_rule": _l("Rule for ties"),
    "note": _l("Note"),
    "source": _l("Source"),
    "source_url": _l("Address of the source"),
    "chosen": _l("Chosen"),
    "rounds": _l("Rounds"),
}


def fault_text(wrong: BadBallots) -> str:
    """What is wrong with a file of ballots, in the language of the page, with its line."""
    said = str(FAULTS[wrong.fault]) % wrong.values
    return str(gettext("Line %(line)s: %(said)s", line=wrong.line, said=said))
