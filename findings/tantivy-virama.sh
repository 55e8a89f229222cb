#!/usr/bin/env bash
# tantivy cuts a Hindi word in two where a consonant has lost its vowel, and a Tamil one in three.
#
# Package   tantivy 0.27.0 (the Python package), installed below in a temporary folder.
# Good guess: the tokenizer "simple" parts a text at spaces and signs, so a word of Devanagari is one term and the two
#           common spellings of the language's own name are at least whole words.
# Behaviour: it keeps letters and figures only. Vowel signs count as letters, the sign that takes a vowel away
#           (virama, U+094D; in Tamil U+0BCD) does not: "हिन्दी" becomes "हिन" and "दी", "हिंदी" stays whole,
#           "மொழிபெயர்ப்பு" (translation) becomes three terms. A query is cut alike, so it seems to work, and a word
#           meets every posting that has its pieces. The tokenizer "whitespace" leaves words whole, with their commas.
# Seen      2026-11-30, Python 3.11: the output below. Fails if a word is cut in another way.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check tantivy==0.27.0
"$folder/venv/bin/python" - <<'PY'
from tantivy import TextAnalyzerBuilder, Tokenizer

cut = TextAnalyzerBuilder(Tokenizer.simple()).build().analyze
expected = {
    "हिंदी": ["हिंदी"],
    "हिन्दी": ["हिन", "दी"],
    "अनुवादक": ["अनुवादक"],
    "மொழிபெயர்ப்பு": ["மொழிபெயர", "ப", "பு"],
}
seen = {word: cut(word) for word in expected}
for word, terms in seen.items():
    print(word, "->", " | ".join(terms))
assert seen == expected, f"changed: {seen}"
PY
