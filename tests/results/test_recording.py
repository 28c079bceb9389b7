"""A result entered as reported: stored whole, changed until declared, its contradictions shown and not smoothed over."""

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.results.conftest import Recorded, report_of
from tests.support.client import PageClient
from tests.support.people import SignIn, as_actor
from tracker.access.actor import Actor
from tracker.access.can import NotAllowed
from tracker.accounts.models import Account
from tracker.contests.models import Candidacy, Contest
from tracker.kernel.errors import Refused, StaleRecord
from tracker.kernel.history import HistoryEntry
from tracker.results import services
from tracker.results.models import Result, ResultRound
from tracker.results.papers import paper_problems
from tracker.results.reported import contradictions_in
from tracker.results.services import Report, RoundReport
from tracker.rules.contests import ContestState, CountMethod
from tracker.rules.counting import Contradicts

PAGE = "/contests/sampleshire-2030/result"


def test_a_report_is_stored_with_who_went_out_and_told_in_the_history(session: Session, recorded: Recorded, three: list[Candidacy]) -> None:
    result = recorded()
    session.expire_all()
    first, second = result.rounds
    assert [(line.candidacy.name, line.votes, line.excluded_after) for line in first.lines] == [
        ("Nia Pugh-Example", 40, False), ("Gwyn ap Sample", 35, False), ("Siôn Third-Example", 25, True),
    ]  # fmt: skip
    assert (second.non_transferable, [line.transferred for line in second.lines]) == (4, [6, 15])
    assert (result.chosen, contradictions_in(result), paper_problems(result)) == ([three[1]], [], [])
    entry = session.scalars(select(HistoryEntry).where(HistoryEntry.action == "results.reported")).one()
    assert entry.difference["round 2"][1] == "Nia Pugh-Example 46; Gwyn ap Sample 50; non-transferable 4"


def test_figures_are_changed_until_they_are_declared_and_history_says_which(session: Session, recorded: Recorded, three) -> None:
    result = recorded()
    nia, gwyn, sion = (one.id for one in three)
    usual = report_of(three)
    again = recorded(replace(usual, rounds=[replace(usual.rounds[0], votes={nia: 41, gwyn: 34, sion: 25}), usual.rounds[1]]))
    assert again is result
    assert session.scalars(select(ResultRound).where(ResultRound.result_id == result.id)).all() == result.rounds
    entry = session.scalars(select(HistoryEntry).where(HistoryEntry.action == "results.edited")).one()
    assert list(entry.difference) == ["round 1"]
    recorded(replace(usual, rounds=[replace(usual.rounds[0], votes={nia: 41, gwyn: 34, sion: 25}), usual.rounds[1]]))
    assert session.query(HistoryEntry).filter_by(action="results.edited").count() == 1  # nothing changed, nothing told


def test_two_who_enter_figures_at_once_see_both(recorded: Recorded, three) -> None:
    result = recorded()
    read = result.version
    recorded(report_of(three, spoilt=4))
    with pytest.raises(StaleRecord):
        recorded(report_of(three, spoilt=5), version=read)


@pytest.mark.parametrize(("second", "what"), [
    ({"votes": (47, 50), "came": (6, 15)}, Contradicts.VOTES),
    ({"votes": (46, 50), "came": (6, 14)}, Contradicts.TRANSFERS),
    ({"votes": (46, 50), "nobody": 5}, Contradicts.TOTAL),
    ({"votes": (50, 46)}, Contradicts.WINNER),
    ({"votes": (39, 50), "nobody": 11}, Contradicts.VOTES),
])  # fmt: skip
def test_rounds_that_do_not_add_up_are_stored_and_shown(second, what, recorded: Recorded, three, client, sign_in, scrutineer) -> None:
    nia, gwyn = three[0].id, three[1].id
    moved = {"transferred": dict(zip((nia, gwyn), second["came"], strict=True))} if "came" in second else {}
    later = RoundReport(votes=dict(zip((nia, gwyn), second["votes"], strict=True)), non_transferable=second.get("nobody", 4), **moved)
    result = recorded(replace(report_of(three), rounds=[report_of(three).rounds[0], later]))
    assert what in {one.what for one in contradictions_in(result)}
    sign_in(client, scrutineer)
    assert "These figures contradict themselves" in client.get(PAGE).text


def test_papers_that_do_not_add_up_are_shown_with_both_sums(recorded: Recorded, three, client, sign_in, scrutineer) -> None:
    recorded(report_of(three, votes_cast=250, spoilt=3))
    sign_in(client, scrutineer)
    text = client.get(PAGE).text
    assert "Came back: 250. Entitled: 200." in text
    assert "Counted in the first round and spoilt, together: 103." in text


def test_what_is_no_count_is_refused_where_it_is(counting: Contest, three, returning: Actor) -> None:
    usual, (nia, gwyn, sion) = report_of(three), (one.id for one in three)
    for rounds, field in (
        ([RoundReport(votes={nia: 40, gwyn: 35})], f"r1_v_{sion}"),
        ([usual.rounds[0], RoundReport(votes={}), usual.rounds[1]], "rounds"),
        ([RoundReport(votes={nia: Decimal("40.5"), gwyn: 35, sion: 25})], "rounds"),
    ):
        with pytest.raises(Refused) as refused:
            services.record(returning, counting, three, replace(usual, rounds=rounds))
        assert refused.value.field == field
    counting.state = ContestState.BALLOTING
    with pytest.raises(Refused, match="before the ballot is closed"):
        services.record(returning, counting, three, usual)


