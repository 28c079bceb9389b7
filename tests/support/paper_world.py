"""Ballot papers of the one contest: a draw, open editions, an issue list of a roll. All invented."""

from typing import Any

from sqlalchemy.orm import Session, object_session

from tests.support.mailing_world import make_roll
from tests.support.world import make_candidacy
from tracker.access.actor import Actor
from tracker.ballots import services
from tracker.ballots.models import BallotDraw, Edition, IssueList
from tracker.contests.models import Contest
from tracker.rules.contests import ContestState, VotingChannel
from tracker.rules.papers import PaperFormat
from tracker.rules.roles import Role

ADDRESS = {"address_1": "1 Stryd Sampl", "postcode": "CF10 1AA"}


def returning(contest: Contest) -> Actor:
    """The returning officer of a contest, without an account."""
    return Actor(account_id=None, name="Rhys Returning", contest_ids={Role.RETURNING_OFFICER: frozenset({contest.id})})


def drawn(contest: Contest) -> BallotDraw:
    """The order, by the machine, before a witness."""
    return services.draw(returning(contest), contest, witnessed_by="Siwan Scrutineer", reason="For this test")


def open_edition(contest: Contest, code: str = "A", first: int = 1, last: int = 100, **details: Any) -> Edition:
    """An edition papers may be issued from, standard and in both languages unless `details` say otherwise."""
    wanted = services.EditionDetails(code=code, serial_first=first, serial_last=last, **{"format": PaperFormat.STANDARD, **details})
    edition = services.make_edition(returning(contest), contest, wanted)
    services.move_edition(returning(contest), edition, "open")
    return edition


def ready(contest: Contest) -> Contest:
    """Shortlisted, by post and by e-mail, and the order drawn."""
    contest.state, contest.channels = ContestState.SHORTLISTED, [VotingChannel.POST.value, VotingChannel.EMAIL.value]
    session = object_session(contest)
    assert session
    session.flush()
    if not contest.candidacies:
        make_candidacy(contest, "Nia Pugh-Example", session)
    drawn(contest)
    return contest


def issued(contest: Contest, session: Session, people: int = 10) -> IssueList:
    """A list of so many people with e-mail addresses and nothing else, on paper for none and by e-mail for all."""
    make_roll(session, contest, people)
    open_edition(ready(contest), "E", 1, people + 100, format=PaperFormat.EMAIL)
    open_edition(contest, "A", people + 1001, people + 2000)
    return services.make_issue_list(returning(contest), contest)
