"""What the letters behind a number multiply it by: "15k", "8 LPA", "7 cents"."""

import re

_SCALES = (
    (re.compile(r" ?[kK](?![^\W\d_])"), 1_000),
    (re.compile(r" ?[万萬]"), 10_000),
    (re.compile(r" ?(?:LPA\b|lakhs?\b|lacs?\b)", re.IGNORECASE), 100_000),
    (re.compile(r" ?crores?\b", re.IGNORECASE), 10_000_000),
)
# Hundredths of a dollar, a euro or a pound.
_MINOR = (
    (re.compile(r" ?(?:¢|(?:us )?cents?\b)", re.IGNORECASE), "USD"),
    (re.compile(r" ?euro ?cents?\b", re.IGNORECASE), "EUR"),
    (re.compile(r" ?(?:pence\b|p(?= ?/| per\b| an?\b))"), "GBP"),
)
_SHORT_LAKH, _OF_LAKHS = re.compile(r"L\b"), re.compile(r"\dL ?(?:-+|to) ?[\d.]+$")


def scale_of(text: str, end: int, currency: str | None) -> tuple[float, int]:
    """What the letters behind a number multiply it by ("15k", "8 LPA", "INR 3L - 5L"), and where they end."""
    if (
        currency in (None, "INR")
        and _SHORT_LAKH.match(text, end)
        and (currency or _OF_LAKHS.search(text, max(0, end - 12), end))
    ):
        return 100_000, end + 1
    if not _lettered(text, end):
        return 1, end
    found = ((pattern.match(text, end), scale) for pattern, scale in _SCALES)
    return next(((scale, match.end()) for match, scale in found if match), (1, end))


def minor(text: str, end: int) -> tuple[int, str] | None:
    """Where "cents", "¢" or "pence" behind a number ends, and of which currency it is."""
    if not _lettered(text, end):
        return None
    found = ((form.match(text, end), id) for form, id in _MINOR)
    return next(((match.end(), id) for match, id in found if match), None)


def _lettered(text: str, end: int) -> bool:
    """Whether a letter or a sign for cents follows, at most one blank on."""
    near = text[end : end + 2].lstrip(" ")[:1]
    return near.isalpha() or near == "¢"
