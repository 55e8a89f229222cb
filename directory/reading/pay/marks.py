"""Signs and names of currencies beside a number."""

import re
from functools import cache

from directory.terms import currencies

# Spellings of the vocabulary that mean other things in running text.
_UNSAFE = frozenset((
    "real", "reais", "won", "lei", "soles", "rand", "TL", "lira", "SR", "LE", "Tk", "pounds", "pound", "quid", "bucks",
    "Rs INR", "dong", "đ", "zl", "piso", "yen", "R (rand)", "kr (Sweden)", "kr (Norway)", "kr (Denmark)",
    "kr (Iceland)", "S/", "S/.", "$U", "E£", "Ft", "Dhs",
))  # fmt: skip
_SAFE_AFTER = {
    "dollar": "USD", "dollars": "USD", "美元": "USD", "美金": "USD", "ドル": "USD", "달러": "USD", "欧元": "EUR",
    "歐元": "EUR", "英镑": "GBP", "yen": "JPY", "zl": "PLN", "reais": "BRL", "lei": "RON", "Ft": "HUF",
    "dólar": "USD", "dólares": "USD", "dolares": "USD", "dollari": "USD", "dolarów": "USD", "долларов": "USD",
    "TL": "TRY", "Tk": "BDT", "rand": "ZAR", "руб": "RUB", "рублей": "RUB", "บาท": "THB", "Dhs": "AED",
}  # fmt: skip
# The dollar of a country or code written before the sign ("US $16.07", "A$", "S$").
DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "COP", "CLP", "UYU"})


_CODE = re.compile(r"(?<![A-Z])[A-Z]{3} $")


@cache
def _names() -> dict[str, str]:
    names = {}
    for id in currencies:
        for name in (id, *currencies[id].aliases):
            if name not in _UNSAFE:
                names[name] = id
    return names


@cache
def _before() -> re.Pattern[str]:
    """A mark that ends right before a number; letters before a code are let go ("promedianUSD")."""
    return re.compile(rf"(?:(?<![A-Z0-9$])|(?<=[a-z]))(?P<mark>{_choice(_marks())}) {{0,2}}$")


@cache
def _after() -> re.Pattern[str]:
    words = [name for name in {**_names(), **_SAFE_AFTER} if name not in _marks()]
    signs = rf"(?P<mark>{_choice(_marks())})(?![A-Za-z0-9])"
    return re.compile(rf" {{0,2}}(?:{signs}|(?P<word>(?i:{_choice(words)}))(?![A-Za-zÀ-ÿ]))")


@cache
def _marks() -> tuple[str, ...]:
    """Codes and signs: what stands before a number."""
    return tuple(name for name in _names() if len(name) <= 5 and not name.islower())


@cache
def _last() -> frozenset[str]:
    return frozenset(mark[-1] for mark in _marks())


@cache
def _first() -> frozenset[str]:
    names = {**_names(), **_SAFE_AFTER}
    return frozenset(char for name in names for char in (name[0].lower(), name[0].upper()))


def _choice(names: tuple[str, ...] | list[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


@cache
def _folded() -> dict[str, str]:
    return {name.lower(): id for name, id in {**_names(), **_SAFE_AFTER}.items()}


def before(text: str, at: int) -> tuple[int, str] | None:
    """The currency mark that ends at a number's first character: where it starts, and the currency."""
    near = text[max(0, at - 3) : at].rstrip(" ")
    if not near or near[-1] not in _last():
        return None
    low = max(0, at - 8)
    found = _before().search(text[low:at])
    if found is None:
        return None
    start, id = low + found.start("mark"), _names()[found["mark"]]
    code = _CODE.search(text, max(0, start - 5), start)
    return (
        (code.start(), id if id != "USD" else code[0].strip()) if code and code[0].strip() in _names() else (start, id)
    )


def after(text: str, at: int) -> tuple[int, str] | None:
    """The currency mark that follows a number: where it ends, and the currency."""
    near = text[at : at + 3].lstrip(" ")
    if not near or near[0] not in _first():
        return None
    found = _after().match(text, at)
    if found is None:
        return None
    name = found["mark"] or found["word"]
    return found.end(), _names().get(name) or _folded()[" ".join(name.lower().split())]
