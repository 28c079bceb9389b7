"""The columns names are sorted and found by, made from the names as they were given."""

from tracker.rules.names import compact_key, search_key, sort_key

LONGEST_KEY = 300
BETWEEN = "|"


def person_keys(name: str) -> dict[str, str]:
    """The keys of a person's name. A key may be longer than its name, so each is cut to what a column holds."""
    keys = {"sort_key": sort_key(name), "search_key": search_key(name), "compact_key": compact_key(name)}
    return {column: key[:LONGEST_KEY] for column, key in keys.items()}


def body_keys(name_en: str, name_cy: str, short_name: str) -> dict[str, str]:
    """The keys of a body's names: the English one, and the others between bars."""
    others = [key for key in (search_key(name_cy), search_key(short_name)) if key]
    return {
        "search_key": search_key(name_en)[:LONGEST_KEY],
        "compact_key": compact_key(name_en)[:LONGEST_KEY],
        "also_known_key": f"{BETWEEN}{BETWEEN.join(others)}{BETWEEN}" if others else "",
    }
