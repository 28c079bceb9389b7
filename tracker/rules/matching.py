"""Which records may be one person. Suggestions only: a person decides.

Comparing everybody with everybody would take hours, so only records that share a blocking key are compared: the
same surname and first initial, the same first name with a surname one letter away, or with the start or the end of
a surname unless very many share it, the same letters or words in any order, the same e-mail address. Names are
compared without accents, titles or letters after them. A maiden name is no reason, and neither is a name alone
where the areas differ. Two different e-mail addresses speak against a pair: few people give two.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from heapq import nlargest
from itertools import chain, combinations, product
from typing import Generic, TypeVar

from rapidfuzz.distance import OSA

from tracker.rules.names import search_key, split_name
from tracker.rules.nicknames import formal_names
from tracker.rules.spelling import is_slip, one_letter_apart

DEFAULT_THRESHOLD = 90
MOST_SUGGESTIONS = 10_000

_DIFFERENT_AREA = 12
_SAME_AREA = 6
_DIFFERENT_EMAIL = 8
_TOO_COMMON = 400
_CROWDED = 60

_INITIAL, _FORMAL, _START, _END, _LETTERS = ("initial", "formal", "start", "end", "letters")

Id = TypeVar("Id", bound=Hashable)


class MatchReason(StrEnum):
    """Why two records may be one person; DIFFERENT_EMAIL is the one that speaks against it."""

    SAME_NAME = "same_name"
    SAME_LETTERS = "same_letters"
    SPELLING = "spelling"
    NICKNAME = "nickname"
    INITIAL = "initial"
    MIDDLE_NAME = "middle_name"
    SAME_AREA = "same_area"
    SAME_EMAIL = "same_email"
    DIFFERENT_EMAIL = "different_email"


@dataclass(frozen=True, slots=True)
class NamedRecord(Generic[Id]):
    """One record to compare: its name as given, and area and e-mail address where known."""

    id: Id
    name: str
    area: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion(Generic[Id]):
    """Two records that may be one person, surer the nearer `score` is to 100, with the reasons."""

    left: Id
    right: Id
    score: int
    reasons: tuple[MatchReason, ...]


class _Name:
    """One distinct name prepared for comparing, and which records bear it, by area."""

    __slots__ = ("bearers", "compact", "formal", "given", "last_word", "surname")

    def __init__(self, given: tuple[str, ...], surname: str) -> None:
        words = surname.split()
        self.given = given
        self.surname = "".join(words)
        self.last_word = words[-1] if words else ""
        self.compact = "".join(given) + self.surname
        self.formal = formal_names(given[0]) if given else frozenset[str]()
        self.bearers: dict[str, list[int]] = defaultdict(list)

    def blocks(self) -> Iterator[tuple[str, str]]:
        """The keys under which this name is compared with others."""
        yield _LETTERS, "".join(sorted(self.compact))
        if self.given:
            yield _INITIAL, f"{self.given[0][0]} {self.last_word}"
            for formal in self.formal:
                yield _FORMAL, f"{formal} {self.last_word}"
                yield _START, f"{formal} {self.surname[:3]}"
                yield _END, f"{formal} {self.surname[-3:]}"


_Judgement = tuple[int, tuple[MatchReason, ...]]
_Found = tuple[int, int, int, tuple[MatchReason, ...]]


def suggest_duplicates(
    records: Iterable[NamedRecord[Id]],
    threshold: int = DEFAULT_THRESHOLD,
    limit: int = MOST_SUGGESTIONS,
) -> list[Suggestion[Id]]:
    """The likeliest duplicates among `records`, best first, at most `limit`, scoring `threshold` or more.

    Each pair is named once, in the order the records came in. At the default threshold two records with the same
    name are not suggested when their areas are known and differ: among many Welsh names most would be chance.
    """
    register = list(records)
    names = _names_of(register)
    emails = [record.email.strip().casefold() for record in register]
    found = chain(_by_email(register, names, emails), _by_name(names, emails, threshold))
    best = nlargest(limit, (one for one in found if one[0] >= threshold))
    return [
        Suggestion(register[-left].id, register[-right].id, score, reasons) for score, left, right, reasons in best
    ]


def _names_of(register: Sequence[NamedRecord[Id]]) -> list[_Name]:
    names: dict[tuple[tuple[str, ...], str], _Name] = {}
    for at, record in enumerate(register):
        parts = split_name(record.name)
        key = tuple(search_key(parts.given).split()), search_key(parts.surname)
        name = names.get(key) or names.setdefault(key, _Name(*key))
        name.bearers[search_key(record.area)].append(at)
    return list(names.values())


def _by_name(names: Sequence[_Name], emails: Sequence[str], threshold: int) -> Iterator[_Found]:
    """Every pair of records whose names, and areas where known, make them likely to be one person."""
    for left, right, judgement in _alike(names):
        for area, other, score, reasons in _placed(left, right, judgement):
            if score < threshold:
                continue
            pairs = _pairs(left.bearers[area], right.bearers[other], left is right and area == other)
            for one, two in pairs:
                if not emails[one] or not emails[two]:
                    yield score, -min(one, two), -max(one, two), reasons
                elif emails[one] != emails[two]:
                    yield score - _DIFFERENT_EMAIL, -min(one, two), -max(one, two), (*reasons, MatchReason.DIFFERENT_EMAIL)


def _alike(names: Sequence[_Name]) -> Iterator[tuple[_Name, _Name, _Judgement]]:
    """Each name with itself, and each pair of names from one block that may be one, once."""
    for name in names:
        yield name, name, (100, (MatchReason.SAME_NAME,))
    seen: set[int] = set()
    for left, right in chain(_sharing_a_block(names), _a_slip_apart(names)):
        judgement = _judge_names(names[left], names[right])
        pair = min(left, right) * len(names) + max(left, right)
        if judgement and pair not in seen:
            seen.add(pair)
            yield names[left], names[right], judgement


def _sharing_a_block(names: Sequence[_Name]) -> Iterator[tuple[int, int]]:
    """Pairs with a key in common. What very many share tells little: there only the closest are compared, or none."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, name in enumerate(names):
        for key in set(name.blocks()):
            blocks[key].append(at)
    for (kind, _key), members in blocks.items():
        if len(members) <= _CROWDED:
            yield from combinations(members, 2)
        elif kind == _INITIAL:
            yield from _initials_and_slips(members, names)
        elif kind == _FORMAL:
            yield from _agreeing(members, names)


