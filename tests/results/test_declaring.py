"""A result declared: once, with everything that follows from it, and put right without losing what was said before."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.electorate.conftest import make_elector, make_roll  # noqa: F401 - fixtures the mailing needs
from tests.mailings.conftest import approve, electors, make_mailing, roll  # noqa: F401 - fixtures of a mailing that waits
from tests.results.conftest import Recorded, report_of, said
from tests.support.people import as_actor
from tracker.access.actor import Actor
from tracker.access.can import NotAllowed
from tracker.contests import services as contests
from tracker.contests.models import Contest, Stage
from tracker.contests.services import timetable
from tracker.kernel.errors import Blocked, Refused
from tracker.kernel.history import HistoryEntry
from tracker.mailings import services as mailings
from tracker.mailings.models import Mailing
from tracker.results import services
from tracker.results.models import Result
from tracker.results.queries.find import declared_results, standing_result
from tracker.rules.contests import CandidacyState, ContestOutcome, ContestState, RuleForce
from tracker.rules.mailings import MailingState
from tracker.rules.results import Occasion, ResultState

PAGE = "/contests/sampleshire-2030/result"
C = CandidacyState


def states(three) -> list[CandidacyState]:
    return [one.state for one in three]


def test_a_declaration_moves_candidates_and_contest(
    session: Session, recorded: Recorded, counting: Contest, three, returning: Actor
) -> None:
    result = recorded()
    services.declare(returning, result, said(hour="15:00"))
    assert (result.state, counting.state, counting.outcome) == (ResultState.FINAL, ContestState.DECIDED, ContestOutcome.BALLOT)
    assert states(three) == [C.NOT_SELECTED, C.SELECTED, C.NOT_SELECTED]
    assert [one.votes for one in three] == [40, 35, 25]  # of the first round, whoever won in the second
    entry = session.scalars(select(HistoryEntry).where(HistoryEntry.action == "results.declare-final")).one()
    assert (entry.subject_id, entry.difference["declared_by"][1]) == (result.id, "Rhys Returning, returning officer")


def test_it_is_declared_once_however_often_the_button_is_pressed(session: Session, recorded, client, sign_in, returning_officer) -> None:
    recorded()
    sign_in(client, returning_officer)
    page = client.get(f"{PAGE}/declare").text
    assert "Rhys Returning" in page
    once = page.split('name="once"')[1].split('value="')[1].split('"')[0]
    data = {"declared_by": "Rhys", "declared_on": "2026-03-02", "once": once}
    answers = [client.post(f"{PAGE}/declare", data=data).status_code for _ in range(2)]
    assert answers == [303, 302] or answers == [303, 303] or answers == [303, 404]
    assert session.query(HistoryEntry).filter_by(action="results.declare-final").count() == 1
    assert client.post(f"{PAGE}/declare", data={**data, "once": "another"}).status_code == 404


def test_a_second_declaration_of_the_same_figures_is_refused(recorded: Recorded, returning: Actor) -> None:
    result = recorded()
    services.declare(returning, result, said())
    with pytest.raises(Refused, match="changed since"):
        services.declare(returning, result, said())


def test_only_the_returning_officer_declares(recorded: Recorded, scrutineer, officer) -> None:
    result = recorded()
    for account in (scrutineer, officer):
        with pytest.raises(NotAllowed):
            services.declare(as_actor(account), result, said())


def test_figures_that_contradict_themselves_are_declared_only_with_a_reason(recorded: Recorded, three, returning: Actor) -> None:
    usual = report_of(three)
    result = recorded(replace(usual, rounds=[usual.rounds[0], replace(usual.rounds[1], non_transferable=5)]))
    with pytest.raises(Refused) as refused:
        services.declare(returning, result, said())
    assert refused.value.field == "reason"
    services.declare(returning, result, said(), reason="The scrutineer stands by the figures")
    assert result.is_declared


@pytest.mark.parametrize(("more", "field"), [
    ({"by": " "}, "declared_by"), ({"on": date(2026, 3, 3)}, "declared_on"), ({"on": date(2026, 2, 19)}, "declared_on"),
])  # fmt: skip
def test_a_declaration_names_somebody_and_a_day_between_the_close_and_today(more, field, recorded: Recorded, returning: Actor) -> None:
    with pytest.raises(Refused) as refused:
        services.declare(returning, recorded(), said(**more))
    assert refused.value.field == field


def test_as_many_are_chosen_as_there_are_seats(recorded: Recorded, three, counting: Contest, returning: Actor) -> None:
    result = recorded(replace(report_of(three), chosen=[one.id for one in three[:2]]))
    with pytest.raises(Refused, match="as many candidates"):
        services.declare(returning, result, said())


def test_a_count_that_selects_nobody_is_declared_with_the_reason(recorded: Recorded, three, counting: Contest, returning: Actor) -> None:
    result = recorded(replace(report_of(three), chosen=[]))
    with pytest.raises(Refused) as refused:
        services.declare(returning, result, said())
    assert refused.value.field == "reason"
    services.declare(returning, result, said(), reason="More than half were for nobody")
    assert (counting.outcome, result.kind) == (ContestOutcome.NO_SELECTION, ContestOutcome.NO_SELECTION)
    assert (states(three), len(result.rounds)) == ([C.NOT_SELECTED] * 3, 2)


def test_what_is_not_sent_is_cancelled_with_the_reason(
    clock: object, make_mailing: Callable[..., Mailing], recorded: Recorded, counting: Contest, returning: Actor,  # noqa: F811 - the fixture
    session: Session,
) -> None:
    waiting, given_up = make_mailing(), make_mailing()
    mailings.move(returning, given_up, "cancel", reason="Not needed")
    counting.state = ContestState.COUNTING
    services.declare(returning, recorded(), said())
    assert waiting.state is MailingState.CANCELLED
    told = session.scalars(select(HistoryEntry).where(HistoryEntry.action == "mailings.cancel").order_by(HistoryEntry.id)).all()
    assert [(one.subject_id, one.reason) for one in told] == [(given_up.id, "Not needed"), (waiting.id, "The result was declared.")]


def test_without_a_timetable_complaints_and_the_return_of_lists_get_their_days(recorded: Recorded, counting: Contest, returning) -> None:
    contests.add_rule(returning, counting, contests.RuleDetails(key="complaint_working_days", value="7"))
    services.declare(returning, recorded(), said(on=date(2026, 2, 23)))
    stages = {stage.key: stage.stands_on for stage in counting.stages}
    assert stages == {"complaint_close": date(2026, 3, 4), "candidate_data_return": date(2026, 3, 9)}


def test_periods_run_from_the_declaration_as_long_as_they_were_planned_and_never_shorter(
    session: Session, recorded: Recorded, counting: Contest, returning: Actor
) -> None:
    def stage(key: str, on: date, force: RuleForce = RuleForce.SOFT) -> Stage:
        one = Stage(contest=counting, key=key, position=1, force=force, calendar="election", computed_on=on, planned_on=on)
        session.add(one)
        return one

    published, complaints = stage("result_published", date(2026, 2, 23)), stage("complaint_close", date(2026, 2, 26))
    lists = stage("candidate_data_return", date(2026, 3, 2), RuleForce.HARD)
    counting.timetable_published_at = counting.created_at
    session.flush()
    services.declare(returning, recorded(), said(on=date(2026, 2, 27)))
    assert (published.actual_on, complaints.stands_on) == (date(2026, 2, 27), date(2026, 3, 4))
    assert [change.planned_on for change in timetable.changes.waiting(counting)] == [date(2026, 3, 6)]  # hard: a second officer confirms
    assert lists.stands_on == date(2026, 3, 2)


def test_a_provisional_result_is_confirmed(recorded: Recorded, counting, client, sign_in, returning_officer, returning: Actor) -> None:
    result = recorded()
    services.declare(returning, result, said(is_final=False))
    sign_in(client, returning_officer)
    assert "Provisional" in client.get(PAGE).text
    client.submit(f"{PAGE}/confirm", declared_by="The national executive")
    assert (result.state, result.declared_by) == (ResultState.FINAL, "The national executive")
    with pytest.raises(Refused):
        services.confirm(returning, result, said())


def test_a_correction_keeps_the_old_figures_and_says_why(
    session: Session, recorded: Recorded, counting: Contest, three, client, returning: Actor
) -> None:
    old = recorded()
    services.declare(returning, old, said())
    with pytest.raises(Refused, match="recount or a correction"):
        recorded()
    new = recorded(report_of(three, spoilt=4, votes_cast=104), occasion=Occasion.CORRECTION, reason="A spoilt paper was found")
    assert standing_result(counting) is old
    services.declare(returning, new, said())
    assert (standing_result(counting), new.corrects, old.spoilt, old.stands) == (new, old, 3, False)
    session.commit()
    text = client.get(PAGE).text  # nobody is signed in
    assert "A spoilt paper was found" in text
    assert "Earlier figures" in text
    assert "This result no longer stands." in client.get(f"{PAGE}/1").text


def test_a_recount_may_choose_somebody_else(recorded: Recorded, counting: Contest, three, returning: Actor) -> None:
    services.declare(returning, recorded(), said())
    nia, gwyn, _sion = (one.id for one in three)
    usual = report_of(three)
    again = replace(usual, chosen=[nia], rounds=[usual.rounds[0], replace(usual.rounds[1], votes={nia: 51, gwyn: 45}, transferred={})])
    new = recorded(again, occasion=Occasion.RECOUNT, reason="A bundle was counted twice")
    services.declare(returning, new, said())
    assert states(three) == [C.SELECTED, C.NOT_SELECTED, C.NOT_SELECTED]
    assert [(one.number, one.stands) for one in declared_results(counting)] == [(2, True), (1, False)]


def test_in_a_closed_contest_figures_are_put_right_but_nobody_else_is_chosen(recorded: Recorded, counting, three, returning) -> None:
    services.declare(returning, recorded(), said())
    counting.state = ContestState.CLOSED
    new = recorded(replace(report_of(three), chosen=[three[0].id]), occasion=Occasion.RECOUNT, reason="A bundle")
    with pytest.raises(Refused):
        services.declare(returning, new, said(), reason="A bundle")


def test_setting_the_decision_aside_sets_the_result_aside(recorded: Recorded, counting: Contest, returning: Actor) -> None:
    result = recorded()
    services.declare(returning, result, said())
    contests.set_aside(returning, counting, "recount", reason="A bundle was found")
    assert (standing_result(counting), result.replaced_at is not None) == (None, True)


@pytest.mark.parametrize(("kind", "taken"), [(ContestOutcome.APPOINTED, 1), (ContestOutcome.NO_SELECTION, 0)])
def test_a_contest_ends_without_a_ballot(kind, taken, counting: Contest, three, returning: Actor, client) -> None:
    counting.state = ContestState.SHORTLISTED
    chosen = [one.id for one in three[:taken]]
    result = services.declare_without_ballot(returning, counting, kind, chosen, said(), source="Minute 7", reason="The executive decided")
    assert (counting.outcome, len(result.chosen), result.state) == (kind, taken, ResultState.FINAL)
    assert "Minute 7" in client.get(PAGE).text


def test_unopposed_takes_everybody_who_stands_and_no_more_than_the_seats(counting: Contest, three, returning: Actor) -> None:
    counting.state = ContestState.SHORTLISTED
    with pytest.raises(Blocked):
        services.declare_without_ballot(returning, counting, ContestOutcome.UNOPPOSED, [], said(), source="S", reason="R")
    for one in three[1:]:
        one.state, one.withdrawn_at = C.WITHDRAWN, counting.created_at
    result = services.declare_without_ballot(returning, counting, ContestOutcome.UNOPPOSED, [], said(), source="S", reason="R")
    assert (states(three)[0], result.chosen) == (C.UNOPPOSED, [three[0]])


def test_the_pages_of_ending_without_a_ballot_say_what_is_missing(counting: Contest, three, client, sign_in, returning_officer) -> None:
    counting.state = ContestState.SHORTLISTED
    sign_in(client, returning_officer)
    assert "Unopposed means as many candidates as seats." in client.get(f"{PAGE}/without-a-ballot").text
    client.submit(f"{PAGE}/without-a-ballot", kind="appointed", chosen=[str(three[0].id)], source="Minute 7", reason="Decided")
    assert counting.outcome is ContestOutcome.APPOINTED
    assert "no longer to be done" in client.get(f"{PAGE}/without-a-ballot").text


@pytest.mark.parametrize("field", ["declared_by", "declared_on", "declared_hour", "reason", "version", "is_provisional"])
def test_no_field_of_the_declaration_breaks_it(
    field: str, session: Session, recorded: Recorded, client, sign_in, returning_officer
) -> None:
    recorded()
    sign_in(client, returning_officer)
    for bad in ("\x00", "9" * 400, "-1", "0001-01-01", "9999-12-31", "25:99", "x" * 30_000):
        answer = client.post(f"{PAGE}/declare", data={"declared_on": "2099-01-01", field: bad})
        assert answer.status_code == 422, bad[:20]
    assert session.scalars(select(Result.state)).all() == [ResultState.REPORTED]
