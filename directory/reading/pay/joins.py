"""Which two figures are the ends of one range, by the words between them."""

import re
from functools import cache

from directory.reading.pay.figures import Figure
from directory.reading.pay.lexicon import Stretch
from directory.reading.pay.marks import dollar_of
from directory.reading.pay.numbers import parse
from directory.reading.pay.words import entries

_EDGE = " \t\n(),:;*"
_DASHES = frozenset(("-", "--", "->", "-->", "~", "--", "- -", "–"))
_LEVELED = re.compile(r"\s*\([^\W\d_]{3,12}\)\s*")
# What each end is for: "from $22 for new raters to $40 for senior reviewers".
_ENDED = re.compile(r" (?:[^\W\d_]+[ -]){2,5}$")
_OPENERS = frozenset((
    "from", "von", "de", "da", "desde", "van", "fra", "fran", "od", "от", "від", "dari", "mulai", "tu",
    "kuanzia",
))  # fmt: skip
_STOP = re.compile(r"[.!?;]\s|\n\s*\n")
_LONGEST, _FARTHEST = 60, 600  # characters between the ends of a range, single blanks counted, and as they stand
_MOST_RATIO = 200  # of the upper end to the lower: a rate beside a year's sum ("$20 … $60,000") is no range
# Ends far apart are still a range where both are plainly marked: "$150 - $225,000 / year".
_MOST_MARKED = 2_000


@cache
def _joins() -> tuple[frozenset[str], frozenset[str]]:
    """What may stand between the ends of a range: always, and only after "between"."""
    rows = [(word, entry) for word, entry in entries() if entry.kind == "join"]
    strong = {word for word, entry in rows if entry.meaning == "to"}
    upper = {word for word, entry in entries() if entry.kind in ("before", "rise") and entry.meaning in _RISING}
    return frozenset(strong | upper), frozenset(word for word, entry in rows if entry.meaning == "and")


# Words that join a range but mean other things too: they want money at both ends, or "between".
_WEAKER = frozenset(("a", "or", "la", "na", "ai", "та", "kwa", "ila", "ل", "po", "по", "con", "and", "then", "depois"))
_ARTICLES = frozenset(("i", "gli", "los", "las", "de", "les", "den", "os", "as", "die", "the"))
_RISING = ("up_to", "rise")


def joined(where: Stretch, first: Figure, second: Figure, longer: bool) -> bool:
    """Whether two figures are the ends of one range; `longer`: the first ends a range with one before it already."""
    if second.start - first.end > _FARTHEST or not (first.marked or second.marked or second.unit):
        return False
    gap = where.text[first.end : second.start]
    if len(gap) > _LONGEST and len(" ".join(gap.split())) > _LONGEST:
        return False
    if "\n" in gap and where.text[second.start].isdigit() and not second.marked:
        return False
    word = _gap_word(where, first, second)
    if not second.marked and (_counts(where, second) or (first.unit and not second.unit and word not in _rising())):
        return False
    if word is None or _is_ceiling(where, first, second, word) or not _fits(where, first, second, word):
        return False
    return not longer and _one_money(first, second) and _one_size(first, second, word)


def _counts(where: Stretch, figure: Figure) -> bool:
    """Whether a number counts pieces or hours: "up to 20 tasks"."""
    at = figure.end
    return figure.unit is None and where.text[at : at + 1] == " " and where.at(at + 1, "unit") is not None


def _is_ceiling(where: Stretch, first: Figure, second: Figure, word: str) -> bool:
    """Whether "at most" bounds what is sent in, not the pay: "5 Kč each. At most 300 photos"."""
    bare = first.marked and not second.marked and second.unit is None
    return bare and word in _ceilings() and where.text[second.end : second.end + 2].strip().isalpha()


@cache
def _ceilings() -> frozenset[str]:
    """Words before an upper bound that join no range by themselves."""
    bounds = {word for word, entry in entries() if entry.kind == "before" and entry.meaning == "up_to"}
    return frozenset(bounds - {word for word, entry in entries() if entry.kind == "join"})


def _rises(where: Stretch, gap: str, second: Figure) -> bool:
    """Whether "rising to" or its like stands right before a second figure of the same sentence."""
    if _STOP.search(gap):
        return False
    blanks = len(gap) - len(gap.rstrip())
    return where.to(second.start - blanks, "rise") is not None


@cache
def _rising() -> frozenset[str]:
    return frozenset(word for word, entry in entries() if entry.kind == "rise") | {"rise"}