def _initials_and_slips(members: Sequence[int], names: Sequence[_Name]) -> Iterator[tuple[int, int]]:
    """Among very many of one surname: initials with everybody, and first names a letter apart whose middle names begin alike."""
    by_first: dict[str, list[int]] = defaultdict(list)
    for at in members:
        by_first[names[at].given[0]].append(at)
    for initial in (first for first in by_first if len(first) == 1):
        yield from product(by_first[initial], [at for at in members if names[at].given[0] != initial])
    for one, other in one_letter_apart(by_first):
        beside: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for at in by_first[one]:
            beside[names[at].given[1:2]].append(at)
        yield from ((left, at) for at in by_first[other] for left in beside[names[at].given[1:2]])


def _agreeing(members: Sequence[int], names: Sequence[_Name]) -> Iterator[tuple[int, int]]:
    """Among very many of one first name and surname: those whose middle name is open with everybody, else the same middle name."""
    by_middle: dict[str, list[int]] = defaultdict(list)
    for at in members:
        by_middle["".join(names[at].given[1:2])].append(at)
    for middle in (middle for middle in by_middle if len(middle) <= 1):
        yield from product(by_middle[middle], [at for at in members if "".join(names[at].given[1:2]) != middle])
    for group in by_middle.values():
        yield from combinations(group, 2)


def _a_slip_apart(names: Sequence[_Name]) -> Iterator[tuple[int, int]]:
    """Pairs with one first name whose surnames become equal when a letter is left out of one or of both."""
    by_formal: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for at, name in enumerate(names):
        for formal in name.formal:
            by_formal[formal][name.surname].append(at)
    for surnames in by_formal.values():
        for one, other in one_letter_apart(surnames):
            yield from product(surnames[one], surnames[other])


