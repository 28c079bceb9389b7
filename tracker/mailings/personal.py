"""What one person gets: the values of the placeholders, and the parts of the text in the languages they read."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from flask_babel import force_locale
from markupsafe import Markup

from tracker.electorate.models import RollEntry
from tracker.kernel.formats import moment
from tracker.letters import content as words
from tracker.mailings.models import Mailing, MailingContent
from tracker.rules.mailings import LanguageMode


@dataclass(frozen=True, kw_only=True)
class PersonalPart:
    """The text in one language, filled for one person. Documents are plain data: nothing of a value is markup."""

    language: str
    subject: str
    salutation: str
    body: words.Document
    quote: words.Document
    valediction: str
    signatory: tuple[str, ...]
    enclosures: tuple[str, ...]

    @property
    def html(self) -> Markup:
        return words.to_html(self.body)

    @property
    def quote_html(self) -> Markup:
        return words.to_html(self.quote)


def values(mailing: Mailing, entry: RollEntry, reference: str, language: str) -> dict[str, str]:
    """The value of every placeholder of PLACEHOLDERS for one person; empty where there is none."""
    contest = mailing.contest
    return {
        "title": entry.title, "first_name": entry.first_name, "last_name": entry.last_name, "full_name": entry.name,
        "membership_number": entry.membership_number, "branch": entry.branch,
        "council": _named(entry.council, language), "candidate": mailing.candidacy.name if mailing.candidacy else "",
        "endorser": _named(mailing.body, language), "contest": contest.title_cy if language == "cy" else contest.title_en,
        "ballot_close": _moment_in(contest.ballot_closes_at, language), "reference": reference,
    }  # fmt: skip


def languages_for(mailing: Mailing, entry: RollEntry) -> tuple[str, ...]:
    """Welsh first where both are sent; else the person's own."""
    return ("cy", "en") if mailing.language_mode is LanguageMode.BOTH else (entry.language.value,)


def parts(mailing: Mailing, content: MailingContent, entry: RollEntry, reference: str) -> list[PersonalPart]:
    """What `entry` gets, a part for each language."""
    return [_part(mailing, content, entry, reference, language) for language in languages_for(mailing, entry)]


def _part(mailing: Mailing, content: MailingContent, entry: RollEntry, reference: str, language: str) -> PersonalPart:
    given = values(mailing, entry, reference, language)

    def said(name: str) -> str:
        return str(getattr(content, f"{name}_{language}"))

    return PersonalPart(
        language=language, subject=words.fill_line(said("subject"), given), salutation=words.fill_line(said("salutation"), given),
        body=words.fill(words.parse(said("body")), given), quote=words.fill(words.parse(said("quote")), given),
        valediction=words.fill_line(said("valediction"), given),
        signatory=tuple(line for line in (content.signatory, *said("signatory_title").splitlines()) if line),
        enclosures=tuple(line for line in said("enclosures").splitlines() if line.strip()),
    )  # fmt: skip


def missing_values(mailing: Mailing, content: MailingContent, entry: RollEntry, reference: str) -> tuple[str, ...]:
    """The placeholders this person's text needs and has no value for."""
    lacking: dict[str, None] = {}
    for language in languages_for(mailing, entry):
        given = values(mailing, entry, reference, language)
        body = words.parse(getattr(content, f"body_{language}"))
        lines = [getattr(content, f"{name}_{language}") for name in ("subject", "salutation", "valediction")]
        lacking.update(dict.fromkeys(words.missing(body, given)))
        lacking.update(dict.fromkeys(name for line in lines for name in words.missing_in_line(line, given)))
    return tuple(lacking)


def _named(thing: object, language: str) -> str:
    """The name of a body or an area in `language`."""
    if thing is None:
        return ""
    return str(getattr(thing, f"name_{language}", "") or getattr(thing, "name_en", ""))


@lru_cache(maxsize=16)  # the same for everybody, and slow to write
def _moment_in(instant: datetime | None, language: str) -> str:
    """A moment in the language of the letter, whichever the page is in."""
    with force_locale(language):
        return moment(instant)
