"""Tracker: the one place for a party's, a union's or a co-operative's internal selection."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask, g, request
from flask_login import current_user
from werkzeug.middleware.proxy_fix import ProxyFix

from config import ROOT, Settings
from tracker import cli, errors
from tracker.access.actor import NOBODY
from tracker.access.can import admit, authorise, can, current_actor
from tracker.access.permissions import Permission
from tracker.accounts import demonstration, scopes
from tracker.accounts.models import Account
from tracker.accounts.views import blueprint as accounts
from tracker.ballots.views import blueprint as ballots
from tracker.contests import panels as candidate_panels
from tracker.contests.events import CandidacyWithdrawn, ContestMoved
from tracker.contests.queries.scopes import CANDIDACIES, CONTESTS
from tracker.contests.search import CONTESTS as CONTEST_SEARCH
from tracker.contests.services.merging import follow_merge
from tracker.contests.timetable_words import stage_name
from tracker.contests.views import blueprint as contests
from tracker.directory.events import Merged
from tracker.directory.queries.actors import actor_of
from tracker.directory.queries.scopes import AREAS, BODIES
from tracker.directory.search import register as answer_searches
from tracker.directory.views import blueprint as directory
from tracker.electorate.views import blueprint as electorate
from tracker.endorsements.queries.panels import DESIGNATIONS, designation_panel
from tracker.endorsements.services import lift_embargoes, release_of_candidacy
from tracker.endorsements.services import repoint as repoint_endorsements
from tracker.endorsements.views import blueprint as endorsements
from tracker.extensions import babel, csrf, db, login
from tracker.kernel import (
    addresses,
    events,
    formats,
    guards,
    headers,
    hosts,
    i18n,
    jobs,
    strays,
    unit_of_work,
    words,
)
from tracker.kernel.pictures import templates as picture_templates
from tracker.kernel.requests import UploadRequest
from tracker.mailings.views import blueprint as mailings
from tracker.overview.menu import menu_items, role_label
from tracker.overview.tabs import contest_tabs
from tracker.overview.views import blueprint as overview
from tracker.public.views import blueprint as public
from tracker.results.services import set_aside_with_contest
from tracker.results.views import blueprint as results
from tracker.rules.roles import ScopeKind
from tracker.supporters.views import blueprint as supporters

ROOMS = (accounts, directory, contests, endorsements, supporters, electorate, mailings, ballots, results, overview, public)
SCOPES = {ScopeKind.AREA: AREAS, ScopeKind.BODY: BODIES, ScopeKind.CONTEST: CONTESTS, ScopeKind.CANDIDACY: CANDIDACIES}


def create_app(settings: Settings | None = None) -> Flask:
    """The application, or an error at once: with unsafe settings or an unguarded route it does not start."""
    settings = settings or Settings.from_environment()
    app = Flask(
        __name__, template_folder=str(ROOT / "templates"), instance_path=str(settings.instance_path.resolve())
    )
    app.config.from_mapping(settings.for_flask())
    app.request_class = UploadRequest
    Path(app.instance_path).mkdir(parents=True, exist_ok=True)
    _introduce_extensions(app)
    _prepare_requests(app, settings)
    _prepare_templates(app, settings)
    for room in ROOMS:
        app.register_blueprint(room)
    _connect_rooms()
    for kind, source in SCOPES.items():
        scopes.register(kind, source)
    errors.register(app)
    cli.register(app)
    guards.refuse_unguarded(app)
    return app


def _connect_rooms() -> None:
    """What rooms above do when something happens below them: all of it, in one list."""
    events.subscribe(CandidacyWithdrawn, release_of_candidacy)
    events.subscribe(ContestMoved, lift_embargoes)
    events.subscribe(ContestMoved, set_aside_with_contest)
    events.subscribe(Merged, follow_merge)
    events.subscribe(Merged, repoint_endorsements)
    candidate_panels.register(DESIGNATIONS, designation_panel)
    answer_searches(CONTEST_SEARCH)
    jobs.on_sweep(strays.remove_strays)


def _introduce_extensions(app: Flask) -> None:
    db.init_app(app)
    login.init_app(app)
    babel.init_app(app, locale_selector=i18n.current_locale)
    login.user_loader(_account_of_session)
    jobs.init_app(app)


def _prepare_requests(app: Flask, settings: Settings) -> None:
    hops = int(settings.TRUSTED_PROXY_HOPS)
    if hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]  # the documented way
    addresses.register(app)
    hosts.register(app)
    headers.register(app, secure=settings.is_production)
    unit_of_work.register(app)
    demonstration.register(app)
    app.before_request(_read_actor)
    csrf.init_app(app)  # after these: a form whose token does not fit is shown again, as to whoever acts
    guards.register(app, guards.Doorkeeper(admit, authorise))


def _prepare_templates(app: Flask, settings: Settings) -> None:
    formats.register(app)
    picture_templates.register(app)
    i18n.register(app)
    words.register(app)
    app.jinja_env.globals["stage_name"] = stage_name
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.context_processor(lambda: _who_and_what(settings))


def _account_of_session(session_id: str) -> Account | None:
    account_id, _, epoch = session_id.partition(".")
    account = db.session.get(Account, int(account_id)) if account_id.isdigit() else None
    return account if account and account.is_active and str(account.session_epoch) == epoch else None


def _read_actor() -> None:
    account = current_user if request.endpoint != "static" and current_user.is_authenticated else None
    g.account_language = account.language if account else None
    g.actor = actor_of(account) if account else NOBODY


def _who_and_what(settings: Settings) -> dict[str, Any]:
    actor = current_actor()
    may: Callable[..., bool] = lambda permission, subject=None: can(actor, Permission(permission), subject)  # noqa: E731 - a closure for templates
    return {
        "account": current_user if current_user.is_authenticated else None,
        "actor": actor,
        "can": may,
        "contest_tabs": contest_tabs,
        "menu_items": menu_items(actor),
        "role_label": role_label(actor),
        "demonstration": settings.TRACKER_MODE == "demonstration",
    }
