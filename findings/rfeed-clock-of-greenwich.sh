#!/usr/bin/env bash
# rfeed takes 09:00 in Nairobi for 09:00 in Greenwich.
#
# Package   rfeed 1.1.1, installed below in a temporary folder; setuptools 80.9.0 and wheel 0.45.1 build it.
# Good guess: a moment that knows its zone is written with its offset, or turned into GMT: 06:00.
# Behaviour: the hour is written as it stands with "GMT" behind it, whatever the zone, so an item of Nairobi lies three
#           hours in the future, where readers hide it or keep it on top, and one of Recife three hours too early. Only
#           moments of UTC are right.
# Seen      2026-12-01, Python 3.11: the output below. Fails if a date changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check setuptools==80.9.0 wheel==0.45.1
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-build-isolation rfeed==1.1.1
"$folder/venv/bin/python" - <<'PY'
import re
from datetime import datetime, timedelta, timezone

from rfeed import Feed, Item

NINE = datetime(2026, 11, 30, 9)
zones = {"Greenwich": 0, "Nairobi": 3, "Recife": -3}
seen = {}
for place, hours in zones.items():
    moment = NINE.replace(tzinfo=timezone(timedelta(hours=hours)))
    items = [Item(title="Rater", pubDate=moment)]
    feed = Feed(title="Listings", link="https://atlas.example/", description="Open ones", items=items).rss()
    seen[place] = re.search("<pubDate>(.*?)</pubDate>", feed)[1]
    print(f"{moment.isoformat()} {place:10} {seen[place]}")
assert set(seen.values()) == {"Mon, 30 Nov 2026 09:00:00 GMT"}, f"changed: {seen}"
PY
