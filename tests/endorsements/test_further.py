"""What is kept apart from endorsements: nominations with thresholds, designations, joint decisions; and the race for one place."""

from datetime import date
from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select

from tests.endorsements.conftest import QUOTE, World, decision
from tests.endorsements.test_imports import make_world_of_its_own
from tests.support.patience import PATIENCE
from tests.support.people import as_actor
from tracker.accounts.models import Account
from tracker.contests.queries import contest_by_slug
from tracker.directory.models import Body
from tracker.endorsements import services
from tracker.endorsements.models import DesignationOutcome, Endorsement, JointDecision
from tracker.endorsements.queries import designations_of, progress_of
from tracker.endorsements.services import AlreadyLive
from tracker.endorsements.services.joint import outstanding
from tracker.endorsements.thresholds import stored, threshold_of
from tracker.extensions import db
from tracker.kernel.errors import Refused
from tracker.kernel.unit_of_work import unit
from tracker.rules.contests import Designation
from tracker.rules.decisions import DecisionOutcome
from tracker.rules.directory import BodyKind
from tracker.rules.thresholds import LEADERSHIP_2020

ROOM = "/contests/sampleshire-2030/endorsements"


def test_a_threshold_survives_being_stored() -> None:
    assert threshold_of(stored(LEADERSHIP_2020, 4_000_000)) == LEADERSHIP_2020


def test_progress_says_what_each_candidate_has_and_needs(world: World, officer, browse) -> None:
    services.set_threshold(
        as_actor(officer), world.contest, LEADERSHIP_2020, affiliated_total=1_000_000, source="Rule book"
    )
    unions = [world.body(f"Undeb Ffug {number}", BodyKind.AFFILIATED_UNION) for number in (1, 2)]
    society = world.body("Cymdeithas Ffug", BodyKind.SOCIALIST_SOCIETY)
    for body, members in ((unions[0], 30_000), (unions[1], 15_000), (society, None)):
        services.nominate(as_actor(officer), world.first, body, affiliated_members=members)
    parties, affiliates = progress_of(world.contest)[0].alternatives
    assert (parties.met, parties.requirements[0].needs) == (False, 33)
    assert [(part.has, part.needs) for part in affiliates.requirements] == [(3, 0), (2, 0), (4.5, 0.5)]
    assert affiliates.requirements[2].unknown == ("Cymdeithas Ffug",)
    shown = browse(officer).get(f"{ROOM}/nominations").text
    assert "Threshold not met" in shown
    assert "Undeb Ffug 1" in shown


def test_a_threshold_is_set_on_its_page(world: World, officer, browse) -> None:
    asked = {"parties": "33", "affiliates": "3", "unions": "2", "percent": "5", "affiliated_total": "1000000"}
    browse(officer).submit(f"{ROOM}/nominations/threshold", **asked)
    shown = browse(officer).get(f"{ROOM}/nominations/threshold").text
    assert 'value="33"' in shown
    assert [len(one.requirements) for one in threshold_of(stored(LEADERSHIP_2020, 1)).alternatives] == [
        len(a.requirements) for a in progress_of(world.contest)[0].alternatives
    ]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"unions": "4"}, "No more unions"),
        ({"percent": "101"}, "at most 100"),
        ({"affiliated_total": ""}, "Enter the affiliated membership"),
    ],
)
def test_a_threshold_that_nobody_could_reach_is_refused(world: World, officer, browse, wrong: dict[str, str], said: str) -> None:
    asked = {"affiliates": "3", "unions": "2", "percent": "5", "affiliated_total": "1000000", **wrong}
    answer = browse(officer).submit(f"{ROOM}/nominations/threshold", **asked)
    assert (answer.status_code, said in answer.text) == (422, True)
    assert not any(one.alternatives for one in progress_of(world.contest))


def test_a_body_nominates_once_and_may_take_it_back(world: World, officer, browse) -> None:
    browser = browse(officer)
    fields = {"endorser": "Sampleshire Party Council", "candidacy": str(world.first.id)}
    browser.submit(f"{ROOM}/nominations/new", **fields)
    assert (
        browser.submit(f"{ROOM}/nominations/new", **{**fields, "candidacy": str(world.second.id)}).status_code
        == 422
    )
    nomination = progress_of(world.contest)[0].nominations[0]
    browser.submit(f"{ROOM}/nominations/{nomination.id}/withdraw", reason="Met again")
    browser.submit(f"{ROOM}/nominations/new", **{**fields, "candidacy": str(world.second.id)})
    assert [len(one.standing) for one in progress_of(world.contest)] == [0, 1]


