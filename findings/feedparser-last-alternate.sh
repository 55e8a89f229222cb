#!/usr/bin/env bash
# feedparser sends a reader of an English feed to the Spanish page: the last alternate link is the link.
#
# Packages  feedparser 6.0.14 and fastfeedparser 0.6.5, installed below in a temporary folder.
# Good guess: an Atom entry may have an alternate link for each language (RFC 4287, section 4.2.7); the link of the
#           entry is the first, or that in the language of the feed.
# Behaviour: every further alternate of HTML takes the place of the one before, whatever its `hreflang`, so the order of
#           translations decides what readers open, and a feed of one language leads to pages of another. fastfeedparser
#           keeps the first. `links` has all of them, with their languages.
# Seen      2026-12-01, Python 3.11: the output below. Fails if a link changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
  feedparser==6.0.14 fastfeedparser==0.6.5
"$folder/venv/bin/python" - <<'PY'
import fastfeedparser
import feedparser

FEED = (
    '<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Listings'
    "</title><id>tag:atlas.example,2026:open</id><updated>2026-12-01T09:00:00Z</updated><entry><title>Rater</title>"
    "<id>tag:atlas.example,2026:1</id><updated>2026-12-01T09:00:00Z</updated>"
    '<link rel="alternate" type="text/html" hreflang="en" href="https://atlas.example/listing/1"/>'
    '<link rel="alternate" type="text/html" hreflang="es" href="https://atlas.example/es/listing/1"/></entry></feed>'
)
expected = {
    "feedparser": "https://atlas.example/es/listing/1",
    "fastfeedparser": "https://atlas.example/listing/1",
}
seen = {
    "feedparser": feedparser.parse(FEED).entries[0].link,
    "fastfeedparser": fastfeedparser.parse(FEED).entries[0]["link"],
}
for name, link in seen.items():
    print(f"{name:15} {link}")
assert seen == expected, f"changed: {seen}"
PY
