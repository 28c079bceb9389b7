"""When two names of a column or a choice mean the same."""

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=4096)  # the same few words stand in a column a hundred thousand times
def same_name(name: str) -> str:
    """A key equal for names that differ only in capitals, accents, spaces, underscores and punctuation."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return "".join(c for c in bare.casefold() if c.isalnum())
