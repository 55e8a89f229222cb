#!/usr/bin/env bash
# country_converter puts people of Benin City, Nigeria into Benin too, and Perugia into Peru.
#
# Package   country_converter 1.3.2 with pandas 2.3.3, installed below in a temporary folder.
# Good guess: a country is told by its name as a word of its own, so the field of a posting "Benin City, Nigeria" is
#           Nigeria, and a town alone is "not found".
# Behaviour: most of its patterns end at no border of a word: a name of a country counts at the beginning of any
#           other. Benin City is Benin as well as Nigeria, Chilecito is in Chile as well as Argentina, Jersey City and
#           Perugia are Jersey and Peru. Where two are found the answer is a list instead of a text, with a warning; a
#           town alone is taken without one.
# Seen      2026-11-30, Python 3.11: the output below. Fails if an answer changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
  country_converter==1.3.2 pandas==2.3.3
"$folder/venv/bin/python" - <<'PY'
import logging

from country_converter import CountryConverter

expected = {
    "Lagos, Nigeria": "NG",
    "Benin City, Nigeria": ["BJ", "NG"],
    "Chilecito, Argentina": ["AR", "CL"],
    "Benin City": "BJ",
    "Jersey City": "JE",
    "Perugia": "PE",
}
logging.getLogger("country_converter").setLevel(logging.ERROR)
converter = CountryConverter()
seen = {place: converter.convert(place, to="ISO2") for place in expected}
for place, codes in seen.items():
    print(f"{place:22} {codes}")
assert seen == expected, f"changed: {seen}"
PY
