#!/usr/bin/env bash
# Babel calls the last days of 2026 week 1 of 2027 in German, and week 53 of 2026 in German of Germany.
#
# Packages  Babel 2.19.0 and icu4py 1.2.0 (ICU), installed below in a temporary folder.
# Good guess: "de" without a land is German as it is in Germany, as for ICU (and so for a browser's Intl): weeks are
#           those of ISO 8601, and 31 December 2026 lies in 2026-W53, whichever way the language is written.
# Behaviour: Babel looks for the land in the locale only. Where none is named it takes the rule of "the world", that
#           the week with 1 January in it is the first, so that "de", "fr" and "es" say 2027-W01 and "de_DE", "fr_FR"
#           and "es_ES" 2026-W53. A weekly letter that is named so in the language of its reader skips a week, and
#           meets the name again a year later.
# Seen      2026-12-01, Python 3.11: the output below. Fails if a week changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
  babel==2.19.0 icu4py==1.2.0
"$folder/venv/bin/python" - <<'PY'
from datetime import date

from babel.dates import format_date
from icu4py.messageformat import MessageFormat

DAY = date(2026, 12, 31)
expected = {
    "de": ("2027-01", "2026-53"),
    "de_DE": ("2026-53", "2026-53"),
    "fr": ("2027-01", "2026-53"),
    "fr_FR": ("2026-53", "2026-53"),
    "es": ("2027-01", "2026-53"),
    "es_ES": ("2026-53", "2026-53"),
}
seen = {}
for locale in expected:
    by_icu = MessageFormat("{day, date, YYYY-ww}", locale).format({"day": DAY}).strip()
    seen[locale] = (format_date(DAY, "YYYY-ww", locale=locale), by_icu)
    print(f"{locale:6} Babel {seen[locale][0]}  ICU {seen[locale][1]}  ISO 8601 {DAY:%G-%V}")
assert seen == expected, f"changed: {seen}"
PY
