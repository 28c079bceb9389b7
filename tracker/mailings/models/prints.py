"""Letters on paper: the print files of a mailing, and what the mailing house says it did with them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.kernel.base import Base, Id, enum_type
from tracker.kernel.files import StoredFile
from tracker.mailings.models.mailings import HASH, Mailing
from tracker.rules.mailings import HouseAct


class PrintRun(Base):
    """The letters of a mailing made into files once, with the manifest that names every letter."""

    __tablename__ = "print_run"
    __table_args__ = (
        Index("uq_print_run_mailing_id_number", "mailing_id", "number", unique=True),
        CheckConstraint("letters >= 0 AND sheets >= letters", name="a_letter_has_a_sheet"),
        CheckConstraint("length(manifest_sha256) = 64", name="hash_is_sha256"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    mailing_id: Mapped[int] = mapped_column(ForeignKey("mailing.id"), init=False)
    mailing: Mapped[Mailing] = relationship()
    number: Mapped[int]
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    letters: Mapped[int]
    sheets: Mapped[int]
    manifest_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), init=False)
    manifest: Mapped[StoredFile] = relationship()
    manifest_sha256: Mapped[str] = mapped_column(String(HASH))

    @property
    def label(self) -> str:
        return f"{self.mailing.title} ({self.number})"


class PrintFile(Base):
    """One file for the mailing house. Its pages were counted in the file itself and agree with the manifest."""

    __tablename__ = "print_file"
    __table_args__ = (
        Index("ix_print_file_print_run_id", "print_run_id"),
        CheckConstraint("pages >= letters AND letters >= 1", name="a_letter_has_a_page"),
        CheckConstraint("length(sha256) = 64", name="hash_is_sha256"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    print_run_id: Mapped[int] = mapped_column(ForeignKey("print_run.id"), init=False)
    print_run: Mapped[PrintRun] = relationship()
    name: Mapped[str]
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), init=False)
    file: Mapped[StoredFile] = relationship()
    letters: Mapped[int]
    pages: Mapped[int]
    sheets: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(HASH))

    @property
    def label(self) -> str:
        return self.name


class HouseConfirmation(Base):
    """The mailing house said it took over or posted so many letters. Only this makes letters posted."""

    __tablename__ = "house_confirmation"
    __table_args__ = (
        Index("ix_house_confirmation_mailing_id", "mailing_id"),
        CheckConstraint("quantity >= 1", name="at_least_one"),
        CheckConstraint("said_by <> ''", name="somebody_said_so"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    mailing_id: Mapped[int] = mapped_column(ForeignKey("mailing.id"), init=False)
    mailing: Mapped[Mailing] = relationship()
    act: Mapped[HouseAct] = mapped_column(enum_type(HouseAct, "act"))
    done_on: Mapped[date]
    quantity: Mapped[int]
    said_by: Mapped[str]
    note: Mapped[str] = mapped_column(Text, default="")
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    @property
    def label(self) -> str:
        return f"{self.mailing.title}: {self.quantity}"
