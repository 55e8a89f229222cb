#!/usr/bin/env bash
# extruct finds a deadline empty that stands in a <time> as its text.
#
# Package   extruct 0.18.0, installed below in a temporary folder.
# Good guess: the value of `<time itemprop="validThrough">2026-12-31</time>` is 2026-12-31, for HTML (the time element)
#           takes the text where there is no `datetime`, and the same text in a <span> is found.
# Behaviour: of a <time> only the attribute is read; without it the value is an empty text, not a missing one. A posting
#           whose last day is written so has `validThrough` of "", which is no date, and stays open for ever.
# Seen      2026-12-01, Python 3.11: the output below. Fails if a value changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check extruct==0.18.0
"$folder/venv/bin/python" - <<'PY'
import extruct

expected = {
    '<time itemprop="validThrough" datetime="2026-12-31">New Year\'s Eve</time>': "2026-12-31",
    '<time itemprop="validThrough">2026-12-31</time>': "",
    '<span itemprop="validThrough">2026-12-31</span>': "2026-12-31",
}
seen = {}
for deadline in expected:
    page = f'<div itemscope itemtype="https://schema.org/JobPosting"><b itemprop="title">Rater</b>{deadline}</div>'
    found = extruct.extract(page, syntaxes=["microdata"])["microdata"]
    seen[deadline] = found[0]["properties"]["validThrough"]
    print(f"{deadline:72} {seen[deadline]!r}")
assert seen == expected, f"changed: {seen}"
PY
