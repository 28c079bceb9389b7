"""The columns a list of electors may have."""

import re
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from flask_babel import lazy_gettext as _l

from tracker.electorate.models.details import LONGEST_NUMBER
from tracker.electorate.words import LABELS
from tracker.kernel.forms import UNKEEPABLE
from tracker.kernel.imports import CellProblem, ImportField
from tracker.kernel.imports import fields as cells
from tracker.kernel.imports.fields import Parse, ParseMany
from tracker.kernel.words import words_of
from tracker.rules.electorate import ElectorStanding, LetterFormat, LetterLanguage, VoterClass

BREAKS = re.compile(r"[\t\n\r\v\f]+")
V, S, F, L = VoterClass, ElectorStanding, LetterFormat, LetterLanguage

CLASSES = {
    **dict.fromkeys(("full member", "party member", "individual member", "labour member", "aelod o'r blaid"), V.MEMBER),
    **dict.fromkeys(("affiliated", "affiliate", "union", "trade unionist", "cefnogwr cysylltiedig"), V.AFFILIATED_SUPPORTER),
    **dict.fromkeys(("registered", "supporter", "cefnogwr cofrestredig"), V.REGISTERED_SUPPORTER),
}
STANDINGS = {
    **dict.fromkeys(("current", "active", "ok", "in good standing", "cyfredol"), S.NONE),
    **dict.fromkeys(("excluded", "administrative suspension", "wedi'i wahardd", "wedi'i gwahardd"), S.SUSPENDED),
    **dict.fromkeys(("dead", "died", "wedi marw"), S.DECEASED),
    **dict.fromkeys(("appeal", "appealing", "apel"), S.APPEAL_PENDING),
    **dict.fromkeys(("moved away", "gone-away", "goneaway", "wedi symud"), S.GONE_AWAY),
}
FORMATS = {"large": F.LARGE_PRINT, "cd": F.AUDIO, "print bras": F.LARGE_PRINT, "sain": F.AUDIO}
LANGUAGES = {
    **dict.fromkeys(("eng", "saesneg"), L.ENGLISH),
    **dict.fromkeys(("cym", "wel", "cymraeg", "welsh first", "bilingual", "both", "dwyieithog"), L.WELSH),
}


def line(longest: int = 300) -> Parse:
    """One line of text as given, of at most so many characters; a line break within it becomes a space."""
    return partial(_line, longest)


def _line(longest: int, cell: str) -> str:
    if not cell.isprintable():
        cell = BREAKS.sub(" ", cell)
        if UNKEEPABLE.search(cell):
            raise CellProblem(_l("The text holds a character that cannot be stored. Type it again without it."))
    if len(cell) > longest:
        raise CellProblem(_l("The text is too long. Shorten it to %(limit)s characters.", limit=longest))
    return cell


def lines(longest: int = 300) -> ParseMany:
    """The same of many at once, where none of them wants looking at by itself."""
    return partial(_lines, longest)


def _lines(longest: int, cells: list[str]) -> list[str] | None:
    return cells if "".join(cells).isprintable() and max(map(len, cells)) <= longest else None


def plain(parse: Parse) -> Parse:
    """What `parse` reads, as the database keeps it: the bare word of an enumeration, a day as ISO 8601."""
    return partial(_plain, parse)


def _plain(parse: Parse, cell: str) -> Any:
    value = parse(cell)
    return value.isoformat() if isinstance(value, date) else str(value.value)


def _field(name: str, parse: Parse, *synonyms: str, hint: object = "", **more: object) -> ImportField:
    return ImportField(name=name, label=LABELS[name], parse=parse, synonyms=synonyms, hint=hint, **more)  # type: ignore[arg-type]  # passed on


def _address(number: int) -> ImportField:
    synonyms = (f"address line {number}", f"address{number}", f"addr{number}", f"cyfeiriad {number}", f"llinell cyfeiriad {number}")
    more = ("address", "street", "cyfeiriad") if number == 1 else ()
    return _field(f"address_{number}", line(), *synonyms, *more, default="", parse_many=lines())


FIELDS: Sequence[ImportField] = (
    _field(
        "membership_number", line(LONGEST_NUMBER), "number", "member number", "member no", "membership no", "membership id", "member id",
        "rhif aelodaeth", "rhif aelod", required=True, parse_many=lines(LONGEST_NUMBER),
        hint=_l("The party’s number for the person: a later list finds the person by it."),
    ),
    _field("title", line(60), "salutation", "teitl", default="", parse_many=lines(60)),
    _field("first_name", line(), "forename", "given name", "first names", "christian name", "enw cyntaf", default="", parse_many=lines()),
    _field("last_name", line(), "surname", "family name", "cyfenw", "enw olaf", required=True, parse_many=lines()),
    *(_address(number) for number in range(1, 7)),
    _field(
        "postcode", line(40), "post code", "zip", "cod post", default="", parse_many=lines(40),
        hint=_l("May stand in the last line of the address too."),
    ),
    _field(
        "email", cells.email, "email address", "e-mail address", "mail", "e-bost", "cyfeiriad e-bost", default="", parse_many=cells.emails,
    ),
    _field("phone", line(60), "telephone", "mobile", "phone number", "ffôn", "ffon", default="", parse_many=lines(60)),
    _field(
        "language", plain(cells.one_of(L, words_of(L), LANGUAGES)), "preferred language", "iaith", default=L.ENGLISH.value,
        hint=_l("en or cy. Where it is empty: English."),
    ),
    _field(
        "voter_class", plain(cells.one_of(V, words_of(V), CLASSES)), "class", "membership type", "type", "math o aelod",
        default=V.MEMBER.value,
        hint=_l("Member, affiliated supporter or registered supporter. Where it is empty: member."),
    ),
    _field("joined_on", plain(cells.day), "joined", "join date", "date joined", "member since", "ymunodd"),
    _field("paid_up_to", plain(cells.day), "paid to", "paid until", "paid up until", "subscription paid to", "expiry date", "talwyd hyd"),
    _field("branch", line(), "ward", "clp", "constituency", "branch name", "cangen", default="", parse_many=lines()),
    _field(
        "council", line(), "local authority", "authority", "county", "cyngor", default="",
        hint=_l("The council or its area, in English or Welsh. Where it is empty: by postcode, if a table of postcodes was imported."),
    ),
    _field("email_consent", cells.yes_or_no, "consent", "email opt in", "opted in", hint=_l("Empty where nobody asked.")),
    _field(
        "post_objection", cells.yes_or_no, "no post", "no mail", "objects to post", "opted out of post", "dim post", default=False,
        hint=_l("Yes where the person wants no campaign post. Ballot papers are sent all the same."),
    ),
    _field(
        "format", plain(cells.one_of(F, words_of(F), FORMATS)), "letter format", "accessible format", "fformat", default=F.STANDARD.value,
    ),
    _field(
        "standing", plain(cells.one_of(S, words_of(S), STANDINGS)), "status", "membership status", "statws",
        hint=_l("Suspended, listed twice, has died, gone away or appeal pending; empty for nothing."),
    ),
)  # fmt: skip
