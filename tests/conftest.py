"""Stores for tests: a fresh SQLite file a test, a fresh database of a real PostgreSQL where one is asked for."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, settings

from bench.databases import postgres_server
from directory.store import Store, migrate
from tests.support.nodes import Cluster, missing

_numbers = count(1)
# The same examples in every run, and none too slow: what is right must not hang on luck, nor on how busy a machine is.
# `--hypothesis-profile=default` tries others.
settings.register_profile("same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("same")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says once why something was skipped: what nobody reads would look like a pass."""
    skipped = terminalreporter.stats.get("skipped", ())
    for reason in sorted({str(report.longrepr[2]) for report in skipped if isinstance(report.longrepr, tuple)}):
        terminalreporter.write_line(reason)


@pytest.fixture(scope="session")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "atlas.db"
    _made(f"sqlite:///{path}")
    return path


@pytest.fixture
def store(_template: Path, tmp_path: Path) -> Iterator[Store]:
    """A fresh SQLite store; its file is tmp_path/"atlas.db"."""
    shutil.copy(_template, tmp_path / "atlas.db")
    fresh = Store(f"sqlite:///{tmp_path / 'atlas.db'}")
    yield fresh
    fresh.close()


@pytest.fixture(scope="session")
def _server() -> Iterator[str]:
    server = postgres_server(Path(tempfile.mkdtemp(prefix="atlas-pg-")), "delete")
    _create(server.get_uri(), "atlas_template", "template0")
    _made(_url(server.get_uri("atlas_template")))
    yield server.get_uri()
    server.cleanup()


@pytest.fixture
def postgres_url(_server: str) -> Iterator[str]:
    """The address of a fresh PostgreSQL database with all tables."""
    name = f"atlas_{next(_numbers)}"
    _create(_server, name, "atlas_template")
    yield _url(_server.replace("/postgres?", f"/{name}?"))
    with psycopg.connect(_server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def postgres(postgres_url: str) -> Iterator[Store]:
    """A fresh PostgreSQL store."""
    fresh = Store(postgres_url)
    yield fresh
    fresh.close()


@pytest.fixture(params=["store", pytest.param("postgres", marks=pytest.mark.heavy)])
def either(request: pytest.FixtureRequest) -> Store:
    """A fresh store of each database; PostgreSQL only among the heavy tests."""
    found: Store = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Three OpenSearch nodes, a process each; skipped by name where Maven or a JDK is missing."""
    lacking = missing()
    if lacking:
        pytest.skip(lacking)
    made = Cluster(tmp_path_factory.mktemp("cluster"), short=True).start()
    yield made
    made.stop()


@pytest.fixture
def index_name() -> str:
    """A name in the cluster that no other test has."""
    return f"test-{os.getpid()}-{next(_numbers)}"


def _made(url: str) -> None:
    fresh = Store(url)
    migrate(fresh)
    fresh.close()


def _create(server: str, name: str, template: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")


def _url(uri: str) -> str:
    return uri.replace("postgresql://", "postgresql+psycopg://", 1)
