"""The list: filters, counts, the state as of a day; and nothing that may not be known."""

import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy import select

from tests.endorsements.conftest import World
from tests.support.people import as_actor
from tracker.access.can import can
from tracker.access.permissions import Permission
from tracker.contests.events import ContestMoved
from tracker.endorsements import services
from tracker.endorsements.models import EmbargoEvent
from tracker.endorsements.queries import Filters, counts, listed
from tracker.endorsements.services.exports import embargo_of
from tracker.extensions import db
from tracker.kernel import events
from tracker.kernel.clock import now, today
from tracker.kernel.errors import Refused
from tracker.kernel.exports import ExportFormat
from tracker.kernel.history import HistoryEntry
from tracker.rules.contests import ContestState
from tracker.rules.decisions import EndorsementState
from tracker.rules.directory import BodyKind

LIST = "/contests/sampleshire-2030/endorsements"
EVERYBODY = (
    "administrator",
    "officer",
    "officer_elsewhere",
    "body_officer",
    "returning_officer",
    "organiser",
    "scrutineer",
    "candidate",
    "agent",
    "rival",
    "auditor",
)
BLIND = ("officer_elsewhere", "organiser", "candidate", "agent", "rival")


@pytest.fixture
def several(world: World, logged, published):
    """Three live ones for the first candidate, one for the second, one decision for nobody; two of them published."""
    return [
        published(world.council),
        logged(world.person("Elin Invented")),
        logged(world.body("Cangen Ffug")),
        published(world.person("Mair Invented"), candidacy=world.second),
        logged(world.body("Undeb Ffug", BodyKind.AFFILIATED_UNION), candidacy=None),
    ]


@pytest.fixture
def secret(world: World, published):
    """Published, but under embargo until the result."""
    return published(world.body("Secret Branch of Ffug"), embargo_event=EmbargoEvent.RESULT_DECLARED)


@pytest.mark.parametrize(
    ("query", "seen", "hidden"),
    [
        ("candidate=gwyn-ap-sample", "Mair Invented", "Elin Invented"),
        ("candidate=0", "Undeb Ffug", "Elin Invented"),
        ("by=person", "Elin Invented", "Cangen Ffug"),
        ("body_kind=affiliated_union", "Undeb Ffug", "Cangen Ffug"),
        ("state=published", "Mair Invented", "Elin Invented"),
        ("grade=public_statement", "Elin Invented", "nothing at all"),
        ("q=cangen", "Cangen Ffug", "Undeb Ffug"),
        ("q=èlin%20invented&sort=endorser", "Elin Invented", "Mair Invented"),
        ("state=nonsense&as_of=nonsense&sort=nonsense&page=nonsense", "Elin Invented", "nothing at all"),
    ],
)
def test_filters_live_in_the_address(
    world: World, several, officer, browse, query: str, seen: str, hidden: str
) -> None:
    table = browse(officer).get(f"{LIST}?{query}").text.rpartition("<table")[2]
    assert seen in table
    assert hidden not in table


def test_counts_are_of_the_live_ones_somebody_may_read(world: World, several, officer, candidate) -> None:
    as_officer = {
        one.candidacy.slug: (one.bodies, one.people)
        for one in counts(as_actor(officer), world.contest, Filters())
    }
    as_candidate = {
        one.candidacy.slug: (one.bodies, one.people)
        for one in counts(as_actor(candidate), world.contest, Filters())
    }
    assert as_officer == {"nia-pugh-example": (2, 1), "gwyn-ap-sample": (0, 1)}
    assert as_candidate == {"nia-pugh-example": (1, 0), "gwyn-ap-sample": (0, 1)}


