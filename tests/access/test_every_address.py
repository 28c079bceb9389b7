"""Everybody tries every address, with their own records and with those of others: nobody gets in, nothing gets out.

What is secret carries words found nowhere else, so that it shows wherever it leaks: on a page, in a suggestion, a
calendar or a file.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from inspect import signature
from itertools import count, product

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound
from werkzeug.routing import Rule

from tests.electorate.conftest import MakeElector, MakeRoll
from tests.mailings.conftest import SAID, MakeMailing, make_elector, make_mailing, make_roll
from tests.support.client import PageClient
from tests.support.people import SignIn, as_actor, make_account, trust
from tests.support.world import make_candidacy, make_contest
from tracker.access.actor import SYSTEM, Actor
from tracker.access.can import can, is_hidden
from tracker.access.permissions import Permission as P
from tracker.accounts.models import Account, RoleGrant
from tracker.contests.models import Candidacy, Contest
from tracker.contests.queries import contest_by_slug
from tracker.directory import services as directory
from tracker.directory.models import Area, Body
from tracker.electorate.models import Roll, RollEntry
from tracker.endorsements.models import Endorsement, Evidence, EvidenceKind
from tracker.kernel.clock import now
from tracker.kernel.history import HistoryEntry
from tracker.mailings import services as mailings
from tracker.mailings.models import Mailing
from tracker.rules.contests import ContestState
from tracker.rules.decisions import DecisionMethod, DecisionOutcome, EndorsementState, EvidenceGrade
from tracker.rules.mailings import OnBehalf
from tracker.rules.roles import Role, ScopeKind
from tracker.rules.supporters import SupporterCategory
from tracker.supporters import services as supporters
from tracker.supporters.models import Supporter

__all__ = ["make_elector", "make_mailing", "make_roll"]
WHOEVER = (
    "administrator", "officer", "officer_elsewhere", "officer_of_council", "returning_officer", "organiser",
    "scrutineer", "candidate", "agent", "rival", "auditor", "helpline", "nobody_yet",
)  # fmt: skip
EDIT_NOTHING = ("scrutineer", "auditor", "nobody_yet")
SCRUTINEERS_OWN = {P.COUNT_PAPERS, P.SIGN_RECONCILIATION, P.RECORD_RESULT, P.READ_NUMBERS}  # what a scrutineer counts and signs
OWN = ("/account", "/sign-", "/reset", "/invitations", "/language", "/dev/", "/static", "/calendars", "/healthz", "/readyz", "/u/")
CHECKS = {"endorsements.check_fingerprint", "electorate.verify_roll"}  # whoever reads may check: only the history changes
REACHED = {200, 302, 303, 404, 422}
EMBARGOED = (EndorsementState.PUBLISHED, timedelta(days=9))
ENDORSEMENTS = ((EndorsementState.RECORDED, None), (EndorsementState.VERIFIED, None), EMBARGOED)


@dataclass(frozen=True)
class Secret:
    """Words only some may read."""

    words: str
    may_read: Callable[[Actor], bool]


@dataclass(frozen=True)
class World:
    """The records tried in each part of an address, and what must not get out."""

    parts: dict[str, list[object]]
    secrets: list[Secret]


@pytest.fixture
def nobody_yet(session: Session) -> Account:
    return make_account(session, "Newly Invented")


@pytest.fixture
def officer_of_council(session: Session, council: Body) -> Account:
    return trust(make_account(session, "Beti Bodywise"), Role.REGIONAL_OFFICER, ScopeKind.BODY, council.id)


@pytest.fixture
def roll(make_elector: MakeElector, make_roll: MakeRoll) -> Roll:
    return make_roll(make_elector("Z-SECRET-1", first_name="Unlisted", last_name="Elector-Example", postcode="CF99 9ZZ"))


@pytest.fixture
def world(
    session: Session, clock: object, contest: Contest, candidacy: Candidacy, rival_candidacy: Candidacy, party: Body,
    other_area: Area, officer: Account, second_officer: Account, organiser: Account,
    roll: Roll, make_mailing: MakeMailing,
) -> World:  # fmt: skip
    """Two contests, one a draft elsewhere; endorsements nobody may know of yet; supporters who may not be named; mailings of two rivals."""
    contest.state = ContestState.SHORTLISTED
    draft = make_contest(other_area, party, "Undisclosed 2031", session)
    hidden = make_candidacy(draft, "Undisclosed Applicant-Example", session)
    numbers = count()
    made = [endorsement(session, stands, officer, second_officer, state, embargo, next(numbers))
            for stands, (state, embargo) in [*((candidacy, each) for each in ENDORSEMENTS), (rival_candidacy, EMBARGOED)]]  # fmt: skip
    named = [supporter(stands, withdrawn) for stands in (candidacy, rival_candidacy) for withdrawn in (False, True)]
    written = [mailing(make_mailing, stands, organiser, number) for number, stands in enumerate((candidacy, rival_candidacy))]
    session.commit()
    secrets = [Secret(draft.title_en, partial(can, permission=P.READ_CONTEST, subject=draft))]
    for one in made:
        secrets += [Secret(words, partial(can, permission=P.READ_ENDORSEMENT, subject=one)) for words in (one.note, one.label)]
        secrets.append(Secret(one.evidence[0].quotation, partial(can, permission=P.READ_EVIDENCE, subject=one)))
    secrets += [Secret(one.name, partial(can, permission=P.READ_SUPPORTERS, subject=one)) for one in named]
    secrets += [Secret(words, partial(can, permission=P.READ_MAILING, subject=one)) for number, one in enumerate(written)
                for words in (one.title, f"Unread-words-{number}")]  # fmt: skip
    entry = session.scalars(select(RollEntry).where(RollEntry.roll_id == roll.id)).one()
    secrets.append(Secret(entry.membership_number, partial(can, permission=P.READ_ELECTORATE, subject=contest)))
    secrets.append(Secret(entry.last_name, lambda who: can(who, P.READ_ELECTORATE, contest) or can(who, P.ANSWER_DESK, contest)))
    return World({
        "contest_slug": [contest.slug, draft.slug], "candidacy_slug": [candidacy.slug, rival_candidacy.slug, hidden.slug],
        "endorsement_id": [one.id for one in made], "evidence_id": [one.evidence[0].id for one in made[::3]],
        "supporter_id": [one.id for one in named], "left_id": [named[0].id, named[2].id], "right_id": [named[1].id],
        "gss": [contest.area.gss], "account_id": [officer.id], "grant_id": [session.scalars(select(RoleGrant.id)).first()],
        "kind": ["person"], "person_id": [one.endorser.id for one in made[:2]], "role_slug": ["auditor"],
        "number": [one.number for one in written],
        "elector_id": [entry.elector_id], "entry_id": [entry.id], "move_name": ["verify", "decline", "cancel"], "act": ["plan", "cancel"],
    }, secrets)  # fmt: skip


def endorsement(
    session: Session, candidacy: Candidacy, officer: Account, second: Account, state: EndorsementState,
    embargo: timedelta | None, number: int,
) -> Endorsement:  # fmt: skip
    seen = state is not EndorsementState.RECORDED
    made = Endorsement(
        contest=candidacy.contest, candidacy=candidacy, method=DecisionMethod.INDIVIDUAL, outcome=DecisionOutcome.CARRIED_UNRECORDED,
        endorser_person=directory.create_person(SYSTEM, name=f"Invented Endorser{number}-Example"), state=state,
        recorded_at=now(), recorded_by_id=officer.id, note=f"Confidential-{number}-note", verified_at=now() if seen else None,
        verified_by_id=second.id if seen else None, published_at=now() if state == "published" else None,
        embargo_until=now() + embargo if embargo else None,
    )  # fmt: skip
    made.evidence.append(Evidence(
        endorsement=made, kind=EvidenceKind.QUOTATION, grade=EvidenceGrade.LETTER, quotation=f"Proof-{number}-quoted", added_at=now(),
        added_by_id=officer.id,
    ))  # fmt: skip
    session.add(made)
    session.flush()
    return made


def mailing(make_mailing: MakeMailing, candidacy: Candidacy, organiser: Account, number: int) -> Mailing:
    made = make_mailing(title=f"Confidential-mailing-{number}", on_behalf=OnBehalf.CANDIDATE, candidacy_id=candidacy.id)
    mailings.write(as_actor(organiser), made, {**SAID, "body_en": f"Unread-words-{number}"})
    return made


def supporter(candidacy: Candidacy, withdrawn: bool) -> Supporter:
    by = Actor(account_id=None, name="The campaign", candidacy_ids={Role.CANDIDATE: frozenset({candidacy.id})})
    made = supporters.add(
        by, candidacy, name=f"Unnamed {withdrawn} {candidacy.slug}-Example", category=SupporterCategory.MEMBER,
        supported_on=date(2026, 2, 1), consent_wording="Yes" if withdrawn else None,
    )  # fmt: skip
    if withdrawn:
        supporters.withdraw_consent(by, made)
    return made


def addresses(app: Flask, method: str, world: World) -> Iterator[tuple[Rule, str, dict[str, object]]]:
    """Every rule with every mixture of the world's records in its parts: within their parent, and not."""
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith(OWN) or method not in (rule.methods or set()):
            continue
        names = sorted(rule.arguments)
        for values in product(*(world.parts.get(name, [1]) for name in names)):
            parts = dict(zip(names, values, strict=True))
            yield rule, rule.build(parts)[1], parts  # type: ignore[index]  # the parts are all there


