"""What the fields of a contest and a candidacy are called, in both languages: forms, differences and pages agree."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

CONTEST_FIELDS: Mapping[str, str | LazyString] = {
    "title_en": _l("Title in English"),
    "title_cy": _l("Title in Welsh"),
    "slug": _l("Short address"),
    "office": _l("Office"),
    "area": _l("Area"),
    "party": _l("Selecting party"),
    "kind": _l("Kind of contest"),
    "seats": _l("Seats"),
    "method": _l("How votes are counted"),
    "channels": _l("Ways of voting"),
    "ballot_closes_at": _l("Ballot closes (date and hour)"),
    "dispatch_on": _l("Ballot papers go out on"),
    "polling_day": _l("Public polling day"),
    "joined_by": _l("Members joined by"),
    "paid_up_by": _l("Members paid up by"),
    "statement_word_limit": _l("Longest statement, in words"),
    "source": _l("Source or notice"),
    "dates_are_illustrative": _l("The dates are illustrative, not documented"),
}

RULE_FIELDS: Mapping[str, str | LazyString] = {
    "key": _l("Rule"),
    "value": _l("Value"),
    "unit": _l("Unit"),
    "force": _l("How strictly it binds"),
    "source": _l("Source"),
    "source_on": _l("Date of the source"),
}

CANDIDACY_FIELDS: Mapping[str, str | LazyString] = {
    "person": _l("Person"),
    "is_incumbent": _l("Holds the office now"),
    "designation": _l("Description sought"),
    "website": _l("Web site"),
    "handles": _l("Social media"),
    "hashtag": _l("Hashtag"),
    "statement_en": _l("Statement in English"),
    "statement_cy": _l("Statement in Welsh"),
    "votes": _l("Votes"),
    "result_source": _l("Source of the result"),
}
