"""Pay that a JSON list writes as an object or in several keys, as words that can be quoted."""

import re
from collections.abc import Mapping
from typing import Any

from crawler.text import has_figure, pay, told

# What the parts of a pay are usually called; case, underscores and what stands before them ("hourlyRateMin") do not
# count. The first name that a key ends with counts.
PARTS: dict[str, tuple[str, ...]] = {
    "low": ("minvalue", "minimum", "min", "from", "lower", "low", "floor", "start"),
    "high": ("maxvalue", "maximum", "max", "to", "upper", "high", "ceiling", "end"),
    "currency": ("currencycode", "currency", "isocode", "cur", "ccy"),
    "period": ("interval", "period", "unittext", "unit", "frequency", "per", "salarytype", "type"),
    "amount": ("amount", "value", "rate"),
}
MONEY = re.compile(r"pay|salary|rate|compensation|wage|budget|remuneration|earning", re.IGNORECASE)
CENTS = re.compile(r"(?:_in_|In|_)?[Cc]ents$")  # "minCents", "amount_in_cents": its "in" is not that of "min"
Parts = Mapping[str, str]


def plain(key: str) -> str:
    """A key in small letters alone: "hourly_rateMin" is "hourlyratemin"."""
    return re.sub(r"[^a-z]", "", key.lower())


def is_pay(value: Any) -> bool:
    """Whether a value is a pay by the names of its parts alone: an object with a lower bound and a currency."""
    return isinstance(value, dict) and {"low", "currency"} <= parts_of(value).keys()


def pay_words(value: Any) -> str:
    """A pay field as words: text as it stands, an object by the usual names of its parts."""
    if not isinstance(value, dict):
        return told(value)
    flat = _whole({**value, **next((part for part in value.values() if isinstance(part, dict)), {})})
    parts = parts_of(flat)
    low, high = (flat.get(parts.get(name, "")) for name in ("low", "high"))
    if not any(has_figure(told(bound)) for bound in (low, high)):
        low = high = flat.get(parts.get("amount", ""))
    return pay(low, high, flat.get(parts.get("currency", "")), flat.get(parts.get("period", ""))) or told(value)


def _whole(flat: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of a pay with what is told in cents, by its key ("minCents") or by a word beside it, in whole units."""
    said = {key for key, value in flat.items() if isinstance(value, str) and value.strip().lower() == "cents"}
    bare = {key: CENTS.sub("", key) or "amount" for key in flat if key not in said}
    return {name: _hundredth(flat[key]) if said or name != key else flat[key] for key, name in bare.items()}


def _hundredth(value: Any) -> Any:
    """A hundredth of a number, also of one in text; anything else as it is."""
    try:
        return value if isinstance(value, bool) else float(value) / 100
    except (TypeError, ValueError):
        return value


def parts_of(row: Mapping[str, Any], *, money_only: bool = False) -> dict[str, str]:
    """Which key holds which part of the pay: {"low": "rateMin", …}; `money_only`: only keys that also name money."""
    bare = {plain(key): key for key in row if not money_only or MONEY.search(key)}
    found: dict[str, str] = {}
    for part, names in PARTS.items():
        key = next((bare[key] for name in names for key in bare if key.endswith(name)), "")
        if key and key not in found.values():
            found[part] = key
    return found