def lets_in(app: Flask, rule: Rule, parts: dict[str, object], actor: Actor) -> bool | None:
    """What the access table says of `actor` there; None where nothing has that address, or nothing they may know of."""
    view = app.view_functions[rule.endpoint].__dict__
    load = view["loads"] and (contest_by_slug if view["loads"].__name__ == "readable_contest" else view["loads"])
    try:
        found = load(**{name: parts[name] for name in signature(load).parameters}) if load else None
    except NotFound:
        return None
    subject = found[-1] if isinstance(found, tuple) else found
    may = can(actor, view["guarded_by"], subject)
    return None if not may and is_hidden(actor, subject) else may


@pytest.fixture(params=WHOEVER)
def whoever(request: pytest.FixtureRequest, world: World) -> Account:
    account: Account = request.getfixturevalue(request.param)
    return account


def test_every_address_opens_as_the_table_says_and_tells_no_secret(
    app: Flask, client: PageClient, sign_in: SignIn, world: World, whoever: Account
) -> None:
    sign_in(client, whoever)
    actor = as_actor(whoever)
    kept = [secret.words for secret in world.secrets if not secret.may_read(actor)]
    wrong, asked = [], 0
    for rule, address, parts in addresses(app, "GET", world):
        may = lets_in(app, rule, parts, actor)
        answer = client.get(address, query_string={"q": "Unnamed Confidential", "text": "Unnamed"}, buffered=True, limit=2_000_000)
        asked += 1
        if answer.status_code not in ({404} if may is None else REACHED | {403} if may else {403}):
            wrong.append((address, answer.status_code, may))
        wrong += [(address, "tells", words) for words in kept if words in answer.get_data(as_text=True)]
    assert sorted(map(str, wrong))[:8] == []
    assert asked > 150


@pytest.mark.parametrize("whoever", EDIT_NOTHING, indirect=True)
def test_who_edits_nothing_is_refused_every_form(
    app: Flask, session: Session, client: PageClient, sign_in: SignIn, world: World, whoever: Account
) -> None:
    sign_in(client, whoever)
    own = SCRUTINEERS_OWN if Role.SCRUTINEER in as_actor(whoever).roles else set()
    before = session.scalar(select(func.count()).select_from(HistoryEntry))
    answers = {
        address: client.post(address, data={}).status_code for rule, address, _parts in addresses(app, "POST", world)
        if rule.endpoint not in CHECKS and app.view_functions[rule.endpoint].__dict__["guarded_by"] not in own
    }  # fmt: skip
    assert {address: code for address, code in answers.items() if code not in {403, 404}} == {}
    assert session.scalar(select(func.count()).select_from(HistoryEntry)) == before


def test_a_stranger_does_not_learn_what_exists(app: Flask, client: PageClient, world: World) -> None:
    for _rule, address, _parts in addresses(app, "GET", world):
        assert client.get(address).status_code == 303, address
