"""What a vote came to, where only its figures were reported."""

from tracker.rules.decisions import DecisionOutcome


def outcome_of_vote(
    *, votes_for: int | None, votes_against: int | None, abstentions: int | None, present: int | None
) -> DecisionOutcome | None:
    """The outcome that reported figures show for an endorsement; None where they show that it was not carried.

    Counts are people; None means not reported. Nobody against is *nem con*, and unanimous only where it is known that
    nobody abstained. Where everybody present voted for it, nobody was left to be against. Otherwise, without figures
    for and against, that it was carried is all that is known.
    """
    if votes_for and votes_for == present and not votes_against and not abstentions:
        return DecisionOutcome.UNANIMOUS
    if votes_for is None or votes_against is None:
        return DecisionOutcome.CARRIED_UNRECORDED
    if votes_for <= votes_against:
        return None
    if votes_against:
        return DecisionOutcome.MAJORITY
    return DecisionOutcome.UNANIMOUS if abstentions == 0 else DecisionOutcome.NEM_CON
