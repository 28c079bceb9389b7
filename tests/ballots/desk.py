"""A ballot that is on: a roll, an adopted plan, papers issued to everybody, and somebody who rings."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from tests.ballots.conftest import make_edition
from tests.ballots.test_plans import EARLY, GOOD
from tests.support.people import as_actor
from tracker.accounts.models import Account
from tracker.ballots import services
from tracker.ballots.models import CorrespondingNumber, Edition, IssueList, Paper
from tracker.contests.models import Contest
from tracker.electorate.models import Elector, Roll, RollEntry
from tracker.kernel.clock import from_local, now, standing_at
from tracker.rules.electorate import Channel
from tracker.rules.papers import ChannelReason, PaperFormat
from tracker.rules.reissue import Question, ReissueReason

OPEN = from_local(datetime(2027, 2, 10, 10))
"""While replacements are given: the papers have landed, and the post still comes in time."""
RIGHT = {Question.MEMBERSHIP_NUMBER: "s 001", Question.POSTCODE: "cf101aa"}
ADDRESS: dict[str, Any] = {"address_1": "12 Stryd y Sampl", "postcode": "CF10 1AA"}


def issue(session: Session, contest: Contest, roll: Roll, entries: list[RollEntry], returning_officer: Account) -> Edition:
    """Adopt the plan, and give everybody a paper of one edition, numbered from 101; another edition goes by e-mail."""
    with standing_at(EARLY):
        services.adopt(as_actor(returning_officer), contest, GOOD)
    edition = make_edition(session, contest, "PINK", 101, 200)
    email = make_edition(session, contest, "NET", 501, 502, number=2)
    email.format = PaperFormat.EMAIL
    issued = IssueList(
        contest=contest, roll=roll, number=1, made_at=EARLY, made_by_id=None, made_by_name="A test", paper_count=len(entries),
        post_count=len(entries), email_count=0, sha256="0" * 64,
    )  # fmt: skip
    session.add(issued)
    for at, entry in enumerate(entries):
        paper = Paper(
            contest=contest, issue_list=issued, edition=edition, roll_entry=entry,
            elector=session.get_one(Elector, entry.elector_id), channel=Channel.POST,
            channel_reason=ChannelReason.NO_EMAIL, issued_at=now(),
        )  # fmt: skip
        session.add(paper)
        session.flush()
        session.add(CorrespondingNumber(paper_id=paper.id, contest_id=contest.id, serial=101 + at))
    session.flush()
    return edition


def request(channel: Channel = Channel.POST, reason: ReissueReason = ReissueReason.LOST, **more: Any) -> services.Request:
    """A request of somebody who answered rightly."""
    return services.Request(reason=reason, channel=channel, **{"answers": RIGHT, **more})
