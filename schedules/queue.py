"""The kept queue of crawls, where the table is PostgreSQL: who puts in, who takes out, what a dead worker leaves.

Procrastinate keeps it in a schema of its own in the same database: a job a platform, its slug for an argument. A job
never runs twice at once, is put back when its worker was killed, and is gone when it has run.
"""

from collections.abc import Callable, Iterable
from typing import Any

from procrastinate import App, BaseRetryStrategy, PsycopgConnector, RetryDecision
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Job
from procrastinate.schema import SchemaManager
from sqlalchemy.engine import make_url

from directory.store import Store
from directory.store.locks import HostBusy

SCHEMA, QUEUE, CRAWL = "crawl_queue", "crawls", "crawl"
MIGRATING = 7_245_001  # the lock of the migrations: processes that start together make the tables once
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
    with store.connection() as connection, connection.begin():
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATING})")
        connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
        made = connection.exec_driver_sql(f"SELECT to_regclass('{SCHEMA}.procrastinate_jobs')").scalar()
        if made is None:
            connection.exec_driver_sql(f"SET LOCAL search_path TO {SCHEMA}")
            driver: Any = connection.connection.driver_connection
            driver.execute(SchemaManager.get_schema())


def app(store: Store, crawl: Callable[[str], None]) -> App:
    """The queue of this database; `crawl` is what a worker does with a slug. To be opened by `open_async`."""
    address = make_url(store.url).set(drivername="postgresql").render_as_string(hide_password=False)
    options = {"options": f"-c search_path={SCHEMA}"}
    made = App(connector=PsycopgConnector(conninfo=address, kwargs=options, min_size=1, max_size=4))
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
