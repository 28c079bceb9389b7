"""Trusting people with roles: by somebody else, over something, for a reason, and never edited."""

import threading
from datetime import timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Clock
from tests.support.client import PageClient
from tests.support.people import SignIn, as_actor, make_account, trust
from tracker.access.actor import SYSTEM
from tracker.access.can import NotAllowed
from tracker.accounts import services
from tracker.accounts.models import Account, RoleGrant
from tracker.contests.models import Candidacy, Contest
from tracker.directory import services as directory
from tracker.directory.models import Area, Body
from tracker.extensions import db
from tracker.kernel import unit_of_work
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused
from tracker.kernel.history import HistoryEntry
from tracker.rules.roles import SCOPES_OF_ROLE, Role, ScopeKind

EVERYTHING = ScopeKind.EVERYTHING
WHY = "Agreed by the committee"


@pytest.fixture(autouse=True)
def _standing_clock(clock: Clock) -> None:
    """Every test here is about what holds when."""


@pytest.fixture
def nia(session: Session) -> Account:
    return make_account(session, "Nia Sample-Person")


def grant(by: Account, to: Account, role: Role, kind: ScopeKind = EVERYTHING, scope_id: int | None = None, **more: object) -> RoleGrant:
    return services.grant(as_actor(by), to, role, kind, scope_id, **{"reason": WHY, **more})  # type: ignore[arg-type]  # what the test gives


def test_an_administrator_gives_a_role_on_the_page(
    client: PageClient, sign_in: SignIn, session: Session, administrator: Account, nia: Account, area: Area
) -> None:
    sign_in(client, administrator)
    page = f"/people-who-sign-in/{nia.id}/roles/regional-officer?q=Sampleshire"
    answer = client.submit(page, scope=f"area:{area.id}", valid_until="2026-12-31", may_export="y", reason=WHY)
    assert answer.status_code == 303, answer.text
    granted = nia.grants[0]
    assert (granted.role, granted.scope_label, granted.may_export) == (Role.REGIONAL_OFFICER, "Sampleshire", True)
    assert granted.granted_by_id == administrator.id
    assert str(granted.last_day) == "2026-12-31"
    shown = client.get(answer.location).text
    assert WHY in shown
    assert "31 Dec 2026" in shown
    assert area.id in as_actor(nia).area_ids


def test_what_a_role_is_over_is_named_in_the_language_of_the_page(
    client: PageClient, sign_in: SignIn, session: Session, administrator: Account, nia: Account, contest: Contest
) -> None:
    directory.load_areas(SYSTEM)
    area = session.scalars(select(Area).where(Area.gss == "W15000003")).one()
    contest.title_cy, administrator.language, nia.language = "Comisiynydd Enghreifftiol", "cy", "cy"
    over_area = grant(administrator, nia, Role.REGIONAL_OFFICER, ScopeKind.AREA, area.id)
    grant(administrator, nia, Role.SCRUTINEER, ScopeKind.CONTEST, contest.id)
    over_all = grant(administrator, nia, Role.AUDITOR)
    sign_in(client, administrator)
    person = f"/people-who-sign-in/{nia.id}"
    for page in ("/people-who-sign-in", person, f"{person}/grants/{over_area.id}/revoke"):
        text = client.get(page).text
        assert "De Cymru" in text, page
        assert "South Wales" not in text, page
    assert "Everything" not in client.get(f"{person}/grants/{over_all.id}/revoke").text
    sign_in(client, nia)
    assert "Comisiynydd Enghreifftiol" in client.get("/account").text


def test_every_role_has_its_page(client: PageClient, sign_in: SignIn, administrator: Account, nia: Account, candidacy: Candidacy) -> None:
    sign_in(client, administrator)
    assert client.get(f"/people-who-sign-in/{nia.id}/roles").status_code == 200
    for role in Role:
        page = client.get(f"/people-who-sign-in/{nia.id}/roles/{role.value.replace('_', '-')}")
        assert page.status_code == 200
    assert client.get(f"/people-who-sign-in/{nia.id}/roles/emperor").status_code == 404
    nothing = client.get(f"/people-who-sign-in/{nia.id}/roles/candidate?q=%25_nobody")
    assert "Nothing found" in nothing.text


def test_a_revoked_role_stays_to_be_read(client: PageClient, sign_in: SignIn, administrator: Account, officer: Account) -> None:
    sign_in(client, administrator)
    granted = officer.grants[0]
    page = f"/people-who-sign-in/{officer.id}/grants/{granted.id}/revoke"
    assert client.submit(page, reason=" ").status_code == 422
    assert client.submit(page, reason="Moved to Elsewhereshire").status_code == 303
    assert "Moved to Elsewhereshire" in client.get(f"/people-who-sign-in/{officer.id}").text
    assert not as_actor(officer).roles
    assert client.submit(page, reason="Again").status_code == 422


def test_a_grant_is_looked_for_within_its_person(client: PageClient, sign_in: SignIn, administrator: Account, officer: Account) -> None:
    sign_in(client, administrator)
    assert client.get(f"/people-who-sign-in/{administrator.id}/grants/{officer.grants[0].id}/revoke").status_code == 404


