"""By which way each elector's paper goes, and why, as SQL over the entries of a roll.

The rule: by e-mail to who has an address of their own that works; by post where there is none, where several share it, where mail
to it came back, or where another format was asked for. Where post has no address it is e-mail all the same. A contest that is
held by one way alone goes that way where it can.
Source: Labour national executive ballots, 2020 (post if there is no e-mail address or it is shared).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Case, Subquery, and_, case, func, or_, select

from tracker.contests.models import Contest
from tracker.electorate.models import Roll, RollEntry
from tracker.electorate.queries.suppressions import suppressed
from tracker.extensions import db
from tracker.rules.contests import VotingChannel
from tracker.rules.electorate import Channel, Eligibility, LetterFormat, LetterLanguage, SuppressionReason
from tracker.rules.papers import FORMATS_OF_LETTERS, ChannelReason, PaperFormat

HAS_ADDRESS = or_(RollEntry.address_1 != "", RollEntry.postcode != "")
HAS_EMAIL = RollEntry.email_key != ""
BY_EMAIL = (ChannelReason.OWN_EMAIL, ChannelReason.NO_ADDRESS, ChannelReason.EMAIL_ONLY)


def reason(contest: Contest) -> Case[str]:
    """Why the paper goes the way it goes; the channel follows from it."""
    why = ChannelReason
    fails = suppressed(Channel.EMAIL, contest.id, [SuppressionReason.HARD_BOUNCE])
    asked = and_(RollEntry.format != LetterFormat.STANDARD, HAS_ADDRESS)
    first = [(asked, why.FORMAT_ASKED.value)]
    if VotingChannel.EMAIL not in contest.channels:
        return case(*first, else_=why.POST_ONLY.value)
    shared = why.SHARED_EMAIL if VotingChannel.POST in contest.channels else why.EMAIL_ONLY
    return case(
        *first, (~HAS_EMAIL, why.NO_EMAIL.value), (and_(or_(fails, RollEntry.shared_email), ~HAS_ADDRESS), why.NO_ADDRESS.value),
        (fails, why.EMAIL_FAILS.value), (RollEntry.shared_email, shared.value), else_=why.OWN_EMAIL.value,
    )  # fmt: skip


@dataclass(frozen=True)
class Wanted:
    """So many papers of one format and language, by one channel, for one reason. `nowhere`: of them nobody knows an address."""

    channel: Channel
    reason: ChannelReason
    format: PaperFormat
    language: LetterLanguage
    papers: int
    nowhere: int


def ways(contest: Contest, roll: Roll) -> Subquery:
    """Each elector of the roll who gets a paper, with reason, channel and format of it."""
    people = select(
        RollEntry.id.label("roll_entry_id"), RollEntry.elector_id, RollEntry.membership_number, RollEntry.language,
        RollEntry.format.label("letters"), case((or_(HAS_ADDRESS, HAS_EMAIL), 0), else_=1).label("nowhere"),
        reason(contest).label("reason"),
    ).where(RollEntry.roll_id == roll.id, RollEntry.eligibility == Eligibility.ELIGIBLE).subquery()  # fmt: skip
    by_email = people.c.reason.in_([one.value for one in BY_EMAIL])
    formats = [(people.c.letters == letter, paper.value) for letter, paper in FORMATS_OF_LETTERS.items()]
    return select(
        *people.c, case((by_email, Channel.EMAIL.value), else_=Channel.POST.value).label("channel"),
        case((by_email, PaperFormat.EMAIL.value), *formats, else_=PaperFormat.STANDARD.value).label("format"),
    ).subquery()  # fmt: skip


def wanted(contest: Contest, roll: Roll) -> Sequence[Wanted]:
    """What a list made from `roll` would hold, counted."""
    people = ways(contest, roll)
    keys = (people.c.reason, people.c.channel, people.c.format, people.c.language)
    rows = db.session.execute(select(*keys, func.count(), func.sum(people.c.nowhere)).group_by(*keys).order_by(*keys))
    return [
        Wanted(Channel(channel), ChannelReason(why), PaperFormat(kind), LetterLanguage(language), papers, int(nowhere))
        for why, channel, kind, language, papers, nowhere in rows
    ]  # fmt: skip
