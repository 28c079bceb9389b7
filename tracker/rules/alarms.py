"""When changed contact details are too many to be chance: the rule, and what a contest may set."""

from collections.abc import Mapping
from dataclasses import dataclass

PERCENT, LEAST, A_DAY = "contact_change_alarm_percent", "contact_change_alarm_least", "contact_changes_a_day"
DEFAULTS = {PERCENT: 5.0, LEAST: 2.0, A_DAY: 20.0}


@dataclass(frozen=True, kw_only=True)
class Limits:
    """`percent` of a unit's people, but at least `least` of them; `changes_a_day` by one person's hand."""

    percent: float
    least: int
    changes_a_day: int


def limits_of(rules: Mapping[str, str]) -> Limits:
    """The limits in a contest's rules; a rule that is missing or no sensible number counts as its default."""
    return Limits(
        percent=_number(rules, PERCENT), least=max(1, int(_number(rules, LEAST))), changes_a_day=int(_number(rules, A_DAY)),
    )  # fmt: skip


def is_alarming(changed: int, of: int, limits: Limits) -> bool:
    """Whether `changed` of `of` people is more than the share, and no single slip."""
    return of > 0 and changed >= limits.least and changed * 100 > limits.percent * of


def _number(rules: Mapping[str, str], key: str) -> float:
    text = rules.get(key, "").strip().rstrip("%").strip().replace(",", ".")
    try:
        number = float(text)
    except ValueError:
        return DEFAULTS[key]
    return number if 0 <= number <= 1_000_000 else DEFAULTS[key]
