#!/usr/bin/env bash
# price-parser reads "$0.125 per image" as one hundred and twenty-five dollars.
#
# Package   price-parser 0.5.1, installed below in a temporary folder.
# Good guess: a figure that begins with "0." is a fraction, however many digits follow: nobody groups thousands behind
#           a nought. Pay by the piece has such figures ("$0.125 per image", "0.005 USD a comparison").
# Behaviour: exactly three digits behind the point make it a sign of thousands, behind a nought too: 125 dollars and 5
#           dollars. With two digits or four it is a fraction. Told `decimal_separator="."` it reads all of them.
# Seen      2026-11-30, Python 3.11: the output below. Fails if an amount changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check price-parser==0.5.1
"$folder/venv/bin/python" - <<'PY'
from decimal import Decimal

from price_parser import Price

expected = {
    "$0.12 per image": "0.12",
    "$0.125 per image": "125",
    "$0.1250 per image": "0.1250",
    "0.005 USD a comparison": "5",
}
seen = {text: str(Price.fromstring(text).amount) for text in expected}
for text, amount in seen.items():
    print(f"{text:24} {amount}")
assert seen == expected, f"changed: {seen}"
assert Price.fromstring("$0.125 per image", decimal_separator=".").amount == Decimal("0.125")
PY
