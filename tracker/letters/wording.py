"""The few words the template itself says, in the language of the letter: not of the page somebody has open, so no catalogue."""

from datetime import date
from functools import lru_cache

from babel.dates import format_date

PAGE, REFERENCE, ENCLOSURES, SIGNATURE = "page", "reference", "enclosures", "signature"
WORDS = {
    "en": {
        PAGE: "Page {n} of {m}",
        REFERENCE: "Our reference:",
        ENCLOSURES: "Enclosed:",
        SIGNATURE: "Signature",
    },
    "cy": {
        PAGE: "Tudalen {n} o {m}",
        REFERENCE: "Ein cyfeirnod:",
        ENCLOSURES: "Amgaeir:",
        SIGNATURE: "Llofnod",
    },
}
_LOCALES = {"en": "en_GB", "cy": "cy_GB"}


@lru_cache(maxsize=8)
def day(on: date, language: str) -> str:
    """`23 November 2026`, `23 Tachwedd 2026`."""
    return format_date(on, "d MMMM y", locale=_LOCALES[language])
