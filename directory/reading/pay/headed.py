"""What a form says of an amount in a field of its own: "Pay: 20-25", "Currency: USD", "Paid per: hour"."""

import re
from typing import cast

from directory.claims import Unit
from directory.reading.pay.lexicon import Stretch

_FIELD = re.compile(r"^\W{0,3}(?P<name>[^:\n]{2,40}?) ?: ?(?P<value>[^\n]{1,40}?)\W*$", re.MULTILINE)
_LABEL = re.compile(r"[^:\n\d]{2,40}: ?")
_CURRENCY = re.compile(
    r"currency|wahrung|devise|moneda|moeda|valuta|valuutta|waluta|mena\b|penznem|валюта|para birimi|عمل"
    r"|मुद्रा|mata uang"
    r"|tien te|loai tien|币种|货币|通貨|통화|sarafu",
)
_UNIT = re.compile(
    r"\bper\b|unit\b|basis|period|frequen|rate type|einheit|zeitraum|basis|unite|periode|unidad|periodo|frecuencia"
    r"|unidade|unita|eenheid|enhet|enhed|yksikko|jednostk|okres|jednotk|unitate|egyseg|единиц|период|одиниц|період"
    r"|birim|وحد|इकाई|satuan|don vi|单位|単位|단위|kipimo"
)
_UNITS = ("hour", "day", "week", "month", "year", "task", "word", "session")
_AROUND = 160  # characters before and behind an amount in which the other fields of its form stand


def currency_beside(where: Stretch, start: int) -> str | None:
    """The currency of a bare figure right behind a label of pay, named in the label or in a field of its own."""
    line = where.text.rfind("\n", 0, start) + 1
    if not _LABEL.fullmatch(where.text, line, start) or not where.within(line, start, "money", "wage"):
        return None
    named = [token.meaning for token in where.within(line, start, "cur")]
    return named[-1] if named else _field_of(where, start, _CURRENCY, "cur")


def unit_beside(where: Stretch, start: int) -> Unit | None:
    """The unit of pay that a field of the same form names."""
    found = _field_of(where, start, _UNIT, "unit", "alone")
    return cast("Unit", found) if found in _UNITS else None


def _field_of(where: Stretch, at: int, name: re.Pattern[str], *kinds: str) -> str | None:
    """What the whole value of a field near an offset means, where the field's name fits."""
    line = where.text.rfind("\n", 0, at) + 1
    for found in _FIELD.finditer(where.text, max(0, line - _AROUND), min(len(where.text), at + _AROUND)):
        begin, end = found.span("value")
        token = where.at(begin, *kinds)
        if token and token.end == end and name.search(where.low, *found.span("name")):
            return token.meaning
    return None
