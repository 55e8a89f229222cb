#!/usr/bin/env bash
# DuckDB reads a sheet of listings for Norway as one for "false".
#
# Package   duckdb 1.5.5, installed below in a temporary folder.
# Good guess: that NO is no answer but a country is known of YAML; a reader of CSV that keeps "NA" (Namibia), leading
#           noughts and "2026-12" as they are written takes a column of codes for text.
# Behaviour: a column that holds nothing but "NO", "no" or nothing is a BOOLEAN, each of them false: whoever takes
#           the listings of one country out of a table, or those in Norwegian ("no"), loses the country with the
#           second reading. One other code anywhere in the column ("SE") and all is text. `types` or `all_varchar`
#           has to say so.
# Seen      2026-12-01, Python 3.11: the output below. Fails if a column changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check duckdb==1.5.5
cd "$folder"
"$folder/venv/bin/python" - <<'PY'
from pathlib import Path

import duckdb

expected = {
    "id,country\n1,NA\n2,NA\n": ["NA", "NA"],
    "id,country\n1,NO\n2,SE\n": ["NO", "SE"],
    "id,country\n1,NO\n2,NO\n": [False, False],
    "id,language\n1,no\n2,\n": [False, None],
}
seen = {}
for number, sheet in enumerate(expected):
    Path(f"{number}.csv").write_text(sheet, encoding="utf-8")
    seen[sheet] = [row[1] for row in duckdb.sql(f"FROM read_csv('{number}.csv')").fetchall()]
    print(f"{' | '.join(sheet.split()):28} {seen[sheet]}")
assert seen == expected, f"changed: {seen}"
kept = duckdb.sql("FROM read_csv('2.csv', types = {'country': 'VARCHAR'})").fetchall()
assert kept == [(1, "NO"), (2, "NO")], f"changed: {kept}"
PY
