#!/usr/bin/env bash
# Babel's Spanish lists say "español y inglés" and "hindi o oromo".
#
# Package   Babel 2.19.0, installed below in a temporary folder.
# Good guess: a list in Spanish is Spanish: "y" is "e" before the sound of i, "o" is "u" before that of o, as any
#           newspaper has it, and as ICU's lists (and so a browser's Intl.ListFormat) do. English stands in half of
#           all lists of languages: "español e inglés".
# Behaviour: the pattern of CLDR is filled in as it stands. The rule is no part of CLDR's data but of ICU's code, so
#           whoever has the data only has the mistake. Ours: `joined` of directory/terms/labels.py.
# Seen      2026-11-30, Python 3.11: the output below. Fails if a list changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check babel==2.19.0
"$folder/venv/bin/python" - <<'PY'
from babel import Locale
from babel.lists import format_list

name = Locale("es").languages
lists = {
    "y": format_list([name["es"], name["en"]], locale="es"),
    "y, of three": format_list([name["fr"], name["pt"], name["it"]], locale="es"),
    "o": format_list([name["hi"], name["om"]], style="or", locale="es"),
}
for kind, said in lists.items():
    print(f"{kind:12} {said}")
expected = {"y": "español y inglés", "y, of three": "francés, portugués y italiano", "o": "hindi o oromo"}
assert lists == expected, f"changed: {lists}"
PY
