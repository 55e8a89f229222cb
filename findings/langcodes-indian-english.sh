#!/usr/bin/env bash
# langcodes finds Hindi for "Indian English" and Irish for "Irish English".
#
# Package   langcodes 3.5.1 with language_data 1.4.0, installed below in a temporary folder.
# Good guess: "American English" and "Australian English" are found as en-US and en-AU, so an English that it has no
#           name for is found as English, or not at all, as "Kenyan English" is.
# Behaviour: only the Englishes that CLDR has names for are names. Of any other text the longest name that it begins
#           with is the answer, which is there for "Hakka Chinese": "Indian" is a name of Hindi, "Irish" one of Irish,
#           "Singa" of a language in Uganda. What the posting asks for, English, stands behind and does not count.
# Seen      2026-12-01, Python 3.11: the output below. Fails if a tag changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
  langcodes==3.5.1 language-data==1.4.0
"$folder/venv/bin/python" - <<'PY'
from langcodes import find

expected = {
    "American English": "en-US",
    "Australian English": "en-AU",
    "Indian English": "hi",
    "Irish English": "ga",
    "Singapore English": "sgm",
    "Kenyan English": None,
}


def tag(name: str) -> str | None:
    try:
        return find(name).to_tag()
    except LookupError:
        return None


seen = {name: tag(name) for name in expected}
for name, found in seen.items():
    print(f"{name:20} {found}")
assert seen == expected, f"changed: {seen}"
PY
