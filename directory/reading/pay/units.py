"""The unit of work that an amount is paid for, by the words behind it: "per valid audio hour", "za zdjęcie"."""

import re
from typing import NamedTuple, cast

from directory.claims import Unit
from directory.reading.pay.beside import BEFORE_SESSION, ENDED, NO_PIECE, PAID_BY, PAID_NEAR
from directory.reading.pay.blanks import WORD, skip
from directory.reading.pay.lexicon import PayToken, Stretch
from directory.reading.pay.sounds import sound_behind, sounded_over
from directory.reading.pay.whole import whole_behind
from directory.reading.pay.words import unbound

_SIZE = re.compile(r"\d{1,3}(?: ?-?(?:min|hour|hr|std|h\b|sek|sec|minut|stund|ora\b|uur)[^\W\d_]*\.?-? ?|-)")
# Words and signs behind an amount that are walked over; how many of them no table has: "per fully valid spoken hour".
_MOST_STEPS, _MOST_WORDS = 9, 3
_SOUND: dict[str, Unit] = {"hour": "audio_hour", "minute": "audio_minute"}


_BORDER = re.compile(r"[\n\d;.$€£。！？]")
# A point behind a whole word that ends its sentence: "per paket. Sehari", not "per trm. Satz".
_CLOSED = re.compile(r"(?<=[^\W\d_]{4})\.\s+[A-ZÀ-ÞА-ЯΑ-Ω]")
_CODE = re.compile(r"\([A-Z]{3}\)")
# What is paid whole where a word for the total stands before it: "350 kr for the whole assignment".
_WHOLE = frozenset(("task", "session", "once"))
_COUNTS = frozenset(("two", "three", "four", "five", "six", "ten", "all", "these", "those", "the"))
# A span that is no unit of ours, though its words hold one: 900 dollars for two weeks are not 900 a week.
_SPAN = re.compile(
    r"(?:two|three|four|six|other|second)[ -](?:hours?|days?|weeks?|months?|years?)\b"
    r"|bi[- ]?(?:week|month|annual)|semi[- ]?(?:month|annual)|fortnight"
)


class Read(NamedTuple):
    """A unit and where its words end; `guessed` if only "per" and an unknown word say that it is a piece of work."""

    unit: Unit | None
    end: int
    guessed: bool = False


