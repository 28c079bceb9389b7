"""Likely duplicates among very many names, and searches that forgive a typing error."""

import random
import tracemalloc

import pytest

from tracker.rules.matching import MatchReason, NamedRecord, suggest_duplicates

GIVEN = (
    "Anthony Siôn Siân Gwyn Gwen Alun Mair Nia Rhys Catherine Elizabeth Margaret Robert Stephen Carys Eleri Owain "
    "Tomos Anwen Bethan Dylan Emyr Ffion Gareth Helen Ian Jane Meinir Geraint Heledd Iestyn Lowri Branwen Cerys"
).split()
STARTS = "Pen Tre Llan Aber Car Ban Bry Cwm Dol Eli Fen Gar Hen Isa Lly Mor Nan Ogw Pry Rhy".split()
ENDS = "field fordd ton wynne well stead byrne ley combe worth dale brook gwyn fryn mawr".split()
SURNAMES = [start + end for start in STARTS for end in ENDS]


def reasons(left: str, right: str, area: str = "", **more: str) -> tuple[MatchReason, ...]:
    found = suggest_duplicates([NamedRecord(1, left, area, **more), NamedRecord(2, right, area, **more)])
    return found[0].reasons if found else ()


@pytest.mark.parametrize(("left", "right", "reason"), [
    ("Huw Irranca Davies", "Huw Irranca-Davies", MatchReason.SAME_LETTERS),
    ("Huw Irranca-Davies MS", "Cllr Huw Irranca Davies", MatchReason.SAME_LETTERS),
    ("Siôn Pugh-Example", "Sion Pugh Example", MatchReason.SAME_LETTERS),
    ("Cllr Nia Pugh-Example", "Nia Pugh-Example MP", MatchReason.SAME_NAME),
    ("Tony Invented", "Anthony Invented", MatchReason.NICKNAME),
    ("Gwyn ap Sample", "Gwyn ap Smaple", MatchReason.SPELLING),
    ("Gwyneth Invented", "Gwynneth Invented", MatchReason.SPELLING),
    ("Mair Ann Invented", "Mair A. Invented", MatchReason.INITIAL),
    ("Mair Ann Invented", "Mair Invented", MatchReason.MIDDLE_NAME),
])
def test_one_person_spelt_two_ways_is_suggested(left: str, right: str, reason: MatchReason) -> None:
    assert reason in reasons(left, right)


@pytest.mark.parametrize(("left", "right"), [
    ("Siôn Sample", "Siân Sample"), ("Gwyn Sample", "Gwen Sample"), ("Simon Sample", "Simone Sample"),
    ("Mair Sample", "Mair Invented"), ("Mair Ann Sample", "Mair Beth Sample"),
    ("David Elin Sample", "Dafydd Meleri Sample"), ("Gwyneth Ann Sample", "Gwynneth Beth Sample"),
    ("N Ann Sample", "Nia Beth Sample"), ("Mair Sample", "Mair Sample-Invented"),
    ("N Sample", "Mair Sample"), ("Sample", "Mair Sample"),
])
def test_two_people_are_not_one_even_in_one_area(left: str, right: str) -> None:
    assert not reasons(left, right, area="Cardiff")


def test_an_initial_needs_an_area_or_an_address_to_go_with_it() -> None:
    assert not reasons("N Pugh-Example", "Nia Pugh-Example")
    assert MatchReason.SAME_AREA in reasons("N Pugh-Example", "Nia Pugh-Example", area="Cardiff")
    assert MatchReason.SAME_EMAIL in reasons("N Pugh-Example", "Nia Pugh-Example", email="nia@example.org")


def test_the_same_name_in_two_areas_is_suggested_only_when_asked_or_the_address_agrees() -> None:
    here, there = NamedRecord("a", "Mair Sample", "Cardiff"), NamedRecord("b", "Mair Sample", "Powys")
    assert suggest_duplicates([here, there]) == []
    assert [s.score for s in suggest_duplicates([here, there], threshold=85)] == [88]
    moved = [NamedRecord(r.id, r.name, r.area, "mair@example.org") for r in (here, there)]
    found, = suggest_duplicates(moved)
    assert (found.left, found.right, found.score) == ("a", "b", 100)