@pytest.mark.parametrize("role", list(Role))
def test_only_administrators_give_roles(officer: Account, auditor: Account, nia: Account, role: Role) -> None:
    for somebody in (officer, auditor, nia):
        with pytest.raises(NotAllowed):
            grant(somebody, nia, role)


def test_nobody_gives_or_takes_a_role_of_their_own(
    client: PageClient, sign_in: SignIn, session: Session, administrator: Account, area: Area
) -> None:
    with pytest.raises(Refused):
        grant(administrator, administrator, Role.AUDITOR)
    with pytest.raises(Refused):
        services.revoke(as_actor(administrator), administrator.grants[0], WHY)
    sign_in(client, administrator)
    answer = client.submit(f"/people-who-sign-in/{administrator.id}/roles/auditor", reason=WHY)
    assert answer.status_code == 422
    assert "of their own" in answer.text
    assert len(administrator.grants) == 1


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("kind", list(ScopeKind))
def test_a_role_is_granted_only_over_what_belongs_to_it(
    administrator: Account, nia: Account, area: Area, party: Body, contest: Contest, candidacy: Candidacy, role: Role, kind: ScopeKind
) -> None:
    ids = {ScopeKind.AREA: area.id, ScopeKind.BODY: party.id, ScopeKind.CONTEST: contest.id, ScopeKind.CANDIDACY: candidacy.id}
    if kind in SCOPES_OF_ROLE[role]:
        assert grant(administrator, nia, role, kind, ids.get(kind)).is_live(now())
    else:
        with pytest.raises(Refused):
            grant(administrator, nia, role, kind, ids.get(kind))


def test_what_a_role_is_over_must_exist(administrator: Account, nia: Account) -> None:
    for kind in (ScopeKind.AREA, ScopeKind.BODY):
        with pytest.raises(Refused):
            grant(administrator, nia, Role.REGIONAL_OFFICER, kind, 999_999)


@pytest.mark.parametrize("neutral", [Role.RETURNING_OFFICER, Role.SCRUTINEER])
@pytest.mark.parametrize("standing", [Role.CANDIDATE, Role.AGENT])
def test_nobody_is_neutral_where_they_stand(
    session: Session, administrator: Account, contest: Contest, candidacy: Candidacy, neutral: Role, standing: Role
) -> None:
    first, second = make_account(session, "Neutral First"), make_account(session, "Standing First")
    held = grant(administrator, first, neutral, ScopeKind.CONTEST, contest.id)
    grant(administrator, second, standing, ScopeKind.CANDIDACY, candidacy.id)
    with pytest.raises(Refused, match="neutral"):
        grant(administrator, first, standing, ScopeKind.CANDIDACY, candidacy.id)
    with pytest.raises(Refused, match="neutral"):
        grant(administrator, second, neutral, ScopeKind.CONTEST, contest.id)
    services.revoke(as_actor(administrator), held, WHY)
    grant(administrator, first, standing, ScopeKind.CANDIDACY, candidacy.id)


def test_a_role_counts_from_its_beginning_until_its_end(administrator: Account, nia: Account, clock: Clock) -> None:
    begins, ends = now() + timedelta(days=1), now() + timedelta(days=3)
    grant(administrator, nia, Role.AUDITOR, valid_from=begins, valid_until=ends)
    held = []
    for _ in range(4):
        held.append(Role.AUDITOR in as_actor(nia).roles)
        clock.pass_by(days=1)
    assert held == [False, True, True, False]


def test_a_role_that_ended_can_be_granted_anew_and_a_live_one_cannot(administrator: Account, nia: Account, clock: Clock) -> None:
    grant(administrator, nia, Role.AUDITOR, valid_until=now() + timedelta(days=1))
    with pytest.raises(Refused, match="already"):
        grant(administrator, nia, Role.AUDITOR)
    clock.pass_by(days=1)
    assert grant(administrator, nia, Role.AUDITOR).is_live(now())


def test_an_end_before_the_beginning_is_refused(client: PageClient, sign_in: SignIn, administrator: Account, nia: Account) -> None:
    sign_in(client, administrator)
    page = f"/people-who-sign-in/{nia.id}/roles/auditor"
    assert client.submit(page, valid_from="2026-03-20", valid_until="2026-03-19", reason=WHY).status_code == 422
    assert client.submit(page, valid_from="2026-03-01", reason=WHY).status_code == 422, "it is 2 March"
    assert client.submit(page, valid_until="9999-12-31", reason=WHY).status_code == 422
    assert client.submit(page, valid_from="rubbish", reason=WHY).status_code == 422
    assert nia.grants == []


def test_a_role_that_never_exports_is_not_given_the_right(administrator: Account, nia: Account, contest: Contest) -> None:
    with pytest.raises(Refused):
        grant(administrator, nia, Role.SCRUTINEER, ScopeKind.CONTEST, contest.id, may_export=True)


