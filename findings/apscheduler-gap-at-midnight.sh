#!/usr/bin/env bash
# APScheduler runs an hour that does not exist at 02:30 and skips the day of one at 00:30.
#
# Package   APScheduler 3.11.3 with tzdata 2026.6, installed below in a temporary folder.
# Good guess: a daily job whose hour falls into the gap when clocks go forward is treated in one way everywhere: it
#           runs an hour late, or not that day.
# Behaviour: where the gap is inside a night (Berlin, New York: 02:00 to 03:00) the job runs that day, an hour late by
#           the clock. Where the gap begins with the day (Cairo, Beirut, Santiago, Havana: 00:00 to 01:00) that day is
#           left out: from 23 to 25 April 2026 a letter of half past midnight skips the readers of Egypt.
# Seen      2026-11-30, Python 3.11: the output below. Fails if a day changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
  apscheduler==3.11.3 tzdata==2026.6
"$folder/venv/bin/python" - <<'PY'
import zoneinfo
from datetime import datetime

from apscheduler.triggers.cron import CronTrigger

zoneinfo.reset_tzpath(())  # the rules of the package, not those of this machine


def days(zone: str, hour: int, first: str) -> list[str]:
    here = zoneinfo.ZoneInfo(zone)
    trigger = CronTrigger(hour=hour, minute=30, timezone=here)
    moment, found = None, []
    for _ in range(3):
        moment = trigger.get_next_fire_time(moment, moment or datetime.fromisoformat(first).replace(tzinfo=here))
        found.append(f"{moment:%d %B}")
    return found


expected = {
    ("Europe/Berlin", 2, "2026-03-28"): ["28 March", "29 March", "30 March"],
    ("America/New_York", 2, "2026-03-07"): ["07 March", "08 March", "09 March"],
    ("Africa/Cairo", 0, "2026-04-23"): ["23 April", "25 April", "26 April"],
    ("America/Santiago", 0, "2026-09-05"): ["05 September", "07 September", "08 September"],
}
seen = {row: days(*row) for row in expected}
for (zone, hour, _), found in seen.items():
    print(f"{zone:18} {hour:02}:30 on {', '.join(found)}")
assert seen == expected, f"changed: {seen}"
PY
