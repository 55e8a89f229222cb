"""The clock: python -m schedules. Crawls each platform by its cadence, keeps the index up to date, sends the post.

On PostgreSQL due crawls go through a queue: the one clock fills it and works on it, and so does, on any number of
machines, `python -m schedules worker`.
"""

import argparse
import logging
import os
import signal
import sys
from collections.abc import Callable, Sequence
from types import FrameType

from directory import config, logs, metrics
from directory.config import Settings
from directory.letters.ways import open_ways
from directory.metrics import Meter
from directory.operation.gauges import gauges
from directory.operation.missed import BEGAN
from directory.search import Finder, open_finder
from directory.store import Away, Store, beats, open_store, platforms, ready
from directory.store.locks import Taken, alone
from schedules import maintainer
from schedules.clock import LAST_SECONDS, Clock
from schedules.heart import Heart
from schedules.jobs import Jobs, signer
from schedules.post import Post
from schedules.smtp import carrier
from schedules.worker import Worker

log = logging.getLogger("schedules")
NO_QUEUE = "a worker needs PostgreSQL in DATABASE_URL: on SQLite the clock crawls by itself"


def main(words: Sequence[str]) -> int:
    """Run until a signal ends it; 1 if another clock is running, 2 for a bad setting or argument."""
    options = _options(words)
    try:
        settings = config.load()
    except config.BadSetting as problem:
        print(problem, file=sys.stderr)
        return 2
    logs.begin(settings, sys.stdout)
    try:
        store = open_store(settings)
        if options.what == "worker" and store.is_sqlite:
            raise config.BadSetting(NO_QUEUE)
        ready(store)
        open_ways(settings)  # a bad one is said now, not by the first round of post
    except (config.BadSetting, Away) as problem:
        print(problem, file=sys.stderr)
        return 2
    if options.list or options.dry_run:
        print("\n".join(plan(store, settings)))
        return 0
    if options.what == "worker":
        return work(store, settings)
    try:
        with alone(store):
            log.info("%s", "; ".join(plan(store, settings)[:5]))
            once(store, settings) if options.once else run(store, settings, works=not options.no_crawls)
    except Taken as taken:
        print(taken, file=sys.stderr)
        return 1
    return 0


def _options(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m schedules", description=__doc__)
    parser.add_argument(
        "what", nargs="?", choices=("clock", "worker"), default="clock", help="the one clock, or one of many workers"
    )
    parser.add_argument("--no-crawls", action="store_true", help="on PostgreSQL: leave all crawls to the workers")
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--list", action="store_true", help="say when each platform is crawled next, and do nothing")
    one.add_argument("--dry-run", action="store_true", help="the same: say what would be done, and do nothing")
    one.add_argument("--once", action="store_true", help="crawl what is due now, send the mail that is ready, and end")
    return parser.parse_args(words)


def plan(store: Store, settings: Settings) -> list[str]:
    """What the clock will do and when (UTC), the next first: a line a platform, after one about crawls and mail."""
    now = settings.now()
    healths = platforms.healths(store, now)
    known = {record.slug for record in platforms.all(store) if record.readable}
    rows = sorted((one.next_due or now, one.slug) for one in healths if one.slug in known)
    mail = "sent by the relay" if settings.smtp_url else f"written to {settings.letters_dir}"
    first = f"crawls {len(rows)} platforms for real, as {settings.contact} says who we are; mail is {mail}"
    return [first, *(f"{slug}: {'now' if due <= now else f'{due:%Y-%m-%d %H:%M} UTC'}" for due, slug in rows)]


def once(store: Store, settings: Settings) -> None:
    """Crawls until nothing is due any more, then sends the letters that are ready, and ends.

    A failed crawl or letter is logged and kept for later; a demo sends no letter.
    """
    clock = Clock(store, open_finder(store, settings), settings)
    clock.publish()
    while started := clock.tick():
        for crawl in started:
            crawl.result()
    clock.stop()
    if not settings.demo:
        with carrier(settings.smtp_url, settings.letters_dir, signer(settings)) as way:
            Post(store, settings).round(way, settings.now())
            maintainer.deliver(store, settings, way, settings.now())


def work(store: Store, settings: Settings) -> int:
    """Crawls what the clock puts into the queue until a signal ends it; SQLite has no queue."""
    worker = Worker(store, settings, meter=metrics.begin(settings, lambda: gauges(store, settings.now())))
    _on_signals(worker.stop)
    worker.run()
    return 0


def run(store: Store, settings: Settings, *, works: bool = True) -> None:
    """Starts the jobs and blocks; SIGTERM and SIGINT end the crawls and this process with code 0, within seconds.

    Nothing is lost: what is due is stored, and every job may be cut off anywhere. `works`: on PostgreSQL it crawls too.
    """
    finder = open_finder(store, settings)
    meter = metrics.begin(settings, lambda: gauges(store, settings.now()))
    clock = _beating(store, finder, settings, meter, works=works)
    jobs = Jobs(store, clock, Post(store, settings), settings, meter)
    scheduler = jobs.scheduled()
    _on_signals(lambda: jobs.leave(scheduler))
    beats.beat(store, BEGAN, settings.now())
    scheduler.start()
    clock.stop()
    if busy := jobs.going.wait(LAST_SECONDS):
        log.warning("left in the middle of %s: the next start does it again", ", ".join(sorted(busy)))
    logging.shutdown()
    os._exit(0)  # else the interpreter waits for the threads of jobs and of the index, minutes perhaps


def _beating(store: Store, finder: Finder, settings: Settings, meter: Meter, *, works: bool) -> Clock | Heart:
    if store.is_sqlite:
        return Clock(store, finder, settings, meter=meter)
    return Heart(store, finder, settings, Worker(store, settings, meter=meter) if works else None)


def _on_signals(leave: Callable[[], object]) -> None:
    def left(number: int, _frame: FrameType | None) -> None:
        log.info("%s: leaving", signal.Signals(number).name)
        leave()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, left)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
