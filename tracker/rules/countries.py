"""Countries by name, as people write them on a letter."""

from collections.abc import Mapping
from functools import cache

from babel import Locale

from tracker.rules.names import search_key

# The languages in which the name of a country is understood.
LANGUAGES = ("en", "cy", "ga", "de", "fr", "es", "it", "pt", "nl", "pl", "ro")

UNITED_KINGDOM = frozenset({
    "united kingdom", "uk", "u k", "great britain", "gb", "england", "scotland", "wales", "northern ireland", "cymru",
    "y deyrnas unedig", "y deyrnas gyfunol", "prydain fawr", "lloegr", "yr alban", "gogledd iwerddon", "united kingdom of great britain",
})  # fmt: skip
_INLAND = frozenset({"GB", "GG", "IM", "JE"})  # the Crown dependencies have UK postcodes and inland post
_NO_COUNTRY = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
_OTHER_NAMES = {
    "usa": "US", "u s a": "US", "united states of america": "US", "republic of ireland": "IE", "eire": "IE", "holland": "NL",
    "the netherlands": "NL", "czech republic": "CZ", "uae": "AE", "turkey": "TR", "burma": "MM", "ivory coast": "CI",
}  # fmt: skip


def is_united_kingdom(line: str) -> bool:
    """Whether `line` names the United Kingdom or one of its nations, in English or Welsh."""
    return search_key(line) in UNITED_KINGDOM


def country_abroad(line: str) -> str | None:
    """The English name of the country `line` names; None where it names none, or one that inland post serves."""
    return _abroad().get(search_key(line))


@cache
def _abroad() -> dict[str, str]:
    english: Mapping[str, str] = Locale("en").territories
    codes = {code for code in english if len(code) == 2 and code.isalpha()} - _INLAND - _NO_COUNTRY
    names: dict[str, str] = {}
    for language in reversed(LANGUAGES):  # where two languages differ about a name, the earlier one is right
        called: Mapping[str, str] = Locale(language).territories
        names |= {search_key(name): english[code] for code, name in called.items() if code in codes}
    return names | {name: english[code] for name, code in _OTHER_NAMES.items()}