def test_only_the_same_name_in_one_area_is_as_good_as_certain() -> None:
    def score(other: str) -> int:
        found, = suggest_duplicates([NamedRecord(1, "Dafydd Elin Sample", "Cardiff"), NamedRecord(2, other, "Cardiff")])
        return found.score

    assert score("Dafydd Elin Sample") == 100
    assert {score("David Elin Sample"), score("Dafydd Sample")} == {99}


def test_two_different_addresses_speak_against_a_pair_and_are_named_among_the_reasons() -> None:
    def found(one: str, other: str, name: str = "Mair Sample") -> list[tuple[int, tuple[MatchReason, ...]]]:
        pair = [NamedRecord(1, "Mair Sample", "Cardiff", one), NamedRecord(2, name, "Cardiff", other)]
        return [(s.score, s.reasons) for s in suggest_duplicates(pair)]

    same = MatchReason.SAME_NAME, MatchReason.SAME_AREA
    assert found("mair@example.org", "") == [(100, same)]
    assert found("mair@example.org", "sample@example.com") == [(92, (*same, MatchReason.DIFFERENT_EMAIL))]
    assert found("mair@example.org", " MAIR@example.org")[0][0] == 100
    assert not found("mair@example.org", "sample@example.com", name="M Sample")


def test_each_pair_is_named_once_best_first_and_no_more_than_asked() -> None:
    same = [NamedRecord(n, "Mair Sample", "Cardiff", "m@example.org") for n in range(4)]
    found = suggest_duplicates([*same, NamedRecord(9, "Mair Smaple", "Cardiff")])
    assert len({(s.left, s.right) for s in found}) == len(found) == 10
    assert [s.score for s in found] == sorted((s.score for s in found), reverse=True)
    assert len(suggest_duplicates(same, limit=2)) == 2


def slip(rng: random.Random, word: str) -> str:
    at = rng.randrange(1, len(word) - 1)
    changes = [word[:at] + word[at + 1:], word[:at] + word[at] + word[at:],
               word[:at] + word[at + 1] + word[at] + word[at + 2:]]
    return rng.choice(changes)


def planted(rng: random.Random, given: str, surname: str, kind: int) -> str:
    return [f"{given} {slip(rng, surname)}", f"Cllr {given} {surname} MBE", f"{given[0]} {surname}",
            f"{surname}, {given}"][kind]


def register(size: int, copies: int) -> tuple[list[NamedRecord[int]], set[tuple[int, int]]]:
    """`size` people in 400 wards, no two alike, and `copies` of some of them, misspelt or restyled."""
    rng = random.Random(2012)
    triples = [(given, surname, ward) for given in GIVEN for surname in SURNAMES for ward in range(400)]
    people = rng.sample(triples, size)
    records = [NamedRecord(at, f"{g} {s}", f"ward {w}") for at, (g, s, w) in enumerate(people)]
    pairs = set()
    for n in range(copies):
        given, surname, ward = people[n]
        records.append(NamedRecord(size + n, planted(rng, given, surname, n % 4), f"ward {ward}"))
        pairs.add((n, size + n))
    return records, pairs


def test_planted_duplicates_are_found_and_little_else() -> None:
    records, pairs = register(20_000, 2_000)
    found = {(s.left, s.right) for s in suggest_duplicates(records)}
    assert len(found & pairs) / len(pairs) >= 0.95
    assert len(found & pairs) / len(found) >= 0.90


def test_names_take_no_more_memory_than_a_hundred_thousand_may() -> None:
    """A fifth of them, under a fifth of the limit: what is kept grows with the names, not with their pairs."""
    records, _ = register(19_000, 1_000)
    tracemalloc.start()
    found = suggest_duplicates(records)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(found) > 800
    assert peak < 100_000_000


def test_a_slip_is_found_among_very_many_surnames_that_begin_and_end_alike() -> None:
    crowd = [f"Nia Sam{one}{two}ple" for one in "bcdfghjklmnp" for two in "aeiouwyrst"]
    people = [*crowd, "Nia Sambaxyzple", "Nia Sambaxzple"]
    found = suggest_duplicates(NamedRecord(name, name) for name in people)
    assert ("Nia Sambaxyzple", "Nia Sambaxzple") in [(one.left, one.right) for one in found]
