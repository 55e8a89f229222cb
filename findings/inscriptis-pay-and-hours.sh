#!/usr/bin/env bash
# inscriptis, which lays text out as a browser does, writes a list of terms in one word: "Pay$15Hours10 a week".
#
# Packages  inscriptis 2.7.6 and html-text 0.7.1, installed below in a temporary folder.
# Good guess: terms and what is said of them (<dl>) stand in lines of their own in every browser, so a text that keeps
#           to the layout has them in lines of their own, as those of <ul>, tables and paragraphs are.
# Behaviour: its rules of style name none of <dl>, <dt> and <dd>, so all three run on in the line without a space
#           between: pay and hours become "Pay$15Hours10 a week", where 15 dollars and 10 hours are easily read as
#           one. html-text, the plainer of the two, parts them.
# Seen      2026-12-01, Python 3.11: the output below. Fails if a text changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
  inscriptis==2.7.6 html-text==0.7.1
"$folder/venv/bin/python" - <<'PY'
from html_text import extract_text
from inscriptis import get_text

pages = {
    "dl": "<dl><dt>Pay</dt><dd>$15</dd><dt>Hours</dt><dd>10 a week</dd></dl>",
    "ul": "<ul><li>Pay $15</li><li>10 hours a week</li></ul>",
}
seen = {kind: (get_text(page).split("\n"), extract_text(page).split("\n")) for kind, page in pages.items()}
for kind, (first, second) in seen.items():
    print(f"{kind}: inscriptis {first}, html-text {second}")
expected = {
    "dl": (["Pay$15Hours10 a week"], ["Pay", "$15", "Hours", "10 a week"]),
    "ul": (["  * Pay $15", "  * 10 hours a week"], ["Pay $15", "10 hours a week"]),
}
assert seen == expected, f"changed: {seen}"
PY
