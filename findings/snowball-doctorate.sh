#!/usr/bin/env bash
# Snowball's English stemmer joins a doctor and a doctorate, and keeps fluent, fluently and fluency apart.
#
# Package   snowballstemmer 3.1.1 (English, the "Porter2" algorithm), installed below in a temporary folder.
# Good guess: endings are cut so that forms of one word meet ("fluent", "fluently", "fluency") and words of two meanings
#           do not ("doctor" the physician, "doctorate" the degree).
# Behaviour: "doctorate" and "doctoral" get the stem "doctor", so a search for "doctor" finds every posting that asks
#           for a doctorate in physics; "fluently" and "fluency" get stems of their own, so a search for "fluent" misses
#           them.
#           For the words of this trade an index needs exceptions (ours: directory/search/words/terms.py).
# Seen      2026-11-30, Python 3.11: the output below. Fails if any stem changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check snowballstemmer==3.1.1
"$folder/venv/bin/python" - <<'PY'
import snowballstemmer

stem = snowballstemmer.stemmer("english").stemWord
words = ("doctor", "doctorate", "doctoral", "fluent", "fluently", "fluency")
seen = {word: stem(word) for word in words}
expected = {
    "doctor": "doctor",
    "doctorate": "doctor",
    "doctoral": "doctor",
    "fluent": "fluent",
    "fluently": "fluentli",
    "fluency": "fluenci",
}
for word in words:
    print(f"{word:10} {seen[word]}")
assert seen == expected, f"changed: {seen}"
PY
