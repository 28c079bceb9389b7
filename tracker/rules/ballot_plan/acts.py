"""What must happen for everybody to have time to vote: each act, who must do it, by what rule, and where that comes from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from tracker.rules.post import PostalService


class Act(StrEnum):
    """The acts of a postal ballot, in their order. Those that are stages of a timetable too carry the stage's key."""

    COPY_TO_PRINTER = "copy_to_printer"
    PRINT = "print"
    HAND_OVER = "hand_over"
    LANDS = "lands"
    REISSUE_OPEN = "reissue_open"
    REISSUE_POSTAL_CLOSE = "reissue_postal_close"
    REISSUE_EMAIL_CLOSE = "reissue_email_close"
    LAST_SAFE_POSTING_SECOND = "last_safe_posting_second"
    LAST_SAFE_POSTING_FIRST = "last_safe_posting_first"
    REISSUE_SELFSERVICE_CLOSE = "reissue_selfservice_close"
    BALLOT_CLOSE = "ballot_close"


POSTINGS: Mapping[PostalService, Act] = {
    PostalService.SECOND: Act.LAST_SAFE_POSTING_SECOND, PostalService.FIRST: Act.LAST_SAFE_POSTING_FIRST,
}  # fmt: skip


class Actor(StrEnum):
    """Who must act."""

    RETURNING_OFFICER = "returning_officer"
    PRINTER = "printer"
    MAILING_HOUSE = "mailing_house"
    CARRIER = "carrier"
    ELECTOR = "elector"
    SCRUTINEER = "scrutineer"


class Wording(StrEnum):
    """The rules in English, to be translated where they are shown; what stands in %()s is filled from an act's values."""

    COPY = "At the mailing house before %(cut_off)s; what comes later counts as of the next day"
    PRINTED = "Printed by 15:00; working days after the copy came: %(days)s"
    HANDED_OVER = "Collected on the day of printing; days of delivery to allow: %(days)s"
    LANDED = "Landed before the last safe posting of the return; days to think: %(days)s"
    REISSUE_OPENS = "Not before the papers have landed; working days after they went out: %(days)s"
    REISSUE_BY_POST = "What is asked for later cannot come and safely go back in time"
    BEFORE_THE_CLOSE = "Working days before the close: %(days)s"
    POSTING = "Post is of use until %(day)s; days of delivery to allow: %(days)s"
    SELF_SERVICE = "Until the ballot closes"
    CLOSE = "A paper that comes after this hour is late, on the same day too"


@dataclass(frozen=True, slots=True)
class PlannedAct:
    """One act with its latest safe moment, or for a window that opens its earliest: London time without a zone.

    `words` with `values` state the rule. `slack_days`: days left from today, or from the day set for it, to that moment;
    negative when it is past; None when there is nothing to count from. `binds`: it is one the chosen services depend on.
    """

    act: Act
    at: datetime
    actor: Actor
    words: Wording
    source: str
    slack_days: int | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    binds: bool = True

    @property
    def rule(self) -> str:
        """The rule in English."""
        return self.words % self.values
