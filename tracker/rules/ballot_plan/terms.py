"""What a returning officer chooses, and what follows the practice of earlier ballots unless chosen otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal

from tracker.rules.post import CUT_OFF, PostalService, Terms


@dataclass(frozen=True, slots=True)
class ReissuePractice:
    """When replacements are given, in working days: opening after the papers went out, closing before the close.

    Sources: Labour national executive ballots of 2020 (5 working days each way by post, 3 by e-mail); leadership ballot of
    2016 (staff send by e-mail what is asked for by 17:00). Noon as the hour for the post is an assumption.
    """

    opens_after: int = 5
    postal_closes_before: int = 5
    email_closes_before: int = 3
    opens_at: time = time(9)
    postal_closes_at: time = time(12)
    email_closes_at: time = time(17)
    service: PostalService = PostalService.FIRST


@dataclass(frozen=True, slots=True)
class BallotTerms:
    """One choice of how a ballot is run.

    `close` is London time without a zone. `thinking_days`: full days voters shall have between the day by
    which papers have landed and the last safe posting of the return. `print_days` working days from copy to print; 0: the
    papers are ready. `cut_off`: from when the mailing house counts the next day. `rules_of`: reckon with the post of that
    day instead of each day's own.
    """

    close: datetime
    returned_by: PostalService
    outbound: PostalService
    thinking_days: int
    print_days: int = 1
    cut_off: time = CUT_OFF
    rules_of: date | None = None
    reissue: ReissuePractice = field(default_factory=ReissuePractice)

    def __post_init__(self) -> None:
        if self.close.tzinfo:
            raise ValueError("the close is London time, without a zone")
        if self.thinking_days < 0 or self.print_days < 0:
            raise ValueError("days to think and days to print are counts, not less than none")

    @property
    def outward(self) -> Terms:
        """The post out: a paper that lands a day late leaves a day less to think."""
        return Terms(cut_off=self.cut_off, print_days=self.print_days, rules_of=self.rules_of)

    @property
    def posted_out(self) -> Terms:
        """The post out from the day of posting."""
        return Terms(print_days=0, rules_of=self.rules_of)

    @property
    def back(self) -> Terms:
        """The post back: a paper that lands a day late is a vote lost."""
        return Terms(print_days=0, critical=True, rules_of=self.rules_of)


def postage(terms: BallotTerms, prices: Mapping[PostalService, Decimal], sent: int, returned: int) -> Decimal | None:
    """Pounds to send so many papers and to pay for so many returns; None where a price of a chosen class is not given."""
    out, back = prices.get(terms.outbound), prices.get(terms.returned_by)
    return None if out is None or back is None else out * sent + back * returned
