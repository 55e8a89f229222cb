#!/usr/bin/env bash
# iso4217parse pays "$15 per task, all tasks paid" in Albanian lek.
#
# Package   iso4217parse 0.6.2, installed below in a temporary folder.
# Good guess: a currency is read from a code in capitals or from a sign beside the figure; several that share the sign
#           are all given, as for "$15 per task" (34 of them).
# Behaviour: the three letters of a code count in any case and anywhere, and shut out the sign: "all" is lek (ALL),
#           "try" Turkish lira (TRY), "top" the paanga of Tonga (TOP), each as the only answer. With the code of the
#           money behind the figure too ("all tasks pay 15 USD") the code that is written in capitals wins.
# Seen      2026-11-30, Python 3.11: the output below. Fails if a currency changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check iso4217parse==0.6.2
"$folder/venv/bin/python" - <<'PY'
from iso4217parse import parse

expected = {
    "$15 per task, all tasks paid": ["ALL"],
    "Try our tasks for $5": ["TRY"],
    "top pay, $20 an hour": ["TOP"],
    "all tasks pay 15 USD": ["USD"],
    "US$15 per task": ["USD"],
}
seen = {text: [currency.alpha3 for currency in parse(text)] for text in expected}
for text, codes in seen.items():
    print(f"{text:30} {', '.join(codes)}")
assert seen == expected, f"changed: {seen}"
assert len(parse("$15 per task")) > 30
PY
