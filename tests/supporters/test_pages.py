"""What the pages show, and to whom."""

from datetime import date

import pytest

from tests.supporters.conftest import LIST, RIVALS_LIST, Add, council
from tracker.accounts.models import Account
from tracker.rules.supporters import ConsentState, SupporterCategory
from tracker.supporters import services


@pytest.fixture
def page(client, sign_in, candidate: Account):
    """The candidate's browser."""
    sign_in(client, candidate)
    return client


def test_an_empty_list_offers_the_next_step(page) -> None:
    text = page.get(LIST).text
    assert "No supporters yet." in text
    assert f'href="{LIST}/add"' in text


def test_a_candidate_is_led_to_their_own_list(page) -> None:
    assert page.get("/contests/sampleshire-2030/supporters").location == LIST


def test_the_list_shows_figures_pictures_and_rows(page, add: Add) -> None:
    add("Cllr Siôn Llŷr-Test", SupporterCategory.COUNCILLOR, "Cardiff", date(2026, 3, 1), consent_wording="Yes")
    add("Mair Invented", area="Powys", on=date(2026, 1, 4))
    text = page.get(LIST).text
    assert "new in seven days: 1 · may be named: 1" in text
    assert "1 of 7" in text
    assert "Siôn Llŷr-Test" in text
    assert "Powys" in text
    assert text.count("<svg class=\"picture") == 4


def test_the_filters_live_in_the_address(page, add: Add) -> None:
    add("Siôn Llŷr-Test", SupporterCategory.COUNCILLOR, "Cardiff", office="Council leader")
    add("Mair Invented", area="Swansea", on=date(2026, 1, 4))
    for query in (
        "text=sion", "text=leader", "category=councillor", f"council={council('Cardiff').id}", "office=Leader", "since=2026-01-05",
        "text=Llyr+sion&category=councillor&consent=not_asked&until=2026-02-01",
    ):
        text = page.get(f"{LIST}?{query}").text
        assert "Siôn Llŷr-Test" in text, query
        assert "Mair Invented" not in text, query
    assert "Nobody on the list answers these filters." in page.get(f"{LIST}?consent=given").text


NONSENSE = ["category=king", "council=x", "council=99999", "since=never", "page=0", "page=-1", "sort=shoe", "consent=%ff"]


@pytest.mark.parametrize("query", NONSENSE)
def test_a_filter_that_makes_no_sense_is_left_out(page, add: Add, query: str) -> None:
    add("Mair Invented")
    answer = page.get(f"{LIST}?{query}")
    assert (answer.status_code, "Mair Invented" in answer.text) == (200, True)


def test_a_supporter_is_added_with_consent(page, session, candidacy) -> None:
    answer = page.submit(
        f"{LIST}/add", name="Nia Ŵ Invented", category="am_ms", area_id=str(council("Cardiff").id), agreed="y",
        note="Met at the fair", follow=True,
    )
    assert "May be named" in answer.text
    assert "Met at the fair" in answer.text
    assert "I agree to be named in public" in answer.text


def test_the_same_name_again_is_asked_about_first(page, add: Add) -> None:
    add("Siôn Llŷr-Test")
    answer = page.submit(f"{LIST}/add", name="Sion Llyr Test", category="member")
    assert (answer.status_code, "on the list already" in answer.text) == (422, True)


def test_what_is_wrong_is_said_and_every_value_kept(page) -> None:
    answer = page.submit(f"{LIST}/add", name="Mair Invented", category="", email="nonsense", supported_on="2027-01-01")
    assert answer.status_code == 422
    for words in ("Choose who the person is.", "This is not an e-mail address.", "Mair Invented"):
        assert words in answer.text
    later = page.submit(f"{LIST}/add", name="Mair Invented", category="member", supported_on="2027-01-01")
    assert "Enter a day that has come" in later.text


def test_the_second_of_two_editors_sees_both_versions(page, add: Add, campaign, session) -> None:
    supporter = add("Mair Invented", area="Cardiff")
    path, version = f"{LIST}/{supporter.id}/edit", supporter.version
    session.commit()
    services.edit(campaign, supporter, {"ward": "Penylan"}, version=version)
    answer = page.submit(path, ward="Roath", version=str(version))
    assert (answer.status_code, "Penylan" in answer.text, "Roath" in answer.text) == (422, True, True)
    assert page.submit(path, ward="Roath").status_code == 303
    assert supporter.ward == "Roath"


def test_consent_is_given_withdrawn_and_given_again(page, add: Add) -> None:
    supporter = add("Mair Invented")
    path = f"{LIST}/{supporter.id}"
    page.submit(f"{path}/consent", wording="Cewch f’enwi")
    assert (supporter.consent, supporter.consent_wording) == (ConsentState.GIVEN, "Cewch f’enwi")
    page.submit(f"{path}/withdraw-consent")
    assert supporter.consent is ConsentState.WITHDRAWN
    page.submit(f"{path}/consent", wording="Yes after all")
    assert (supporter.consent, supporter.consent_withdrawn_at) == (ConsentState.GIVEN, None)


def test_who_refuses_is_counted_and_not_named(page, add: Add) -> None:
    supporter = add("Mair Invented")
    page.submit(f"{LIST}/{supporter.id}/refuse-consent")
    assert supporter.consent is ConsentState.REFUSED


def test_removing_asks_for_a_reason_and_takes_them_off(page, add: Add) -> None:
    supporter = add("Mair Invented")
    path = f"{LIST}/{supporter.id}"
    assert "Give a reason" in page.submit(f"{path}/remove").text
    assert "Mair Invented" not in page.submit(f"{path}/remove", reason="Asked to be taken off", follow=True).text
    assert "Asked to be taken off" in page.get(path).text


def test_pages_are_cheap_however_long_the_list(page, add: Add, count_queries) -> None:
    queries = []
    for size in (3, 120):
        for number in range(size):
            add(f"Person Number-{size}-{number}", area="Cardiff" if number % 2 else "Powys", email=f"p{number}@example.org")
        for query in ("", "?text=number&sort=council&page=2", "?category=member&consent=not_asked&sort=name", "?sort=-council"):
            with count_queries() as statements:
                assert page.get(f"{LIST}{query}").status_code == 200
            queries.append(len(statements))
    assert max(queries) <= 12, queries


@pytest.mark.parametrize("sort", ["name", "-name", "category", "council", "-council", "day", "-day"])
def test_paging_shows_everybody_once(page, add: Add, sort: str) -> None:
    names = [f"Person Sample-{number:03}" for number in range(107)]
    for number, name in enumerate(names):
        add(name, list(SupporterCategory)[number % 3], ["Cardiff", "Powys", "", "Bridgend"][number % 4], date(2026, 1, 1 + number % 3))
    shown = []
    for number in (1, 2, 3):
        text = page.get(f"{LIST}?sort={sort}&page={number}").text
        shown += [name for name in names if f">{name}</a>" in text]
    assert sorted(shown) == names


def test_a_rivals_list_is_not_found_by_guessing(client, sign_in, rival: Account, add: Add) -> None:
    add("Mair Invented")
    sign_in(client, rival)
    assert client.get(LIST).status_code == 403
    assert client.get(RIVALS_LIST).status_code == 200
