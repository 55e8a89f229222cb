"""What a migration does to rows that are there already."""

from pathlib import Path

from sqlalchemy import text

from directory.store import Store
from tests.support.making import START
from tests.support.migrating import to

LETTER = (
    "INSERT INTO letters (id, subscriber, kind, made_at, state, next_try_at, tries, words) "
    "VALUES (:id, :who, 'letter', :at, 'sent', :at, 1, '')"
)
TOLD = "INSERT INTO letter_events VALUES (:who, :event, :letter, :alert, 'acme/r', :shown)"


def test_rows_of_events_become_the_ledgers_of_their_letters(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/old.db")
    to(store, "0003")
    told = [(1, 5, 1, 12, True), (1, 7, 1, 12, False), (1, 6, 1, 13, True), (2, 5, 2, 14, False)]
    with store.writing() as session:
        for id, who in ((1, 1), (2, 2), (3, 2)):
            session.connection().execute(text(LETTER), {"id": id, "who": who, "at": START.isoformat()})
        for who, event, letter, alert, shown in told:
            row = {"who": who, "event": event, "letter": letter, "alert": alert, "shown": shown}
            session.connection().execute(text(TOLD), row)
    to(store, "head")
    with store.reading() as session:
        rows = session.connection().execute(text("SELECT id, events, shown, last_event FROM letters ORDER BY id"))
        assert [tuple(row) for row in rows] == [(1, "12:5 7;13:6", "5 6", 7), (2, "14:5", "", 5), (3, "", "", 0)]
    store.close()


def test_words_of_an_earlier_release_lose_their_addresses(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/old.db")
    to(store, "0010")
    bar = "INSERT INTO suppressions (key, reason, at, words) VALUES (:key, 'bounced', :at, :words)"
    said = {"a": "550 5.1.1 <ada@mail.example>: unknown", "b": "550 5.1.1 no such user", "c": "ask at 9 @ noon"}
    with store.writing() as session:
        for key, words in said.items():
            session.connection().execute(text(bar), {"key": key, "at": START.isoformat(), "words": words})
    to(store, "head")
    with store.reading() as session:
        kept = session.connection().execute(text("SELECT key, words FROM suppressions ORDER BY key")).all()
    assert dict(map(tuple, kept)) == {**said, "a": "550 5.1.1 <(address)>: unknown"}
    store.close()
