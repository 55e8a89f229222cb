"""Connections: SQLite in WAL with writers that BEGIN IMMEDIATE, or PostgreSQL by psycopg."""

import json
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Dialect, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from directory import private
from directory.config import Settings

# Seconds to wait for the locks of others: a crawl would rather wait than lose what it found, a person is told so
# after two.
PATIENCE = 60.0
WEB_PATIENCE = 2.0
# secure_delete: what is erased is overwritten with zeros, as the privacy page promises (sqlite.org/pragma.html).
BESIDE = ("-wal", "-shm")  # SQLite's log and shared memory: made with the mode of the file
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "foreign_keys=ON",
    "secure_delete=ON",
)


class Away(RuntimeError):
    """The database cannot be reached, or others hold it for longer than this store waits. Nothing was written."""


class Store:
    """The database behind one address. Threads may share it; sessions are short and never leave their `with`.

    `patience` is how many seconds a statement waits for locks of others: crawls and the clock wait a minute, a page
    that a person looks at does not (`WEB_PATIENCE`). After that, and where there is no database, it raises Away.
    """

    def __init__(self, url: str, patience: float = PATIENCE) -> None:
        self.url = url
        self.is_sqlite = url.startswith("sqlite")
        made = _sqlite if self.is_sqlite else _postgres
        self._reader = made(url, "BEGIN" if self.is_sqlite else "REPEATABLE READ", patience)
        self._writer = made(url, "BEGIN IMMEDIATE" if self.is_sqlite else "READ COMMITTED", patience)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one moment of the tables and writes nothing; raises Away where no database answers."""
        with away(), Session(self._reader) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that commits at the end of the block, or changes nothing if the block raises.

        Raises Away where no database answers, or others write for longer than `patience`.
        """
        with away(), Session(self._writer) as session, session.begin():
            yield session

    @contextmanager
    def driver(self) -> Iterator[Any]:
        """The driver's own cursor on one moment of the tables, for reading only; raises Away as `reading` does."""
        problems = self._reader.dialect.loaded_dbapi.OperationalError
        try:
            with away(), closing(self._reader.raw_connection()) as connection:
                cursor = connection.cursor()
                if self.is_sqlite:  # PostgreSQL's driver begins by itself; both go back at the end
                    cursor.execute("BEGIN")
                yield cursor
        except problems as problem:
            raise Away(_first_line(problem)) from problem

    @property
    def dialect(self) -> Dialect:
        """SQLAlchemy's dialect of this database: how it spells statements and reads columns."""
        return self._reader.dialect

    def connection(self) -> Connection:
        """A plain connection for the migrations and for engines of search; the caller closes it."""
        return self._writer.connect()

    @property
    def address(self) -> str:
        """The database's address as PostgreSQL's own programs take it, password included: never to be logged."""
        return make_url(self.url).set(drivername="postgresql").render_as_string(hide_password=False)

    def forget(self) -> None:
        """Empties SQLite's write-ahead log, where erased bytes may stand until then; does nothing on PostgreSQL."""
        if self.is_sqlite:
            with self._reader.connect() as connection:
                driver = connection.connection.driver_connection
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]

    def close(self) -> None:
        """Let every connection go, so that the file can be moved; the next session opens a new one."""
        self._reader.dispose()
        self._writer.dispose()


@contextmanager
def away() -> Iterator[None]:
    """Whatever the driver says of a database that does not answer, or makes us wait too long, as Away."""
    try:
        yield
    except OperationalError as problem:
        raise Away(_first_line(problem.orig or problem)) from problem


def _first_line(problem: BaseException) -> str:
    return str(problem).strip().splitlines()[0]


def open_store(settings: Settings, patience: float = PATIENCE) -> Store:
    """The store of these settings; makes the folder of a SQLite file. `patience` in seconds, see Store."""
    path = make_url(settings.database_url).database
    if settings.database_url.startswith("sqlite") and path:
        private.folder(Path(path).parent)
    return Store(settings.database_url, patience)


def _sqlite(url: str, begin: str, patience: float) -> Engine:
    engine = create_engine(url, connect_args={"timeout": patience}, json_serializer=compact)

    @event.listens_for(engine, "do_connect")
    def _hide(_dialect: object, _record: object, words: Sequence[str], _more: object) -> None:
        if words[0].startswith("/"):
            _private(Path(words[0]))

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for pragma in (*PRAGMAS, f"busy_timeout={int(patience * 1000)}"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _postgres(url: str, isolation: Any, patience: float) -> Engine:
    waits = {"options": f"-c lock_timeout={int(patience * 1000)}", "connect_timeout": max(2, int(min(patience, 10)))}
    return create_engine(
        url, isolation_level=isolation, json_serializer=compact, pool_pre_ping=True, connect_args=waits
    )


def _private(path: Path) -> None:
    """Takes the file and what SQLite writes beside it from others' eyes; what cannot be made here SQLite will say."""
    with suppress(OSError):
        private.made(path)
        for beside in BESIDE:
            private.kept(path.with_name(path.name + beside))


class Written(str):
    """A JSON value (RFC 8259) that is text already: it goes into a JSON column as it stands."""

    __slots__ = ()


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def compact(value: object) -> str:
    """JSON text (RFC 8259) without spaces and with letters as they are; what is no JSON value raises TypeError."""
    return value if isinstance(value, Written) else _ENCODER.encode(value)
