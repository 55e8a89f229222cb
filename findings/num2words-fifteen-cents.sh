#!/usr/bin/env bash
# num2words writes 15 dollars as "zero dollars, fifteen cents", and 15.0 dollars as fifteen dollars.
#
# Package   num2words 0.5.14, installed below in a temporary folder.
# Good guess: 15, 15.0, "15" and Decimal("15") are equal amounts, so all of them are fifteen dollars in words.
# Behaviour: a whole number of type int is taken for cents, everything else for dollars. Pay that comes from JSON is
#           either, as its writer left the point out or not: `{"pay": 15}` is read out a hundred times lower than
#           `{"pay": 15.0}`, in every language that has words for money.
# Seen      2026-12-01, Python 3.11: the output below. Fails if the words change.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check num2words==0.5.14
"$folder/venv/bin/python" - <<'PY'
import json
from decimal import Decimal

from num2words import num2words

expected = [
    ("en", json.loads("15"), "zero dollars, fifteen cents"),
    ("en", json.loads("15.0"), "fifteen dollars, zero cents"),
    ("en", "15", "fifteen dollars, zero cents"),
    ("en", Decimal("15"), "fifteen dollars, zero cents"),
    ("es", 15, "cero dólares con quince centavos"),
    ("de", 15, "null Dollar und fünfzehn Cent"),
]
seen = [(lang, pay, num2words(pay, lang=lang, to="currency", currency="USD")) for lang, pay, _ in expected]
for lang, pay, words in seen:
    print(f"{lang} {pay!r:14} {words}")
assert seen == expected, f"changed: {seen}"
PY
