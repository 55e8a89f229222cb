"""A whole copy of the database with the secret, checked; and the way back. SQLite online, PostgreSQL by pg_dump."""

import json
import shutil
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from alembic.script import ScriptDirectory
from sqlalchemy.engine import make_url

from directory import private
from directory.config import Settings
from directory.store.engine import Store
from directory.store.migrate import MIGRATIONS, migrate

LABEL = "backup.json"
SECRET = "secret"
PIECE = 1 << 20  # bytes read at once for a sum: a mebibyte, whatever the size of the database
TABLES_THERE = """SELECT schemaname || '.' || tablename FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1"""
KEPT_DAYS = 30  # what the privacy page says of backups


class BadBackup(ValueError):
    """A folder that holds no whole backup, or a place that it cannot be brought back to; the words say why."""


@dataclass(frozen=True, slots=True)
class BackupLabel:
    """What a backup holds: the database's kind and revision, when it was made (UTC), SHA-256 by file name."""

    kind: str
    revision: str
    made_at: str
    sums: dict[str, str]


def backup(settings: Settings, folder: Path, now: datetime) -> BackupLabel:
    """Writes database, secret and label into a new folder while others read and write; raises BadBackup.

    The copy is one moment of the database. The folder appears under its name only when it is whole.
    """
    if folder.exists():
        raise BadBackup(f"{folder} is there already; name a new folder")
    half = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True, mode=0o700)
    sqlite = settings.database_url.startswith("sqlite")
    data = half / ("atlas.db" if sqlite else "atlas.dump")
    (_copy_sqlite if sqlite else _dump)(settings.database_url, data)
    (half / SECRET).write_text(settings.secret_key, encoding="ascii")
    for path in (data, half / SECRET):
        private.kept(path)
    sums = {path.name: _sum(path) for path in (data, half / SECRET)}
    label = BackupLabel("sqlite" if sqlite else "postgresql", _revision(settings.database_url), now.isoformat(), sums)
    (half / LABEL).write_text(json.dumps(asdict(label), indent=2) + "\n", encoding="utf-8")
    half.rename(folder)
    return label


def rotate(settings: Settings, folder: Path, now: datetime, days: int = KEPT_DAYS) -> tuple[Path, tuple[Path, ...]]:
    """Writes a backup into a new folder of `folder`, named by the moment, then deletes those older than `days`.

    What somebody erased is so gone from every backup after that time, as the privacy page promises. Only whole backups
    of ours are deleted, by the date of their label; the new one and the deleted ones are given.
    """
    target = folder / f"{now:%Y-%m-%dT%H%M%SZ}"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    backup(settings, target, now)
    old = tuple(path for path in sorted(folder.iterdir()) if path != target and _age(path, now) > timedelta(days=days))
    for path in old:
        shutil.rmtree(path)
    return target, old


def _age(folder: Path, now: datetime) -> timedelta:
    try:
        made = json.loads((folder / LABEL).read_text(encoding="utf-8"))["made_at"]
        return now - datetime.fromisoformat(made)
    except (OSError, ValueError, KeyError, TypeError):
        return timedelta(0)  # no backup of ours: left alone


def check(folder: Path) -> BackupLabel:
    """The label of a backup whose every file is as it was written and whose database opens; raises BadBackup."""
    try:
        label = BackupLabel(**json.loads((folder / LABEL).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as problem:
        raise BadBackup(f"{folder}: no {LABEL} that can be read") from problem
    for name, known in label.sums.items():
        if not (folder / name).is_file() or _sum(folder / name) != known:
            raise BadBackup(f"{folder / name}: not as it was written")
    if label.revision not in {script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}:
        raise BadBackup(f"{folder}: made by a newer program (revision {label.revision})")
    if label.kind == "sqlite":
        with closing(sqlite3.connect(f"file:{folder / 'atlas.db'}?mode=ro", uri=True)) as opened:
            said = opened.execute("PRAGMA integrity_check").fetchone()[0]
        if said != "ok":
            raise BadBackup(f"{folder / 'atlas.db'}: {said}")
    return label


def restore(settings: Settings, folder: Path) -> BackupLabel:
    """Brings a checked backup back into an empty place and migrates it to the newest shape; raises BadBackup.

    The secret goes to `RUN_DIR/secret` unless SECRET_KEY gives another: then links in old letters stop working.
    """
    label = check(folder)
    sqlite = settings.database_url.startswith("sqlite")
    if (label.kind == "sqlite") != sqlite:
        raise BadBackup(f"the backup is of {label.kind}, DATABASE_URL names another kind of database")
    if sqlite:
        _back_sqlite(settings.database_url, folder / "atlas.db")
    else:
        _back_postgres(settings.database_url, folder / "atlas.dump")
    private.folder(settings.run_dir)
    shutil.copy(folder / SECRET, settings.run_dir / SECRET)
    private.kept(settings.run_dir / SECRET)
    store = Store(settings.database_url)
    migrate(store)
    store.close()
    return label


def _copy_sqlite(url: str, target: Path) -> None:
    with closing(sqlite3.connect(_file(url))) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")


def _back_sqlite(url: str, source: Path) -> None:
    place = _file(url)
    if place.exists():
        raise BadBackup(f"{place} is there already; move it away first")
    private.folder(place.parent)
    half = place.with_suffix(".part")
    shutil.copy(source, half)
    half.rename(place)


def _back_postgres(url: str, source: Path) -> None:
    store = Store(url)
    with store.connection() as connection:
        found = connection.exec_driver_sql(TABLES_THERE).scalars().all()
    store.close()
    if found:
        raise BadBackup(f"the database holds tables already ({', '.join(found[:3])} …); restore into an empty one")
    _run("pg_restore", url, "--no-owner", "--single-transaction", str(source))


def _dump(url: str, target: Path) -> None:
    _run("pg_dump", url, "--format=custom", f"--file={target}")


def _run(program: str, url: str, *words: str) -> None:
    """A program of PostgreSQL; the password goes by the environment, where other users cannot read it."""
    found = shutil.which(program)
    if found is None:
        raise BadBackup(f"{program} is not installed here; it comes with PostgreSQL's client")
    parts = make_url(url)
    plain = parts.set(drivername="postgresql", password=None).render_as_string()
    own = {"PATH": str(Path(found).parent)} | ({"PGPASSWORD": str(parts.password)} if parts.password else {})
    done = subprocess.run(
        [found, f"--dbname={plain}", *words],
        env=own,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise BadBackup(f"{program}: {done.stderr.strip()[:300]}")


def _revision(url: str) -> str:
    store = Store(url)
    with store.connection() as connection:
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    store.close()
    return str(found)


def _file(url: str) -> Path:
    return Path(make_url(url).database or "")


def _sum(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as opened:
        while piece := opened.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()