def test_parts_of_votes_are_kept_exactly_where_surpluses_move(session: Session, recorded: Recorded, counting: Contest, three) -> None:
    counting.method = CountMethod.STV
    nia, gwyn, sion = (one.id for one in three)
    result = recorded(Report(chosen=[nia], figures={"source": "Report"}, rounds=[
        RoundReport(votes={nia: 40, gwyn: 35, sion: 25}, elected=frozenset({nia})),
        RoundReport(votes={nia: 34, gwyn: Decimal("38.13482"), sion: Decimal("27.86518")}, transferred={nia: -6}),
    ]))  # fmt: skip
    session.expire_all()
    assert [line.votes for line in result.rounds[1].lines] == [34, Decimal("38.13482"), Decimal("27.86518")]
    assert (result.rounds[1].lines[0].transferred, result.rounds[0].lines[0].elected_after) == (-6, True)
    assert contradictions_in(result) == []


def test_only_those_who_run_the_count_enter_it(counting: Contest, three, officer: Account, organiser: Account, scrutineer: Account) -> None:
    for account in (officer, organiser):
        with pytest.raises(NotAllowed):
            services.record(as_actor(account), counting, three, report_of(three))
    assert services.record(as_actor(scrutineer), counting, three, report_of(three)).recorded_by_name == scrutineer.name


def test_the_database_allows_one_open_and_one_standing_result_and_no_second_of_a_number(session: Session, recorded: Recorded) -> None:
    result = recorded()
    row = {column.key: getattr(result, column.key) for column in Result.__table__.columns if column.key not in ("id", "number")}
    wrong = (
        {"number": 2}, {"number": 1, "state": "final", "declared_on": result.recorded_at.date(), "declared_by": "Somebody"},
        {"number": 2, "state": "final"}, {"number": 2, "state": "final", "declared_on": result.recorded_at.date()},
        {"number": 2, "state": "final", "declared_on": result.recorded_at.date(), "declared_by": "X", "occasion": "recount"},
    )  # fmt: skip
    for one in wrong:
        with pytest.raises(IntegrityError), session.begin_nested():
            session.execute(insert(Result).values(**{**row, "declared_by": "", **one}))


def test_the_form_works_without_script_round_by_round_and_keeps_what_was_typed(
    session: Session, counting: Contest, three, client: PageClient, sign_in: SignIn, scrutineer: Account
) -> None:
    nia, gwyn, sion = (one.id for one in three)
    sign_in(client, scrutineer)
    assert "Enter the rounds" in client.get(PAGE).text
    first = {f"r1_v_{nia}": "40", f"r1_v_{gwyn}": "35", f"r1_v_{sion}": "25", "r1_n": "0"}
    more = client.submit(f"{PAGE}/rounds", **first, more="1")
    assert 'value="35"' in more.text
    assert f'name="r2_t_{gwyn}"' in more.text
    assert f'name="r3_v_{gwyn}"' not in more.text
    second = {f"r2_v_{nia}": "46", f"r2_v_{gwyn}": "fifty", f"r2_t_{gwyn}": "15", "r2_n": "4"}
    data = {**first, **second, "round_count": "2", "chosen": [str(gwyn)]}
    wrong = client.post(f"{PAGE}/rounds", data=data)
    assert wrong.status_code == 422
    assert "Enter votes as a whole number" in wrong.text
    assert "Say where the result was reported." in wrong.text
    assert 'value="fifty"' in wrong.text
    right = client.post(f"{PAGE}/rounds", data={**data, f"r2_v_{gwyn}": "50", "source": "Report of the scrutineer"})
    assert right.status_code == 303
    result = session.scalars(select(Result)).one()
    assert ([one.number for one in result.rounds], result.chosen) == ([1, 2], [three[1]])
    assert 'value="46"' in client.get(f"{PAGE}/rounds").text


@pytest.mark.parametrize("field", ["r1_v_{}", "r1_n", "round_count", "electorate", "chosen", "source_url", "r1_tie", "version"])
def test_no_field_of_the_form_breaks_it(field: str, counting: Contest, three, client, sign_in, returning_officer) -> None:
    sign_in(client, returning_officer)
    for bad in ("\x00", "9" * 400, "-1", "1e400", "NaN", "²", "٣", "javascript:alert(1)", "x" * 30_000):
        answer = client.post(f"{PAGE}/rounds", data={field.format(three[0].id): bad}, limit=300_000)
        assert answer.status_code in (303, 422), bad[:20]


def test_figures_never_declared_can_be_removed_with_a_reason(session: Session, recorded: Recorded, client, sign_in, scrutineer) -> None:
    recorded()
    sign_in(client, scrutineer)
    assert client.submit(f"{PAGE}/remove", reason="").status_code == 422
    client.submit(f"{PAGE}/remove", reason="Entered for the wrong contest")
    assert session.scalars(select(Result)).all() == []
    assert session.query(HistoryEntry).filter_by(action="results.discarded").one().difference["chosen"] == ["Gwyn ap Sample", None]
