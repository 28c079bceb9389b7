"""The issue list in numbers: by channel and reason, by edition, by state. Never by name."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from tracker.ballots.models import Edition, IssueList, Paper
from tracker.contests.models import Contest
from tracker.extensions import db
from tracker.rules.electorate import Channel
from tracker.rules.papers import ChannelReason, PaperState


@dataclass(frozen=True)
class ByReason:
    """So many first papers of a list by one channel for one reason."""

    channel: Channel
    reason: ChannelReason
    papers: int


def by_reason(issued: IssueList) -> Sequence[ByReason]:
    """The first papers of a list, by channel and reason."""
    keys = (Paper.channel, Paper.channel_reason)
    query = select(*keys, func.count()).where(Paper.issue_list_id == issued.id, Paper.replaces_id.is_(None)).group_by(*keys)
    return [ByReason(*row) for row in db.session.execute(query.order_by(Paper.channel.desc(), func.count().desc()))]


def by_edition(contest: Contest) -> dict[int, dict[PaperState, int]]:
    """Of each edition (by id) how many papers there are of each state."""
    query = (
        select(Paper.edition_id, Paper.state, func.count()).join(Edition, Edition.id == Paper.edition_id)
        .where(Edition.contest_id == contest.id).group_by(Paper.edition_id, Paper.state)
    )  # fmt: skip
    found: dict[int, dict[PaperState, int]] = {}
    for edition_id, state, count in db.session.execute(query):
        found.setdefault(edition_id, {})[state] = count
    return found
