#!/usr/bin/env bash
# chompjs keeps true, false and null of a minified object as texts, so "false" is true.
#
# Package   chompjs 1.4.1, installed below in a temporary folder.
# Good guess: a reader of JavaScript objects knows true, false and null wherever they stand; what a page's own
#           minifier wrote differs from its source by spaces only.
# Behaviour: in `{remote:true,onsite:false,hours:10}`, with bare keys and no space, each of them but the last is the
#           text "true", "false" or "null", and whoever tests it finds every listing remote and on site as well. With
#           spaces between, or with keys in quotes, the same object is read right; numbers are right in both. `!0` and
#           `!1`, a minifier's true and false, are texts always.
# Seen      2026-11-30, Python 3.11: the output below. Fails if a value changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check chompjs==1.4.1
"$folder/venv/bin/python" - <<'PY'
from chompjs import parse_js_object

expected = {
    "{remote:true,onsite:false,closes:null,hours:10}": ["true", "false", "null", 10],
    "{remote: true, onsite: false, closes: null, hours: 10}": [True, False, None, 10],
    '{"remote":true,"onsite":false,"closes":null,"hours":10}': [True, False, None, 10],
    "{remote:!0,onsite:!1}": ["!0", "!1"],
}
seen = {text: list(parse_js_object(text).values()) for text in expected}
for text, values in seen.items():
    print(f"{text:56} {values}")
assert seen == expected, f"changed: {seen}"
PY
