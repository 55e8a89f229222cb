#!/usr/bin/env bash
# Resiliparse takes the requirements of a posting for navigation, if they are a list with round points.
#
# Package   Resiliparse 2.0.1, installed below in a temporary folder.
# Good guess: what is left out of the main text are menus, headers and footers; a list in <main>, between two paragraphs
#           and under a heading of its own, is main text, be it numbered or not.
# Behaviour: a <ul> with fewer than three elements between <body> and it is left out, whatever it says and wherever it
#           stands: the heading "Requirements" stays, with nothing beneath. The same list is kept as <ol>, and deeper
#           in the page, so what a posting asks for hangs on how many boxes its board lays around it.
# Seen      2026-12-01, Python 3.11: the output below. Fails if a list is kept or left out in another way.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check resiliparse==2.0.1
"$folder/venv/bin/python" - <<'PY'
from resiliparse.extract.html2text import extract_plain_text

POSTING = (
    "<h1>Swahili rater</h1><p>You rate answers of a model and write why one is better than another.</p>"
    "<h2>Requirements</h2>{}<p>Paid each week by bank transfer to all who live in Kenya.</p>"
)
ROUND, NUMBERED = (f"<{kind}><li>Native Swahili</li><li>Ten hours a week</li></{kind}>" for kind in ("ul", "ol"))
pages = {
    "ul in main": f"<main>{POSTING.format(ROUND)}</main>",
    "ol in main": f"<main>{POSTING.format(NUMBERED)}</main>",
    "ul in main > div": f"<main><div>{POSTING.format(ROUND)}</div></main>",
    "ul in main > div > div": f"<main><div><div>{POSTING.format(ROUND)}</div></div></main>",
}
seen = {}
for where, page in pages.items():
    text = extract_plain_text(f"<html><body>{page}</body></html>", main_content=True)
    assert "Requirements" in text and "Paid each week" in text, text
    seen[where] = "Native Swahili" in text
    print(f"{where:23} {'kept' if seen[where] else 'left out'}")
expected = {"ul in main": False, "ol in main": True, "ul in main > div": False, "ul in main > div > div": True}
assert seen == expected, f"changed: {seen}"
PY
