"""The jobs of the clock: what is done how often, each behind a border of its own. What is due is kept in the tables."""

import logging
from collections.abc import Callable
from datetime import datetime
from email.utils import parseaddr
from threading import Condition

from apscheduler.events import EVENT_JOB_MISSED, JobExecutionEvent
from apscheduler.schedulers.blocking import BlockingScheduler

from directory.config import Settings
from directory.letters import weekly
from directory.metrics import Meter
from directory.presenting import daily, ready_keeping
from directory.store import Store, beats, counters, reports
from directory.store import desk as sessions
from schedules import maintainer, websub
from schedules.clock import Clock
from schedules.heart import Heart
from schedules.post import Post, Posted
from schedules.smtp import Signer, carrier
from schedules.switch import Switch

log = logging.getLogger("schedules")
DEFAULTS = {"coalesce": True, "max_instances": 1, "misfire_grace_time": 3600}
MAIL = ("post", "hub", "watch")
"""Jobs that tell somebody outside: the demo has none of them."""


class Jobs:
    """The jobs of one clock process."""

    def __init__(
        self, store: Store, clock: Clock | Heart, post: Post, settings: Settings, meter: Meter | None = None
    ) -> None:
        self.store, self.clock, self.post, self.settings = store, clock, post, settings
        self.meter = meter or Meter(None)
        self.switch = Switch(settings.ping_url, ("crawls",) if settings.demo else ("crawls", "post"))
        self.going = Going()

    def scheduled(self) -> BlockingScheduler:
        """A scheduler that holds them, in memory and in code."""
        scheduler = BlockingScheduler(timezone="UTC", job_defaults=DEFAULTS)
        jobs: tuple[tuple[str, Callable[[], object], dict[str, int]], ...] = (
            ("crawls", self.crawls, {"seconds": 30}),
            ("post", self.letters, {"seconds": 60}),
            ("hub", self.hub, {"seconds": 60}),
            ("switch", self.switch.press, {"seconds": 60}),
            ("data", lambda: published(self.store, self.settings), {"minutes": 20}),
            ("rows", lambda: ready_keeping.follow(self.store, self.settings), {"minutes": 10}),
            ("weeks", lambda: weekly.finish(self.store, self.settings.now()), {"minutes": 30}),
            # Not before an hour: a clock that stood still for long first reads what it missed.
            ("watch", self.watch, {"hours": 1}),
            ("sweep", lambda: swept(self.store, self.settings.now()), {"hours": 6}),
        )
        for name, job, every in jobs:
            if name not in MAIL or not self.settings.demo:
                scheduler.add_job(self._guarded(name, job), "interval", id=name, name=name, **every)
        scheduler.add_job(self._guarded("platforms", self.clock.publish), id="platforms", name="platforms")
        scheduler.add_listener(_missed, EVENT_JOB_MISSED)
        return scheduler

    def leave(self, scheduler: BlockingScheduler) -> None:
        """Begins no further job and no further letter; `going` says what runs. SystemExit before any did."""
        self.post.leaving.set()
        if not scheduler.running:
            raise SystemExit(0)
        scheduler.shutdown(wait=False)

    def _guarded(self, name: str, job: Callable[[], object]) -> Callable[[], None]:
        return self.going.noted(name, guarded(name, job, self.switch))

    def crawls(self) -> None:
        """Starts what is due, and says that the clock is alive."""
        self.clock.tick()
        beats.beat(self.store, beats.CLOCK, self.settings.now())

    def letters(self) -> bool:
        """One round of the post, and the mail to the maintainer; whether every way could be reached."""
        now = self.settings.now()
        with carrier(self.settings.smtp_url, self.settings.letters_dir, signer(self.settings)) as way:
            done = self.post.round(way, now)
            self._count(done)
            maintainer.deliver(self.store, self.settings, way, now)
        beats.beat(self.store, beats.POST, self.settings.now())
        return not done.unreached

    def hub(self) -> None:
        """Tells the hub of feeds that changed."""
        if self.settings.websub_hub is not None:
            websub.tell(self.store, self.settings.public_url, self.settings.websub_hub)

    def watch(self) -> None:
        """Looks for what the maintainer should be told."""
        if self.settings.maintainer is not None:
            maintainer.watch(self.store, self.settings.now())

    def _count(self, done: Posted) -> None:
        for state, n in (("sent", done.sent), ("later", done.later), ("refused", done.refused)):
            self.meter.letters(state, n)


class Going:
    """Which jobs run at this moment, in whatever thread."""

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._changed = Condition()

    def noted(self, name: str, job: Callable[[], None]) -> Callable[[], None]:
        """The job, noted while it runs; one of each name at a time."""

        def run_it() -> None:
            self._note(name, runs=True)
            try:
                job()
            finally:
                self._note(name, runs=False)

        return run_it

    def wait(self, seconds: float) -> frozenset[str]:
        """Waits until none runs, so many seconds at most; those that do."""
        with self._changed:
            self._changed.wait_for(lambda: not self._names, seconds)
            return frozenset(self._names)

    def _note(self, name: str, *, runs: bool) -> None:
        with self._changed:
            self._names.add(name) if runs else self._names.discard(name)
            self._changed.notify_all()


def published(store: Store, settings: Settings) -> None:
    """Makes the day's files of open data, once a day."""
    if daily.due(settings.open_data_dir, settings.now()):
        made = daily.make(
            store, settings.open_data_dir, settings.now(), daily.Origin(settings.public_url, settings.demo)
        )
        log.info("open data: %s", made)


def swept(store: Store, now: datetime) -> None:
    """Forgets old counts, and the bytes of what was erased that the write-ahead log still holds."""
    counters.sweep(store, now)
    reports.sweep(store, now)
    sessions.sweep(store, now)
    store.forget()


def signer(settings: Settings) -> Signer | None:
    """Signs letters where a key and its selector are set; otherwise a relay does."""
    if settings.dkim_key is None or settings.dkim_selector is None:
        return None
    domain = parseaddr(settings.mail_from)[1].rpartition("@")[2]
    return Signer(domain, settings.dkim_selector, settings.dkim_key)


def guarded(name: str, job: Callable[[], object], switch: Switch) -> Callable[[], None]:
    """The border of a job: whatever it raises is logged, the switch hears of it, and the next round comes.

    A job that returns False did its round, and not a good one.
    """

    def run_it() -> None:
        try:
            good = job() is not False
        except Exception:
            switch.note(name, good=False)
            log.exception("%s: the job failed", name)
        else:
            switch.note(name, good=good)

    return run_it


def _missed(event: JobExecutionEvent) -> None:
    log.error("%s: missed its time of %s", event.job_id, event.scheduled_run_time)
