#!/usr/bin/env bash
# dateparser keeps "ET" and "PT" on winter time all year: 17:00 ET in July is 22:00 UTC.
#
# Package   dateparser 1.5.0, installed below in a temporary folder.
# Good guess: "ET" is the time of New York as its clocks go, that is why it is not "EST" or "EDT": 17:00 ET is 22:00 UTC
#           in January and 21:00 UTC in July; who cannot tell leaves the zone out.
# Behaviour: both are short for one fixed offset, that of winter, whatever the month, so every deadline of summer is
#           an hour late. "EDT" and "EST" are what they say, and a zone of the tz database in `settings` follows the
#           clocks.
# Seen      2026-12-01, Python 3.11: the output below. Fails if a moment changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check dateparser==1.5.0
"$folder/venv/bin/python" - <<'PY'
from datetime import UTC

from dateparser import parse

expected = {
    "15 January 2026 17:00 ET": "22:00 UTC",
    "15 July 2026 17:00 ET": "22:00 UTC",
    "15 July 2026 17:00 EDT": "21:00 UTC",
    "15 July 2026 12:00 PT": "20:00 UTC",
    "15 July 2026 12:00 PDT": "19:00 UTC",
}
seen = {text: f"{parse(text, languages=['en']).astimezone(UTC):%H:%M} UTC" for text in expected}
for text, moment in seen.items():
    print(f"{text:25} {moment}")
assert seen == expected, f"changed: {seen}"
york = {"TIMEZONE": "America/New_York", "RETURN_AS_TIMEZONE_AWARE": True}
assert f"{parse('15 July 2026 17:00', languages=['en'], settings=york).astimezone(UTC):%H:%M}" == "21:00"
PY
