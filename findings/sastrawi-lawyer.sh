#!/usr/bin/env bash
# Sastrawi's Indonesian stemmer makes a lawyer an event, experience nature, and parts the nurse from nursing.
#
# Package   PySastrawi 1.2.1, installed below in a temporary folder.
# Good guess: it looks roots up in a dictionary of Indonesian, so prefixes come off down to a root of the same
#           meaning: "berpengalaman" (experienced) to "pengalaman", "pengacara" (lawyer) stays, "perawat" (nurse) and
#           "merawat" (to nurse) meet.
# Behaviour: whatever the dictionary knows counts, and it is the shortest that wins: "alam" is nature, "acara" an
#           event, "ecek" of "mengecek" (to check) no word of work. "perawat" loses one letter more than "merawat" and
#           never meets it. A search for event hosts finds lawyers.
# Seen      2026-11-30, Python 3.11: the output below. Fails if a stem changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check PySastrawi==1.2.1
"$folder/venv/bin/python" - <<'PY'
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

stem = StemmerFactory().create_stemmer().stem
expected = {
    "berpengalaman": "alam",
    "pengacara": "acara",
    "pembawa acara": "bawa acara",
    "merawat": "rawat",
    "perawat": "awat",
    "penerjemah": "terjemah",
    "menerjemahkan": "terjemah",
}
seen = {word: stem(word) for word in expected}
for word, root in seen.items():
    print(f"{word:14} {root}")
assert seen == expected, f"changed: {seen}"
PY
