"""The supporters of the invented contest: lists that two campaigns brought in at once, and the newest one by one."""

from datetime import timedelta
from functools import partial
from itertools import islice
from random import Random
from typing import TYPE_CHECKING

from tracker.demo import crowd
from tracker.demo.directory import COUNCILS_OF_SOUTH_WALES
from tracker.demo.names import WARDS, invented_names
from tracker.demo.timeline import Timeline
from tracker.kernel.clock import today
from tracker.rules.supporters import ConsentState
from tracker.supporters import services

if TYPE_CHECKING:
    from tracker.demo.sample import SampleContest

CAMPAIGNS = (("candidate", "Nia Pugh-Example", 356, 30), ("rival", "Gwyn ap Sample", 130, 10))
DAYS_ONE_BY_ONE = 4


def put_down_supporters(sample: "SampleContest", timeline: Timeline) -> None:
    """Put down every supporter on the day they came."""
    start = 0
    for who, candidate, at_once, singly in CAMPAIGNS:
        first_day = sample.before(DAYS_ONE_BY_ONE)
        timeline.on(first_day, partial(_bring_list, sample, candidate, at_once, start), hour=8)
        for number, name in enumerate(islice(invented_names(start + at_once), singly)):
            day = first_day + timedelta(days=number * DAYS_ONE_BY_ONE // singly)
            timeline.on(day, partial(_add, sample, who, candidate, name, start + number), hour=12)
        start += at_once + singly


def _bring_list(sample: "SampleContest", candidate: str, count: int, start: int) -> None:
    crowd.store(sample.candidacies[candidate], count, start)


def _add(sample: "SampleContest", who: str, candidate: str, name: str, seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - chance for invented people, no secret
    category, consent = crowd.pick(chance, crowd.CATEGORIES), crowd.pick(chance, crowd.CONSENTS)
    actor = sample.shown.cast.actor(who)
    gss = chance.choices(COUNCILS_OF_SOUTH_WALES, crowd.SHARES)[0]
    named = consent in (ConsentState.GIVEN, ConsentState.WITHDRAWN)
    supporter = services.add(
        actor, sample.candidacies[candidate], name=name, category=category, supported_on=today(),
        office=crowd.OFFICES.get(category, ""), area_id=sample.shown.places[gss].id, ward=chance.choice(WARDS),
        source=chance.choice(crowd.SOURCES), consent_wording=crowd.WORDING if named else None, is_invented=True,
    )  # fmt: skip
    if consent is ConsentState.REFUSED:
        services.refuse_consent(actor, supporter)
    elif consent is ConsentState.WITHDRAWN:
        services.withdraw_consent(actor, supporter, "Asked not to be named any more")
