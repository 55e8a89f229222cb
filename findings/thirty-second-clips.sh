#!/usr/bin/env bash
# "Thirty second clips" become "32 clips", by two packages that write numbers in figures.
#
# Packages  number-parser 0.3.2 and text2num 3.1.0, installed below in a temporary folder.
# Good guess: words of a number become its figures where they count something, so a posting that asks for recordings
#           of thirty seconds says "30 second clips"; "second" alone is a word.
# Behaviour: "second" is an ordinal to both, though nothing has a rank here: number-parser makes "32 clips" and "62
#           videos" of it and turns "a second language" into "a 2 language"; text2num makes "32nd clips" and leaves
#           "sixty second" at "62nd". Lengths of recordings have to be read before the words go through either.
# Seen      2026-11-30, Python 3.11: the output below. Fails if a text changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
  number-parser==0.3.2 text2num==3.1.0
"$folder/venv/bin/python" - <<'PY'
from number_parser import parse
from text_to_num import alpha2digit

texts = ("record thirty second clips", "rate sixty second videos", "in a second language")
seen = {text: (parse(text, language="en"), alpha2digit(text, "en")) for text in texts}
for text, (first, second) in seen.items():
    print(f"{text:28} number-parser: {first:22} text2num: {second}")
expected = {
    "record thirty second clips": ("record 32 clips", "record 32nd clips"),
    "rate sixty second videos": ("rate 62 videos", "rate 62nd videos"),
    "in a second language": ("in a 2 language", "in a second language"),
}
assert seen == expected, f"changed: {seen}"
PY
