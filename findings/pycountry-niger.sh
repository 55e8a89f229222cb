#!/usr/bin/env bash
# pycountry's search finds Nigeria for "Niger", North Korea for "Korea" and Serbia for "Kosovo".
#
# Package   pycountry 26.2.16, installed below in a temporary folder.
# Good guess: the search is for names that are nearly right, so a name that is right, letter for letter, comes first.
# Behaviour: a country gets points for each thing that bears the name, its regions too, and Nigeria has a state that
#           is called Niger beside a name that begins so: it has more points than Niger itself. Of two Koreas the
#           North is first, and Kosovo, which ISO 3166 does not list, is a region of Serbia in ISO 3166-2. Whoever
#           takes the first hit opens work for Niger to people of Nigeria. `lookup` knows Niger.
# Seen      2026-12-01, Python 3.11: the output below. Fails if a hit changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pycountry==26.2.16
"$folder/venv/bin/python" - <<'PY'
from pycountry import countries

expected = {
    "Nigeria": ["NG"],
    "Niger": ["NG", "NE"],
    "Korea": ["KP", "KR"],
    "Kosovo": ["RS"],
}
seen = {name: [country.alpha_2 for country in countries.search_fuzzy(name)] for name in expected}
for name, codes in seen.items():
    print(f"{name:8} {', '.join(codes)}")
assert seen == expected, f"changed: {seen}"
assert countries.lookup("Niger").alpha_2 == "NE"
PY