def test_an_earlier_day_shows_what_stood_then(world: World, several, officer, browse, clock) -> None:
    first_day = today()
    clock.pass_by(days=3)
    services.withdraw(as_actor(officer), several[0], "Thought again")
    browser = browse(officer)
    assert "Withdrawn</span>" in browser.get(f"{LIST}?q=Sampleshire").text
    then = browser.get(f"{LIST}?q=Sampleshire&as_of={first_day}").text
    assert "Published</span>" in then
    assert "Withdrawn</span>" not in then
    before = browser.get(f"{LIST}?as_of={first_day - timedelta(days=1)}").text
    assert "Nothing answers these filters." in before
    then_counts = {
        one.candidacy.slug: one.total
        for one in counts(as_actor(officer), world.contest, Filters(as_of=first_day))
    }
    assert then_counts["nia-pugh-example"] == 3


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_list_is_exactly_what_may_be_read(request, world: World, several, secret, who: str) -> None:
    actor = as_actor(request.getfixturevalue(who))
    seen = set(db.session.scalars(listed(actor, world.contest, Filters())))
    assert seen == {one for one in [*several, secret] if can(actor, Permission.READ_ENDORSEMENT, one)}


@pytest.mark.parametrize("who", BLIND)
def test_an_embargo_holds_on_every_page(request, world: World, secret, browse, who: str) -> None:
    browser, actor = browse(request.getfixturevalue(who)), as_actor(request.getfixturevalue(who))
    pages = (
        LIST,
        f"{LIST}?q=Secret",
        f"{LIST}?as_of=2099-01-01",
        f"{LIST}?state=published",
        f"{LIST}/nominations",
        f"{LIST}/designations",
        "/contests/sampleshire-2030",
        "/contests/sampleshire-2030/candidates",
        "/contests/sampleshire-2030/candidates/nia-pugh-example",
        "/",
    )
    for page in pages:
        answer = browser.get(page)
        assert answer.status_code == 200, page
        assert "Secret Branch" not in answer.text.replace('value="Secret"', ""), page
    assert browser.get(f"{LIST}/{secret.id}").status_code == 404
    assert [one.total for one in counts(actor, world.contest, Filters())] == [0, 0]
    assert [
        one.total for one in counts(actor, world.contest, Filters(as_of=today() + timedelta(days=900)))
    ] == [0, 0]


def test_an_embargo_until_a_time_ends_by_itself(world: World, published, rival, browse, clock) -> None:
    endorsement = published(world.body("Cangen Gudd"), embargo_until=now() + timedelta(hours=2))
    browser = browse(rival)
    assert browser.get(f"{LIST}/{endorsement.id}").status_code == 404
    clock.pass_by(hours=2)
    assert "Cangen Gudd" in browser.get(LIST).text


def test_an_embargo_until_an_event_ends_with_it_and_not_before(world: World, secret, rival, browse) -> None:
    browser = browse(rival)
    for after, seen in (
        (ContestState.BALLOTING, False),
        (ContestState.CANCELLED, False),
        (ContestState.DECIDED, True),
    ):
        events.publish(
            ContestMoved(contest_id=world.contest.id, before=ContestState.SHORTLISTED, after=after, at=now())
        )
        assert ("Secret Branch" in browser.get(LIST).text) is seen, after


def test_an_officer_may_end_an_embargo_with_a_reason(world: World, secret, officer, rival, browse) -> None:
    browse(officer).submit(f"{LIST}/{secret.id}/end-embargo", reason="It was in the papers")
    assert "Secret Branch" in browse(rival).get(LIST).text


def test_an_embargo_until_something_past_is_refused(world: World, logged) -> None:
    world.contest.state = ContestState.BALLOTING
    with pytest.raises(Refused, match="happened already"):
        logged(world.council, embargo_event=EmbargoEvent.BALLOT_OPENED)


def test_an_embargo_until_a_time_that_has_passed_is_refused(world: World, logged) -> None:
    with pytest.raises(Refused, match="This time has passed") as refused:
        logged(world.council, embargo_until=now() - timedelta(hours=1))
    assert refused.value.field == "embargo_until"


