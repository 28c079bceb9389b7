"""Databases, application, clock and client for every test. How to use them: tests/README.md."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import hypothesis
import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.support import client as page_client
from tests.support import databases, loopback, postgresql
from tests.support.databases import Database, Pristine
from tracker import create_app
from tracker.extensions import db
from tracker.kernel import clock as kernel_clock

pytest_plugins = ["tests.support.world", "tests.support.people"]
LONG = (
    "tests/journeys/test_walk", "tests/access/test_every_address", "tests/hostile/test_every_form", "tests/cli/test_serve",
    "tests/journeys/", "tests/mailings/sending/test_chaos", "tests/kernel/imports/test_killed", "tests/migrations/",
    "tests/contests/test_properties", "tests/ballots/test_killed", "tests/directory/test_search",
)  # fmt: skip
A_MONDAY_MORNING = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)

# Examples are the same on every run, so that a failure is never luck; give --hypothesis-seed to look elsewhere.
hypothesis.settings.register_profile("tracker", deadline=None, derandomize=True, max_examples=60)
hypothesis.settings.load_profile("tracker")


@dataclass(frozen=True)
class Shared:
    """A database with its application, and the files that lay beside it when both were new."""

    database: Database
    app: Flask
    files: frozenset[Path]

    def tidy(self) -> None:
        """Take away the files that tests have left beside the database."""
        for path in self.database.folder.rglob("*"):
            if path.is_file() and path not in self.files and not path.name.startswith("tracker.db"):
                path.unlink()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--databases", default=",".join(databases.KINDS), help="which databases to test on")
    parser.addoption("--nothing-skipped", action="store_true", help="a skipped test fails the run")


def pytest_configure(config: pytest.Config) -> None:
    loopback.forbid_other_machines()
    db.session.session_factory.configure(join_transaction_mode="create_savepoint")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that at the end nobody waits for one worker."""
    items.sort(key=lambda item: next((at for at, start in enumerate(LONG) if item.nodeid.startswith(start)), len(LONG)))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database" in metafunc.fixturenames:
        kinds = metafunc.config.getoption("--databases").split(",")
        if metafunc.definition.get_closest_marker("one_database"):
            kinds = kinds[:1]
        metafunc.parametrize("database", kinds, indirect=True, scope="session")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """The controller, which ends last, stops the server and judges what was skipped."""
    if hasattr(session.config, "workerinput"):
        return
    factory = getattr(session.config, "_tmp_path_factory", None)
    if factory:
        postgresql.stop(factory.getbasetemp())
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if session.config.getoption("--nothing-skipped") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder all workers of this run share."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory, run_folder: Path, worker_id: str) -> Pristine:
    """Per kind, an empty database at the newest schema, which nobody writes to: others are copied from it."""
    built: dict[str, Database] = {}

    def find(kind: str) -> Database:
        if kind not in built:
            server = postgresql.start(run_folder) if kind == "postgresql" else ""
            first = databases.first_database(kind, tmp_path_factory.mktemp(kind), server)
            built[kind] = first.sibling(f"pristine_{worker_id}").create()
            databases.build_schema(built[kind])
        return built[kind]

    return find


@pytest.fixture(scope="session")
def shared(pristine: Pristine, worker_id: str) -> Iterator[Callable[[str], Shared]]:
    """Per kind, the database a worker's tests share and its application, made once: every test is rolled back."""
    made: dict[str, Shared] = {}

    def find(kind: str) -> Shared:
        if kind not in made:
            template = pristine(kind)
            copy = template.sibling(f"tests_{worker_id}").create(copy_of=template)
            app = _prepared(copy)
            made[kind] = Shared(copy, app, frozenset(copy.folder.rglob("*")))
        return made[kind]

    yield find
    for one in made.values():
        databases.close(one.app)
        one.database.drop()


@pytest.fixture(scope="session")
def database(request: pytest.FixtureRequest, shared: Callable[[str], Shared]) -> Database:
    """The database a worker's tests share, each in a transaction that is rolled back. Parametrised over both kinds."""
    found = shared(request.param)
    found.tidy()
    return found.database


@pytest.fixture(scope="session")
def _application(database: Database, shared: Callable[[str], Shared]) -> Flask:
    return shared(database.kind).app


def _prepared(database: Database) -> Flask:
    app = create_app(database.settings)
    app.test_client_class = page_client.PageClient
    page_client.watch(app)
    return app


@pytest.fixture
def app(_application: Flask) -> Iterator[Flask]:
    """The application, its database inside a transaction that ends with the test: a commit ends only a savepoint."""
    with _application.app_context():
        engines = db.engines
    engine = engines[None]
    with engine.connect() as connection:
        transaction = connection.begin()
        engines[None] = connection
        yield _application
        engines[None] = engine
        transaction.rollback()


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """The database session of the test's own code, in an application context."""
    with app.app_context():
        yield db.session()
        db.session.rollback()


@pytest.fixture
def client(app: Flask) -> page_client.PageClient:
    """Somebody's browser, not signed in. For a second browser: `app.test_client()`."""
    return app.test_client()


@pytest.fixture
def real_app(database: Database, worker_id: str) -> Iterator[Flask]:
    """An application with a database of its own and real commits: for threads, workers and other processes."""
    template = database.sibling(f"pristine_{worker_id}")
    copy = template.sibling(databases.fresh_name(f"own_{worker_id}")).create(copy_of=template)
    app = _prepared(copy)
    yield app
    databases.close(app)
    copy.drop()


class Clock:
    """A clock a test sets: it stands still until told to move."""

    def __init__(self, instant: datetime) -> None:
        self.instant = instant

    def __call__(self) -> datetime:
        return self.instant

    def set(self, instant: datetime) -> None:
        """Make it `instant`; without a zone: as a clock on a London wall shows it."""
        self.instant = instant if instant.tzinfo else kernel_clock.from_local(instant)

    def pass_by(self, **duration: float) -> None:
        """Let time pass: `clock.pass_by(days=2, minutes=1)`."""
        self.instant += timedelta(**duration)


@pytest.fixture
def clock() -> Iterator[Clock]:
    """The one clock, standing at a Monday morning in March 2026."""
    clock = Clock(A_MONDAY_MORNING)
    kernel_clock.set_clock(clock)
    yield clock
    kernel_clock.set_clock(None)


@pytest.fixture
def count_queries(app: Flask) -> Callable[[], "contextlib.AbstractContextManager[list[str]]"]:
    """`with count_queries() as statements:` lists the SQL sent meanwhile, without savepoints."""

    @contextlib.contextmanager
    def counting() -> Iterator[list[str]]:
        with app.app_context():
            connection = db.engines[None]
        statements: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            if "SAVEPOINT" not in statement:
                statements.append(statement)

        event.listen(connection, "before_cursor_execute", note)
        yield statements
        event.remove(connection, "before_cursor_execute", note)

    return counting
