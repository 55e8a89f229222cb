"""The words that belong to an amount: its sentence on its line, and the lines that head it."""

import re
from dataclasses import dataclass
from string import ascii_letters

from directory.reading.pay.amount import Amount
from directory.reading.pay.lexicon import PayToken, Stretch

_SENTENCE_END = re.compile(
    r"[.!?;。；](?<![Aa]pprox.)(?<![Ee]st.)(?<![Aa]vg.)(?<![Mm]in.)(?<![Mm]ax.)(?<!etc.)(?<!ca.)(?<!Rs.)(?<!mtl.)"
    r"(?<!pr.)(?<!zzgl.)(?<!ok.)(?<!kb.)(?=\s+[^\Wa-zà-ÿа-я\d]|\s+[\"(•\-#]|\s*$|[\u3000-\u9fff])|\", \"|[•|।]"
)
MONEY = re.compile(r"[$€£¥₹]\s?\d|\d\s?[$€£¥₹]")
BULLET = re.compile(r"\s*(?:[-•·>#]|\d+[.)])\s")
# How far the words before and behind an amount reach.
_REACH, _AHEAD = 160, 100
_LETTERS = ascii_letters.encode()


@dataclass(frozen=True, slots=True)
class PayClause:
    """The words around an amount: offsets into its stretch, `own` on its line, `wide` with the lines above it.

    `heading` are the lines above, `after_end` ends the sentence behind it, `alone` if hardly a word stands beside it.
    """

    where: Stretch
    own: int
    wide: int
    start: int
    end: int
    after_end: int
    heading: str
    alone: bool

    def before(self, reach: int, *kinds: str) -> list[PayToken]:
        """The tokens of these kinds in the last characters before the amount, the lines above included."""
        return self.where.within(max(self.wide, self.start - reach), self.start, *kinds)

    def behind(self, reach: int, *kinds: str) -> list[PayToken]:
        """The tokens of these kinds in the first `reach` characters behind the amount, within its sentence."""
        return self.where.within(self.end, min(self.after_end, self.end + reach), *kinds)


def clause(where: Stretch, amount: Amount) -> PayClause:
    """The words that belong to an amount of a stretch: its sentence on its line, and the lines above that head it."""
    text = where.text
    line_start = text.rfind("\n", 0, amount.start) + 1
    line_end = text.find("\n", amount.end)
    line_end = len(text) if line_end < 0 else line_end
    begin = max(line_start, amount.start - _REACH)
    cuts = [
        match.end()
        for match in _SENTENCE_END.finditer(text, begin, amount.start)
        if not (match[0] == "." and amount.start - match.end() < 3 and where.to(match.start(), "before", "cur"))
    ]
    own = cuts[-1] if cuts else begin
    last = min(line_end, amount.end + _AHEAD)
    stop = _SENTENCE_END.search(text, amount.end, last)
    after_end = stop.start() if stop else last
    letters = letters_in(text, own, amount.start)
    # More letters than that before an amount are a sentence that needs no heading.
    above_start, above = (own, "") if cuts or letters > 40 else _above(text, line_start)
    outside = letters_in(text, begin, amount.start)
    # Whoever has not more than fourteen letters around it ("per hour, USD") stands alone.
    outside += letters_in(text, amount.end, min(line_end, amount.end + 80))
    first = text[own : own + 1]
    # Fewer than that before an amount say nothing by themselves: "- up to $20" under "We pay".
    runs_on = bool(above) and (letters < 12 or first.islower()) and not BULLET.match(text, own)
    return PayClause(
        where, own, above_start if runs_on else own, amount.start, amount.end, after_end, above, outside <= 14
    )


def letters_in(text: str, start: int, end: int) -> int:
    """How many letters, of any script, stand in `[start, end)` of a text."""
    words = text[start:end]
    if words.isascii():
        return len(words) - len(words.encode().translate(None, _LETTERS))
    return sum(map(str.isalpha, words))


def _above(text: str, line_start: int) -> tuple[int, str]:
    """The lines over this one, as far as they run on or head it, and where they begin."""
    found: list[str] = []
    at = begin = line_start
    # Three lines, or as many as make forty characters: what heads an amount is short and near.
    while at > 0 and len(found) < 3 and sum(map(len, found)) < 40:
        start = text.rfind("\n", 0, at - 1) + 1
        line = text[start : at - 1].strip()
        at = start
        if not line:
            continue
        last = _SENTENCE_END.split(line)[-1].strip() if len(line) > 90 else line
        if not 0 < len(last) <= 90 or (last.endswith((".", "!")) and len(last) > 1) or MONEY.search(last):
            break
        found.insert(0, last)
        begin = start
        if last != line:
            break
    return begin, " ".join(found)
