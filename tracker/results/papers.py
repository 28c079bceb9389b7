"""Whether the papers reported add up: those that came back, those that were spoilt and those that were counted."""

from flask_babel import gettext

from tracker.kernel.formats import number
from tracker.results.models import Result


def paper_problems(result: Result) -> list[str]:
    """Every sum that does not come out, with both figures; nothing where too little is reported to tell."""
    found = []
    if result.votes_cast is not None and result.electorate is not None and result.votes_cast > result.electorate:
        found.append(gettext(
            "More papers came back than people were entitled to vote. Came back: %(cast)s. Entitled: %(electorate)s.",
            cast=number(result.votes_cast), electorate=number(result.electorate),
        ))  # fmt: skip
    counted = _counted(result)
    if result.votes_cast is not None and counted is not None and result.spoilt is not None and result.votes_cast != counted + result.spoilt:
        found.append(gettext(
            "The papers do not add up. Came back: %(cast)s. Counted in the first round and spoilt, together: %(sum)s.",
            cast=number(result.votes_cast), sum=number(counted + result.spoilt),
        ))  # fmt: skip
    return found


def _counted(result: Result) -> int | None:
    """Papers that counted in the first round, for somebody or for nobody."""
    if not result.rounds:
        return None
    first = result.rounds[0]
    return int(sum(line.votes for line in first.lines) + (first.non_transferable or 0))
