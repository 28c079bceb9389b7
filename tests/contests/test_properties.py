"""What holds whatever is done: lists agree with permissions, checks are never violated, text is kept as it was given."""

import json
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy.orm import Session

from tests.shared_data import shared_data
from tests.support.world import make_contest
from tracker.access.actor import Actor
from tracker.access.can import can
from tracker.access.permissions import Permission
from tracker.contests import services
from tracker.contests.models import Contest
from tracker.contests.queries import visible_contests
from tracker.contests.services import CandidacyDetails, Result
from tracker.contests.states import CANDIDACY, CONTEST, DECISIONS, MADE_BY_THE_CONTEST, SETTING_ASIDE
from tracker.directory.services import create_person
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.errors import Refused
from tracker.rules.contests import CHOSEN, STANDING, ContestOutcome, ContestState
from tracker.rules.roles import Role

NAUGHTY = [text for text in json.loads(shared_data("bad_inputs", "blns.json").read_text(encoding="utf-8")) if text.strip()]
IDS = st.frozensets(st.integers(1, 3), max_size=2)
ROLES = st.frozensets(st.sampled_from(Role), max_size=2)
ACTORS = st.builds(
    Actor, account_id=st.one_of(st.none(), st.just(1)), name=st.just("Somebody"), roles=ROLES, area_ids=IDS, body_ids=IDS,
    contest_ids=st.dictionaries(st.sampled_from(Role), IDS, max_size=2),
    candidacy_ids=st.dictionaries(st.sampled_from(Role), IDS, max_size=2),
)  # fmt: skip


@pytest.fixture
def many(contest: Contest, area, other_area, party, session: Session) -> list[Contest]:
    """Contests in every state, in two areas."""
    made = [
        make_contest(place, party, f"{place.name_en} {state}", session, state=state)
        for place in (area, other_area)
        for state in (ContestState.DRAFT, ContestState.ANNOUNCED, ContestState.BALLOTING)
    ]
    return [contest, *made]


