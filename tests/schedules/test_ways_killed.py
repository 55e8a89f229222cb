"""All ways under fire: whatever is killed, each event is once in each way that its subscriber chose."""

import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select

from bench.others import mail_server, push_service, server_key, telegram
from directory.config import load
from directory.letters import subscribers as alerts
from directory.letters.hearing import choose
from directory.letters.ways import open_ways
from directory.store import Store
from directory.store.ledger import ledger
from directory.store.letter_tables import LetterRow
from schedules.post import Post
from schedules.smtp import carrier
from tests.schedules.test_delivery import wish
from tests.schedules.test_post_faults import SEED, Slow, check_wire, role
from tests.support.making import DAY, START, crawl, posting

pytestmark = [pytest.mark.heavy, pytest.mark.timeout(1_500)]
ROOT = Path(__file__).parents[2]
QUERIES = ("", "country=KE", "tier=coding", "pay=30", "q=python")


@dataclass
class Hand:
    """Starts rounds as processes of their own, and kills them."""

    store: Store
    folder: Path
    smtp: str
    ways: Mapping[str, str]

    def start(self, moment: datetime) -> subprocess.Popen[str]:
        """A round that has read what it needs and begins."""
        words = (self.store.url, self.smtp, str(self.folder), moment.isoformat())
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.one_post", *words],
            cwd=ROOT, env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", **self.ways}, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n", process.communicate()
        return process

    def strike(self, dice: random.Random, now: datetime) -> tuple[int, datetime]:
        """Kills ten of ten rounds, two at a time; how many were alive, and when it is then."""
        kills = 0
        for _ in range(5):
            for process in [self.start(now), self.start(now)]:
                time.sleep(dice.uniform(0, 0.4))
                kills += process.poll() is None
                process.kill()
                process.communicate()
            now += timedelta(minutes=11)
        return kills, now


def told(store: Store) -> Counter[tuple[int, int | None, int]]:
    """How many letters account for each (subscriber, way, event)."""
    with store.reading() as session:
        rows = session.exec(select(LetterRow).where(LetterRow.kind == "letter")).all()
    return Counter(
        (row.subscriber, row.way, event) for row in rows for ids in ledger(row.events).values() for event in ids
    )


def test_kills_lose_nothing_in_any_way_and_tell_nothing_twice(either: Store, tmp_path: Path) -> None:
    dice = random.Random(SEED)
    lasting = [posting(f"s{at}", f"Lasting role {at}", f"You do work of kind {at}.") for at in range(5)]
    crawl(either, lasting, START - DAY)
    server = Slow()
    with telegram() as bot, push_service() as service, mail_server(server) as port:
        own = {"WAY_TELEGRAM": bot.address, "WAY_PUSH": str(server_key(tmp_path)), "WAY_PUSH_HOSTS": service.address}
        base = load({"RUN_DIR": str(tmp_path), **own})
        known = replace(base, public_url="https://atlas.example", secret_key="s" * 32)
        push = open_ways(known)["push"]
        chose: dict[int, int] = {}
        for at in range(30):
            id = alerts.ask(either, wish(dice.choice(QUERIES), address=f"p{at}@mail.example"), START)
            assert id is not None
            assert alerts.confirm(either, id, START)
            who = alerts.alert(either, id)
            assert who is not None
            ways = [("telegram", str(100 + at))] * (at % 3 > 0)
            ways += [("push", push.destination(service.browser(f"b{at}").subscription()))] * (at % 2)
            chose[who.subscriber] = 1 + len(ways)
            for name, destination in ways:
                assert choose(either, who.subscriber, name, destination, START) == "connected"
        roles = [role(at, dice.choice((0, 15, 25, 35)), dice.randrange(5)) for at in range(14)]
        crawl(either, [*lasting, *roles], START + timedelta(hours=2))
        smtp = f"smtp://127.0.0.1:{port}"
        kills, now = Hand(either, tmp_path, smtp, own).strike(dice, START + DAY)
        post = Post(either, known)
        with carrier(smtp, tmp_path) as way:
            post.round(way, now)
            post.round(way, now + timedelta(minutes=11))
    counts = told(either)
    assert set(counts.values()) == {1}
    assert Counter((who, event) for who, _, event in counts) == {(who, event): chose[who] for who, _, event in counts}
    check_wire(either, server.taken)
    repeats = [len(same) - 1 for side in (bot, service) for same in side.by("text" if side is bot else "tag").values()]
    assert sum(repeats) <= kills
    with either.reading() as session:
        others = session.exec(select(LetterRow).where(col(LetterRow.way).is_not(None))).all()
    assert len(others) == len(bot.messages) + len(service.messages) - sum(repeats)
