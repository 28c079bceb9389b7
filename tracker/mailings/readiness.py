"""What a mailing needs before it moves on, and where to mend what it lacks."""

from collections.abc import Iterator

from flask import has_request_context, url_for
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from tracker.access.can import current_actor
from tracker.extensions import db
from tracker.kernel.errors import Blocker
from tracker.kernel.words import word
from tracker.letters import content as words
from tracker.mailings.contents import CODES, disparities, unknown_placeholders
from tracker.mailings.models import HouseConfirmation, Mailing
from tracker.mailings.queries.audience import counted
from tracker.mailings.queries.fairness import Balance, endorsed_by, ledger_with
from tracker.mailings.queries.missing import missing_values_of
from tracker.rules.decisions import VERIFIED_STATES
from tracker.rules.mailings import MailingChannel, OnBehalf

ABSENT = {
    "candidate": _l("The placeholder candidate says something only in a mailing on behalf of a candidate. Write the name instead."),
    "endorser": _l("The placeholder endorser says something only in a mailing on behalf of an endorsing body. Write the name instead."),
    "ballot_close": _l("The contest has no day and hour of close yet, so the placeholder ballot_close says nothing."),
}


def address(mailing: Mailing, endpoint: str) -> str | None:
    """The address of the page where something is mended; none where nobody is looking at pages."""
    if not has_request_context():
        return None
    return url_for(f"mailings.{endpoint}", contest_slug=mailing.contest.slug, number=mailing.number)


def something_written(mailing: Mailing) -> Iterator[Blocker]:
    """Each language somebody gets has a subject and a text."""
    where = address(mailing, "write")
    content = mailing.content
    if content is None:
        yield Blocker(message=gettext("Nothing is written yet."), url=where)
        return
    for code in CODES:  # there are people of both languages on every roll in Wales
        if not getattr(content, f"body_{code}").strip():
            message = gettext("The Welsh text is empty.") if code == "cy" else gettext("The English text is empty.")
            yield Blocker(message=message, url=where)
        if mailing.channel is MailingChannel.EMAIL and not getattr(content, f"subject_{code}").strip():
            message = gettext("The Welsh subject is empty.") if code == "cy" else gettext("The English subject is empty.")
            yield Blocker(message=message, url=where)


def only_known_placeholders(mailing: Mailing) -> Iterator[Blocker]:
    """A placeholder nobody fills would go out as it stands."""
    for name in unknown_placeholders(mailing):
        yield Blocker(message=gettext("There is no such placeholder: %(name)s", name=name), url=address(mailing, "write"))


def both_languages_agree(mailing: Mailing) -> Iterator[Blocker]:
    """What one language says, the other says: placeholders, figures and links."""
    for one in disparities(mailing):
        if one.aspect is words.Aspect.PLACEHOLDER:
            yield Blocker(message=gettext("Only one language has the placeholder: %(name)s", name=one.what), url=address(mailing, "write"))


def somebody_to_reach(mailing: Mailing) -> Iterator[Blocker]:
    """A frozen roll, and at least one person on it who gets the mailing."""
    if mailing.roll is None:
        yield Blocker(message=gettext("The electoral roll is not frozen yet, so nobody can be chosen."), url=address(mailing, "audience"))
    elif not counted(mailing).reached:
        yield Blocker(message=gettext("Nobody would get it. Change whom it is for."), url=address(mailing, "audience"))


def endorsement_verified(mailing: Mailing) -> Iterator[Blocker]:
    """A body speaks for itself only where its endorsement stands and a second officer has verified it."""
    if mailing.on_behalf is OnBehalf.ENDORSER and endorsed_by(mailing, VERIFIED_STATES) is None:
        where = url_for("endorsements.index", contest_slug=mailing.contest.slug) if has_request_context() else None
        yield Blocker(message=gettext("No verified endorsement of this body stands. Have the endorsement verified first."), url=where)


def nothing_missing(mailing: Mailing) -> Iterator[Blocker]:
    """Everybody has a value for every placeholder the text needs."""
    for one in missing_values_of(mailing):
        if one.people is None:
            yield Blocker(message=ABSENT[one.name], url=address(mailing, "write"))
            continue
        message = ngettext(
            "%(num)s person has no value for the placeholder %(name)s. "
            "Let its paragraph be optional (a salutation cannot be), or leave it out.",
            "%(num)s people have no value for the placeholder %(name)s. "
            "Let its paragraph be optional (a salutation cannot be), or leave it out.",
            one.people, name=one.name,
        )  # fmt: skip
        yield Blocker(message=message, url=address(mailing, "write"))


def within_the_allowance(mailing: Mailing) -> Iterator[Blocker]:
    """A candidate gets no more than the contest allows, where its rule refuses more."""
    for balance in over_allowance(mailing):
        if balance.allowance and balance.allowance.is_hard:
            message = gettext("It would be more than the candidate is allowed: %(what)s", what=word(balance.kind))
            where = url_for("mailings.fairness", contest_slug=mailing.contest.slug) if has_request_context() else None
            yield Blocker(message=message, url=where)


def over_allowance(mailing: Mailing) -> list[Balance]:
    """What would be overdrawn if the mailing goes out; nothing where it does not count."""
    ledger = ledger_with(mailing) if mailing.counts_towards_allowance else None
    return [balance for balance in ledger.balances.values() if balance.is_over] if ledger else []


def not_at_the_mailing_house(mailing: Mailing) -> Iterator[Blocker]:
    """What the mailing house said it did cannot be taken back."""
    if db.session.scalar(select(HouseConfirmation.id).where(HouseConfirmation.mailing_id == mailing.id).limit(1)):
        message = gettext("The mailing house has confirmed letters of it, so it cannot be changed any more. Begin another mailing.")
        yield Blocker(message=message, url=address(mailing, "letters"))


def approved_by_another(mailing: Mailing) -> Iterator[Blocker]:
    """Whoever submitted or wrote a mailing does not approve it."""
    me = current_actor().account_id
    written_by = mailing.content.created_by_id if mailing.content else None
    if me is not None and me in {mailing.submitted_by_id, written_by}:
        yield Blocker(message=gettext("You wrote or submitted this mailing: somebody else must approve it."), url=None)
