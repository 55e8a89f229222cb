#!/usr/bin/env bash
# pycountry knows no language of the name Swahili, Punjabi, Malay, Nepali or Greek.
#
# Package   pycountry 26.2.16, installed below in a temporary folder.
# Good guess: ISO 639 lists Swahili as it does Chinese and Tagalog, so a look-up by the English name of the language, in
#           any case, finds it.
# Behaviour: the names are those of ISO 639-3, brackets and all: "Swahili (macrolanguage)", "Malay (macrolanguage)",
#           "Nepali (macrolanguage)", "Modern Greek (1453-)", and "Panjabi", spelt so only. What is looked up has to
#           be the whole name. Chinese, Arabic and Persian are as much macrolanguages, without brackets.
# Seen      2026-12-01, Python 3.11: the output below. Fails if a code changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pycountry==26.2.16
"$folder/venv/bin/python" - <<'PY'
from pycountry import languages

expected = {
    "Chinese": "zho",
    "Arabic": "ara",
    "Tagalog": "tgl",
    "Swahili": None,
    "Punjabi": None,
    "Malay": None,
    "Nepali": None,
    "Greek": None,
    "Swahili (macrolanguage)": "swa",
    "Modern Greek (1453-)": "ell",
}


def code(name: str) -> str | None:
    try:
        return languages.lookup(name).alpha_3
    except LookupError:
        return None


seen = {name: code(name) for name in expected}
for name, found in seen.items():
    print(f"{name:24} {found}")
assert seen == expected, f"changed: {seen}"
PY
