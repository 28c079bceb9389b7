"""Issue lists, papers, and the numbers that are kept apart from names."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.access.scope import Scope
from tracker.ballots.models.editions import Edition
from tracker.contests.models import Contest
from tracker.electorate.models import Elector, Roll, RollEntry
from tracker.kernel.base import Base, Id, OtherId, enum_type
from tracker.rules.electorate import Channel
from tracker.rules.papers import ChannelReason, PaperState

HASH = 64
LIVE = text("state = 'live'")


class IssueList(Base):
    """Who gets a paper, as made from one frozen roll. A contest has one; made anew, it takes the place of the one before.

    `sha256` is over the membership number, channel and format of every paper, by number (docs/ballots.md).
    """

    __tablename__ = "issue_list"
    __table_args__ = (
        Index("uq_issue_list_contest_id", "contest_id", unique=True),
        Index("uq_issue_list_id_contest_id", "id", "contest_id", unique=True),
        CheckConstraint("number >= 1", name="numbered_from_one"),
        CheckConstraint("post_count >= 0 AND email_count >= 0 AND paper_count = post_count + email_count", name="counts_are_counted"),
        CheckConstraint("length(sha256) = 64", name="hash_is_sha256"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), init=False)
    contest: Mapped[Contest] = relationship()
    roll_id: Mapped[int] = mapped_column(ForeignKey("roll.id"), init=False)
    roll: Mapped[Roll] = relationship()
    number: Mapped[int]
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    made_by_name: Mapped[str]
    paper_count: Mapped[int]
    post_count: Mapped[int]
    email_count: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(HASH))

    @property
    def label(self) -> str:
        return f"#{self.number} ({self.sha256[:12]})"

    @property
    def access_scope(self) -> Scope:
        return self.contest.access_scope


class Paper(Base):
    """One paper of one elector. Its number is in `CorrespondingNumber`, and shown nowhere beside the name.

    A person has one live paper in a contest. One that ended says when; `replaces_id` is the paper it was issued in place of.
    Its keys are of two columns each: list and edition are of the same contest, the entry on the roll is the same person's.
    """

    __tablename__ = "paper"
    __table_args__ = (
        Index("uq_paper_one_live", "contest_id", "elector_id", unique=True, sqlite_where=LIVE, postgresql_where=LIVE),
        Index("ix_paper_edition_id_state", "edition_id", "state"),
        Index("ix_paper_roll_entry_id", "roll_entry_id"),
        Index("uq_paper_replaces_id", "replaces_id", unique=True),
        Index("uq_paper_id_contest_id", "id", "contest_id", unique=True),
        ForeignKeyConstraint(["issue_list_id", "contest_id"], ["issue_list.id", "issue_list.contest_id"]),
        ForeignKeyConstraint(["edition_id", "contest_id"], ["edition.id", "edition.contest_id"]),
        ForeignKeyConstraint(["roll_entry_id", "elector_id"], ["roll_entry.id", "roll_entry.elector_id"]),
        CheckConstraint("(state = 'live') = (ended_at IS NULL)", name="one_that_ended_says_when"),
        CheckConstraint("replaces_id IS NULL OR replaces_id <> id", name="not_replaced_by_itself"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    contest_id: Mapped[OtherId] = mapped_column(init=False)
    contest: Mapped[Contest] = relationship(primaryjoin="foreign(Paper.contest_id) == Contest.id")
    issue_list_id: Mapped[OtherId] = mapped_column(init=False)
    issue_list: Mapped[IssueList] = relationship(primaryjoin="foreign(Paper.issue_list_id) == IssueList.id")
    edition_id: Mapped[OtherId] = mapped_column(init=False)
    edition: Mapped[Edition] = relationship(primaryjoin="foreign(Paper.edition_id) == Edition.id")
    roll_entry_id: Mapped[OtherId] = mapped_column(init=False)
    roll_entry: Mapped[RollEntry] = relationship(primaryjoin="foreign(Paper.roll_entry_id) == RollEntry.id")
    elector_id: Mapped[OtherId] = mapped_column(init=False)
    elector: Mapped[Elector] = relationship(primaryjoin="foreign(Paper.elector_id) == Elector.id")
    channel: Mapped[Channel] = mapped_column(enum_type(Channel, "channel"))
    channel_reason: Mapped[ChannelReason] = mapped_column(enum_type(ChannelReason, "channel_reason"))
    state: Mapped[PaperState] = mapped_column(enum_type(PaperState, "state"), default=PaperState.LIVE)
    issued_at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"), default=None)

    @property
    def label(self) -> str:
        """A reference without a name or number."""
        return f"P-{self.id}"

    @property
    def access_scope(self) -> Scope:
        return self.contest.access_scope


class CorrespondingNumber(Base):
    """Which number a paper bears. Only who has READ_NUMBERS opens the list, with a reason, and the history says so."""

    __tablename__ = "corresponding_number"
    __table_args__ = (
        Index("uq_corresponding_number_contest_id_serial", "contest_id", "serial", unique=True),
        CheckConstraint("serial >= 1", name="counted_from_one"),
        ForeignKeyConstraint(["paper_id", "contest_id"], ["paper.id", "paper.contest_id"]),
    )

    paper_id: Mapped[OtherId] = mapped_column(primary_key=True, autoincrement=False)
    contest_id: Mapped[OtherId]
    serial: Mapped[int]
