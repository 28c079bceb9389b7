"""When two names of a column or a choice mean the same."""

import unicodedata


def same_name(name: str) -> str:
    """A key equal for names that differ only in capitals, accents, spaces, underscores and punctuation."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return "".join(c for c in bare.casefold() if c.isalnum())
