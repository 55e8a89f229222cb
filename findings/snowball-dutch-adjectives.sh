#!/usr/bin/env bash
# Snowball's Dutch stemmer keeps "Engels" and "Engelse" apart, and makes an angel of the first.
#
# Package   snowballstemmer 3.1.1 (Dutch), installed below in a temporary folder.
# Good guess: the -e of an adjective is the first thing that a stemmer of Dutch takes off, so "Engels" (English) and
#           "een Engelse tekst" (an English text) have one stem, as "medisch" and "medische" (medical) have.
# Behaviour: the -s of "Engels" goes as if it were a plural, of "Engelse" the -e alone. The names of these languages
#           never meet their adjectives: "Engels" meets "engel" (angel), "Nederlands" the country, and a search for
#           "Spaans" misses "Spaanse teksten", while one for "Russisch" finds its own.
# Seen      2026-12-01, Python 3.11: the output below. Fails if a stem changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check snowballstemmer==3.1.1
"$folder/venv/bin/python" - <<'PY'
import snowballstemmer

stem = snowballstemmer.stemmer("dutch").stemWord
expected = {
    "engels": "engel",
    "engelse": "engels",
    "engel": "engel",
    "nederlands": "nederland",
    "nederlandse": "nederlands",
    "nederland": "nederland",
    "spaans": "spaan",
    "spaanse": "spaans",
    "russisch": "russisch",
    "russische": "russisch",
    "medisch": "medisch",
    "medische": "medisch",
}
seen = {word: stem(word) for word in expected}
for word, root in seen.items():
    print(f"{word:12} {root}")
assert seen == expected, f"changed: {seen}"
PY
