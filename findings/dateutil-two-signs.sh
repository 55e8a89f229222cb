#!/usr/bin/env bash
# python-dateutil reads "UTC+3" as three hours west in a date and as three hours east as a zone.
#
# Package   python-dateutil 2.9.0.post0, installed below in a temporary folder.
# Good guess: a posting that says "30 November 2026, 09:00 UTC+3" closes at 06:00 UTC, whichever door of one package
#           reads it.
# Behaviour: behind a time the sign is turned, as POSIX does ("my time + 3 is UTC"): 12:00 UTC. Asked for as a zone
#           the same letters are turned back on purpose: 06:00 UTC. "+03:00" without letters is east in both. Six
#           hours lie between the two deadlines.
# Seen      2026-11-30, Python 3.11: the output below. Fails if a moment changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check python-dateutil==2.9.0.post0
"$folder/venv/bin/python" - <<'PY'
from datetime import UTC, datetime

from dateutil import parser, tz

read = {
    'parse("... 09:00 UTC+3")': parser.parse("30 November 2026 09:00 UTC+3"),
    'parse("... 09:00 GMT+3")': parser.parse("30 November 2026 09:00 GMT+3"),
    'parse("... 09:00 +03:00")': parser.parse("30 November 2026 09:00 +03:00"),
    'gettz("UTC+3")': datetime(2026, 11, 30, 9, tzinfo=tz.gettz("UTC+3")),
    'gettz("GMT+3")': datetime(2026, 11, 30, 9, tzinfo=tz.gettz("GMT+3")),
}
seen = {how: moment.astimezone(UTC).hour for how, moment in read.items()}
for how, hour in seen.items():
    print(f"{how:26} {hour:02}:00 UTC")
assert list(seen.values()) == [12, 12, 6, 6, 6], f"changed: {seen}"
PY
