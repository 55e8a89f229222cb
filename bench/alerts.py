"""100,000 alerts against 1,000 fresh listings on one core; letters a minute through a local SMTP server."""

import random
import resource
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from directory import reading
from directory.config import load
from directory.platform import PlatformRecord
from directory.posting import Posting
from directory.search import open_finder
from directory.store import Store, alerts, migrate, runs
from directory.tokens import keyed_hash
from schedules.post import Post
from schedules.smtp import carrier

START = datetime(2026, 11, 1, 6, tzinfo=UTC)
TIERS = ("coding", "stem", "expert", "languages", "general")
COUNTRIES = ("KE", "BR", "IN", "DE", "US", "NG", "PH", "MX", "FR", "GB", "PK", "EG", "ID", "VN", "PL", "ES")
LANGUAGES = ("es", "pt", "fr", "de", "sw", "hi", "ar", "ja", "sv", "fi")
WORK = ("Python developer", "Law expert", "Chemistry tutor", "Spanish translator", "Search rater", "Swahili rater")
SERVERS_PORT = 18_625


def main(real: Path | None) -> None:
    """Prints both tables."""
    print("alerts    fresh  seconds  letters  peak MB")
    for n in (1_000, 10_000, 100_000):
        _matching(n)
    _letters(2_000)


def _matching(n: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        post, store = _post(Path(folder))
        _subscribe(store, n, random.Random(7))
        _crawl(store, 1_000, START + timedelta(hours=2))
        post.finder.catch_up()
        began = time.perf_counter()
        written = post.write_due(START + timedelta(days=8))
        seconds = time.perf_counter() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{n:>6}  {1_000:>7}  {seconds:>7.1f}  {written:>7}  {peak:>7.0f}", flush=True)


def _letters(n: int) -> None:
    server = _Server()
    controller = Controller(server, hostname="127.0.0.1", port=SERVERS_PORT)
    controller.start()
    try:
        with (
            tempfile.TemporaryDirectory() as folder,
            carrier(f"smtp://127.0.0.1:{SERVERS_PORT}", Path(folder)) as relay,
        ):
            post, store = _post(Path(folder))
            for i in range(n):
                _ask(store, i, "")
            began = time.perf_counter()
            done = post.deliver(relay, START)
            seconds = time.perf_counter() - began
    finally:
        controller.stop()
    print(
        f"letters through a local SMTP server: {done.sent} in {seconds:.1f} s, {done.sent / seconds * 60:.0f} a minute"
    )


class _Server:
    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        return "250 accepted"


def _post(folder: Path) -> tuple[Post, Store]:
    settings = load({"RUN_DIR": str(folder)})
    store = Store(settings.database_url)
    migrate(store)
    _crawl(store, 1, START)
    return Post(store, settings), store


def _crawl(store: Store, n: int, at: datetime) -> None:
    record = PlatformRecord(
        slug="acme",
        title="Acme",
        homepage="https://acme.example",
        way="own",
        cadence_hours=6,
        floor=1,
        location="residence",
        basis="seen",
        source="invented",
    )
    run = runs.start(store, record, at)
    for i in range(n):
        run.sight(_posting(i), reading.read(_posting(i)))
    runs.finish(store, run, runs.Ending(complete=True, fetched=1), at)


def _posting(i: int) -> Posting:
    country, work = COUNTRIES[i % len(COUNTRIES)], WORK[i % len(WORK)]
    return Posting(
        platform="acme",
        ref=f"r{i}",
        url=f"https://acme.example/{i}",
        title=f"{work} {i}",
        location=country if i % 3 else "Worldwide",
        pay=f"{10 + i % 60} USD per hour",
        text=f"Rate answers number {i} and write short notes.",
    )


def _subscribe(store: Store, n: int, dice: random.Random) -> None:
    """Confirmed weekly alerts of one subscriber each, written at once."""
    from directory.store.alert_tables import AlertRow, SubscriberRow

    with store.writing() as session:
        for i in range(n):
            address = f"r{i}@mail.example"
            session.add(
                SubscriberRow(
                    address=address,
                    key=keyed_hash("s" * 32, address),
                    locale="en",
                    time_zone="UTC",
                    hour=7,
                    created_at=START,
                    confirmed_at=START,
                )
            )
        session.flush()
        for i in range(n):
            session.add(
                AlertRow(
                    subscriber=i + 1,
                    query=_query(dice),
                    kinds="new",
                    cadence="weekly",
                    cursor=1,
                    created_at=START,
                    confirmed_at=START,
                    due_at=START + timedelta(days=7),
                )
            )


def _query(dice: random.Random) -> str:
    parts: list[str] = []
    if dice.random() < 0.8:
        parts.append(f"country={dice.choice(COUNTRIES)}")
    if dice.random() < 0.3:
        parts.append(f"lang={dice.choice(LANGUAGES)}")
    if dice.random() < 0.3:
        parts.append(f"tier={dice.choice(TIERS)}")
    if dice.random() < 0.2:
        parts.append(f"pay={dice.randrange(20, 90)}")
    return "&".join(parts)


def _ask(store: Store, i: int, query: str) -> Any:
    address = f"r{i}@mail.example"
    key = keyed_hash("s" * 32, address)
    return alerts.ask(store, alerts.Wish(address, key, query, ("new",), "weekly", "en", "UTC", 7), START)
