"""Up to, from, about, on average: what the words around say of an amount."""

import re
from typing import cast

from directory.claims import Qualifier
from directory.reading.pay.amount import Amount
from directory.reading.pay.clause import PayClause
from directory.reading.pay.lexicon import PayToken

# An amount of its own that a bound behind a comma belongs to: "$0.05 per word, minimum fee $20".
_ANOTHER = re.compile(r" (?:[^\W\d_]+ ){1,2}(?:[A-Z]{3} ?|[$€£₹])\d")
_FILLER = re.compile(r"(?:^|(?<=[^\w]))[^\W\d_]{1,3}$|(?:equivalent|equivalente|äquivalent)$")


def qualifier_of(amount: Amount, near: PayClause) -> tuple[Qualifier | None, int]:
    """Up to, from, average or estimated, where the words around say so, and where they begin or the amount does."""
    direct = _direct(near)
    if direct and not (direct.meaning == "from" and amount.ranged):
        more = direct.meaning == "up_to" and re.match(r"\W*(?:or|and) more\b", near.where.low[near.end : near.end + 14])
        return (None, near.start) if more else (cast("Qualifier", direct.meaning), direct.start)
    behind = _behind(near)
    if behind and not (behind.meaning in ("from", "up_to") and amount.ranged):
        return cast("Qualifier", behind.meaning), near.start
    if amount.plus and not amount.ranged:
        return "from", near.start
    # Characters: the sentence before, not the paragraph.
    found = [token for token in near.before(90, "sentence") if not _aside(near, token)]
    said = found[-1] if found else None
    if said is None or (said.meaning == "from" and amount.ranged):
        return None, near.start
    return cast("Qualifier", said.meaning), near.start


def _aside(near: PayClause, token: PayToken) -> bool:
    """Whether a word stands in a bracket that is closed before the amount: "(six turns on average)"."""
    text = near.where.text
    closed = text.find(")", token.end, near.start)
    return closed >= 0 and text.rfind("(", near.wide, token.start) > text.rfind(")", near.wide, token.start)


def _direct(near: PayClause) -> PayToken | None:
    """The qualifier right before the amount, small words and names of rates between."""
    where, at, timed = near.where, near.start, False
    # Words between a bound and its amount: "up to a gross hourly rate of USD".
    for _ in range(6):
        while at > near.wide and where.text[at - 1] in " \n:(*":
            at -= 1
        token = where.to(at, "before")
        if token:
            before_unit = where.text[token.end] == " " and where.at(token.end + 1, "unit") is not None
            passed = timed and (token.meaning in ("estimated", "average") or before_unit)
            return token if _touches(near, token) and not passed else None
        other = where.to(at, "money", "gross", "wage", "unit", "alone", "ahead", "cur")
        word = other and (other.start, other.end)
        timed = timed or (other is not None and other.kind in ("unit", "alone"))
        if other is None:
            filler = _FILLER.search(where.low, max(near.wide, at - 12), at)
            word = filler and filler.span()
        if not word or word[0] < near.wide:
            break
        at = word[0]
    return _glued(near)


def _touches(near: PayClause, token: PayToken) -> bool:
    """Whether a sign ("~", "<") stands on the amount's own line; words may head it from the line above."""
    text = near.where.text
    if (
        token.end - token.start == 1
        and "가" <= text[token.start] <= "힣"
        and text[token.start - 1 : token.start].isalpha()
    ):
        return False  # "요약": a summary, not "about"
    return text[token.start].isalpha() or "\n" not in text[token.end : near.start]


def _glued(near: PayClause) -> PayToken | None:
    """A qualifier whose first or last letters run into its neighbours: "areupto $40"."""
    found = re.search(r"up ?to\s*$", where_low := near.where.low[near.own : near.start])
    return PayToken(near.own + found.start(), near.own + len(where_low), "before", "up_to", "en") if found else None


def _behind(near: PayClause) -> PayToken | None:
    """The qualifier right behind the amount ("'ye kadar", "以上"), if no number follows that it belongs to."""
    where, at = near.where, near.end
    text = where.text
    last = max((spot for spot in range(near.start, near.end) if text[spot].isdigit()), default=near.start)
    inside = where.within(last, near.end, "behind")
    inside = [token for token in inside if where.at(token.start, "unit") is None]
    if inside:
        return inside[0]
    while at < len(text) and text[at] in " ,(":
        at += 1
    for spot in (at, near.end):
        token = where.at(spot, "behind")
        if token and "," in text[near.end : token.start] and not where.heard(token):
            continue
        if token and "," in text[near.end : token.start] and _ANOTHER.match(text, token.end):
            continue
        if token and not re.match(r"[\W_]*(?:of |di |de )?\d", text[token.end : token.end + 8]):
            return token
    return None
