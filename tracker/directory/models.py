"""Who and what exists: areas, bodies, people, the offices people held."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.access.scope import NOWHERE, Scope
from tracker.kernel.base import Base, Id, Versioned, enum_type
from tracker.kernel.i18n import in_language
from tracker.rules.directory import MAY_ENDORSE, AreaKind, BodyKind
from tracker.rules.supporters import SupporterCategory


class OfDirectory:
    """Who may read or edit the directory may read or edit all of it: no record of it has a scope of its own."""

    @property
    def access_scope(self) -> Scope:
        return NOWHERE


class Area(OfDirectory, Base):
    """A place, keyed by its GSS code. A principal council's area lies in a police area, that in a country."""

    __tablename__ = "area"

    id: Mapped[Id] = mapped_column(init=False)
    gss: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[AreaKind] = mapped_column(enum_type(AreaKind))
    name_en: Mapped[str]
    name_cy: Mapped[str]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"), default=None, index=True)
    outline: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), default=None, deferred=True)
    outline_source: Mapped[str] = mapped_column(default="")

    parent: Mapped["Area | None"] = relationship(init=False, remote_side=[id])

    @property
    def label(self) -> str:
        return self.name_en

    @property
    def name(self) -> str:
        """The name in the page's language."""
        return in_language(self.name_en, self.name_cy)


class PostcodeArea(OfDirectory, Base):
    """Which principal council's area a postcode lies in, from a table somebody imported. An outcode alone never tells."""

    __tablename__ = "postcode_area"

    postcode: Mapped[str] = mapped_column(String(8), primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))


class Body(OfDirectory, Versioned, Base):
    """An organisation. A principal council is one too, and may never endorse: its leader or councillors may, as people.

    `search_key` and `compact_key` are of the English name; `also_known_key` holds the search keys of the other names.
    """

    __tablename__ = "body"
    __table_args__ = (
        Index("ix_body_search_key", "search_key"),
        CheckConstraint("merged_into_id IS NULL OR merged_into_id <> id", name="not_merged_into_itself"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    kind: Mapped[BodyKind] = mapped_column(enum_type(BodyKind))
    name_en: Mapped[str]
    search_key: Mapped[str]
    compact_key: Mapped[str] = mapped_column(index=True)
    name_cy: Mapped[str] = mapped_column(default="")
    short_name: Mapped[str] = mapped_column(default="")
    also_known_key: Mapped[str] = mapped_column(Text, default="")
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"), default=None, index=True)
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"), default=None, index=True)
    website: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(Text, default="")
    is_invented: Mapped[bool] = mapped_column(default=False)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"), default=None)

    parent: Mapped["Body | None"] = relationship(init=False, remote_side=[id], foreign_keys=[parent_id])
    area: Mapped[Area | None] = relationship(init=False)

    @property
    def label(self) -> str:
        return self.name_en

    @property
    def name(self) -> str:
        """The name in the page's language."""
        return in_language(self.name_en, self.name_cy)

    @property
    def may_endorse(self) -> bool:
        return self.kind in MAY_ENDORSE


class Person(OfDirectory, Versioned, Base):
    """A person, under the name as given; `sort_key` puts the surname first."""

    __tablename__ = "person"
    __table_args__ = (
        Index("ix_person_search_key", "search_key"),
        CheckConstraint("merged_into_id IS NULL OR merged_into_id <> id", name="not_merged_into_itself"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    name: Mapped[str]
    sort_key: Mapped[str] = mapped_column(index=True)
    search_key: Mapped[str]
    compact_key: Mapped[str] = mapped_column(index=True)
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"), default=None, index=True)
    website: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(Text, default="")
    is_invented: Mapped[bool] = mapped_column(default=False)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)

    area: Mapped[Area | None] = relationship(init=False)
    offices: Mapped[list["OfficeHeld"]] = relationship(init=False, back_populates="person", order_by="OfficeHeld.held_from")

    @property
    def label(self) -> str:
        return self.name

    def offices_on(self, day: date) -> list["OfficeHeld"]:
        """The offices the person held on `day`."""
        return [office for office in self.offices if office.was_held_on(day)]


class OfficeHeld(OfDirectory, Versioned, Base):
    """An office a person held, from and until; an unknown end is open."""

    __tablename__ = "office_held"
    __table_args__ = (CheckConstraint("held_until IS NULL OR held_from IS NULL OR held_until >= held_from", name="ends_after_it_begins"),)

    id: Mapped[Id] = mapped_column(init=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), init=False, index=True)
    person: Mapped[Person] = relationship(back_populates="offices")
    title: Mapped[str]
    category: Mapped[SupporterCategory] = mapped_column(enum_type(SupporterCategory, "category"))
    place: Mapped[str] = mapped_column(default="")
    body_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"), default=None)
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"), default=None)
    held_from: Mapped[date | None] = mapped_column(default=None)
    held_until: Mapped[date | None] = mapped_column(default=None)
    source: Mapped[str] = mapped_column(Text, default="")

    body: Mapped[Body | None] = relationship(init=False)
    area: Mapped[Area | None] = relationship(init=False)

    @property
    def label(self) -> str:
        return f"{self.title}, {self.place}" if self.place else self.title

    def was_held_on(self, day: date) -> bool:
        """Whether the office was held on `day`, as far as its dates are known."""
        begun = self.held_from is None or self.held_from <= day
        return begun and (self.held_until is None or day <= self.held_until)


class NotDuplicate(Base):
    """Two records somebody looked at and found to be different. `left_id` is the smaller."""

    __tablename__ = "not_duplicate"
    __table_args__ = (
        CheckConstraint("left_id < right_id", name="in_order"),
        Index("uq_not_duplicate_pair", "kind", "left_id", "right_id", unique=True),
    )

    id: Mapped[Id] = mapped_column(init=False)
    kind: Mapped[str]
    left_id: Mapped[int]
    right_id: Mapped[int]
    decided_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    reason: Mapped[str] = mapped_column(Text, default="")