class _Walk:
    """One walk over the words behind an amount."""

    def __init__(self, where: Stretch, at: int) -> None:
        self.where, self.at, self.begun = where, at, at
        self.link = ""
        self.words = 0
        self.sound = False
        self.once: Read | None = None
        self.comma = False
        self.each: Read | None = None
        self.piece = ""
        self.piece_end = at

    def read(self) -> Read:
        for _ in range(_MOST_STEPS):
            found = self._step()
            if found is not None:
                return found if found.unit else self._rest()
        return self._rest()

    def _rest(self) -> Read:
        late = self.where.within(self.begun, self.begun + 45, "once")
        between = self.where.text[self.begun : late[0].start] if late else ""
        if late and not self.once and not _BORDER.search(between):
            self.once = Read("once", late[0].end)
        if self.once or self.each:
            return self.once or self.each or Read(None, self.begun)
        session = self._session()
        if session:
            return session
        if self.link == "strong" and self.piece and self.piece not in NO_PIECE and len(self.piece) > 2:
            return Read("task", self.piece_end, guessed=True)
        return Read(None, self.begun)

    def _step(self) -> Read | None:
        """What the next word says: a unit, nothing (None: go on), or that there is none (a Read without a unit)."""
        text, low = self.where.text, self.where.low
        at = skip(text, self.at)
        if self.at == self.begun and ENDED.match(text, self.at - 1):
            return Read(None, self.at)
        if text[at : at + 1] in ("/", "／"):
            self.link, self.at = "strong", at + 1
            return None
        if code := _CODE.match(text, at):
            self.at = code.end()
            return None
        if text[at : at + 1] in ("(", ",", "-", ")") and not self.link and at - self.at <= 1:
            self.comma = self.comma or text[at] == ","
            self.at = at + 1
            return None
        if _SPAN.match(low, at):
            return Read(None, self.at)
        token = self._token(at)
        if token is not None:
            return self._take(token)
        word = WORD.match(low, at)
        if self.link and (size := _SIZE.match(low, at)):
            self.at = size.end()
            return None
        if self.link == "weak" and word and word[0] in _COUNTS:
            return Read(None, self.at)
        if not self.link and at - self.begun < PAID_NEAR and (paid := PAID_BY.match(low, at)):
            self.at = paid.end()
            return None
        if word is None or not self.link or self.words >= (_MOST_WORDS if self.link == "strong" else 1):
            return Read(None, self.at)
        return self._pass_over(word)

    def _pass_over(self, word: re.Match[str]) -> Read | None:
        """Goes over a word that may stand before the unit ("per reviewed call"), or has letters glued to it."""
        if word[0] == "hourfor":
            return self._take(PayToken(word.start(), word.start() + 4, "unit", "hour", "en"))
        if not self.piece:
            self.piece, self.piece_end = word[0].rstrip("."), word.end()
        self.words += 1
        self.at = word.end()
        return Read(None, self.at) if _CLOSED.match(self.where.text, self.at - 1) else None

    def _token(self, at: int) -> PayToken | None:
        where = self.where
        if not self.link:
            found = where.at(at, "alone", "once", "gross", "sounded", "wage", "head")
            per = where.at(at, "per")
            if per and found and found.kind == "alone" and found.end == per.end:
                self.each = Read(cast("Unit", found.meaning), found.end)
            if per and (found is None or per.end >= found.end):
                return per
            if found and found.kind == "wage" and found.language != "en" and "(" in self.where.text[self.begun : at]:
                return None
            return found or where.at(at, "money", "sound", "behind") or self._one(at)
        kinds = ("unit", "sounded", "alone", "once", "gross", "sound", "per", "wage", "head")
        found = where.at(at, *kinds)
        unit = where.at(at, "unit", "sounded")
        return unit if unit and found and unit.end >= found.end else found

    def _one(self, at: int) -> PayToken | None:
        """A unit counted as one where its script has no blanks: "50元1小时"."""
        text = self.where.text
        unit = self.where.at(at + 1, "unit") if text[at : at + 1] in ("1", "一") else None
        return unit if unit and unbound(text[unit.start]) else None

    def _take(self, token: PayToken) -> Read | None:
        if token.kind == "per":
            if self.words and self.link:
                return Read(None, self.at)
            if token.meaning == "not":
                return Read(None, self.at)
            self.link = "strong" if "strong" in (token.meaning, self.link) else token.meaning
            self.at = token.end
            return None
        if token.kind == "money" and self.comma and self._named_ahead():
            return Read(None, self.at)
        if token.kind == "head":
            self.at, self.link = token.end, ""
            return None
        if self.once and not self.link and token.kind == "unit" and token.meaning in _WHOLE:
            return self.once
        if token.kind in ("gross", "money", "sound", "behind"):
            self.sound = self.sound or token.kind == "sound"
            self.at = token.end
            if not self.piece and token.kind == "sound":
                self.piece, self.piece_end = self.where.low[token.start : token.end], token.end
            return None
        if token.kind == "once":
            self.once, self.at = Read("once", token.end), token.end
            return self._period(token.end)
        if token.kind == "unit" and token.meaning in ("hour", "year", "day") and self._article(token):
            self.at = token.end
            return None
        if self.comma and not self.link and token.meaning in ("day", "week", "month") and self._named_ahead():
            return Read(None, self.at)
        if self.comma and not self.link and any(map(str.isdigit, self.where.text[token.end : token.end + 10])):
            return Read(None, self.at)
        return self._unit(token)

    def _period(self, at: int) -> Read | None:
        """The day or month that a word for the whole is said of: "for the whole day"."""
        token = self.where.at(skip(self.where.text, at, 1), "unit")
        whole = token is not None and token.meaning in ("hour", "day", "week", "month", "year")
        return Read(cast("Unit", token.meaning), token.end) if token and whole else None

    def _named_ahead(self) -> bool:
        """Whether the unit stands before the amount, so that "paid monthly" behind a comma is only when it is paid."""
        line = self.where.text.rfind("\n", 0, self.begun) + 1
        # Half a line before the amount, on its own line.
        return bool(
            self.where.within(max(line, self.begun - 45), self.begun, "per_after", "wage", "sounded", "ahead", "per")
        )

    def _session(self) -> Read | None:
        """A session that the amount is for, where no other unit stands behind it."""
        where = self.where
        # Characters: "for a 90-minute moderated remote research session".
        for token in where.within(self.begun, self.begun + 70, "unit"):
            between = where.low[self.begun : token.start]
            if token.meaning == "session" and unbound(where.text[token.start]):
                one = len(between) <= 12 and "(" in between and not between[-1:].isdigit()
                return Read("session", token.end) if one else None
            if token.meaning == "session" and where.low[token.start : token.end] != "sessions":
                return Read("session", token.end) if BEFORE_SESSION.match(between) else None
        return None

    def _article(self, token: PayToken) -> bool:
        """Whether "an" is the English article before a unit, or "la" one of Spanish."""
        if token.end - token.start > 2 or token.meaning != "year":
            return False
        return self.where.at(skip(self.where.text, token.end), "unit") is not None

    def _unit(self, token: PayToken) -> Read:
        meaning, end = token.meaning, token.end
        if token.kind == "sounded":
            return Read(cast("Unit", meaning), end)
        if meaning in _SOUND:
            if self.sound:
                return Read(_SOUND[meaning], end)
            further = sound_behind(self.where, end) or sounded_over(self.where, token)
            if further:
                return Read(_SOUND[meaning], further)
        if token.kind == "unit" and meaning == "task" and token.language == "en":
            second = self.where.at(end + 1, "unit") if self.where.text[end : end + 1] == " " else None
            if second and second.meaning in ("task", "session"):
                return self._unit(second)
        if meaning == "minute":
            return Read("audio_minute", end, guessed=True)
        if meaning == "once" and self.once is None and token.kind == "unit":
            return Read("once", end)
        return Read(cast("Unit", meaning), end)


def unit_after(where: Stretch, at: int) -> Read:
    """The unit that the words right behind an amount name, and where they end; None as unit where they name none."""
    whole = whole_behind(where, at)
    return Read("once", whole) if whole else _Walk(where, at).read()
