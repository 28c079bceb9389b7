"""The life of an endorsement: who may move it where, what stands in the way, and how it stood on any day."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text, update
from sqlalchemy.exc import IntegrityError

from tests.endorsements.conftest import QUOTE, World
from tests.support.pages import parse, text_of
from tests.support.people import as_actor
from tracker.access.can import NotAllowed
from tracker.contests import services as contests
from tracker.contests.events import CandidacyWithdrawn
from tracker.directory import services as directory
from tracker.endorsements import services
from tracker.endorsements.models import Endorsement, Evidence
from tracker.endorsements.models.endorsements import state_at_sql
from tracker.endorsements.services import Decision, Proof
from tracker.endorsements.states import ENDORSEMENT, MADE_ELSEWHERE
from tracker.extensions import db
from tracker.kernel import events
from tracker.kernel.clock import now
from tracker.kernel.errors import Blocked, Refused
from tracker.rules.decisions import LIVE_STATES, EndorsementState, EvidenceGrade
from tracker.rules.directory import BodyKind

S = EndorsementState


def life_on(page: str) -> list[str]:
    """What each step of the life says on the page."""
    tree, _errors = parse(page)
    steps = next(found for found in tree.iter("ol") if found.get("class") == "timeline")
    return [text_of(step) for step in steps.iter("li")]


def page_of(endorsement: Endorsement, rest: str = "") -> str:
    return f"/contests/sampleshire-2030/endorsements/{endorsement.id}{rest}"


def test_a_second_officer_verifies_and_never_who_recorded(
    world: World, logged, officer, second_officer
) -> None:
    endorsement = logged(world.council)
    with pytest.raises(Refused, match="Another officer"):
        services.verify(as_actor(officer), endorsement)
    services.verify(as_actor(second_officer), endorsement)
    assert (endorsement.state, endorsement.verified_by_id) == (S.VERIFIED, second_officer.id)


def test_each_step_names_its_person_to_who_may_see_the_evidence(
    world: World, logged, officer, second_officer, candidate, auditor, browse
) -> None:
    endorsement = logged(world.council)
    services.verify(as_actor(second_officer), endorsement)
    services.publish(as_actor(officer), endorsement)
    told = life_on(browse(auditor).get(page_of(endorsement)).text)
    assert [name for step in told for name in (officer.name, second_officer.name) if name in step] == [
        officer.name, second_officer.name, officer.name,
    ]  # fmt: skip
    untold = life_on(browse(candidate).get(page_of(endorsement)).text)
    assert len(untold) == len(told)
    assert not any(who.name in step for step in untold for who in (officer, second_officer))


def test_nobody_verifies_what_was_changed_since_they_looked(
    world: World, logged, officer, second_officer, browse
) -> None:
    endorsement = logged(world.council)
    looked_at = endorsement.version
    services.edit(as_actor(officer), endorsement, {"chair": "Somebody Invented"})
    for address, sent in (
        (page_of(endorsement, "/moves/verify"), {"version": looked_at}),
        ("/contests/sampleshire-2030/endorsements/to-verify", {"ticked": endorsement.id, f"version-{endorsement.id}": looked_at}),
    ):
        answer = browse(second_officer).post(address, data=sent)
        assert (answer.status_code, "This has changed" in answer.text) == (422, True)
        assert endorsement.state is S.RECORDED
        shown = browse(second_officer).get(address).text
        assert f'value="{endorsement.version}"' in shown


def test_the_database_too_knows_that_nobody_verifies_their_own(world: World, logged, officer) -> None:
    endorsement = logged(world.council)
    own = (
        update(Endorsement)
        .where(Endorsement.id == endorsement.id)
        .values(state=S.VERIFIED, verified_at=now(), verified_by_id=officer.id)
    )
    with pytest.raises(IntegrityError, match="verified_by_another"), db.session.begin_nested():
        db.session.execute(own)


def test_who_edited_does_not_verify_either(world: World, logged, officer, second_officer) -> None:
    endorsement = logged(world.council)
    services.edit(as_actor(second_officer), endorsement, {"chair": "Somebody Invented"})
    with pytest.raises(Refused, match="Another officer"):
        services.verify(as_actor(second_officer), endorsement)


def test_nothing_is_verified_without_evidence(world: World, logged, second_officer, browse) -> None:
    endorsement = logged(world.council, evidence=())
    with pytest.raises(Blocked) as blocked:
        services.verify(as_actor(second_officer), endorsement)
    assert [str(one.message) for one in blocked.value.blockers] == [
        "There is no evidence yet. Add a file, a link or a quotation."
    ]
    assert "There is no evidence yet" in browse(second_officer).get(page_of(endorsement)).text


def test_the_pages_verify_publish_and_withdraw(world: World, logged, officer, second_officer, browse) -> None:
    endorsement, browser = logged(world.council), browse(second_officer)
    for name, fields in (
        ("verify", {}),
        ("publish", {}),
        ("withdraw", {"reason": "Thought again", "on": "2026-03-01"}),
    ):
        assert browser.submit(page_of(endorsement, f"/moves/{name}"), **fields).status_code == 303, name
    assert (endorsement.state, endorsement.ended_reason, endorsement.ended_on) == (
        S.WITHDRAWN,
        "Thought again",
        date(2026, 3, 1),
    )
    shown = browse(officer).get(page_of(endorsement)).text
    for word in ("Recorded", "Verified", "Published", "Withdrawn", "Thought again", "Sara Second"):
        assert word in shown


def test_a_withdrawal_needs_a_reason(world: World, logged, officer, browse) -> None:
    endorsement = logged(world.council)
    answer = browse(officer).submit(page_of(endorsement, "/moves/withdraw"), reason="  ")
    assert (answer.status_code, endorsement.state) == (422, S.RECORDED)


def test_the_candidate_declines_and_the_rival_cannot(
    world: World, published, candidate, rival, browse
) -> None:
    endorsement = published(world.council)
    assert browse(rival).get(page_of(endorsement, "/moves/decline")).status_code == 403
    browser = browse(candidate)
    assert "Decline" in browser.get(page_of(endorsement)).text
    browser.submit(page_of(endorsement, "/moves/decline"), reason="Not wanted")
    assert (endorsement.state, browser.get(page_of(endorsement)).status_code) == (S.DECLINED, 200)


def test_what_is_only_recorded_no_candidate_can_see(world: World, logged, candidate, browse) -> None:
    endorsement = logged(world.council)
    assert browse(candidate).get(page_of(endorsement)).status_code == 404
    assert browse(candidate).get(page_of(endorsement, "/moves/decline")).status_code == 404


@pytest.mark.parametrize("move", ENDORSEMENT.transitions, ids=lambda move: move.name)
@pytest.mark.parametrize("state", S)
def test_moves_start_only_where_the_table_says(world: World, logged, second_officer, move, state: S) -> None:
    endorsement = put_into(logged(world.council), state, second_officer.id)
    changed = {"verified_by_id": second_officer.id} if move.name == "verify" else {}
    try:
        ENDORSEMENT.apply(
            as_actor(second_officer), endorsement, move.name, at=now(), reason="for the test", changed=changed
        )
    except Refused:
        assert state not in move.sources
    else:
        assert (state in move.sources, endorsement.state) == (True, move.target)


def put_into(endorsement: Endorsement, state: S, verifier_id: int) -> Endorsement:
    seen = {} if state is S.RECORDED else {"verified_at": now(), "verified_by_id": verifier_id}
    live = state in LIVE_STATES
    values = {
        "state": state,
        "ended_at": None if live else now(),
        "published_at": now() if state is S.PUBLISHED else None,
        **seen,
    }
    for name, value in values.items():
        setattr(endorsement, name, value)
    db.session.flush()
    return endorsement


def test_a_scrutineer_reads_evidence_and_is_offered_nothing(world: World, logged, scrutineer, browse) -> None:
    file = Proof(grade=EvidenceGrade.MINUTE, stream=BytesIO(b"%PDF-1.4 minutes"), filename="minutes.pdf")
    endorsement = logged(world.council, evidence=[file])
    browser = browse(scrutineer)
    shown = browser.get(page_of(endorsement)).text
    proof = db.session.scalars(select(Evidence)).one()
    assert proof.stored_file.sha256 in shown
    assert "What you can do" not in shown
    with browser.get(page_of(endorsement, f"/evidence/{proof.id}")) as got:
        assert (got.data, got.headers["Content-Disposition"]) == (
            b"%PDF-1.4 minutes",
            "attachment; filename=minutes.pdf",
        )
    assert (
        "the file is unchanged"
        in browser.post(page_of(endorsement, f"/evidence/{proof.id}/fingerprint"), follow_redirects=True).text
    )
    for rest in ("/edit", "/correct", "/moves/withdraw", "/evidence", "/end-embargo"):
        assert browser.get(page_of(endorsement, rest)).status_code == 403, rest


def test_a_changed_file_is_found_out(world: World, logged, officer) -> None:
    file = Proof(
        grade=EvidenceGrade.MINUTE, stream=BytesIO(b"%PDF-1.4 what was decided"), filename="minutes.pdf"
    )
    proof = logged(world.council, evidence=[file]).evidence[0]
    assert services.check_fingerprint(as_actor(officer), proof)
    proof.stored_file.path.chmod(0o640)
    proof.stored_file.path.write_bytes(b"%PDF-1.4 something else")
    assert not services.check_fingerprint(as_actor(officer), proof)
    proof.stored_file.path.unlink()


@pytest.mark.parametrize("who", ["candidate", "rival", "organiser"])
def test_evidence_is_for_those_who_check_it(request, world: World, published, browse, who: str) -> None:
    file = Proof(grade=EvidenceGrade.LETTER, stream=BytesIO(b"Dear all, we decided."), filename="letter.txt")
    endorsement = published(world.council, evidence=[file])
    browser, proof = browse(request.getfixturevalue(who)), endorsement.evidence[0]
    assert browser.get(page_of(endorsement)).status_code == 200
    assert browser.get(page_of(endorsement, f"/evidence/{proof.id}")).status_code == 403


def test_a_correction_leaves_the_old_record_and_links_the_copy(
    world: World, published, officer, candidate, browse
) -> None:
    old = published(world.council)
    browse(officer).submit(
        page_of(old, "/correct"), candidacy=str(world.second.id), reason="Names were mixed up"
    )
    copy = old.succeeded_by
    assert (old.state, old.ended_reason, copy.state, copy.candidacy) == (
        S.CORRECTED,
        "Names were mixed up",
        S.RECORDED,
        world.second,
    )
    assert [proof.quotation for proof in copy.evidence] == [QUOTE.quotation]
    assert browse(candidate).get(page_of(old)).status_code == 404


def test_a_record_is_named_in_the_language_of_the_page_and_kept_under_its_english_name(world: World, published, officer, browse) -> None:
    world.council.name_cy, officer.language = "Cyngor Enghreifftiol", "cy"
    old = published(world.council)
    browser = browse(officer)
    browser.submit(page_of(old, "/correct"), candidacy=str(world.second.id), reason="Camgymeriad")
    shown = browser.get(page_of(old)).text
    assert f"Cyngor Enghreifftiol → {world.second.name}" in shown
    assert world.council.name_en not in shown
    assert old.label.startswith(world.council.name_en)


def test_a_withdrawn_candidate_releases_who_endorsed_them(world: World, published, logged) -> None:
    theirs, other = published(world.council), logged(world.person("Elin Invented"), candidacy=world.second)
    events.publish(
        CandidacyWithdrawn(
            contest_id=world.contest.id, candidacy_id=world.first.id, at=now(), reason="Moved away"
        )
    )
    assert (theirs.state, theirs.ended_reason, other.state) == (S.RELEASED, "Moved away", S.RECORDED)


def test_withdrawing_in_the_contest_releases_them(world: World, published, returning_officer) -> None:
    endorsement = published(world.council)
    contests.move_candidacy(as_actor(returning_officer), world.first, "withdraw", reason="Moved away")
    assert endorsement.state is S.RELEASED


def test_two_editors_see_both_versions(world: World, logged, officer, second_officer, browse) -> None:
    endorsement = logged(world.council)
    first, second = browse(officer), browse(second_officer)
    shown = first.get(page_of(endorsement, "/edit")).text
    version = endorsement.version
    second.submit(page_of(endorsement, "/edit"), chair="Second Chair")
    assert 'name="version"' in shown
    sent = {
        "version": str(version),
        "candidacy": str(world.first.id),
        "method": "full_meeting",
        "decided_on": "2026-02-20",
        "chair": "First Chair",
    }
    answer = first.post(page_of(endorsement, "/edit"), data=sent)
    assert (answer.status_code, endorsement.chair) == (422, "Second Chair")
    assert "Second Chair" in answer.text
    assert "First Chair" in answer.text


def test_verified_records_are_corrected_not_edited(world: World, published, officer) -> None:
    with pytest.raises(Refused, match="Correct an error"):
        services.edit(as_actor(officer), published(world.council), {"chair": "Somebody Else"})


def test_one_live_endorsement_each_in_the_database_too(world: World, logged) -> None:
    first = logged(world.council)
    columns = [column.name for column in Endorsement.__table__.columns if column.name != "id"]
    copy = text(
        f"INSERT INTO endorsement ({', '.join(columns)}) SELECT {', '.join(columns)} FROM endorsement WHERE id = :id"
    )
    with pytest.raises(IntegrityError), db.session.begin_nested():
        db.session.execute(copy, {"id": first.id})


def test_merged_endorsers_take_their_endorsements_along(world: World, logged, officer) -> None:
    kept, lost = world.person("Huw Irranca-Sample"), world.person("Huw Irranca Sampel")
    endorsement = logged(lost)
    directory.merge(as_actor(officer), kept, lost, {}, reason="One person")
    db.session.refresh(endorsement)
    assert endorsement.endorser_person == kept


def test_two_with_live_endorsements_in_one_contest_do_not_merge(world: World, logged, officer) -> None:
    kept, lost = world.person("Huw Irranca-Sample"), world.person("Huw Irranca Sampel")
    logged(kept)
    logged(lost, candidacy=world.second)
    with pytest.raises(Refused, match="live endorsement in one contest"):
        directory.merge(as_actor(officer), kept, lost, {}, reason="One person")


STAMPS = st.lists(st.integers(0, 40), min_size=4, max_size=4).map(sorted)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(stamps=STAMPS, asked=st.integers(-1, 41), steps=st.integers(0, 3), ended=st.booleans())
def test_the_state_of_any_day_is_the_last_step_before_it(
    world: World, logged, second_officer, stamps, asked: int, steps: int, ended: bool
) -> None:
    start = now() - timedelta(days=60)
    days = [start + timedelta(days=day) for day in stamps]
    reached = [(S.RECORDED, days[0]), (S.VERIFIED, days[1]), (S.PUBLISHED, days[2])][: max(1, steps)]
    happened = [*reached, *([(S.WITHDRAWN, days[3])] if ended else [])]
    with db.session.begin_nested() as savepoint:
        endorsement = logged(world.person("Invented As-Of"))
        endorsement.recorded_at = days[0]
        if len(reached) > 1:
            endorsement.verified_at, endorsement.verified_by_id = days[1], second_officer.id
        if len(reached) > 2:
            endorsement.published_at = days[2]
        endorsement.state = happened[-1][0]
        endorsement.ended_at = days[3] if ended else None
        db.session.flush()
        at = start + timedelta(days=asked)
        expected = next((state for state, since in reversed(happened) if since <= at), None)
        assert endorsement.state_at(at) == expected
        if expected:
            assert (
                db.session.scalar(select(state_at_sql(at)).where(Endorsement.id == endorsement.id))
                == expected
            )
        savepoint.rollback()


def test_every_move_is_a_button_or_made_elsewhere() -> None:
    assert {move.name for move in ENDORSEMENT.transitions} == MADE_ELSEWHERE | {
        "verify",
        "publish",
        "decline",
        "withdraw",
        "correct",
    }


def test_only_officers_who_cover_it_move_it(world: World, logged, officer_elsewhere) -> None:
    with pytest.raises(NotAllowed):
        services.withdraw(as_actor(officer_elsewhere), logged(world.council), "Because")


def test_a_decision_names_who_chaired_only_for_bodies(world: World, logged) -> None:
    endorsement = logged(world.person("Mair Invented"), votes_for=3)
    assert (endorsement.votes_for, endorsement.method.value) == (None, "individual")
    assert Decision(candidacy=None, method=None).outcome is None
    assert world.body("Ffug", BodyKind.BRANCH).may_endorse
