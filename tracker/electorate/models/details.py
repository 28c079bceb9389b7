"""What a list tells of a person: the columns that a snapshot copies."""

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column

from tracker.kernel.base import enum_type
from tracker.rules.electorate import Eligibility, LetterFormat, LetterLanguage, VoterClass

LONGEST_NUMBER = 60
HASH = 64


class Details(MappedAsDataclass, kw_only=True, eq=False, repr=False):
    """One person as a list tells of them, with whether they may vote.

    `number_hash` and `email_hash` find suppressions (see `suppressions.key_hash`); `email_key` finds shared addresses.
    `email_consent` is None where nobody asked.
    """

    membership_number: Mapped[str] = mapped_column(String(LONGEST_NUMBER))
    title: Mapped[str] = mapped_column(default="")
    first_name: Mapped[str] = mapped_column(default="")
    last_name: Mapped[str] = mapped_column(default="")
    address_1: Mapped[str] = mapped_column(default="")
    address_2: Mapped[str] = mapped_column(default="")
    address_3: Mapped[str] = mapped_column(default="")
    address_4: Mapped[str] = mapped_column(default="")
    address_5: Mapped[str] = mapped_column(default="")
    address_6: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(String(10), default="")
    email: Mapped[str] = mapped_column(default="")
    email_key: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(String(60), default="")
    language: Mapped[LetterLanguage] = mapped_column(enum_type(LetterLanguage, "language"), default=LetterLanguage.ENGLISH)
    voter_class: Mapped[VoterClass] = mapped_column(enum_type(VoterClass, "voter_class"), default=VoterClass.MEMBER)
    joined_on: Mapped[date | None] = mapped_column(default=None)
    paid_up_to: Mapped[date | None] = mapped_column(default=None)
    branch: Mapped[str] = mapped_column(default="")
    email_consent: Mapped[bool | None] = mapped_column(default=None)
    post_objection: Mapped[bool] = mapped_column(default=False)
    format: Mapped[LetterFormat] = mapped_column(enum_type(LetterFormat, "format"), default=LetterFormat.STANDARD)
    eligibility: Mapped[Eligibility] = mapped_column(enum_type(Eligibility, "eligibility"), default=Eligibility.ELIGIBLE)
    number_hash: Mapped[str] = mapped_column(String(HASH), default="")
    email_hash: Mapped[str] = mapped_column(String(HASH), default="")

    @property
    def name(self) -> str:
        """First and last name; the last alone where there is no first."""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def address_lines(self) -> list[str]:
        """The lines of the address that say something, without the postcode."""
        lines = (self.address_1, self.address_2, self.address_3, self.address_4, self.address_5, self.address_6)
        return [line for line in lines if line]

    @property
    def may_vote(self) -> bool:
        return self.eligibility is Eligibility.ELIGIBLE


COPIED = tuple(Details.__annotations__)
"""The names of the columns, in order: a roll entry copies them from the elector."""
