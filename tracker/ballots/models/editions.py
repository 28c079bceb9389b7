"""Editions of ballot papers, what goes with them, and the order drawn by lot."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.access.scope import Scope
from tracker.contests.models import Candidacy, Contest
from tracker.kernel.base import Base, Id, Versioned, enum_type
from tracker.rules.papers import EditionState, EnclosureKind, PaperFormat, PaperLanguages

CODE, COLOUR = 12, 60


class BallotDraw(Base):
    """The order of the candidates as lots decided it, never changed: the one with the highest number stands.

    `method` says how the lot was drawn, `by_machine` whether the machine drew it; `drawn_at` is when.
    """

    __tablename__ = "ballot_draw"
    __table_args__ = (
        Index("uq_ballot_draw_contest_id_number", "contest_id", "number", unique=True),
        CheckConstraint("number >= 1", name="numbered_from_one"),
        CheckConstraint("method <> '' AND witnessed_by <> ''", name="drawn_before_a_witness"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), init=False)
    contest: Mapped[Contest] = relationship()
    number: Mapped[int]
    drawn_at: Mapped[datetime]
    by_machine: Mapped[bool]
    method: Mapped[str] = mapped_column(Text)
    witnessed_by: Mapped[str]
    recorded_at: Mapped[datetime]
    drawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    drawn_by_name: Mapped[str]
    places: Mapped[list["BallotDrawPlace"]] = relationship(init=False, back_populates="draw", order_by="BallotDrawPlace.place")

    @property
    def label(self) -> str:
        return f"#{self.number}"

    @property
    def access_scope(self) -> Scope:
        return self.contest.access_scope


class BallotDrawPlace(Base):
    """One candidate's place on the paper, from 1."""

    __tablename__ = "ballot_draw_place"
    __table_args__ = (
        Index("uq_ballot_draw_place_draw_id_place", "draw_id", "place", unique=True),
        Index("uq_ballot_draw_place_draw_id_candidacy_id", "draw_id", "candidacy_id", unique=True),
        CheckConstraint("place >= 1", name="counted_from_one"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    draw_id: Mapped[int] = mapped_column(ForeignKey("ballot_draw.id"), init=False)
    draw: Mapped[BallotDraw] = relationship(back_populates="places")
    candidacy_id: Mapped[int] = mapped_column(ForeignKey("candidacy.id"), init=False)
    candidacy: Mapped[Candidacy] = relationship()
    place: Mapped[int]

    @property
    def label(self) -> str:
        return f"{self.place}. {self.candidacy.name}"

    @property
    def access_scope(self) -> Scope:
        return self.draw.access_scope


class Edition(Versioned, Base):
    """Papers made alike. Serial numbers `serial_first` to `serial_last` are its own: no other edition of the contest has them.

    `specification` tells, item by item (tracker.rules.paper_specification), what a paper carries. A void edition says who
    made it void, when and why; none of its papers counts any more.
    """

    __tablename__ = "edition"
    __table_args__ = (
        Index("uq_edition_contest_id_number", "contest_id", "number", unique=True),
        Index("uq_edition_contest_id_code", "contest_id", "code", unique=True),
        Index("uq_edition_id_contest_id", "id", "contest_id", unique=True),
        CheckConstraint("number >= 1", name="numbered_from_one"),
        CheckConstraint("code <> ''", name="has_a_code"),
        CheckConstraint("serial_first >= 1 AND serial_last >= serial_first", name="serials_are_a_range"),
        CheckConstraint("quantity_ordered IS NULL OR quantity_ordered >= 0", name="ordered_not_negative"),
        CheckConstraint("(state = 'void') = (voided_at IS NOT NULL)", name="void_has_a_time"),
        CheckConstraint("(state = 'void') = (void_reason <> '')", name="void_has_a_reason"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), init=False)
    contest: Mapped[Contest] = relationship()
    number: Mapped[int]
    code: Mapped[str] = mapped_column(String(CODE))
    colour: Mapped[str] = mapped_column(String(COLOUR), default="")
    format: Mapped[PaperFormat] = mapped_column(enum_type(PaperFormat, "format"))
    languages: Mapped[PaperLanguages] = mapped_column(enum_type(PaperLanguages, "languages"), default=PaperLanguages.BOTH)
    serial_first: Mapped[int]
    serial_last: Mapped[int]
    quantity_ordered: Mapped[int | None] = mapped_column(default=None)
    specification: Mapped[dict[str, Any]] = mapped_column(JSON, default_factory=dict)
    draw_id: Mapped[int | None] = mapped_column(ForeignKey("ballot_draw.id"), init=False, default=None)
    draw: Mapped[BallotDraw | None] = relationship(default=None)
    state: Mapped[EditionState] = mapped_column(enum_type(EditionState, "state"), default=EditionState.DRAFT)
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    opened_at: Mapped[datetime | None] = mapped_column(default=None)
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
    voided_at: Mapped[datetime | None] = mapped_column(default=None)
    voided_by_name: Mapped[str] = mapped_column(default="")
    void_reason: Mapped[str] = mapped_column(Text, default="")
    enclosures: Mapped[list["EditionEnclosure"]] = relationship(
        init=False, back_populates="edition", order_by="EditionEnclosure.position"
    )

    @property
    def label(self) -> str:
        return self.code

    @property
    def serial_count(self) -> int:
        """How many numbers the range holds."""
        return self.serial_last - self.serial_first + 1

    @property
    def access_scope(self) -> Scope:
        return self.contest.access_scope


class EditionEnclosure(Base):
    """One thing in the envelope, from position 1; a statement is a candidate's."""

    __tablename__ = "edition_enclosure"
    __table_args__ = (
        Index("uq_edition_enclosure_edition_id_position", "edition_id", "position", unique=True),
        CheckConstraint("position >= 1", name="counted_from_one"),
        CheckConstraint("(kind = 'statement') = (candidacy_id IS NOT NULL)", name="a_statement_is_a_candidates"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), init=False)
    edition: Mapped[Edition] = relationship(back_populates="enclosures")
    position: Mapped[int]
    kind: Mapped[EnclosureKind] = mapped_column(enum_type(EnclosureKind, "kind"))
    candidacy_id: Mapped[int | None] = mapped_column(ForeignKey("candidacy.id"), init=False, default=None)
    candidacy: Mapped[Candidacy | None] = relationship(default=None)
    title: Mapped[str] = mapped_column(default="")

    @property
    def label(self) -> str:
        return f"{self.position}. {self.title or self.kind.value}"

    @property
    def access_scope(self) -> Scope:
        return self.edition.access_scope
