#!/usr/bin/env bash
# htmldate dates a posting of 2026 by its footer, "Terms updated 1 January 2019", and not by its `datePosted`.
#
# Package   htmldate 1.11.0, installed below in a temporary folder.
# Good guess: it asks the markup first, so the day that a JobPosting states in JSON-LD is taken before any date in the
#           words of the page, as `datePublished` of an article is.
# Behaviour: `datePublished` is known there, `datePosted`, schema.org's word for jobs, is not: its day is found among
#           all that looks like a date, behind what stands beside "updated" in words: the posting is seven years old.
#           Without that footer the day is right.
# Seen      2026-12-01, Python 3.11: the output below. Fails if a day changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check htmldate==1.11.0
"$folder/venv/bin/python" - <<'PY'
from htmldate import find_date

PAGE = (
    '<html lang="en"><head><title>Rater</title><script type="application/ld+json">{{"@context":"https://schema.org",'
    '"@type":"JobPosting","{}":"2026-11-20"}}</script></head><body><main><h1>Rater</h1><p>You rate answers in Swahili.'
    "</p></main><footer><p>{}</p></footer></body></html>"
)
expected = {
    ("datePosted", "Terms of use"): "2026-11-20",
    ("datePosted", "Terms updated 1 January 2019"): "2019-01-01",
    ("datePublished", "Terms updated 1 January 2019"): "2026-11-20",
}
seen = {row: find_date(PAGE.format(*row), original_date=True, max_date="2027-12-31") for row in expected}
for (name, footer), day in seen.items():
    print(f"{name:14} {footer:30} {day}")
assert seen == expected, f"changed: {seen}"
PY
