"""The commands, as a person types them."""

import json
from pathlib import Path

import pytest
from sqlalchemy import text

from directory.__main__ import COMMANDS, main
from directory.claims import Doubt, Quote, Reading
from directory.config import BadSetting
from directory.runs import run as runs
from directory.runs.run import Ending
from directory.store import Store, ready, shelf
from schedules.__main__ import main as clock
from tests.support.making import DAY, START, crawl, platform, posting
from web import create_app
from web.__main__ import main as serve

MANY = [posting(f"r{n}", f"Story writer {n}", "Pay: 20 USD per hour.") for n in range(12)]


@pytest.fixture(autouse=True)
def _settings(tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"RUN_DIR": str(tmp_path), "DATABASE_URL": store.url, "CLOCK": "2026-11-20T09:00:00Z"}.items():
        monkeypatch.setenv(name, value)


def test_accept_releases_a_held_run(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    crawl(store, MANY)
    crawl(store, MANY[:3], START + DAY)
    assert main(["accept", "acme"]) == 0
    assert capsys.readouterr().out == "acme: 0 new, 0 changed, 9 closed, 0 reopened\n"
    assert sum(one.state == "open" for one in shelf.listings(store)) == 3
    assert main(["accept", "acme"]) == 1
    assert capsys.readouterr().err == "acme has no held run\n"


def test_reread_says_when_there_is_nothing_to_read(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    crawl(store, MANY[:1])
    assert main(["reread", "acme"]) == 0
    assert capsys.readouterr().out == "nothing to read: today's readers have read every posting\n"


def test_reread_lists_what_is_read_otherwise(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    crawl(store, [posting("r1", "Coder", "You code. Pay: 20 USD per hour. You must live in Kenya.")])
    with store.writing() as session:
        older = {"version": "older", "reading": '{"claims": [], "doubts": []}'}
        session.connection().execute(text("UPDATE postings SET version = :version, reading = :reading"), older)
    assert main(["reread"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "acme/r1 pay: does not say -> 20 USD per hour: '20 USD per hour'",
        "acme/r1 residence: unstated -> only KE: 'must live in Kenya'",
        "acme/r1 tier: does not say -> coding: 'Coder'",
        "acme/r1 domains: does not say -> software: 'Coder'",
        "acme: 1 postings read, 0 listings corrected",
    ]


def test_reindex_counts(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    crawl(store, MANY)
    assert main(["reindex"]) == 0
    assert capsys.readouterr().out.startswith("indexed 12 listings up to version 12 in ")


def test_reindex_takes_only_what_changed_if_told(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    crawl(store, MANY[:8])
    for found, said in ((MANY[:8], "indexed 8 listings"), (MANY, "indexed 4 listings")):
        crawl(store, found, START + DAY)
        assert main(["reindex", "--changes"]) == 0
        assert capsys.readouterr().out.startswith(said)
    assert {path.name for path in (tmp_path / "index").iterdir()} == {"columns", "rows", "whoosh"}


def test_export_writes_lines(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    crawl(store, MANY)
    crawl(store, MANY[:8], START + DAY)
    assert main(["export", "--open"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [f"acme/r{n}" for n in range(8)]


def test_export_makes_the_files_of_the_day(store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    crawl(store, MANY)
    assert main(["export", "--daily"]) == 0
    folder = tmp_path / "data" / "2026-11-20"
    assert capsys.readouterr().out == f"{folder}\n"
    assert len((folder / "listings.jsonl").read_text(encoding="utf-8").splitlines()) == 12


def test_doubts_ends_with_a_count(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    run = runs.start(store, platform(), START)
    run.sight(posting(), Reading(doubts=(Doubt("residence", Quote("by ferry", "text", 0)),)))
    runs.finish(store, run, Ending(True), START)
    assert main(["doubts", "acme", "--limit", "5"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "     1  residence      'by ferry'  (acme/r1)",
        "                       a row of words/place.tsv or places.tsv (xx) would mend it",
        "acme: 1 doubts",
    ]


def test_doctor_names_a_held_platform(
    store: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    crawl(store, MANY)
    crawl(store, MANY, START + DAY, ending=Ending(False, "a challenge for browsers"))
    monkeypatch.setenv("CLOCK", (START + DAY).isoformat())
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    step = "next: nothing to do now; it is asked again at its next time"
    assert f"acme: held, a challenge for browsers; {step} (last good run: 2026-11-01)" in said


def test_a_bad_setting_is_said_in_a_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("DEMO", "perhaps")
    assert main(["init"]) == 2
    assert capsys.readouterr().err == "DEMO='perhaps': must be one of 0, 1; for example DEMO=1\n"


def test_what_is_no_address_is_not_barred(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/empty.db")  # asked for nothing, so it needs no tables
    assert main(["bar", "reader.example"]) == 2
    said = "'reader.example' is no e-mail address that we can write to: it has no @\n"
    assert capsys.readouterr() == ("", said)


@pytest.mark.parametrize("words", ["reindex", "reread acme", "export", "bar a@b.example", "backup no", "accept acme"])
def test_a_database_without_tables_is_said_in_a_line(
    words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/empty.db")
    assert main(words.split()) == 2
    said = "the database of DATABASE_URL has no tables yet; `python -m directory init` makes them\n"
    assert capsys.readouterr() == ("", said)


def test_server_and_clock_say_so_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/empty.db")
    assert clock(["--list"]) == 2
    with pytest.raises(SystemExit, match=r"^3$"):  # gunicorn's own number: it ends, and does not try for ever
        create_app()
    assert serve(["--port", "0"]) == 2
    said = "the database of DATABASE_URL has no tables yet; `python -m directory init` makes them\n"
    assert capsys.readouterr() == ("", said * 3)


def test_a_bad_way_is_said_in_a_line_by_all_who_read_it(
    store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", store.url)
    monkeypatch.setenv("WAY_PIGEON", "coo")
    assert clock(["--list"]) == 2
    with pytest.raises(SystemExit, match=r"^3$"):
        create_app()
    assert serve(["--port", "0"]) == 2
    assert capsys.readouterr() == ("", "WAY_PIGEON: there is no such way; ways are push, telegram\n" * 3)


def test_a_database_that_is_away_is_said_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}")
    assert [main(["doctor"]), main(["init"])] == [1, 1]
    said = "the database of DATABASE_URL does not answer: unable to open database file\n"
    assert capsys.readouterr() == ("", said * 2)


def test_tables_of_an_older_release_are_said_newer_ones_served(store: Store, tmp_path: Path) -> None:
    old = Store(f"sqlite:///{tmp_path}/old.db")
    with old.connection() as connection, connection.begin():
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32))")
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES ('0003')")
    with pytest.raises(BadSetting, match=r"older release \(0003, not \d+\); `python -m directory init` brings it"):
        ready(old)
    with old.connection() as connection, connection.begin():
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    assert [ready(old), ready(store)] == [old, store]


def test_init_makes_a_new_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/new/atlas.db")
    assert [main(["init"]), main(["init"])] == [0, 0]
    assert shelf.count(Store(f"sqlite:///{tmp_path}/new/atlas.db")) == 0


@pytest.mark.parametrize("words", [[], ["fly"], ["accept"], ["export", "--everything"]])
def test_what_is_not_a_command_is_refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 2
    assert "python -m directory" in capsys.readouterr().err


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([name, "--help"])
    assert left.value.code == 0
    assert COMMANDS[name] in " ".join(capsys.readouterr().out.split())
