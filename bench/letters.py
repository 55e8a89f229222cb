"""10,000 letters through a real SMTP server of this machine: letters a minute, and how large they are.

Nine subscribers of ten have one search of a country, every tenth has four broad ones: what made the largest letters.
"""

import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

from bench.alerts import CAME, COMMON, DUE, FRESH, SEED, START, crawl
from bench.fill import add_alerts, subscribe
from bench.others import mail_server
from directory.config import load
from directory.store import Store, migrate
from schedules.post import Post
from schedules.smtp import carrier

LETTERS, WIDE = 10_000, 10
BROAD = ("show=open&country=KE", "state=any", "employment=any", "pool=any")
MOST = 100_000  # bytes: Gmail clips the HTML at about 102 kB


def main(real: Path | None) -> None:
    """Prints how fast a server takes the letters of one round, over one connection, and their sizes on the wire."""
    with tempfile.TemporaryDirectory() as folder, server() as (address, sizes):
        settings = load({"RUN_DIR": folder})
        store = Store(settings.database_url)
        migrate(store)
        crawl(store, 1, START)
        crawl(store, FRESH, CAME)
        _subscribe(store)
        post = Post(store, settings)
        post.write_due(DUE)
        with carrier(address, settings.letters_dir) as relay:
            began = time.perf_counter(), time.process_time()
            sent = post.deliver(relay, DUE).sent
            wall, cpu = time.perf_counter() - began[0], time.process_time() - began[1]
        store.close()
    print(f"{sent} letters put into words and taken in {wall:.1f} s: {sent / wall * 60:.0f} a minute from one process;")
    print(f"{cpu:.1f} s of CPU with the server's thread: {sent / cpu * 60:.0f} a minute of CPU")
    sizes.sort()
    p50, p99 = (sizes[len(sizes) * share // 100] for share in (50, 99))
    print(f"bytes on the wire: p50 {p50}, p99 {p99}, most {sizes[-1]}; over 100 kB: {sum(one > MOST for one in sizes)}")


def _subscribe(store: Store) -> None:
    dice = random.Random(SEED)
    subscribe(store, [f"country={dice.choice(COMMON)}&show=open" for _ in range(LETTERS)], START)
    wide = range(WIDE, LETTERS + 1, WIDE)
    add_alerts(store, chain.from_iterable(((who, query) for query in BROAD) for who in wide), START)


@contextmanager
def server() -> Iterator[tuple[str, list[int]]]:
    """A mail server at a free port: its address, and the bytes of each letter that it has taken."""
    taken = _Server()
    with mail_server(taken) as port:
        yield f"smtp://127.0.0.1:{port}", taken.sizes


class _Server:
    def __init__(self) -> None:
        self.sizes: list[int] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.sizes.append(len(envelope.content or b""))
        return "250 accepted"


if __name__ == "__main__":
    main(None)