def test_the_export_says_who_took_it_and_shields_formulas(world: World, logged, officer, browse) -> None:
    logged(world.body("=cmd|'/c calc'!A1"))
    answer = browse(officer).submit(f"{LIST}/export", reason="For the executive")
    content = answer.data.decode("utf-8-sig")
    assert "Olwen Officer" in content
    assert "For the executive" in content
    assert "'=cmd" in content
    entry = db.session.scalars(
        select(HistoryEntry).where(HistoryEntry.action == "endorsements.exported")
    ).one()
    assert (entry.reason, entry.actor_name) == ("For the executive", "Olwen Officer")


def test_the_export_as_a_workbook(world: World, several, officer, browse) -> None:
    answer = browse(officer).submit(
        f"{LIST}/export?candidate=gwyn-ap-sample", kind="xlsx", reason="For the executive"
    )
    with zipfile.ZipFile(BytesIO(answer.data)) as book:
        content = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    assert ("Mair Invented" in content, "Elin Invented" in content, "Olwen Officer" in content) == (
        True,
        False,
        True,
    )


def test_an_export_holds_back_what_is_under_embargo(
    world: World, secret, second_officer, returning_officer
) -> None:
    grant = returning_officer.grants[0]
    grant.may_export = True
    db.session.flush()
    provenance, rows = services.export(
        as_actor(returning_officer), world.contest, Filters(), ExportFormat.CSV, "To check"
    )
    assert (provenance.exported_by, [row[0] for row in rows]) == ("Rhys Returning", ["Secret Branch of Ffug"])
    assert [row[-1] for row in rows] == ["result_declared"]


def test_an_export_says_until_when_a_line_is_not_to_be_shown(world: World, published) -> None:
    ends = now() + timedelta(days=2)
    timed = published(world.body("Secret Branch of Ffug"), embargo_until=ends)
    open_to_all = published(world.body("Cangen Ffug"))
    assert [embargo_of(timed, now()), embargo_of(timed, ends), embargo_of(open_to_all, now())] == [ends, "", ""]


@pytest.mark.parametrize(
    "who", ["second_officer", "scrutineer", "candidate", "rival", "auditor", "officer_elsewhere"]
)
def test_the_right_to_export_is_its_own(request, world: World, browse, who: str) -> None:
    assert browse(request.getfixturevalue(who)).get(f"{LIST}/export").status_code == 403


def test_an_export_needs_a_reason(world: World, officer, browse) -> None:
    assert browse(officer).submit(f"{LIST}/export", reason=" ").status_code == 422


def test_the_queue_verifies_and_publishes_what_is_ticked(
    world: World, logged, second_officer, officer, browse
) -> None:
    ticked, left, bare = (
        logged(world.council),
        logged(world.person("Elin Invented")),
        logged(world.body("Cangen Ffug"), evidence=()),
    )
    queue = f"{LIST}/to-verify"
    assert f'value="{bare.id}"' not in browse(second_officer).get(queue).text
    unticked = browse(second_officer).submit(queue)
    assert (unticked.status_code, "Tick at least one" in unticked.text) == (422, True)
    browse(second_officer).submit(queue, ticked=str(ticked.id), also_publish="y")
    assert (ticked.state, left.state) == (EndorsementState.PUBLISHED, EndorsementState.RECORDED)
    assert f'value="{left.id}"' not in browse(officer).get(queue).text


def test_a_page_of_the_list_costs_as_few_queries_for_fifty_as_for_one(
    world: World, logged, officer, browse, count_queries
) -> None:
    browser = browse(officer)
    taken = []
    for count in (2, 40):
        for number in range(count):
            logged(world.person(f"Invented Number {count}-{number}"))
        with count_queries() as statements:
            browser.get(LIST)
        taken.append(len(statements))
    assert taken[0] == taken[1] <= 20


def test_odd_words_in_the_address_change_nothing_else(world: World, officer, browse, logged) -> None:
    logged(world.council)
    answer = browse(officer).get(f"{LIST}?_method=POST&_scheme=javascript&contest_slug=another&_anchor=x&q=Sampleshire")
    assert "javascript:" not in answer.text
    assert "/contests/another" not in answer.text
