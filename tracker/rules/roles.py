"""Roles a signed-in person may hold, and the kind of scope each is granted over."""

from enum import StrEnum


class Role(StrEnum):
    """What a person was trusted with."""

    ADMINISTRATOR = "administrator"
    REGIONAL_OFFICER = "regional_officer"
    RETURNING_OFFICER = "returning_officer"
    ORGANISER = "organiser"
    SCRUTINEER = "scrutineer"
    CANDIDATE = "candidate"
    AGENT = "agent"
    AUDITOR = "auditor"
    HELPLINE = "helpline"


class ScopeKind(StrEnum):
    """What a grant is over."""

    EVERYTHING = "everything"
    AREA = "area"
    BODY = "body"
    CONTEST = "contest"
    CANDIDACY = "candidacy"


SCOPES_OF_ROLE: dict[Role, frozenset[ScopeKind]] = {
    Role.ADMINISTRATOR: frozenset({ScopeKind.EVERYTHING}),
    Role.REGIONAL_OFFICER: frozenset({ScopeKind.AREA, ScopeKind.BODY}),
    Role.RETURNING_OFFICER: frozenset({ScopeKind.CONTEST}),
    Role.ORGANISER: frozenset({ScopeKind.CONTEST}),
    Role.SCRUTINEER: frozenset({ScopeKind.CONTEST}),
    Role.CANDIDATE: frozenset({ScopeKind.CANDIDACY}),
    Role.AGENT: frozenset({ScopeKind.CANDIDACY}),
    Role.AUDITOR: frozenset({ScopeKind.EVERYTHING}),
    Role.HELPLINE: frozenset({ScopeKind.CONTEST}),
}

NEUTRAL_ROLES = frozenset({Role.RETURNING_OFFICER, Role.SCRUTINEER, Role.HELPLINE})
"""Roles in a contest nobody may hold who stands in it, or speaks for somebody who does."""

STANDING_ROLES = frozenset({Role.CANDIDATE, Role.AGENT})
