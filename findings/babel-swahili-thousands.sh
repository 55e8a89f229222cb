#!/usr/bin/env bash
# Babel writes 15,000 shillings in short Swahili as "elfu 1500", fifteen hundred thousand.
#
# Packages  Babel 2.19.0 and icu4py 1.2.0 (ICU), installed below in a temporary folder.
# Good guess: a short form is the figure with a word for its thousands in every language, so 15,000 is "elfu 15" in
#           Swahili ("elfu" is thousand), as ICU and so a browser has it from the same CLDR.
# Behaviour: figures are as many as the pattern has noughts, and Swahili's is the only one of CLDR with a second half
#           for negative numbers ("elfu 00;elfu -00"), whose noughts are counted too. 1,500 becomes "elfu 15" (15,000),
#           15,000 "elfu 1500" and 150,000 "elfu 150000"; from a million on ("2M") the form is right, and so is that of
#           Kenya (sw_KE), which has patterns of its own. No error is raised, and a reader in Tanzania sees pay that
#           is ten to a thousand times too high.
# Seen      2026-12-01, Python 3.11: the output below. Fails if either writes a number in another way.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
  babel==2.19.0 icu4py==1.2.0
"$folder/venv/bin/python" - <<'PY'
from babel.numbers import format_compact_decimal
from icu4py.messageformat import MessageFormat

expected = {
    ("sw", 1500): ("elfu 15", "elfu 1.5"),
    ("sw", 15_000): ("elfu 1500", "elfu 15"),
    ("sw", 150_000): ("elfu 150000", "elfu 150"),
    ("sw", 2_000_000): ("2M", "2M"),
    ("sw_TZ", 15_000): ("elfu 1500", "elfu 15"),
    ("sw_KE", 15_000): ("elfu 15", "elfu 15"),
    ("id", 15_000): ("15 rb", "15 rb"),
}
seen = {}
for locale, number in expected:
    by_babel = format_compact_decimal(number, locale=locale)
    by_icu = MessageFormat("{pay, number, ::compact-short}", locale).format({"pay": number})
    seen[locale, number] = tuple(text.replace("\N{NO-BREAK SPACE}", " ") for text in (by_babel, by_icu))
    print(f"{locale:5} {number:9,}  Babel {seen[locale, number][0]:12} ICU {seen[locale, number][1]}")
assert seen == expected, f"changed: {seen}"
PY
