"""The supporters of the invented contest: some hundreds, as two campaigns recorded them over eight weeks."""

from functools import partial
from itertools import islice
from random import Random
from typing import TYPE_CHECKING

from tracker.demo.crowd import CATEGORIES, CONSENTS, OFFICES, SHARES, SOURCES, WORDING, growing_day, pick
from tracker.demo.directory import COUNCILS_OF_SOUTH_WALES
from tracker.demo.names import WARDS, invented_names
from tracker.demo.timeline import Timeline
from tracker.kernel.clock import today
from tracker.rules.supporters import ConsentState
from tracker.supporters import services

if TYPE_CHECKING:
    from tracker.demo.sample import SampleContest

CAMPAIGNS = (("candidate", "Nia Pugh-Example", 386), ("rival", "Gwyn ap Sample", 140))


def put_down_supporters(sample: "SampleContest", timeline: Timeline) -> None:
    """Put down every supporter on the day they came."""
    start = 0
    for who, candidate, count in CAMPAIGNS:
        chance = Random(start)  # noqa: S311 - chance for invented people, no secret
        for name in islice(invented_names(start), count):
            day = growing_day(chance, sample.loaded_on)
            timeline.on(day, partial(_add, sample, who, candidate, name, chance.random()), hour=12)
        start += count


def _add(sample: "SampleContest", who: str, candidate: str, name: str, seed: float) -> None:
    chance = Random(seed)  # noqa: S311 - chance for invented people, no secret
    category, consent = pick(chance, CATEGORIES), pick(chance, CONSENTS)
    actor = sample.shown.cast.actor(who)
    gss = chance.choices(COUNCILS_OF_SOUTH_WALES, SHARES)[0]
    wording = WORDING if consent in (ConsentState.GIVEN, ConsentState.WITHDRAWN) else None
    supporter = services.add(
        actor, sample.candidacies[candidate], name=name, category=category, supported_on=today(), office=OFFICES.get(category, ""),
        area_id=sample.shown.places[gss].id, ward=chance.choice(WARDS), source=chance.choice(SOURCES), consent_wording=wording, is_invented=True,
    )  # fmt: skip
    if consent is ConsentState.REFUSED:
        services.refuse_consent(actor, supporter)
    elif consent is ConsentState.WITHDRAWN:
        services.withdraw_consent(actor, supporter, "Asked not to be named any more")
