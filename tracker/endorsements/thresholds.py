"""A contest's threshold between its stored form and the one rules read."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from tracker.endorsements.models import Nomination
from tracker.rules.thresholds import Alternative, Measure, Requirement, SupportingNomination, Threshold


def stored(threshold: Threshold, affiliated_total: int | None) -> dict[str, Any]:
    """What is kept of a threshold; `affiliated_total` is the affiliated membership that percentages are of."""
    alternatives = [
        {"key": each.key, "requirements": [_stored_requirement(one) for one in each.requirements]}
        for each in threshold.alternatives
    ]
    return {"alternatives": alternatives, "affiliated_total": affiliated_total}


def _stored_requirement(one: Requirement) -> dict[str, Any]:
    return {"kinds": sorted(one.kinds), "least": str(one.least), "measure": one.measure.value}


def threshold_of(kept: dict[str, Any]) -> Threshold:
    """The threshold that `stored` made this of."""
    return Threshold(tuple(
        Alternative(each["key"], tuple(
            Requirement(frozenset(one["kinds"]), Decimal(one["least"]), Measure(one["measure"])) for one in each["requirements"]
        )) for each in kept.get("alternatives", ())
    ))  # fmt: skip


def nominations_as_counted(
    nominations: Iterable[Nomination], affiliated_total: int | None
) -> list[SupportingNomination]:
    """Nominations as rules count them: once a body, with its share of the affiliated membership where known."""
    return [
        SupportingNomination(
            one.body.name_en, one.body.kind.value, _share(one.affiliated_members, affiliated_total)
        )
        for one in nominations
    ]


def _share(members: int | None, total: int | None) -> Decimal | None:
    return Decimal(100) * members / total if members is not None and total else None
