#!/usr/bin/env bash
# frictionless takes a column of pay that is written "15,20" for places on the globe.
#
# Package   frictionless 5.21.0, installed below in a temporary folder.
# Good guess: a sheet of German or Brazilian listings, parted by semicolons, has decimal commas: pay is a number, or
#           at worst a text.
# Behaviour: two numbers with a comma between are a "geopoint" (longitude, latitude), so pay of 15.20 becomes the list
#           of 15 and 20, rows are read without a complaint and an export holds places. It stops being one only where
#           a figure lies off the globe (over 180): then the column is text. The sheet needs a schema that says what
#           pay is.
# Seen      2026-11-30, Python 3.11: the output below. Fails if the type or the rows change.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check frictionless==5.21.0
cd "$folder"
"$folder/venv/bin/python" - <<'PY'
from pathlib import Path

from frictionless import Resource

Path("pay.csv").write_text("id;pay;country\n1;15,20;DE\n2;12,50;BR\n3;80,00;PT\n", encoding="utf-8")
sheet = Resource("pay.csv")
sheet.infer(stats=True)
types = {field.name: field.type for field in sheet.schema.fields}
pay = [[float(number) for number in row["pay"]] for row in sheet.read_rows()]
print(types)
print(pay)
assert types == {"id": "integer", "pay": "geopoint", "country": "string"}, f"changed: {types}"
assert pay == [[15.0, 20.0], [12.0, 50.0], [80.0, 0.0]], f"changed: {pay}"
PY
