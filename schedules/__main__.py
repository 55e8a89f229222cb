"""The clock: python -m schedules. Crawls each platform by its cadence, keeps the index up to date, sends the post."""

import argparse
import logging
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from email.utils import parseaddr
from types import FrameType

from apscheduler.events import EVENT_JOB_MISSED, JobExecutionEvent
from apscheduler.schedulers.blocking import BlockingScheduler

from directory import config
from directory.config import Settings
from directory.presenting import daily
from directory.search import open_finder
from directory.store import Store, counters, open_store, platforms, reports
from directory.store.locks import Taken, alone
from schedules import websub
from schedules.clock import Clock
from schedules.post import Post
from schedules.smtp import Signer, carrier

log = logging.getLogger("schedules")
DEFAULTS = {"coalesce": True, "max_instances": 1, "misfire_grace_time": 3600}


def main(words: Sequence[str]) -> int:
    """Run until a signal ends it; 1 if another clock is running, 2 for a bad setting or argument."""
    options = _options(words)
    logging.basicConfig(level=logging.INFO, stream=sys.stdout, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    try:
        settings = config.load()
    except config.BadSetting as problem:
        print(problem, file=sys.stderr)
        return 2
    store = open_store(settings)
    if options.list or options.dry_run:
        print("\n".join(plan(store, settings)))
        return 0
    try:
        with alone(store):
            log.info("%s", "; ".join(plan(store, settings)[:5]))
            once(store, settings) if options.once else run(store, settings)
    except Taken as taken:
        print(taken, file=sys.stderr)
        return 1
    return 0


def _options(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m schedules", description=__doc__)
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


def run(store: Store, settings: Settings) -> None:
    """Starts the jobs and blocks; SIGTERM and SIGINT end it and the crawls, too.

    Nothing is lost: what is due is stored.
    """
    finder = open_finder(store, settings)
    clock = Clock(store, finder, settings)
    scheduler = scheduled(store, clock, Post(store, settings), settings)

    def leave(number: int, _frame: FrameType | None) -> None:
        log.info("%s: leaving", signal.Signals(number).name)
        scheduler.shutdown(wait=False)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, leave)
    scheduler.start()
    clock.stop()


def scheduled(store: Store, clock: Clock, post: Post, settings: Settings) -> BlockingScheduler:
    """The jobs, in memory and in code, each at its own interval: what is due (UTC) is kept in the tables.

    A job that raises is logged and comes again. The demo has neither letters nor hub.
    """
    scheduler = BlockingScheduler(timezone="UTC", job_defaults=DEFAULTS)

    def letters() -> None:
        with carrier(settings.smtp_url, settings.letters_dir, signer(settings)) as way:
            post.round(way, settings.now())

    def hub() -> None:
        if settings.websub_hub is not None:
            websub.tell(store, settings.public_url, settings.websub_hub)

    jobs: tuple[tuple[str, Callable[[], object], dict[str, int]], ...] = (
        ("crawls", clock.tick, {"seconds": 30}),
        ("post", letters, {"seconds": 60}),
        ("hub", hub, {"seconds": 60}),
        ("data", lambda: published(store, settings), {"minutes": 20}),
        ("sweep", lambda: swept(store, settings.now()), {"hours": 6}),
    )
    for name, job, every in jobs:
        if name not in ("post", "hub") or not settings.demo:
            scheduler.add_job(guarded(name, job), "interval", id=name, name=name, **every)
    scheduler.add_job(guarded("platforms", clock.publish), id="platforms", name="platforms")
    scheduler.add_listener(_missed, EVENT_JOB_MISSED)
    return scheduler


def published(store: Store, settings: Settings) -> None:
    """Makes the day's files of open data (UTC day) in the folder of the settings, once a day; else nothing."""
    if daily.due(settings.open_data_dir, settings.now()):
        made = daily.make(
            store, settings.open_data_dir, settings.now(), daily.Origin(settings.public_url, settings.demo)
        )
        log.info("open data: %s", made)


def swept(store: Store, now: datetime) -> None:
    """Forgets old counts, and the bytes of what was erased that the write-ahead log still holds."""
    counters.sweep(store, now)
    reports.sweep(store, now)
    store.forget()


def signer(settings: Settings) -> Signer | None:
    """Signs letters where a key and its selector are set; otherwise a relay does."""
    if settings.dkim_key is None or settings.dkim_selector is None:
        return None
    domain = parseaddr(settings.mail_from)[1].rpartition("@")[2]
    return Signer(domain, settings.dkim_selector, settings.dkim_key)


def guarded(name: str, job: Callable[[], object]) -> Callable[[], None]:
    """The border of a job: whatever it raises is logged, and the next round comes."""

    def run_it() -> None:
        try:
            job()
        except Exception:
            log.exception("%s: the job failed", name)

    return run_it


def _missed(event: JobExecutionEvent) -> None:
    log.error("%s: missed its time of %s", event.job_id, event.scheduled_run_time)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
