"""The kinds of area and body that exist."""

from enum import StrEnum


class AreaKind(StrEnum):
    """A place a contest or a body may be about."""

    COUNTRY = "country"
    POLICE_AREA = "police_area"
    PRINCIPAL_COUNCIL = "principal_council"


class BodyKind(StrEnum):
    """What sort of organisation a body is. A principal council is a local authority and may never endorse."""

    PARTY = "party"
    PARTY_COUNCIL = "party_council"
    CONSTITUENCY_PARTY = "constituency_party"
    BRANCH = "branch"
    AFFILIATED_UNION = "affiliated_union"
    SOCIALIST_SOCIETY = "socialist_society"
    PRINCIPAL_COUNCIL = "principal_council"
    COOPERATIVE_SOCIETY = "cooperative_society"
    MEMBERS_COUNCIL = "members_council"
    CAMPAIGN_GROUP = "campaign_group"
    BALLOT_CONTRACTOR = "ballot_contractor"
    PRINT_HOUSE = "print_house"


MAY_ENDORSE = frozenset({
    BodyKind.PARTY,
    BodyKind.PARTY_COUNCIL,
    BodyKind.CONSTITUENCY_PARTY,
    BodyKind.BRANCH,
    BodyKind.AFFILIATED_UNION,
    BodyKind.SOCIALIST_SOCIETY,
    BodyKind.COOPERATIVE_SOCIETY,
    BodyKind.MEMBERS_COUNCIL,
    BodyKind.CAMPAIGN_GROUP,
})