def _placed(left: _Name, right: _Name, judgement: _Judgement) -> Iterator[tuple[str, str, int, tuple[MatchReason, ...]]]:
    """The judgement on two names for each pair of areas their bearers are in."""
    score, reasons = judgement
    for area, other in product(left.bearers, right.bearers):
        if left is right and area > other:
            continue
        if not area or not other:
            yield area, other, score, reasons
        elif area == other:
            yield area, other, min(score + _SAME_AREA, 100 if score == 100 else 99), (*reasons, MatchReason.SAME_AREA)
        else:
            yield area, other, score - _DIFFERENT_AREA, reasons


def _pairs(left: list[int], right: list[int], same: bool) -> Iterator[tuple[int, int]]:
    """Every pair of two groups of records, or none where so many share the name that it tells nothing."""
    if len(left) * len(right) > _TOO_COMMON:
        return iter(())
    return combinations(left, 2) if same else product(left, right)


def _by_email(register: Sequence[NamedRecord[Id]], names: Sequence[_Name], emails: Sequence[str]) -> Iterator[_Found]:
    """Every pair of records with one address and names that may be one; families share addresses too."""
    name_of = {at: name for name in names for bearers in name.bearers.values() for at in bearers}
    sharing: dict[str, list[int]] = defaultdict(list)
    for at in range(len(register)):
        if emails[at]:
            sharing[emails[at]].append(at)
    for members in sharing.values():
        for one, two in _pairs(members, members, True):
            judgement = _judge_names(name_of[one], name_of[two])
            if judgement:
                yield 100, -one, -two, (*judgement[1], MatchReason.SAME_EMAIL)


def _judge_names(left: _Name, right: _Name) -> _Judgement | None:
    """How likely two names are one, from 0 to 100, and why; None when they cannot be."""
    if left is right:
        return 100, (MatchReason.SAME_NAME,)
    if left.compact == right.compact:
        return 99, (MatchReason.SAME_LETTERS,)
    if not left.given or not right.given:
        return None
    surname = _judge_surnames(left.surname, right.surname)
    given = surname and _judge_given(left, right)
    if not surname or not given:
        return None
    both_inexact = given[0] < 100 and surname[0] < 100
    return min(given[0], surname[0]) - 2 * both_inexact, (*given[1], *surname[1])


def _judge_surnames(left: str, right: str) -> _Judgement | None:
    if left == right:
        return 100, ()
    shorter = min(len(left), len(right))
    allowed = 2 if shorter >= 8 else 1 if shorter >= 4 else 0
    if abs(len(left) - len(right)) > allowed:
        return None
    distance = OSA.distance(left, right, score_cutoff=allowed)
    return (96 - 2 * distance, (MatchReason.SPELLING,)) if distance <= allowed else None


def _judge_given(left: _Name, right: _Name) -> _Judgement | None:
    first = _judge_first(left, right)
    middle = first and _judge_middle(left.given[1:], right.given[1:])
    return (min(first[0], middle[0]), (*first[1], *middle[1])) if first and middle else None


def _judge_first(left: _Name, right: _Name) -> _Judgement | None:
    one, other = left.given[0], right.given[0]
    if one == other:
        return 100, ()
    if not left.formal.isdisjoint(right.formal):
        return 96, (MatchReason.NICKNAME,)
    if 1 in (len(one), len(other)):
        return (84, (MatchReason.INITIAL,)) if one[0] == other[0] else None
    return (92, (MatchReason.SPELLING,)) if is_slip(one, other) else None


def _judge_middle(left: tuple[str, ...], right: tuple[str, ...]) -> _Judgement | None:
    """Middle names may be left out or shortened to initials, but not differ."""
    if left == right:
        return 100, ()
    if not left or not right:
        return 94, (MatchReason.MIDDLE_NAME,)
    agree = all(a == b or (1 in (len(a), len(b)) and a[0] == b[0]) for a, b in zip(left, right, strict=False))
    return (97, (MatchReason.INITIAL,)) if agree else None
