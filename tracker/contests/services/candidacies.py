"""Candidates: adding, changing, moving, and locking the list."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import IntegrityError

from tracker.access.actor import Actor
from tracker.contests.events import CandidacyMoved, CandidacyWithdrawn
from tracker.contests.models import Candidacy, Contest
from tracker.contests.statements import count_words, why_closed
from tracker.contests.states import CANDIDACY, MADE_BY_THE_CONTEST
from tracker.contests.words import CANDIDACY_FIELDS
from tracker.directory.models import Person
from tracker.extensions import db
from tracker.kernel import events, history, versions
from tracker.kernel.addresses import slug_of
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused
from tracker.rules.contests import ENDED_STATES, CandidacyState, Designation

history.sentences(**{
    "candidacies.added": _l("Candidate added: %(subject)s"),
    "candidacies.edited": _l("Candidate’s details changed: %(subject)s"),
    "candidacies.statement-changed": _l("Candidate’s statement changed: %(subject)s"),
    "contests.list-locked": _l("Candidate list locked: %(subject)s"),
    "contests.list-unlocked": _l("Candidate list unlocked: %(subject)s"),
})  # fmt: skip

IDENTITY = ("is_incumbent", "designation")
RESERVED = frozenset({"new", "lock", "unlock"})


@dataclass(frozen=True, kw_only=True)
class CandidacyDetails:
    """What is said about a candidate. The first two are the identity a locked list holds fast."""

    is_incumbent: bool = False
    designation: Designation = Designation.LABOUR
    website: str = ""
    handles: str = ""
    hashtag: str = ""

    def values(self) -> dict[str, Any]:
        """Every detail by its name."""
        return {detail.name: getattr(self, detail.name) for detail in fields(self)}


def add_candidacy(
    actor: Actor, contest: Contest, person: Person, details: CandidacyDetails, *, applied_at: datetime | None = None
) -> Candidacy:
    """Let `person` apply. Raises Refused when the list is locked, the contest over, or the person is a candidate already."""
    _refuse_closed(contest)
    if any(candidacy.person_id == person.id for candidacy in contest.candidacies):
        raise _already_standing()
    values = {**details.values(), "slug": _free_slug(contest, person), "applied_at": applied_at or now()}
    try:
        with db.session.begin_nested():
            candidacy = Candidacy(contest=contest, person=person, **values)
            db.session.add(candidacy)
    except IntegrityError:
        db.session.refresh(contest, ["candidacies"])
        raise _taken_meanwhile(contest, person) from None
    history.record(actor, "candidacies.added", candidacy, contest_id=contest.id, candidacy_id=candidacy.id)
    return candidacy


def edit_candidacy(actor: Actor, candidacy: Candidacy, details: CandidacyDetails, *, version: int | None = None) -> None:
    """Change what is said about a candidate. Raises StaleRecord; Refused for the identity while the list is locked."""
    wanted = details.values()
    versions.expect_version(candidacy, version, wanted, CANDIDACY_FIELDS)
    is_locked = candidacy.contest.candidates_locked_at is not None
    if is_locked and any(getattr(candidacy, name) != wanted[name] for name in IDENTITY):
        raise Refused(gettext("The candidate list is locked: who stands, and as what, no longer changes."), "designation")
    difference = history.changes(candidacy, wanted)
    if difference:
        _record(actor, "candidacies.edited", candidacy, difference)


def change_statement(actor: Actor, candidacy: Candidacy, *, english: str, welsh: str, version: int | None = None) -> None:
    """Change the statement in both languages. Raises Refused when it is too late, or longer than the contest allows."""
    wanted = {"statement_en": english, "statement_cy": welsh}
    versions.expect_version(candidacy, version, wanted, CANDIDACY_FIELDS)
    closed = why_closed(actor, candidacy)
    if closed:
        raise Refused(closed)
    for name, text in wanted.items():
        _refuse_too_long(candidacy, name, text)
    difference = history.changes(candidacy, wanted)
    if difference:
        _record(actor, "candidacies.statement-changed", candidacy, difference)


def move_candidacy(actor: Actor, candidacy: Candidacy, name: str, *, reason: str = "", at: datetime | None = None) -> None:
    """Make the move `name`, and tell the rooms above. A withdrawal may be dated back to when it was made.

    Raises Blocked or Refused; the moves a contest makes when it is decided are refused here.
    """
    if name in MADE_BY_THE_CONTEST:
        raise Refused(gettext("This follows from the contest’s own decision."))
    at, before = at or now(), candidacy.state
    if at > now():
        raise Refused(gettext("This lies in the future. Enter when it happened."), "at")
    changed = withdrawal(name, reason)
    ids = {"contest_id": candidacy.contest_id, "candidacy_id": candidacy.id}
    CANDIDACY.apply(actor, candidacy, name, at=at, reason=reason, changed=changed, **ids)
    events.publish(CandidacyMoved(before=before, after=candidacy.state, at=at, **ids))
    if candidacy.state is CandidacyState.WITHDRAWN:
        events.publish(CandidacyWithdrawn(at=at, reason=reason, **ids))


def lock_list(actor: Actor, contest: Contest, *, reason: str) -> None:
    """Fix the candidate list: nobody added, taken off or renamed; a withdrawal is still possible."""
    _need_reason(reason)
    _refuse_closed(contest)
    _set_lock(actor, contest, "contests.list-locked", reason, now(), actor.account_id)


def unlock_list(actor: Actor, contest: Contest, *, reason: str) -> None:
    """Open the candidate list again. Raises Refused once the ballot runs."""
    _need_reason(reason)
    if contest.state in ENDED_STATES or contest.ballot_is_open:
        raise Refused(gettext("The ballot has opened or the contest has ended: the list stays as it is."))
    if contest.candidates_locked_at is None:
        raise Refused(gettext("The candidate list is not locked."))
    _set_lock(actor, contest, "contests.list-unlocked", reason, None, None)


def _set_lock(actor: Actor, contest: Contest, action: str, reason: str, at: datetime | None, by: int | None) -> None:
    difference = history.changes(contest, {"candidates_locked_at": at, "candidates_locked_by_id": by})
    history.record(actor, action, contest, difference=difference, reason=reason, contest_id=contest.id)


def _record(actor: Actor, action: str, candidacy: Candidacy, difference: dict[str, tuple[Any, Any]]) -> None:
    history.record(actor, action, candidacy, difference=difference, contest_id=candidacy.contest_id, candidacy_id=candidacy.id)


def withdrawal(name: str, reason: str) -> dict[str, Any]:
    """What a move changes besides the state, where it has to do with a withdrawal."""
    if name == "withdraw":
        return {"withdrawal_reason": reason}
    return {"withdrawal_reason": "", "withdrawn_at": None} if name == "reinstate" else {}


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused(gettext("Give a reason: it is kept in the history."), "reason")


def _refuse_closed(contest: Contest) -> None:
    if contest.state in ENDED_STATES:
        raise Refused(gettext("The contest has ended."))
    if contest.candidates_locked_at is not None:
        raise Refused(gettext("The candidate list is locked."))


def _refuse_too_long(candidacy: Candidacy, name: str, text: str) -> None:
    words, limit = count_words(text), candidacy.contest.statement_word_limit
    if words > limit:
        raise Refused(gettext("Words: %(words)s. Shorten it to %(limit)s or fewer.", words=words, limit=limit), name)


def _already_standing() -> Refused:
    return Refused(gettext("This person is a candidate in this contest already."), "person")


def _taken_meanwhile(contest: Contest, person: Person) -> Refused:
    """Why a candidate whom nothing stood against a moment ago could not be added: somebody else was quicker."""
    if any(candidacy.person_id == person.id for candidacy in contest.candidacies):
        return _already_standing()
    return Refused(gettext("Another candidate of this name was added at the same moment. Send it again."), "person")


def _free_slug(contest: Contest, person: Person) -> str:
    stem = slug_of(person.name)
    taken = {candidacy.slug for candidacy in contest.candidacies} | RESERVED
    return next(slug for slug in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)
