"""May this person vote? The rule, with its reason."""

from datetime import date

from tracker.rules.electorate import ElectorStanding, Eligibility, VoterClass

OF_STANDING = {
    ElectorStanding.DECEASED: Eligibility.DECEASED,
    ElectorStanding.DUPLICATE: Eligibility.DUPLICATE,
    ElectorStanding.SUSPENDED: Eligibility.SUSPENDED,
    ElectorStanding.APPEAL_PENDING: Eligibility.APPEAL_PENDING,
    ElectorStanding.GONE_AWAY: Eligibility.GONE_AWAY,
}


def eligibility(
    standing: ElectorStanding, voter_class: VoterClass, joined_on: date | None, paid_up_to: date | None,
    joined_by: date | None, paid_up_by: date | None,
) -> Eligibility:  # fmt: skip
    """Whether a person may vote who joined on `joined_on` and has paid up to `paid_up_to`.

    A vote asks that one joined on or before `joined_by` and has paid up to `paid_up_by` or later; None: the contest asks
    no such thing. What is known against the person counts before any date. Only members pay subscriptions, so that
    arrears bar only members. A date the list does not give is not held against anybody: the page counts such people.
    Source: freeze dates of joining and of being fully paid up, Labour NEC 2020; voter classes, London selection of 2015.
    """
    if standing in OF_STANDING:
        return OF_STANDING[standing]
    if joined_by is not None and joined_on is not None and joined_on > joined_by:
        return Eligibility.JOINED_AFTER
    if voter_class is VoterClass.MEMBER and paid_up_by is not None and paid_up_to is not None and paid_up_to < paid_up_by:
        return Eligibility.IN_ARREARS
    return Eligibility.ELIGIBLE
