#!/usr/bin/env bash
# feedparser reads "ann@atlas.example (Ann)" as ann@atlas.exam of "ple (Ann".
#
# Package   feedparser 6.0.14, installed below in a temporary folder.
# Good guess: the author of an RSS item is an address with a name in brackets, and is parted where the address ends.
# Behaviour: an address ends four letters behind its last point, if it has as many. ".jobs", ".work" and ".test" fit,
#           ".careers", ".academy", ".museum" and ".example" do not: the rest is the name, and the mail goes to another
#           domain, which may be somebody's. An address alone is cut in the same way.
# Seen      2026-12-01, Python 3.11: the output below. Fails if an author changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check feedparser==6.0.14
"$folder/venv/bin/python" - <<'PY'
import feedparser

FEED = (
    '<rss version="2.0"><channel><title>Listings</title><link>https://atlas.example/</link><description>Open ones'
    "</description><item><title>Rater</title><author>{}</author></item></channel></rss>"
)
expected = {
    "ann@atlas.test (Ann)": ("ann@atlas.test", "Ann"),
    "ann@atlas.example (Ann)": ("ann@atlas.exam", "ple (Ann"),
    "ann@atlas.example": ("ann@atlas.exam", "ple"),
}
seen = {}
for author in expected:
    detail = feedparser.parse(FEED.format(author)).entries[0].author_detail
    seen[author] = (detail.email, detail.name)
    print(f"{author:24} {detail.email:16} {detail.name!r}")
assert seen == expected, f"changed: {seen}"
PY
