"""Papers that have not come, by postcode district: whether more are missing in one than chance would give.

The statistic is Fisher's exact test, one-sided. Suppose that every paper is as likely to be reported as any other; then, of
`reports` reports over `papers` papers, those of a district follow the hypergeometric distribution, and the likelihood is the
chance of at least as many as were reported there. It needs no assumed loss rate: a district is compared with the others.
A limit of one in a hundred holds for all districts together (Bonferroni), so many districts alone raise no alarm.
Fewer than MIN_REPORTS never do: one person's missing paper is no cluster. Source of the limits: assumed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, lgamma

MIN_REPORTS = 3
LEVEL = 0.01
NEGLIGIBLE = 1e-18


@dataclass(frozen=True, slots=True)
class District:
    """What is known of one postcode district.

    `expected`: how many reports its papers would give at the share reported elsewhere; `likelihood`: how likely so many are
    by chance, from 0 to 1; `alarming`: that is too unlikely.
    """

    outward: str
    posted: int
    reported: int
    expected: float
    likelihood: float
    alarming: bool


def assess(posted: Mapping[str, int], reported: Mapping[str, int]) -> list[District]:
    """Every district somebody reported from, the least likely first. Papers and reports are counts by outward postcode.

    A district with more reports than papers counts as having had that many: both come from the same list.
    """
    sizes = {outward: max(count, reported.get(outward, 0)) for outward, count in {**dict.fromkeys(reported, 0), **posted}.items()}
    papers, reports = sum(sizes.values()), sum(reported.values())
    found = [_district(outward, sizes[outward], count, papers, reports, len(sizes)) for outward, count in reported.items() if count]
    return sorted(found, key=lambda district: (district.likelihood, district.outward))


def chance_of(reported: int, posted: int, papers: int, reports: int) -> float:
    """The chance that at least `reported` of `reports` reports over `papers` papers fall on `posted` given ones.

    Raises ValueError for counts that cannot be.
    """
    if not (0 <= reported <= min(posted, reports) and max(posted, reports) <= papers):
        raise ValueError(f"{reported} reports on {posted} papers, of {reports} reports on {papers}")
    least, most = max(0, posted + reports - papers), min(posted, reports)
    below = reported * (papers + 2) <= (posted + 1) * (reports + 1)
    if below:
        return 1.0 - _summed(range(reported - 1, least - 1, -1), posted, papers, reports)
    return _summed(range(reported, most + 1), posted, papers, reports)


def _summed(counts: range, posted: int, papers: int, reports: int) -> float:
    """The chance of one of `counts`, which lead away from the likeliest: once a term is negligible, so is the rest."""
    total, all_ways = 0.0, _choose(papers, reports)
    for count in counts:
        term = exp(_choose(posted, count) + _choose(papers - posted, reports - count) - all_ways)
        total += term
        if term <= total * NEGLIGIBLE:
            break
    return min(total, 1.0)


def _district(outward: str, posted: int, reported: int, papers: int, reports: int, districts: int) -> District:
    elsewhere = papers - posted
    expected = posted * (reports - reported) / elsewhere if elsewhere else float(reported)
    likelihood = chance_of(reported, posted, papers, reports)
    alarming = reported >= MIN_REPORTS and likelihood <= LEVEL / districts
    return District(outward, posted, reported, expected, likelihood, alarming)


def _choose(of: int, some: int) -> float:
    """The logarithm of the number of ways to choose."""
    return lgamma(of + 1) - lgamma(some + 1) - lgamma(of - some + 1)
