"""The one contest, with a close, and an edition of papers."""

from collections.abc import Sequence
from datetime import datetime

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tests.support.mailing_world import make_roll
from tracker.access.actor import Actor
from tracker.ballots.models import Edition, IssueList, Paper
from tracker.contests.models import Contest
from tracker.directory.models import Area
from tracker.electorate.models import Elector, RollEntry
from tracker.electorate.services import freeze
from tracker.kernel.clock import from_local, now
from tracker.rules.contests import ContestState
from tracker.rules.electorate import Channel
from tracker.rules.papers import ChannelReason, EditionState, PaperFormat
from tracker.rules.roles import Role

CLOSE = datetime(2027, 2, 18, 12)


@pytest.fixture
def planned(session: Session, contest: Contest) -> Contest:
    """A contest whose ballot closes at noon on 18 February 2027."""
    contest.state, contest.ballot_closes_at = ContestState.SHORTLISTED, from_local(CLOSE)
    session.flush()
    return contest


def make_edition(session: Session, contest: Contest, code: str = "PINK", first: int = 1, last: int = 500, number: int = 1) -> Edition:
    """An open edition of standard papers with the numbers `first` to `last`."""
    edition = Edition(
        contest=contest, number=number, code=code, format=PaperFormat.STANDARD, serial_first=first, serial_last=last,
        state=EditionState.OPEN, created_at=now(), created_by_id=None, opened_at=now(),
    )  # fmt: skip
    session.add(edition)
    session.flush()
    return edition


@pytest.fixture
def edition(session: Session, planned: Contest) -> Edition:
    """Five hundred papers, numbered from 1."""
    return make_edition(session, planned)


def issue_papers(
    session: Session, edition: Edition, people: int, area: Area | None = None, in_area: int = 0, postcodes: Sequence[str] = ()
) -> list[Paper]:
    """A live paper by post for each of so many people on a new roll, the first `in_area` of them in `area`, at `postcodes`."""
    contest = edition.contest
    roll = make_roll(session, contest, people)
    if area is not None:
        first = select(Elector.id).where(Elector.contest_id == contest.id).order_by(Elector.id).limit(in_area)
        session.execute(update(Elector).where(Elector.id.in_(first)).values(council_id=area.id))
    if postcodes:
        electors = session.scalars(select(Elector).where(Elector.contest_id == contest.id).order_by(Elector.id)).all()
        for elector, postcode in zip(electors, postcodes, strict=True):
            elector.postcode = postcode
        session.flush()
    if area is not None or postcodes:
        session.expire_all()
        roll = freeze(Actor(account_id=None, name="A test", contest_ids={Role.RETURNING_OFFICER: frozenset({contest.id})}), contest)
    issued = IssueList(
        contest=contest, roll=roll, number=1, made_at=now(), made_by_id=None, made_by_name="A test", paper_count=people, post_count=people,
        email_count=0, sha256="0" * 64,
    )  # fmt: skip
    entries = session.scalars(select(RollEntry).where(RollEntry.roll_id == roll.id).order_by(RollEntry.id)).all()
    papers = [
        Paper(
            contest=contest, issue_list=issued, edition=edition, roll_entry=entry, elector=session.get_one(Elector, entry.elector_id),
            channel=Channel.POST, channel_reason=ChannelReason.POST_ONLY, issued_at=now(),
        )
        for entry in entries
    ]  # fmt: skip
    session.add_all([issued, *papers])
    session.flush()
    return papers
