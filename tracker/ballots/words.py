"""The words of a ballot's plan in both languages: acts, who acts, rules, sources, what is wrong, what would help."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from tracker.ballots.models import TimeKind
from tracker.contests.timetable_words import STAGES
from tracker.kernel.formats import day
from tracker.kernel.words import declare, word, words_of
from tracker.rules.ballot_plan import Act, Actor, Change, Problem, Wording
from tracker.rules.post import INLAND, PostalService

INLAND_WORDS = {service: text for service, text in words_of(PostalService).items() if service in INLAND}

declare({
    Act.COPY_TO_PRINTER: _l("Copy to the printer"), Act.PRINT: _l("Papers printed"), Act.HAND_OVER: _l("Handed to the mailing house"),
    Act.LANDS: _l("Papers have landed"), **{Act(key): STAGES[key] for key in STAGES if key in set(Act)},
})  # fmt: skip
declare({
    TimeKind.PLANNED: _l("Planned"), TimeKind.ACTUAL: _l("Happened"), TimeKind.EXTENDED: _l("Extended to"),
})  # fmt: skip
declare({
    Actor.RETURNING_OFFICER: _l("Returning officer"), Actor.PRINTER: _l("Printer"), Actor.MAILING_HOUSE: _l("Mailing house"),
    Actor.CARRIER: _l("Royal Mail or carrier"), Actor.ELECTOR: _l("Voter"), Actor.SCRUTINEER: _l("Scrutineer"),
})  # fmt: skip
declare({
    Problem.NO_USABLE_DAY: _l("Voters have no day on which to vote: papers land on the last safe day to post them back, or later."),
    Problem.TOO_FEW_DAYS: _l("Voters have fewer days to think than they shall have."),
    Problem.LATER_THAN_SAFE: _l("Something is set for later than is safe."),
    Problem.ALREADY_TOO_LATE: _l("The latest safe moment of an act has passed."),
    Problem.NO_REISSUE_BY_POST: _l("There is no time to send a replacement paper by post."),
    Problem.CLOSE_BADLY_PLACED: _l("The close is at a weekend, on a bank holiday or on the day after one."),
})  # fmt: skip
declare({
    Change.OUTBOUND_FIRST: _l("Send the papers out first class"), Change.RETURN_FIRST: _l("Let them come back first class"),
    Change.BOTH_FIRST: _l("First class both ways"), Change.LATER_CLOSE: _l("Close later"),
    Change.FEWER_THINKING_DAYS: _l("Give fewer days to think"),
})  # fmt: skip
declare({
    Wording.COPY: _l("At the mailing house before %(cut_off)s; what comes later counts as of the next day"),
    Wording.PRINTED: _l("Printed by 15:00; working days after the copy came: %(days)s"),
    Wording.HANDED_OVER: _l("Collected on the day of printing; days of delivery to allow: %(days)s"),
    Wording.LANDED: _l("Landed before the last safe posting of the return; days to think: %(days)s"),
    Wording.REISSUE_OPENS: _l("Not before the papers have landed; working days after they went out: %(days)s"),
    Wording.REISSUE_BY_POST: _l("What is asked for later cannot come and safely go back in time"),
    Wording.BEFORE_THE_CLOSE: _l("Working days before the close: %(days)s"),
    Wording.POSTING: _l("Post is of use until %(day)s; days of delivery to allow: %(days)s"),
    Wording.SELF_SERVICE: _l("Until the ballot closes"),
    Wording.CLOSE: _l("A paper that comes after this hour is late, on the same day too"),
})  # fmt: skip

SOURCES: Mapping[str, LazyString] = {
    "The mailing house’s hours": _l("The mailing house’s hours"),
    "Labour national executive ballots, 2020": _l("Labour national executive ballots, 2020"),
    "Labour ballots, 2020": _l("Labour ballots, 2020"),
    "The contest’s rules": _l("The contest’s rules"),
    "Royal Mail’s universal service aims as they stood until Ofcom’s reform of July 2025":
        _l("Royal Mail’s universal service aims as they stood until Ofcom’s reform of July 2025"),
    "Ofcom’s decision of 10 July 2025, in force on 28 July 2025": _l("Ofcom’s decision of 10 July 2025, in force on 28 July 2025"),
    "Ofcom’s targets from 1 April 2026, with 99 % no more than two days late":
        _l("Ofcom’s targets from 1 April 2026, with 99 % no more than two days late"),
    "Royal Mail Wholesale’s notice of 28 July 2025; counted from the day after posting, when the carrier hands it over":
        _l("Royal Mail Wholesale’s notice of 28 July 2025; counted from the day after posting, when the carrier hands it over"),
    "Royal Mail Wholesale’s notice on Economy of December 2020": _l("Royal Mail Wholesale’s notice on Economy of December 2020"),
    "GOV.UK Notify’s estimate of delivery, as of 24 July 2025": _l("GOV.UK Notify’s estimate of delivery, as of 24 July 2025"),
}


def rule_text(words: Wording, values: Mapping[str, Any]) -> str:
    """A rule in the page's language."""
    given = {**values, "day": day(date.fromisoformat(values["day"]))} if "day" in values else dict(values)
    return str(word(words)) % given


def source_text(source: str) -> str | LazyString:
    """A source in the page's language; the name of a document as it is."""
    return SOURCES.get(source, source)
