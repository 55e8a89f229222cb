"""100,000 alerts against 1,000 fresh listings on one core.

A round matches, queues one letter a subscriber and accounts in it for every event; putting letters into words belongs
to their delivery, which `bench/letters.py` measures. The alerts are searches as people make them, thousands of
different ones. At the end the largest round runs beside the build that it replaced (`bench/old_alerts.py`).
"""

import random
import resource
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench import corpus
from bench.fill import empty, rows, subscribe
from bench.old_alerts import compare
from directory import reading
from directory.config import Settings, load
from directory.platform import PlatformRecord
from directory.posting import Posting
from directory.runs import run as runs
from directory.search import Search
from directory.store import Store, migrate
from directory.terms import countries, vocabulary
from schedules.post import Post

START = datetime(2026, 11, 1, 6, tzinfo=UTC)
CAME, DUE = START + timedelta(hours=2), START + timedelta(days=8)
FRESH, SEED = 1_000, 7
SIZES = (1_000, 10_000, 100_000)
POOL = 20_000
"""How many different searches people draw theirs from: many ask the same."""
COMMON = ("US", "IN", "KE", "BR", "NG", "PH", "GB", "MX", "DE", "PK", "EG", "ID", "ES", "FR", "CA", "CO", "VN", "AR")
SPOKEN = {"Spanish": "es", "Portuguese": "pt", "French": "fr", "German": "de", "Swahili": "sw", "Hindi": "hi"}
PLACES = (
    "You must live in Kenya.",
    "Open to residents of the United States, Canada and the United Kingdom.",
    "Must be based in India or the Philippines.",
    "You must live in Brazil, Mexico or Colombia.",
    "Must be located in Germany, France or Spain.",
    "Open to candidates anywhere in the world.",
)


ACME = PlatformRecord(
    slug="acme", title="Acme", homepage="https://acme.example", way="own", cadence_hours=6, floor=1,
    location="residence", basis="seen", source="invented",
)  # fmt: skip


def main(real: Path | None) -> None:
    """Prints what it takes to write the letters of many alerts: alerts a second, peak MB."""
    with tempfile.TemporaryDirectory() as folder:
        settings = load({"RUN_DIR": folder})
        store = Store(settings.database_url)
        migrate(store)
        crawl(store, 1, START)
        crawl(store, FRESH, CAME)
        print("  alerts  different  fresh  seconds  alerts/s  letters  events told  peak MB")
        for n in SIZES:
            _round(store, settings, n)
    compare(SIZES[-1])


def _round(store: Store, settings: Settings, n: int) -> None:
    dice = random.Random(SEED)
    pool = [_query(dice) for _ in range(POOL)]
    queries = dice.choices(pool, k=n)
    empty(store)
    subscribe(store, queries, START)
    began = time.process_time(), time.perf_counter()
    written = Post(store, settings).write_due(DUE)
    cpu, wall = time.process_time() - began[0], time.perf_counter() - began[1]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{n:>8}  {len(set(queries)):>9}  {FRESH:>5}  {wall:>7.2f}  {n / wall:>8.0f}  {written:>7}  {rows(store):>11}"
        f"  {peak:>7.0f}   ({cpu:.2f} s of CPU)",
        flush=True,
    )


def crawl(store: Store, n: int, at: datetime) -> None:
    """A complete crawl at `at` (UTC) that finds `n` roles of one platform, read and finished as a real one is."""
    run = runs.start(store, ACME, at)
    for one in postings(n):
        run.sight(one, reading.read(one))
    runs.finish(store, run, runs.Ending(complete=True, fetched=1), at)


def postings(n: int) -> Sequence[Posting]:
    """`n` different roles, of 150 to 400 words each, always the same: the dice start from SEED."""
    dice = random.Random(SEED)
    return [_posting(dice, i) for i in range(n)]


def _posting(dice: random.Random, i: int) -> Posting:
    subject, role = dice.choice(corpus.SUBJECTS).title(), dice.choice(corpus.ROLES).title()
    language = dice.choice(tuple(SPOKEN)) if dice.random() < 0.3 else ""
    said = [corpus.text(dice, dice.randint(150, 400)), "Requirements", dice.choice(PLACES)]
    said += [f"Native {language} speaker."] if language else []
    return Posting(
        platform="acme",
        ref=f"r{i}",
        url=f"https://acme.example/{i}",
        title=f"{f'{language} ' if language else ''}{subject} {role} {i}",
        pay=f"{10 + i % 60} USD per hour" if i % 4 else "",
        text="\n".join(said),
    )


def _query(dice: random.Random) -> str:
    """A search as people make them: who they are, and two or three things that they look for."""
    country = dice.choice(COMMON) if dice.random() < 0.7 else dice.choice(countries.ids)
    wanted = {
        "tier": lambda: dice.choice(vocabulary("tiers").ids),
        "domain": lambda: dice.choice(vocabulary("domains").ids),
        "lang": lambda: dice.choice(tuple(SPOKEN.values())),
        "pay": lambda: str(dice.randrange(15, 80, 5)),
        "q": lambda: f"{dice.choice(corpus.SUBJECTS)} {dice.choice(corpus.ROLES)}",
    }
    picked = dice.sample(sorted(wanted), dice.choice((2, 2, 3)))
    pairs = [f"country={country}", "show=open", *(f"{key}={wanted[key]()}" for key in picked)]
    return Search.parse("&".join(pairs).replace(" ", "+"))[0].to_query_string()


if __name__ == "__main__":
    main(None)
