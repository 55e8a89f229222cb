"""Crawls one after another in one process: which platforms, live or from which tapes, and what they come to."""

import asyncio
import json
import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.settings import Settings

from crawler.addresses import detect, sample
from crawler.discover import platforms
from crawler.platform import Platform
from crawler.records import records
from crawler.tape import load
from directory.optouts import opt_outs
from directory.runs.steps import told

log = logging.getLogger(__name__)

COLUMNS = ("found", "new", "changed", "unchanged", "closed", "doubts")
HANDLER = "crawler.tape.TapeHandler"
PLAYED = {
    "DOWNLOAD_HANDLERS": {"http": HANDLER, "https": HANDLER},
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": False,
    "RETRY_ENABLED": False,
    "HTTPCACHE_ENABLED": False,
}


class NoSuchPlatform(ValueError):
    """A slug, or a recording's address, that no platform and no board can read; its words name it."""


@dataclass(frozen=True, slots=True)
class Job:
    """One crawl to be done: of this class, live when `tape` is None, else from that recording's folder."""

    spider: type[Platform]
    tape: Path | None = None

    def settings(self, base: Settings) -> Settings:
        """A copy of `base` for this crawl alone; with a tape no network, no waiting, and its moment for now."""
        settings = base.copy()
        if self.tape is not None:
            settings.setdict(PLAYED, priority="cmdline")
            settings.setdict({"TAPE": str(self.tape), "AT": load(self.tape).at.isoformat()}, priority="cmdline")
        return settings


@dataclass(frozen=True, slots=True)
class Done:
    """How one crawl went; `summary` is the store's, None when the run could not even be finished."""

    slug: str
    summary: Any
    refused: dict[str, int]
    seconds: float

    @property
    def good(self) -> bool:
        """True when the run was applied; False when it was held or could not even be finished."""
        return self.summary is not None and self.summary.state == "applied"

    def line(self) -> str:
        """The crawl in one line of the table: counts as in COLUMNS, refused rows, seconds, and why it was held."""
        if self.summary is None:
            return f"{self.slug:<20}  could not be finished, see the log"
        numbers = "".join(f"{getattr(self.summary, name):>10}" for name in COLUMNS)
        words = "" if self.good else f"  {self.summary.state}: {told(self.summary.reason, self.slug)}"
        return f"{self.slug:<20}{numbers}{sum(self.refused.values()):>9}{self.seconds:>9.1f}{words}"


HEAD = f"{'platform':<20}" + "".join(f"{name:>10}" for name in (*COLUMNS,)) + f"{'refused':>9}{'seconds':>9}"


def from_tapes(folder: Path, only: Iterable[str] = ()) -> list[Job]:
    """One job a recording in the folder, by name; one that no platform is called after is read by its board.

    Platforms that are not readable or switched off are left out unless they are named.
    """
    chosen = set(only)
    names = sorted(path.parent.name for path in folder.glob("*/recording.json"))
    if not names:
        raise NoSuchPlatform(f"no recording.json in the folders of {folder}")
    wanted = chosen or set(names) - resting()
    refuse(wanted)
    return [Job(_reader(folder / name), folder / name) for name in names if name in wanted]


def live(slugs: Iterable[str]) -> list[Job]:
    """One live job a slug; all that are readable and not switched off when none is given."""
    known = platforms()
    wanted = list(slugs) or [slug for slug in known if slug not in resting()]
    for slug in wanted:
        if slug not in known:
            raise NoSuchPlatform(f"no platform is called {slug!r}; there are {', '.join(known)}")
    refuse(wanted)
    return [Job(known[slug]) for slug in wanted]


def refuse(slugs: Iterable[str]) -> None:
    """NoSuchPlatform for one that opted out: it is not asked, not even by name."""
    for slug in slugs:
        if (asked := opt_outs().get(slug)) is not None:
            raise NoSuchPlatform(f"{slug} opted out on {asked.since}: {asked.says} It is not crawled.")


def resting() -> set[str]:
    """The slugs that are not crawled: not readable, opted out, or switched off in their facts."""
    return {told.slug for told in records() if not told.readable}


async def run_all(process: Any, jobs: list[Job], base: Settings, say: Callable[[str], None]) -> list[Done]:
    """Runs the jobs one after another, telling each when it is done; one that breaks off does not stop the others.

    The next is fetched while one waits for its readings; they end, and are told, in the order of the jobs.
    """
    done: list[Done] = []
    running: list[Running] = []
    for job in jobs:
        running.append(Running(process, job, base))
        await running[-1].listed()
        while len(running) > 1:
            done.append(await running.pop(0).done(say))
        if running[-1].stopped:
            break
    for one in running:
        done.append(await one.done(say))
    return done


class Running:
    """A crawl on its way, begun when this is made."""

    def __init__(self, process: Any, job: Job, base: Settings) -> None:
        self.job, self.begun = job, time.monotonic()
        self.crawler: Any = Crawler(job.spider, job.settings(base))
        self._closing = asyncio.Event()
        self.crawler.signals.connect(self._close, signal=signals.spider_closed)
        self._task = process.crawl(self.crawler)

    @property
    def stopped(self) -> bool:
        """Whether a signal (SIGINT, SIGTERM) ended it: then no other is begun."""
        return bool(self.crawler.stats.get_value("finish_reason") == "shutdown")

    async def listed(self) -> None:
        """Waits until nothing is fetched any more; its readings may still be on their way."""
        closing = asyncio.ensure_future(self._closing.wait())
        await asyncio.wait({self._task, closing}, return_when=asyncio.FIRST_COMPLETED)
        closing.cancel()

    async def done(self, say: Callable[[str], None]) -> Done:
        """Waits until its run is finished, says so in a line, and how it went."""
        await asyncio.wait({self._task})
        if (problem := self._task.exception()) is not None:
            log.error("%s: %s", self.job.spider.slug, problem)
        done = _done(self.job, self.crawler, time.monotonic() - self.begun)
        say(done.line())
        return done

    def _close(self) -> None:
        self._closing.set()


def _done(job: Job, crawler: Any, seconds: float) -> Done:
    refused = dict(crawler.spider.walk.refused) if crawler.spider is not None else {}
    return Done(job.spider.slug, crawler.stats.get_value("atlas/summary"), refused, seconds)


def ending(done: list[Done]) -> str:
    """The last lines of the table, whose others were told as the crawls ended: the sums, then each reason for a refusal
    with its count.
    """
    finished = [one.summary for one in done if one.summary is not None]
    sums = "".join(f"{sum(getattr(summary, name) for summary in finished):>10}" for name in COLUMNS)
    refused = sum(sum(one.refused.values()) for one in done)
    lines = [f"{f'{len(done)} platforms':<20}{sums}{refused:>9}{sum(one.seconds for one in done):>9.1f}"]
    for one in done:
        lines += [f"  {one.slug}: {count} refused: {reason}" for reason, count in sorted(one.refused.items())]
    return "\n".join(lines)


def _reader(tape: Path) -> type[Platform]:
    if (known := platforms().get(tape.name)) is not None:
        return known
    first = json.loads((tape / "recording.json").read_text("utf-8"))["exchanges"][0]["url"]
    found = detect(first)
    if found is None:
        raise NoSuchPlatform(f"no platform is called {tape.name!r} and no board answers at {first}")
    return sample(tape.name, *found)
