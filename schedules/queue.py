"""The kept queue of crawls, where the table is PostgreSQL: who puts in, who takes out, what a dead worker leaves.

Procrastinate keeps it in a schema of its own in the same database: a job a platform, its slug for an argument. A job
never runs twice at once, is put back when its worker was killed, and is gone when it has run.
"""

from collections.abc import Callable, Iterable

from procrastinate import App, BaseRetryStrategy, PsycopgConnector, RetryDecision
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Job
from procrastinate.schema import SchemaManager

from directory.store import Store
from directory.store.locks import HostBusy
from directory.store.migrate import beside

SCHEMA, QUEUE, CRAWL = "crawl_queue", "crawls", "crawl"
# A job whose host is busy comes back after this many seconds: less than the shortest crawls take.
BUSY_SECONDS = 10
TRIES = 3  # of a job that failed by itself, not by its platform; then the platform is due again when its claim ends
PAUSE_SECONDS = 60


class Again(BaseRetryStrategy):
    """When a job that raised is tried again."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Soon, as often as it takes, where another crawl talks to a host; else after a minute, three times in all."""
        if isinstance(exception, HostBusy):
            return RetryDecision(retry_in={"seconds": BUSY_SECONDS})
        return RetryDecision(retry_in={"seconds": PAUSE_SECONDS}) if job.attempts < TRIES - 1 else None


def prepare(store: Store) -> None:
    """Makes the queue's tables in a schema of their own, unless they are there."""
    beside(store, SCHEMA, "procrastinate_jobs", SchemaManager.get_schema())


def app(store: Store, crawl: Callable[[str], None]) -> App:
    """The queue of this database; `crawl` is what a worker does with a slug. To be opened by `open_async`."""
    options = {"options": f"-c search_path={SCHEMA}"}
    made = App(connector=PsycopgConnector(conninfo=store.address, kwargs=options, min_size=1, max_size=4))
    made.task(name=CRAWL, queue=QUEUE, retry=Again())(crawl)
    return made


async def put(opened: App, slugs: Iterable[str]) -> None:
    """Puts a job into the queue for each of these platforms, unless one waits there already."""
    for slug in slugs:
        job = opened.configure_task(CRAWL, queue=QUEUE, lock=slug, queueing_lock=slug)
        try:
            await job.defer_async(slug=slug)
        except AlreadyEnqueued:
            continue


async def put_back(opened: App, seconds: float) -> list[str]:
    """Puts back what workers had begun that gave no sign of life for so many seconds; the slugs of it."""
    stalled = await opened.job_manager.get_stalled_jobs(queue=QUEUE, seconds_since_heartbeat=seconds)
    for job in stalled:
        await opened.job_manager.retry_job(job)
    return [str(job.task_kwargs["slug"]) for job in stalled]