def _gap_word(where: Stretch, first: Figure, second: Figure) -> str | None:
    """The words between two figures as one of the tables has them, or None."""
    gap = _LEVELED.sub(" ", where.low[first.end : second.start])
    words = " ".join(gap.strip(_EDGE).split())
    strong, weak = _joins()
    if words in strong or words in weak or words in _DASHES or words == "/":
        return words
    bare = words.strip("-~ ,.")
    if bare in strong or bare in weak:
        return bare
    if _rises(where, gap, second):
        return "rise"
    first_word, _, rest = bare.partition(" ")
    if rest in _ARTICLES and (first_word in strong or first_word in weak):
        return first_word
    for head in ("and ", "and then ", "og ", "und ", "y ", "e ", "et "):
        if bare.startswith(head) and bare.removeprefix(head) in strong:
            return bare.removeprefix(head)
    if _is_labelled(where, first, gap):
        return "to"
    parts = bare.rsplit(" ", 1)
    if len(parts) == 2 and where.to(second.start - (1 if gap.endswith(" ") else 0), "before") and parts[0] in strong:
        return parts[0]
    return None


def _is_labelled(where: Stretch, first: Figure, gap: str) -> bool:
    """Whether "from" stands before a figure, and behind it a few words of what it is for and then "to"."""
    if not _ENDED.fullmatch(gap):
        return False
    label, last = gap.rstrip().rsplit(" ", 1)
    opened = where.low[: first.start].rstrip().rsplit(" ", 1)[-1] in _OPENERS
    return opened and last in _joins()[0] and not any(word in _joins()[0] for word in label.split())


def _fits(where: Stretch, first: Figure, second: Figure, word: str) -> bool:
    """Whether this word joins these two figures."""
    both = first.marked and second.marked
    if word == "/":
        low, high = ends(first, second)
        near = second.marked and not first.unit and high <= low * 3
        return (both or near) and low < high
    if word == "or":
        return both and bool(second.unit) and not first.unit
    strong, weak = _joins()
    if (word in weak and word not in strong) or word == "a":
        return _between(where, first.start, second.end) or (word == "a" and (both or _sized(first, second)))
    if word in _WEAKER:
        return both or _sized(first, second) or _between(where, first.start, second.end)
    return True


def _sized(first: Figure, second: Figure) -> bool:
    low, high = ends(first, second)
    # Up to five times as much: two figures that a weak word joins, "$20 and $60", farther apart are two prices.
    return (first.marked or second.marked) and not first.unit and low < high <= low * 5


def _between(where: Stretch, start: int, end: int) -> bool:
    """Whether "between", "from" or their like stand before or behind a range."""
    at = start
    # Two small words may stand between: "from about USD 20 to 30".
    for _ in range(3):
        while at and where.low[at - 1] in " \n:(*":
            at -= 1
        token = where.to(at, "between", "before")
        if token:
            return token.kind == "between" or token.meaning == "from"
        word = re.search(r"[^\W\d_]{1,5}$", where.low[max(0, at - 6) : at])
        if word is None:
            break
        at -= len(word[0])
    behind = where.low[end : end + 12].lstrip(" ")
    return any(behind.startswith(word) for word in ("arasinda", "kozott", "के बीच", "の間", "사이", "之间", "arasi"))


def _one_money(first: Figure, second: Figure) -> bool:
    """Whether both figures can be of one currency and unit."""
    if (
        first.currency
        and second.currency
        and first.currency != second.currency
        and not dollar_of(first.currency, second.currency)
    ):
        return False
    return not (first.unit and second.unit and first.unit != second.unit)


def _one_size(first: Figure, second: Figure, word: str) -> bool:
    low, high = ends(first, second)
    marked = first.marked and second.marked and second.unit
    plainly = word in _DASHES or word in _joins()[0] - _WEAKER
    spanned = plainly and first.marked and second.unit in ("month", "year")  # "USD 30 - 45,000 annually"
    most = _MOST_MARKED if marked or spanned else _MOST_RATIO
    return (0 < low <= high <= low * most) or (low == 0 and first.marked and second.marked and high > 0)


def ends(first: Figure, second: Figure) -> tuple[float, float]:
    """Both ends; "300 - 400k" is thousands twice, "30 - 40 per 1000 words" is for a thousand words twice."""
    value = first.value
    if first.words and first.currency is None and second.currency:
        value = (parse(first.words, second.currency, second.unit) or value / first.scale) * first.scale
    # A thousandth for what floating point loses: "300 - 300k" is carried too.
    carried = second.scale != 1 == first.scale and value < second.value / second.scale * 1.001
    return value * (second.scale if carried else 1), second.value