@given(actor=ACTORS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_list_holds_exactly_what_may_be_read(actor: Actor, many: list[Contest], session: Session) -> None:
    listed = {contest.id for contest in session.scalars(visible_contests(actor))}
    assert listed == {contest.id for contest in many if can(actor, Permission.READ_CONTEST, contest)}


class ContestLife(RuleBasedStateMachine):
    """Anything an officer may try, in any order; the database's own checks are the judge."""

    contest: Contest
    actor: Actor

    @initialize()
    def begin(self) -> None:
        self.savepoint = db.session.begin_nested()

    def teardown(self) -> None:
        if hasattr(self, "savepoint"):
            self.savepoint.rollback()
            db.session.expire_all()

    @rule(name=st.sampled_from([move.name for move in CONTEST.transitions]), chosen=st.integers(0, 4), reason=st.sampled_from(["", "Why"]))
    def move_contest(self, name: str, chosen: int, reason: str) -> None:
        ids = [candidacy.id for candidacy in self.contest.candidacies[:chosen]]
        self.attempt(lambda: self.make(name, ids, reason))

    def make(self, name: str, ids: list[int], reason: str) -> None:
        if name in DECISIONS:
            services.decide(self.actor, self.contest, name, Result(chosen=ids), reason=reason)
        elif name in SETTING_ASIDE:
            services.set_aside(self.actor, self.contest, name, reason=reason)
        elif name == "cancel":
            services.cancel(self.actor, self.contest, reason=reason)
        else:
            services.move(self.actor, self.contest, name, reason=reason)

    @rule(which=st.integers(0, 4), name=st.sampled_from([m.name for m in CANDIDACY.transitions if m.name not in MADE_BY_THE_CONTEST]))
    def move_candidacy(self, which: int, name: str) -> None:
        candidacies = self.contest.candidacies
        if which < len(candidacies):
            self.attempt(lambda: services.move_candidacy(self.actor, candidacies[which], name, reason="Why"))

    @rule(is_locked=st.booleans())
    def lock_or_unlock(self, is_locked: bool) -> None:
        command = services.lock_list if is_locked else services.unlock_list
        self.attempt(lambda: command(self.actor, self.contest, reason="Why"))

    @rule(name=st.sampled_from(["Anwen Sample", "Bedwyr Sample", "Cadi Sample"]))
    def add(self, name: str) -> None:
        self.attempt(lambda: services.add_candidacy(self.actor, self.contest, create_person(self.actor, name=name), CandidacyDetails()))

    def attempt(self, command) -> None:
        states = [candidacy.state for candidacy in self.contest.candidacies]
        before = (self.contest.state, states, self.contest.candidates_locked_at)
        try:
            with db.session.begin_nested():
                command()
        except Refused:
            db.session.refresh(self.contest)
            now = [candidacy.state for candidacy in self.contest.candidacies]
            assert (self.contest.state, now, self.contest.candidates_locked_at) == before, "a refusal changes nothing"

    @invariant()
    def what_is_stored_agrees_with_itself(self) -> None:
        if not hasattr(self, "savepoint"):
            return
        contest, states = self.contest, [candidacy.state for candidacy in self.contest.candidacies]
        ended = contest.state in (ContestState.DECIDED, ContestState.CLOSED)
        assert (contest.outcome is not None) == ended
        seats = contest.seats if ended and contest.outcome is not ContestOutcome.NO_SELECTION else 0
        assert sum(state in CHOSEN for state in states) == seats
        assert not (ended and any(state in STANDING for state in states))
        if contest.state in (ContestState.BALLOTING, ContestState.COUNTING):
            assert contest.candidates_locked_at is not None


def test_no_order_of_moves_breaks_a_contest(shortlisted: Contest, actor, returning_officer, clock) -> None:
    clock.set(datetime(2026, 6, 12, 13))
    ContestLife.contest, ContestLife.actor = shortlisted, actor
    run_state_machine_as_test(ContestLife, settings=settings(max_examples=15, stateful_step_count=15, deadline=None))
    db.session.expire_all()
    assert history.first_broken_entry() is None


def test_naughty_text_is_kept_exactly_or_refused_with_words(shortlisted: Contest, client, sign_in, officer, candidacy) -> None:
    sign_in(client, officer)
    kept = 0
    for text in NAUGHTY[::5]:
        answer = client.submit(f"/contests/{shortlisted.slug}/edit", title_cy=text, source=text)
        assert answer.status_code == 422 or (shortlisted.title_cy, shortlisted.source) == (text.strip(), text.strip()), text
        page = f"/contests/{shortlisted.slug}/candidates/nia-pugh-example"
        written = client.post(f"{page}/statement", data={"statement_en": text, "statement_cy": text})
        assert written.status_code == 422 or candidacy.statement_en == text.strip(), text
        assert client.get(page).status_code == 200
        kept += answer.status_code == written.status_code == 303
    assert kept > len(NAUGHTY) // 10


LARGE = 1_000_000
FORMS = {
    "/contests/new": "title_en title_cy slug office new_office_en new_office_cy area party kind seats method channels ballot_closes_at "
    "dispatch_on polling_day joined_by paid_up_by statement_word_limit source",
    "/contests/sampleshire-2030/rules/new": "key value unit force source source_on",
    "/contests/sampleshire-2030/candidates/new": "person person-id match designation website handles hashtag",
    "/contests/sampleshire-2030/clone": "title_en title_cy slug people",
    "/contests/sampleshire-2030/candidates/nia-pugh-example/moves/withdraw": "reason at",
    "/contests/sampleshire-2030/candidates/nia-pugh-example/edit": "designation website handles hashtag version once",
    "/contests/sampleshire-2030/timetable/recompute": "close dispatch poll stages reason",
    "/contests/sampleshire-2030/timetable/changes": "changes reason",
}
BAD = [
    "\x00", "\x07", "9" * 400, "-1", "1e9", "²", "٣", "0001-01-01", "9999-12-31T23:59", "9" * 20, "' OR 1=1 --", "<script>", "x" * 30_000,
]  # fmt: skip


@pytest.mark.parametrize("path", FORMS)
def test_no_field_of_any_form_breaks_the_page(path: str, shortlisted: Contest, client, sign_in, officer) -> None:
    sign_in(client, officer)
    names = FORMS[path].split()
    for bad in BAD:
        answer = client.post(path, data=dict.fromkeys(names, bad), limit=LARGE)
        assert answer.status_code in (302, 303, 400, 422), bad[:20]
    for name in names:
        assert client.post(path, data={name: "\x07" + "9" * 20}, limit=LARGE).status_code in (302, 303, 400, 422), name
