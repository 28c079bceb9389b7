"""Who decided: found among the records by what was picked or typed, or recorded on the way."""

from collections.abc import Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from tracker.access.actor import Actor
from tracker.access.can import can
from tracker.access.permissions import Permission
from tracker.access.scope import Scope
from tracker.accounts.models import Account, RoleGrant
from tracker.contests.models import Contest
from tracker.directory.models import Area, Body, Person
from tracker.directory.picking import Ambiguous, Found, Unknown, resolve
from tracker.directory.search import Hit
from tracker.directory.services.bodies import create_body
from tracker.directory.services.people import create_person
from tracker.endorsements.models import Endorsement
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused
from tracker.rules.directory import MAY_ENDORSE, BodyKind
from tracker.rules.names import compact_key, without_honorifics
from tracker.rules.roles import NEUTRAL_ROLES, Role, ScopeKind

PERSON = "person"

history.sentences(
    **{
        "endorsements.neutral_endorser": _l(
            "Somebody with a neutral role in the contest was recorded as endorser: %(subject)s"
        ),
    }
)


class UnknownEndorser(Refused):
    """Nobody of that name is recorded, and it was not said what to record; `hits` are spelt nearly so."""

    def __init__(self, hits: Sequence[Hit]) -> None:
        super().__init__(
            _l("This name is not in the records. Choose a record, or say what to add it as."), "new_kind"
        )
        self.hits = list(hits)


class AmbiguousEndorser(Refused):
    """Several records go by that name: `hits`."""

    def __init__(self, hits: Sequence[Hit]) -> None:
        super().__init__(_l("Several records go by this name. Choose which."), "endorser")
        self.hits = list(hits)


def find_or_create_endorser(
    actor: Actor, text: str, *, picked: str = "", new_kind: str = ""
) -> Person | Body:
    """The endorser picked or typed; recorded anew, as a person or a body of `new_kind`, if nobody goes by that name.

    Raises UnknownEndorser, AmbiguousEndorser, or Refused for somebody who may never endorse.
    """
    meant = resolve(text, picked)
    if isinstance(meant, Ambiguous):
        of_kind = _of_kind(meant, new_kind)
        if len(of_kind) != 1:
            raise AmbiguousEndorser(meant.hits)
        meant = resolve(text, of_kind[0].key)
    nearby = meant.nearby if isinstance(meant, Unknown) else []
    endorser = (
        _endorser(meant.record) if isinstance(meant, Found) else _recorded(actor, text, new_kind, nearby)
    )
    refuse_non_endorser(endorser)
    return endorser


def _endorser(record: Person | Body | Area) -> Person | Body:
    if isinstance(record, Area):
        raise Refused(gettext("An area does not endorse anybody. Choose a person or a body."), "endorser")
    return record


def _of_kind(meant: Ambiguous, new_kind: str) -> list[Hit]:
    """Those of the kind that was said, if one was."""
    found = [(hit, picked_endorser(hit.key)) for hit in meant.hits] if new_kind else []
    return [
        hit for hit, one in found if one and (one.kind.value if isinstance(one, Body) else PERSON) == new_kind
    ]


def picked_endorser(key: str) -> Person | Body | None:
    """The endorser a form names, such as `person-3`; None where there is none."""
    meant = resolve("", key)
    return meant.record if isinstance(meant, Found) and not isinstance(meant.record, Area) else None


def _recorded(actor: Actor, text: str, new_kind: str, nearby: list[Hit]) -> Person | Body:
    if not new_kind:
        raise UnknownEndorser(nearby)
    if new_kind == PERSON:
        return create_person(actor, name=text)
    kind = BodyKind(new_kind)
    if kind not in MAY_ENDORSE:
        raise Refused(why_not(kind), "new_kind")
    return create_body(actor, kind=kind, name_en=text)


def refuse_non_endorser(endorser: Person | Body) -> None:
    """Raise Refused for a body that may never endorse, saying who can instead."""
    if isinstance(endorser, Body) and not endorser.may_endorse:
        raise Refused(why_not(endorser.kind), "endorser")


def why_not(kind: BodyKind) -> str:
    """Why a body of `kind` may never endorse, and who can instead."""
    if kind is BodyKind.PRINCIPAL_COUNCIL:
        return str(
            gettext(
                "A principal council cannot endorse anybody. Its leader or its councillors can: record them, as people."
            )
        )
    return str(gettext("A body of this kind has a neutral task in selections and cannot endorse anybody."))


def covers(by: Actor, permission: Permission, contest: Contest, endorser: Person | Body) -> bool:
    """Whether `by` may do that to an endorsement by `endorser` in `contest`."""
    body_id = endorser.id if isinstance(endorser, Body) else None
    scope = Scope(
        contest_id=contest.id, area_id=contest.area_id, party_id=contest.party_id, endorser_body_id=body_id
    )
    return can(by, permission, scope)


def refuse_uncovered(actor: Actor, contest: Contest, endorser: Person | Body) -> None:
    """Raise Refused unless the actor's role covers the contest, or the body that decides."""
    if not covers(actor, Permission.RECORD_ENDORSEMENT, contest, endorser):
        raise Refused(
            gettext("Your role covers neither this contest nor this body, so you cannot record for it."),
            "endorser",
        )


def neutral_roles_of(endorser: Person | Body, contest: Contest) -> list[Role]:
    """The neutral roles somebody of the endorser's name holds in the contest."""
    if not isinstance(endorser, Person):
        return []
    name = compact_key(without_honorifics(endorser.name))
    grants = (
        db.session.query(RoleGrant).join(RoleGrant.account)
        .filter(RoleGrant.scope_kind == ScopeKind.CONTEST, RoleGrant.scope_id == contest.id, RoleGrant.role.in_(sorted(NEUTRAL_ROLES)),
                Account.disabled_at.is_(None))
    )  # fmt: skip
    at = now()
    return [
        grant.role
        for grant in grants
        if grant.is_live(at) and compact_key(without_honorifics(grant.account.name)) == name
    ]


def note_neutral(actor: Actor, endorsement: Endorsement) -> None:
    """Write down that somebody who must be neutral is recorded as endorser."""
    roles = neutral_roles_of(endorsement.endorser, endorsement.contest)
    if roles:
        difference = {"neutral_roles": (None, sorted(roles))}
        history.record(
            actor,
            "endorsements.neutral_endorser",
            endorsement,
            difference=difference,
            contest_id=endorsement.contest_id,
        )
