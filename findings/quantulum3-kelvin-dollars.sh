#!/usr/bin/env bash
# quantulum3 reads "40k USD" as forty kelvin dollars and "100k INR" as a hundred kibibyte rupees.
#
# Package   quantulum3 0.10.0, installed below in a temporary folder (without its classifier).
# Good guess: it knows "k" as a thousand, for "$40k" is 40,000 dollars, so the same pay with the code behind it, or
#           with "US$" before it, is 40,000 as well.
# Behaviour: "k" is a thousand between a sign and nothing; with a code behind it, it is a unit of its own, kelvin or
#           kibibyte, and the value is 40. "15k KES" is 15 kelvin and no money at all, "US$ 60k" too.
# Seen      2026-11-30, Python 3.11: the output below. Fails if a value or a unit changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check quantulum3==0.10.0
"$folder/venv/bin/python" -W ignore - <<'PY'
from quantulum3 import parser

expected = {
    "$40k": (40000.0, "dollar"),
    "40k USD": (40.0, "kelvin united states dollar"),
    "US$ 60k": (60.0, "kelvin"),
    "15k KES": (15.0, "kelvin"),
    "100k INR": (100.0, "kibibyte indian rupee"),
}
seen = {text: (found[0].value, found[0].unit.name) for text in expected if (found := parser.parse(text))}
for text, (value, unit) in seen.items():
    print(f"{text:9} {value:8g} {unit}")
assert seen == expected, f"changed: {seen}"
PY
