#!/usr/bin/env bash
# feedparser gives an Atom entry its tag: name for a link, and calls it a permanent one.
#
# Package   feedparser 6.0.14, installed below in a temporary folder.
# Good guess: an id is a name (RFC 4287, section 4.2.6) and only RSS knows one that is a link as well; an entry of Atom
#           whose links are no page of its own (a listing that leads to the board it was found on, "via") has no link.
# Behaviour: `guidislink` is True for every entry of Atom, and where no link is an alternate of HTML, `link` is the id:
#           "tag:atlas.example,2026:1" is shown as an address to open. An alternate of another media type (the JSON of
#           the listing) does not count. The same without a link in RSS, `isPermaLink="false"`, has none.
# Seen      2026-12-01, Python 3.11: the output below. Fails if a link changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check feedparser==6.0.14
"$folder/venv/bin/python" - <<'PY'
import feedparser

NAME = "tag:atlas.example,2026:1"
DAY = "<updated>2026-12-01T09:00:00Z</updated>"
ATOM = (
    f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Listings</title><id>tag:atlas.example,2026:open</id>{DAY}'
    f"<entry><title>Rater</title><id>{NAME}</id>{DAY}{{}}</entry></feed>"
)
RSS = (
    '<rss version="2.0"><channel><title>Listings</title><link>https://atlas.example/</link><description>Open ones'
    f'</description><item><title>Rater</title><guid isPermaLink="false">{NAME}</guid></item></channel></rss>'
)
feeds = {
    "Atom, a page": ATOM.format('<link href="https://atlas.example/1"/>'),
    "Atom, via": ATOM.format('<link rel="via" href="https://board.example/1"/>'),
    "Atom, JSON": ATOM.format('<link type="application/json" href="https://atlas.example/1.json"/>'),
    "RSS, none": RSS,
}
expected = {
    "Atom, a page": "https://atlas.example/1",
    "Atom, via": NAME,
    "Atom, JSON": NAME,
    "RSS, none": None,
}
seen = {kind: feedparser.parse(feed).entries[0].get("link") for kind, feed in feeds.items()}
for kind, link in seen.items():
    print(f"{kind:13} {link}")
assert seen == expected, f"changed: {seen}"
PY
