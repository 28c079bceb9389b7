"""Which column of a file holds which field: guessed first, confirmed by a person, checked before any row."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _
from rapidfuzz import fuzz, process

from tracker.kernel.imports.fields import LANGUAGES, ImportField
from tracker.kernel.imports.names import same_name

Mapped = Mapping[str, str]
CLOSE_ENOUGH = 84
LONG_ENOUGH_TO_GUESS = 4


def known_names(fields: Sequence[ImportField]) -> dict[str, str]:
    """Every way a column may be named, as `same_name` makes it, with the field it means."""
    names: dict[str, str] = {}
    for field in fields:
        spellings = [field.name, *field.synonyms]
        for language in LANGUAGES:
            with force_locale(language):
                spellings.append(str(field.label))
        for spelling in spellings:
            names.setdefault(same_name(spelling), field.name)
    return names


def guess_columns(fields: Sequence[ImportField], columns: Sequence[str]) -> dict[str, str]:
    """Field name to column name: exact names first, then the nearest spelling; each column serves one field."""
    names = known_names(fields)
    guessed: dict[str, str] = {}
    for column in columns:
        meant = names.get(same_name(column))
        if meant and meant not in guessed:
            guessed[meant] = column
    for column in columns:
        if column not in guessed.values():
            meant = _nearest(same_name(column), {name: field for name, field in names.items() if field not in guessed})
            if meant:
                guessed[meant] = column
    return guessed


def _nearest(name: str, names: Mapping[str, str]) -> str | None:
    if len(name) < LONG_ENOUGH_TO_GUESS:
        return None
    found = process.extractOne(name, [n for n in names if len(n) >= LONG_ENOUGH_TO_GUESS], scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH)
    return names[found[0]] if found else None


def column_problems(fields: Sequence[ImportField], columns: Sequence[str], mapping: Mapped) -> list[str]:
    """What is wrong with the choice of columns, one kind of problem at a time; empty when rows may be read."""
    checks = (_unknown_fields, _unknown_columns, _columns_twice, _serving_twice, _missing)
    return next((problems for check in checks if (problems := check(fields, columns, mapping))), [])


def _unknown_fields(fields: Sequence[ImportField], _columns: Sequence[str], mapping: Mapped) -> list[str]:
    names = {field.name for field in fields}
    return [_("There is no such field. Field: %(field)s", field=name) for name in mapping if name not in names]


def _unknown_columns(_fields: Sequence[ImportField], columns: Sequence[str], mapping: Mapped) -> list[str]:
    return [_("The file has no such column. Column: %(column)s", column=column) for column in mapping.values() if column not in columns]


def _columns_twice(_fields: Sequence[ImportField], columns: Sequence[str], mapping: Mapped) -> list[str]:
    counts = Counter(columns)
    wrong = [column for column in mapping.values() if counts[column] > 1]
    return [_("The file has this column more than once; rename or remove one. Column: %(column)s", column=column) for column in wrong]


def _serving_twice(_fields: Sequence[ImportField], _columns: Sequence[str], mapping: Mapped) -> list[str]:
    counts = Counter(mapping.values())
    return [_("Choose this column for one field only. Column: %(column)s", column=column) for column in counts if counts[column] > 1]


def _missing(fields: Sequence[ImportField], _columns: Sequence[str], mapping: Mapped) -> list[str]:
    missing = [field for field in fields if field.required and field.name not in mapping]
    return [_("A column is missing: choose it, or add it to the file. Column: %(column)s", column=field.label) for field in missing]


def places(columns: Sequence[str], mapping: Mapped) -> dict[str, int]:
    """Field name to the place of its column in a row."""
    return {name: columns.index(column) for name, column in mapping.items()}


def by_name(columns: Sequence[str], wanted: Mapping[str, Any]) -> dict[str, str]:
    """`wanted` with each column spelt as the file spells it, where only capitals, spaces or accents differ."""
    spelt = {same_name(column): column for column in reversed(columns)}
    return {name: column if column in columns else spelt.get(same_name(column), column) for name, column in wanted.items()}