def test_designations_are_kept_beside_one_another_and_shown(world: World, officer, candidate, browse) -> None:
    fields = {
        "endorser": "Sampleshire Party Council",
        "candidacy": str(world.first.id),
        "designation": "labour_and_cooperative",
    }
    for outcome, day in (("deferred", "2026-01-10"), ("granted", "2026-02-10")):
        browse(officer).submit(f"{ROOM}/designations/new", outcome=outcome, decided_on=day, **fields)
    assert [one.outcome for one in designations_of(world.contest)] == [
        DesignationOutcome.GRANTED,
        DesignationOutcome.DEFERRED,
    ]
    assert designations_of(world.contest)[0].designation is Designation.LABOUR_AND_COOPERATIVE
    assert "Granted" in browse(candidate).get(ROOM).text
    assert "Deferred" in browse(candidate).get(f"{ROOM}/designations").text
    own_page = browse(candidate).get(f"/contests/{world.contest.slug}/candidates/{world.first.slug}").text
    assert "Granted. By: Sampleshire Party Council" in own_page
    rivals_page = browse(candidate).get(f"/contests/{world.contest.slug}/candidates/{world.second.slug}").text
    assert "Granted" not in rivals_page


@pytest.fixture
def joint(world: World, officer) -> JointDecision:
    bodies = [
        world.council,
        world.body("Second Party Council", BodyKind.PARTY_COUNCIL),
        world.body("Third Party Council", BodyKind.PARTY_COUNCIL),
    ]
    return services.open_joint_decision(
        as_actor(officer), world.contest, title="One outcome", decide_by=date(2026, 7, 26), bodies=bodies
    )


def test_a_joint_decision_lists_who_is_outstanding_and_ends_as_one(
    world: World, joint, officer, logged, browse
) -> None:
    own = logged(world.council)
    assert [body.label for body in outstanding(joint)] == ["Second Party Council", "Third Party Council"]
    assert "Outstanding" in browse(officer).get(f"{ROOM}/joint").text
    browse(officer).submit(
        f"{ROOM}/joint/{joint.id}/conclude",
        candidacy=str(world.first.id),
        decided_on="2026-03-01",
        quotation="All three agreed.",
    )
    assert (joint.concluded_at is not None, joint.candidacy_id) == (True, world.first.id)
    assert [part.endorsement.candidacy for part in joint.bodies] == [world.first] * 3
    assert joint.bodies[0].endorsement == own


def test_a_body_that_decided_otherwise_stops_the_joint_outcome(world: World, joint, officer, logged) -> None:
    logged(world.council, candidacy=world.second)
    with pytest.raises(Refused, match="Sampleshire Party Council"):
        services.conclude(as_actor(officer), joint, decision(world.first), evidence=[QUOTE])


def test_a_joint_decision_is_opened_by_naming_the_bodies(world: World, officer, candidate, browse) -> None:
    world.body("Second Party Council", BodyKind.PARTY_COUNCIL)
    fields = {"title": "One outcome", "decide_by": "2026-07-26"}
    assert (
        browse(officer)
        .submit(f"{ROOM}/joint/new", bodies="Sampleshire Party Council\nUnknown Council", **fields)
        .status_code
        == 422
    )
    assert (
        browse(officer)
        .submit(f"{ROOM}/joint/new", bodies="Sampleshire Party Council\nSecond party council", **fields)
        .status_code
        == 303
    )
    assert browse(candidate).get(f"{ROOM}/joint").status_code == 403
    assert db.session.scalars(select(JointDecision)).one().outcome is None


def test_an_outcome_for_nobody_is_a_joint_outcome_too(world: World, joint, officer) -> None:
    services.conclude(
        as_actor(officer), joint, decision(None, outcome=DecisionOutcome.DEFERRED), evidence=[QUOTE]
    )
    assert (joint.outcome, joint.candidacy_id) == (DecisionOutcome.DEFERRED, None)


def test_two_officers_at_the_same_moment_make_one_record(real_app) -> None:
    with real_app.app_context():
        make_world_of_its_own()
    ready, ended = Barrier(2), []

    def try_it(number: int) -> None:
        with real_app.app_context():
            ready.wait(PATIENCE)
            try:
                with unit():
                    contest = contest_by_slug("sampleshire-2030")
                    officer = db.session.scalars(select(Account)).one()
                    council = db.session.scalars(
                        select(Body).where(Body.kind == BodyKind.PARTY_COUNCIL)
                    ).one()
                    services.log(as_actor(officer), contest, council, decision(contest.candidacies[number]))
            except AlreadyLive as refusal:
                ended.append(refusal.field)
            else:
                ended.append("logged")

    threads = [Thread(target=try_it, args=(number,)) for number in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    with real_app.app_context():
        assert (sorted(ended), db.session.scalar(select(func.count()).select_from(Endorsement))) == (
            ["endorser", "logged"],
            1,
        )
