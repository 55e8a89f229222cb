#!/usr/bin/env bash
# simplemma gives translators and a translator two Swahili lemmas, and one lemma has a lemma of its own.
#
# Package   simplemma 2.0.0, installed below in a temporary folder.
# Good guess: a lemma is where the forms of a word meet, and where it ends: "mtafsiri" (translator) and "watafsiri"
#           (translators) have one, and the lemma of a lemma is itself.
# Behaviour: "watafsiri" becomes "mtafsiri" and "mtafsiri" becomes "tafsiri" (translation, to translate): singular and
#           plural never meet, while nurses do ("wauguzi", "muuguzi"). Of an index made so a search for translators
#           finds what says "watafsiri" only.
# Seen      2026-11-30, Python 3.11: the output below. Fails if a lemma changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check simplemma==2.0.0
"$folder/venv/bin/python" - <<'PY'
from simplemma import lemmatize

expected = {"mtafsiri": "tafsiri", "watafsiri": "mtafsiri", "muuguzi": "muuguzi", "wauguzi": "muuguzi"}
seen = {word: lemmatize(word, lang="sw") for word in expected}
for word, lemma in seen.items():
    print(f"{word:10} {lemma}")
assert seen == expected, f"changed: {seen}"
PY
