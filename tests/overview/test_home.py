"""Home shows each person their own: contests, what comes next, what waits for them."""

import subprocess
import sys
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.support.people import SignIn, as_actor
from tests.support.world import make_contest
from tracker.access.actor import SYSTEM
from tracker.accounts.models import Account
from tracker.contests.models import Candidacy, Contest, Stage
from tracker.directory import services as directory
from tracker.endorsements.models import Endorsement, JointDecision
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import now
from tracker.overview import queries
from tracker.rules.contests import ContestState, RuleForce
from tracker.rules.decisions import DecisionMethod, DecisionOutcome, EndorsementState


@pytest.fixture
def announced(contest: Contest) -> Contest:
    contest.state = ContestState.SHORTLISTED
    return contest


def endorsement(
    contest: Contest, candidacy: Candidacy, recorder: Account, name: str = "Mair Invented"
) -> Endorsement:
    made = Endorsement(
        contest=contest, candidacy=candidacy, endorser_person=directory.create_person(SYSTEM, name=name),
        method=DecisionMethod.INDIVIDUAL, outcome=DecisionOutcome.CARRIED_UNRECORDED, state=EndorsementState.RECORDED,
        recorded_at=now(), recorded_by_id=recorder.id,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    return made


@pytest.mark.parametrize(
    "who",
    [
        "administrator",
        "auditor",
        "officer",
        "returning_officer",
        "organiser",
        "scrutineer",
        "candidate",
        "agent",
        "rival",
    ],
)
def test_everybody_has_a_home(
    request: pytest.FixtureRequest, client: FlaskClient, sign_in: SignIn, announced: Contest, who: str
) -> None:
    sign_in(client, request.getfixturevalue(who))
    assert client.get("/").status_code == 200
    assert client.get(f"/contests/{announced.slug}").status_code == 200


def test_nobody_signed_in_is_led_to_the_door(client: FlaskClient) -> None:
    answer = client.get("/")
    assert (answer.status_code, answer.location) == (303, "/sign-in?next=/")


def test_what_waits_for_verification_waits_for_the_second_officer_only(
    session: Session,
    announced: Contest,
    candidacy: Candidacy,
    officer: Account,
    second_officer: Account,
    officer_elsewhere: Account,
) -> None:
    made = endorsement(announced, candidacy, officer)
    waiting = {
        account.name: session.scalars(queries.to_verify(as_actor(account))).all()
        for account in (officer, second_officer, officer_elsewhere)
    }
    assert waiting == {officer.name: [], second_officer.name: [made], officer_elsewhere.name: []}


def test_the_day_that_counts_is_the_extended_one(session: Session, clock: object, announced: Contest) -> None:
    session.add_all([
        Stage(contest=announced, key="shortlist_published", position=1, force=RuleForce.SOFT,
              computed_on=date(2026, 3, 1), planned_on=date(2026, 3, 1), extended_on=date(2026, 3, 9), extension_reason="for the test"),
        Stage(contest=announced, key="reminder_1", position=2, force=RuleForce.SOFT, computed_on=date(2026, 3, 4)),
        Stage(contest=announced, key="count", position=3, force=RuleForce.SOFT, computed_on=date(2026, 3, 5), actual_on=date(2026, 3, 5)),
        Stage(contest=announced, key="longlist", position=4, force=RuleForce.SOFT, computed_on=date(2026, 2, 27)),
    ])  # fmt: skip
    session.flush()
    ahead = queries.upcoming([announced.id], date(2026, 3, 2))
    assert [(item.stage.key, item.days) for item in ahead] == [("reminder_1", 2), ("shortlist_published", 7)]


def test_a_draft_is_unknown_to_who_has_no_part_in_it(
    client: FlaskClient, sign_in: SignIn, contest: Contest, officer_elsewhere: Account
) -> None:
    sign_in(client, officer_elsewhere)
    assert client.get(f"/contests/{contest.slug}").status_code == 404
    assert contest.title_en not in client.get("/contests").text


def test_history_is_read_by_those_who_may(
    client: FlaskClient,
    sign_in: SignIn,
    announced: Contest,
    officer: Account,
    auditor: Account,
    candidate: Account,
) -> None:
    history.record(
        as_actor(officer),
        "contests.announce",
        announced,
        contest_id=announced.id,
        reason="Because it is time",
    )
    for account, own, everything in ((officer, 200, 403), (auditor, 200, 200), (candidate, 403, 403)):
        sign_in(client, account)
        page = client.get(f"/contests/{announced.slug}/history")
        assert (page.status_code, client.get("/history").status_code) == (own, everything)
        assert ("Because it is time" in page.text) == (own == 200)


def test_a_joint_decision_waits_for_officers_not_for_candidates(
    session: Session,
    client: FlaskClient,
    sign_in: SignIn,
    announced: Contest,
    officer: Account,
    candidate: Account,
) -> None:
    session.add(
        JointDecision(contest=announced, title="Sample councils together", decide_by=date(2026, 4, 1))
    )
    session.flush()
    for account, sees in ((officer, True), (candidate, False)):
        sign_in(client, account)
        assert ("Sample councils together" in client.get("/").text) == sees
        assert ("Sample councils together" in client.get(f"/contests/{announced.slug}").text) == sees


def test_a_timetable_not_yet_published_is_shown_to_its_officers_only(
    session: Session,
    clock: object,
    client: FlaskClient,
    sign_in: SignIn,
    announced: Contest,
    officer: Account,
    candidate: Account,
) -> None:
    session.add(
        Stage(
            contest=announced, key="longlist", position=1, force=RuleForce.SOFT, computed_on=date(2026, 3, 20)
        )
    )
    session.flush()
    for account, sees in ((officer, True), (candidate, False)):
        sign_in(client, account)
        assert ("Longlist" in client.get("/").text) == sees
        assert ("Longlist" in client.get(f"/contests/{announced.slug}").text) == sees


def test_who_has_several_contests_chooses_in_which_to_log(
    session: Session, client: FlaskClient, sign_in: SignIn, announced: Contest, officer: Account
) -> None:
    one = f"/contests/{announced.slug}/endorsements/new"
    sign_in(client, officer)
    assert client.get("/").text.count(f'href="{one}"') == 1
    other = make_contest(announced.area, announced.party, "Sampleshire 2034", session, state=ContestState.SHORTLISTED)
    shown = client.get("/").text
    for contest in (announced, other):
        assert shown.count(f'href="/contests/{contest.slug}/endorsements/new"') == 1
    assert shown.count("Log an endorsement") == 2, "none that leads to no contest"


def test_an_administrator_reads_no_contest_s_history(
    client: FlaskClient, sign_in: SignIn, announced: Contest, administrator: Account, auditor: Account
) -> None:
    history.record(as_actor(auditor), "contests.announce", announced, contest_id=announced.id, reason="Told in the contest")
    history.record(as_actor(auditor), "contests.announce", announced, reason="Told of no contest")
    for account, sees in ((auditor, True), (administrator, False)):
        sign_in(client, account)
        page = client.get("/history").text
        assert ("Told in the contest" in page) == sees
        assert "Told of no contest" in page


def test_what_the_demonstration_did_is_told_though_the_web_server_does_not_load_it() -> None:
    asked = (
        "import sys; from tracker import create_app; create_app(); from tracker.kernel.history import SENTENCES;"
        "print('demo.loaded' in SENTENCES, any(name.startswith('tracker.demo') for name in sys.modules))"
    )
    answer = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True)
    assert answer.stdout.split() == ["True", "False"]
