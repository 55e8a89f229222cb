#!/usr/bin/env bash
# Babel and ICU write the same pay differently, both by CLDR: "KES40.00" and "KES 40.00", "1.204,00" and "1204,00".
#
# Packages  Babel 2.19.0 and icu4py 1.2.0 (ICU), installed below in a temporary folder.
# Good guess: both take their patterns from Unicode's CLDR, so what a server writes by Babel is what a browser writes
#           by Intl, which is ICU, when a reader picks another currency.
# Behaviour: two rules of CLDR are no patterns, and Babel reads neither: currencySpacing (a space between letters of a
#           currency and its figure: "KES40.00") and minimumGroupingDigits (Spanish sets thousands apart from five
#           digits on: "1.204,00"). Ours puts both in by hand: directory/presenting/locale.py.
# Seen      2026-11-30, Python 3.11: the output below. Fails if either writes pay in another way.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
  babel==2.19.0 icu4py==1.2.0
"$folder/venv/bin/python" - <<'PY'
from babel.numbers import format_currency
from icu4py.messageformat import MessageFormat

expected = {
    ("en", 40): ("KES40.00", "KES\N{NO-BREAK SPACE}40.00"),
    ("es", 1204): ("1.204,00\N{NO-BREAK SPACE}KES", "1204,00\N{NO-BREAK SPACE}KES"),
    ("es", 12040): ("12.040,00\N{NO-BREAK SPACE}KES", "12.040,00\N{NO-BREAK SPACE}KES"),
}
seen = {}
for locale, amount in expected:
    by_babel = format_currency(amount, "KES", locale=locale)
    by_icu = MessageFormat("{pay, number, ::currency/KES}", locale).format({"pay": amount})
    seen[locale, amount] = (by_babel, by_icu)
    print(f"{locale} {amount:6}  Babel {by_babel:14} ICU {by_icu}")
assert seen == expected, f"changed: {seen}"
PY
