#!/usr/bin/env bash
# One time of day, "09:00 IST", is three moments to three readers: Israel's, India's and Greenwich's.
#
# Packages  dateparser 1.5.0, fastfeedparser 0.6.5 and feedparser 6.0.14, installed below in a temporary folder.
# Good guess: who knows the letters reads them as India's time (+05:30), where most who write them live; who does not
#           refuses the time.
# Behaviour: dateparser takes Israel's (+02:00), also when the language is Hindi; fastfeedparser India's; feedparser,
#           as RFC 5322 (section 4.3) has it for letters it does not name, takes them for none: 09:00 UTC, without a
#           sign that something was left out (CET and EAT go the same way). A deadline read by one and shown by
#           another moves by hours, and no zone is safe but an offset.
# Seen      2026-11-30, Python 3.11: the output below. Fails if a moment changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
  dateparser==1.5.0 fastfeedparser==0.6.5 feedparser==6.0.14
"$folder/venv/bin/python" - <<'PY'
from calendar import timegm
from datetime import UTC, datetime

import dateparser
import fastfeedparser
import feedparser

DAY = "Mon, 30 Nov 2026 09:00:00 IST"
FEED = (
    '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Listings</title>'
    "<link>https://atlas.example/</link><description>Open ones</description><item><title>Rater</title>"
    f'<guid isPermaLink="false">tag:atlas.example,2026:1</guid><pubDate>{DAY}</pubDate></item></channel></rss>'
)
read = {
    "dateparser": dateparser.parse("30 November 2026 09:00 IST", languages=["en", "hi"]),
    "fastfeedparser": datetime.fromisoformat(fastfeedparser.parse(FEED).entries[0]["published"]),
    "feedparser": datetime.fromtimestamp(timegm(feedparser.parse(FEED).entries[0].published_parsed), UTC),
}
seen = {name: f"{moment.astimezone(UTC):%H:%M} UTC" for name, moment in read.items()}
for name, moment in seen.items():
    print(f"{name:15} {moment}")
assert seen == {"dateparser": "07:00 UTC", "fastfeedparser": "03:30 UTC", "feedparser": "09:00 UTC"}, f"changed: {seen}"
PY