def test_the_last_administrator_stays(session: Session, administrator: Account) -> None:
    for remove in (
        lambda: services.revoke(SYSTEM, administrator.grants[0], WHY),
        lambda: services.disable(SYSTEM, administrator, WHY),
    ):
        with pytest.raises(Refused, match="last administrator"):
            remove()
    assert Role.ADMINISTRATOR in as_actor(administrator).roles


@pytest.mark.parametrize("why_not", ["ends some day", "has no password yet", "is disabled", "begins later", "was revoked"])
def test_an_administrator_who_may_be_gone_does_not_count_as_another(
    session: Session, administrator: Account, clock: Clock, why_not: str
) -> None:
    other = make_account(session, "Other Administrator-Sample")
    later = now() + timedelta(days=30)
    granted = grant(
        administrator, other, Role.ADMINISTRATOR,
        valid_until=later if why_not == "ends some day" else None, valid_from=later if why_not == "begins later" else None,
    )  # fmt: skip
    if why_not == "has no password yet":
        other.password_hash = None
    if why_not == "is disabled":
        services.disable(as_actor(administrator), other, WHY)
    if why_not == "was revoked":
        services.revoke(as_actor(administrator), granted, WHY)
    session.flush()
    with pytest.raises(Refused, match="last administrator"):
        services.disable(SYSTEM, administrator, WHY)


def test_with_another_who_stays_an_administrator_can_go(session: Session, administrator: Account) -> None:
    other = trust(make_account(session, "Other Administrator-Sample"), Role.ADMINISTRATOR, EVERYTHING)
    services.revoke(as_actor(other), administrator.grants[0], WHY)
    assert not as_actor(administrator).roles


def test_two_administrators_cannot_remove_each_other_at_once(real_app: Flask) -> None:
    with real_app.app_context(), unit_of_work.unit():
        ids = [trust(make_account(db.session(), f"Admin Sample-{n}"), Role.ADMINISTRATOR, EVERYTHING).id for n in range(2)]
    together, outcomes = threading.Barrier(2), []

    def remove(me: int, other: int) -> None:
        with real_app.app_context():
            actor, account = as_actor(db.session.get_one(Account, me)), db.session.get_one(Account, other)
            granted = account.grants[0]
            if db.engine.dialect.name == "sqlite":
                unit_of_work.rollback()  # as at the edge: a unit that writes begins by waiting for the database
            together.wait()
            try:
                with unit_of_work.unit():
                    services.revoke(actor, granted, WHY)
                outcomes.append("removed")
            except Refused:
                outcomes.append("refused")
            db.session.remove()

    threads = [threading.Thread(target=remove, args=pair) for pair in (ids, ids[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["refused", "removed"]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])  # what one example leaves, the next may use
@given(steps=st.lists(st.tuples(st.sampled_from(["grant", "revoke", "wait"]), st.booleans()), min_size=1, max_size=12))
def test_grants_are_only_ever_added_and_closed(real_app: Flask, steps: list[tuple[str, bool]]) -> None:
    """Whatever is done, no grant disappears and nothing of it changes but its revocation, once."""
    kept: dict[int, tuple[object, ...]] = {}
    closed: dict[int, object] = {}
    with real_app.app_context(), unit_of_work.unit():
        account, boss = (
            db.session.scalars(select(Account).where(Account.name == name)).first() or make_account(db.session(), name)
            for name in ("Grantee Sample", "Boss Sample")
        )
        if not boss.grants:
            trust(boss, Role.ADMINISTRATOR, EVERYTHING)
        for step, short in steps:
            try:
                if step == "grant":
                    grant(boss, account, Role.AUDITOR, valid_until=now() + timedelta(microseconds=1 if short else 10**12))
                elif step == "revoke" and account.grants:
                    services.revoke(as_actor(boss), account.grants[-1], WHY)
            except Refused:
                pass
            db.session.expire_all()
            present = {g.id: g for g in account.grants}
            assert kept.keys() <= present.keys()
            for number, content in kept.items():
                g = present[number]
                assert (g.role, g.scope_kind, g.valid_from, g.valid_until, g.reason, g.granted_at) == content
                assert number not in closed or closed[number] == g.revoked_at
            kept = {n: (g.role, g.scope_kind, g.valid_from, g.valid_until, g.reason, g.granted_at) for n, g in present.items()}
            closed = {n: g.revoked_at for n, g in present.items() if g.revoked_at}


def test_history_tells_who_granted_and_revoked_what_and_why(session: Session, administrator: Account, nia: Account) -> None:
    services.revoke(as_actor(administrator), grant(administrator, nia, Role.AUDITOR), "Handed over")
    told = session.scalars(select(HistoryEntry).order_by(HistoryEntry.id.desc()).limit(2)).all()
    assert [(entry.action, entry.reason, entry.actor_name) for entry in told] == [
        ("accounts.role_revoked", "Handed over", administrator.name), ("accounts.role_granted", WHY, administrator.name),
    ]  # fmt: skip
    assert told[0].subject_label == "Nia Sample-Person, auditor: Everything"
