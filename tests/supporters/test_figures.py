"""The figures beside a list are those one gets by counting it, whatever was done to it in whatever order."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.supporters.conftest import Add, council
from tracker.extensions import db
from tracker.rules.supporters import ConsentState, SupporterCategory
from tracker.supporters import services
from tracker.supporters.models import Supporter, SupporterDay, SupporterTally
from tracker.supporters.queries import councils_of, figures_of

TODAY = date(2026, 3, 2)
PLACES = ["Cardiff", "Swansea", "Powys", ""]
ACTS = st.tuples(st.sampled_from(["edit", "consent", "refuse", "withdraw", "remove", "merge"]), st.integers(0, 20), st.integers(0, 20))
PEOPLE = st.lists(st.tuples(st.sampled_from(SupporterCategory), st.sampled_from(PLACES), st.integers(0, 30)), min_size=1, max_size=8)


def do(actor, act: str, one: Supporter, other: Supporter) -> None:
    """Whatever makes no sense is left out."""
    if one.removed_at or other.removed_at:
        return
    if act == "edit":
        services.edit(actor, one, {"category": other.category, "area_id": other.area_id, "supported_on": other.supported_on})
    elif act == "consent" and one.consent is not ConsentState.GIVEN:
        services.give_consent(actor, one, "Yes")
    elif act == "refuse" and one.consent is ConsentState.NOT_ASKED:
        services.refuse_consent(actor, one)
    elif act == "withdraw" and one.consent is ConsentState.GIVEN:
        services.withdraw_consent(actor, one)
    elif act == "remove":
        services.remove(actor, one, "For the test")
    elif act == "merge" and one is not other:
        services.merge(actor, one, other, frozenset({"category", "area_id", "supported_on"}), "For the test")


@given(people=PEOPLE, acts=st.lists(ACTS, max_size=12))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_figures_are_what_counting_gives(add: Add, campaign, candidacy, people, acts) -> None:
    for model in (SupporterTally, SupporterDay, Supporter):
        db.session.query(model).delete()
    made = [
        add(f"Person {number}", category, place, TODAY - timedelta(days=days)) for number, (category, place, days) in enumerate(people)
    ]
    for act, one, other in acts:
        do(campaign, act, made[one % len(made)], made[other % len(made)])
    listed = list(db.session.scalars(select(Supporter).where(Supporter.removed_at.is_(None))))
    figures = figures_of(candidacy, TODAY, councils_of(candidacy.contest))
    places = Counter(supporter.area_id for supporter in listed)
    assert figures.all == len(listed)
    assert figures.this_week == sum(supporter.supported_on > TODAY - timedelta(days=7) for supporter in listed)
    assert figures.named == sum(supporter.is_named_in_public for supporter in listed)
    assert dict(figures.categories) == Counter(supporter.category for supporter in listed)
    assert {area.id: n for area, n in [*figures.councils, *figures.elsewhere] if n} == {k: n for k, n in places.items() if k and n}
    assert figures.unknown == places[None]
    assert figures.growth[-1][1:] == (len(listed),) if listed else not figures.growth


def test_every_council_of_the_area_is_told_and_others_apart(add: Add, candidacy) -> None:
    add("Mair Invented", area="Cardiff")
    add("Siân Invented", area="Powys")
    add("Nia Invented")
    figures = figures_of(candidacy, TODAY, councils_of(candidacy.contest))
    assert len(figures.councils) == 7
    assert ([count for area, count in figures.councils if area == council("Cardiff")], figures.reached) == ([1], 1)
    assert ([area.name_en for area, _count in figures.elsewhere], figures.unknown) == (["Powys"], 1)


def test_counting_afresh_changes_nothing(add: Add, candidacy) -> None:
    for number in range(5):
        add(f"Person {number}", area=PLACES[number % 4])
    before = figures_of(candidacy, TODAY, councils_of(candidacy.contest))
    services.recount(candidacy.id)
    assert figures_of(candidacy, TODAY, councils_of(candidacy.contest)) == before
