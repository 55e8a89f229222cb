#!/usr/bin/env bash
# langcodes does not find again what it calls a language: "Spanish (Mexico)" is Spanish, "Chinese (Simplified)" Chinese.
#
# Package   langcodes 3.5.1 with language_data 1.4.0, installed below in a temporary folder.
# Good guess: `find` reads what `display_name` says, for postings write languages in just that form; and the two
#           scripts of Chinese are treated alike.
# Behaviour: a place or a script in brackets is dropped without a word, save in "Chinese (Traditional)", while
#           "Mexican Spanish", "Brazilian Portuguese" and "Simplified Chinese" are found whole. So everybody who reads
#           Chinese meets a job that asks for simplified, and half of them one that asks for traditional.
# Seen      2026-11-30, Python 3.11: the output below. Fails if a tag changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
  langcodes==3.5.1 language-data==1.4.0
"$folder/venv/bin/python" - <<'PY'
from langcodes import Language, find

expected = {
    "Spanish (Mexico)": ("es-MX", "es"),
    "Portuguese (Brazil)": ("pt-BR", "pt"),
    "Serbian (Latin)": ("sr-Latn", "sr"),
    "Chinese (Simplified)": ("zh-Hans", "zh"),
    "Chinese (Traditional)": ("zh-Hant", "zh-Hant"),
}
seen = {Language.get(tag).display_name(): (tag, None) for tag, _ in expected.values()}
seen = {name: (tag, find(name).to_tag()) for name, (tag, _) in seen.items()}
for name, (tag, found) in seen.items():
    print(f"{tag:8} is called {name!r:24} which is found as {found}")
assert seen == expected, f"changed: {seen}"
turned = {name: find(name).to_tag() for name in ("Mexican Spanish", "Brazilian Portuguese", "Simplified Chinese")}
assert turned == {"Mexican Spanish": "es-MX", "Brazilian Portuguese": "pt-BR", "Simplified Chinese": "zh-Hans"}, turned
PY
