"""Which currency a name stands for that several have, by the country or language named."""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from babel.numbers import get_territory_currencies

from directory.posting import Posting
from directory.reading.page import sheet
from directory.reading.pay.amount import Amount
from directory.reading.pay.homes import dollar_at_home, dollar_of_town
from directory.reading.pay.lexicon import Stretch
from directory.reading.pay.money import GROUPS
from directory.reading.pay.sizes import rate
from directory.terms import PlaceHit, currencies, places

_NORWEGIAN = re.compile(
    r"\b(?:time|maneds|grunn|ars|brutto)?lonn(?:en)?\b|oppdrag|oppgave|opptak|jobb\b|bilde\b|sporsmal|utbetal"
    r"|inntil|norsk"
)
_NOT_DANISH = re.compile(r"lonn\b|oppdrag|oppgave|opptak|\bjobb\b|bilde\b|belop\b|norsk")
_NOT_NORWEGIAN = re.compile(r"\blon\b|lonnen\b|opgave|optag|sporgsmal|billede|arbejd|sprog|dansk|aflonn")
_KRONE = {"sv": "SEK", "da": "DKK", "no": "NOK"}
_CODE_BEHIND = re.compile(r" ?\((CAD|AUD|NZD|SGD|HKD|TWD|MXN|ARS|COP|CLP)\)")
_KANA = re.compile(r"[\u3040-\u30ff]")
_BARE_DOLLAR = re.compile(r"(?<![A-Z])(?<![A-Z] )\$(?! ?[A-Z]{2})")
# The dollar sign behind the figure, as French Canada writes it.
_SIGN_LAST = re.compile(r"\d ?\$")
# Money that is written with a dollar sign too.
_ELSEWHERE = frozenset(("peso", "MXN", "ARS", "COP", "CLP", "UYU", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD"))
_TOLD = re.compile(
    r"(?i:paid|pay|rates?|amounts?|figures?|salary|compensation|prices?|montos|pagos?|sueldo|valores)\b[^.\n]{0,40}"
    r"\b(?:in|en|em) (CAD|AUD|NZD|SGD|HKD|MXN|ARS|COP|CLP|TWD"
    r"|(?:Canadian|Australian|New Zealand|Singapore|Hong Kong)(?= dollars))\b"
)
_TELLING = (" dollars", " CAD", " AUD", " NZD", " SGD", " HKD", " MXN", " ARS", " COP", " CLP", " TWD")
_OF_NAME = {"Canadian": "CAD", "Australian": "AUD", "New Zealand": "NZD", "Singapore": "SGD", "Hong Kong": "HKD"}
# Figures from which a month's pay without a currency is in the country's own, and the dollars of its unit at most.
_LOCAL, _SMALL = 1_000, 0.2
# Dollars: no month, and no year, of this work pays as much, so a bare sign before it stands for pesos.
_MOST_A_MONTH, _MOST = 12_000, 300_000
_LOOKED_AT = 4_000  # characters of a text in which its country is looked for: behind them is the company's story


@dataclass
class Purse:
    """The currencies of one posting; it looks for countries only when a name asks for one."""

    posting: Posting
    known: dict[str, str | None] = field(default_factory=dict)

    @cached_property
    def located(self) -> tuple[PlaceHit, ...]:
        """The places of the location field."""
        return tuple(places.find(self.posting.location))

    def meant(self, amount: Amount, where: Stretch) -> str | None:
        """The ISO 4217 code of an amount's currency, by its sign, country or language; None where nothing tells."""
        told = self._sign(where, amount.start, amount.end) if amount.currency == "USD" else None
        if told is None and amount.currency == "USD" and _BARE_DOLLAR.search(where.text, amount.start, amount.end):
            told = self._pesos(amount)
        if amount.currency is None and amount.unit == "month" and amount.low >= _LOCAL:
            return self._local()
        return told or self.code(amount.currency, where)

    def _sign(self, where: Stretch, start: int, end: int) -> str | None:
        """The currency that a bare dollar sign stands for, where its sentence or the posting says: "in pesos"."""
        if (code := _CODE_BEHIND.match(where.text, end)) or (code := _CODE_BEHIND.search(where.text, start, end)):
            return code[1]
        if not _BARE_DOLLAR.search(where.text, start, end):
            return None
        for token in where.within(end, end + 40, "cur"):
            if where.text[token.start : token.end] == "$":
                break
            if "." not in where.text[end : token.start] and not any(map(str.isdigit, where.text[end : token.start])):
                return self.code(token.meaning, where) if token.meaning in _ELSEWHERE else None
        if _SIGN_LAST.search(where.text, start, end) and any(token.language == "fr" for token in where.tokens):
            canadian = self._by_country({"CA": "CAD"}, text=False)
            if canadian:
                return canadian
        if "$" not in self.known:
            text = self.posting.text
            found = _TOLD.search(text) if any(name in text for name in _TELLING) else None
            self.known["$"] = _OF_NAME.get(found[1], found[1]) if found else dollar_at_home(self.posting, self.located)
        return self.known["$"] or dollar_of_town(where.text, start, end)

    def code(self, currency: str | None, where: Stretch) -> str | None:
        """The ISO code of a currency or of a group's name in this stretch; None where nothing tells."""
        if currency is None or currency not in GROUPS:
            return currency
        codes, usual = GROUPS[currency]
        near = _named(where.text, codes)
        if near:
            return near
        if currency not in self.known:
            self.known[currency] = self._by_country(codes)
        return self.known[currency] or _by_words(currency, where, self._language()) or usual

    def _pesos(self, amount: Amount) -> str | None:
        """The pesos of the country of the location field, where the pay field names them or no month pays so much."""
        local = self._local()
        if local not in _ELSEWHERE:
            return None
        named = re.search(rf"\b{local}\b", self.posting.pay) is not None
        most = _MOST_A_MONTH if amount.unit == "month" else _MOST
        return local if named or amount.high > most else None

    def _local(self) -> str | None:
        """The money of the country of the location field, where its unit is small: "16k-18k/mo" in Quezon City."""
        homes = {hit.country for hit in self.located}
        home = homes.pop() if len(homes) == 1 else None
        code = next(iter(get_territory_currencies(home)), None) if home else None
        return code if code in currencies and rate(code) < _SMALL else None

    def _language(self) -> str | None:
        """The language (BCP 47) of most of the posting's text."""
        return sheet(self.posting.text).paragraphs.whole

    def _by_country(self, codes: dict[str, str], *, text: bool = True) -> str | None:
        for words in (self.posting.location, self.posting.title, self.posting.text[:_LOOKED_AT] if text else ""):
            found = _named(words, codes) if words else None
            if found:
                return found
        return None


def _named(words: str, codes: dict[str, str]) -> str | None:
    """The currency of the first country of these that is named."""
    countries = (hit.country for hit in places.find(words))
    return next((codes[country] for country in countries if country in codes), None)


def _danish_or_norwegian(told: str, low: str) -> str:
    """The crowns of a language, Danish and Norwegian told apart by a word that only one of them has."""
    if told != "sv" and _NOT_DANISH.search(low):
        return "NOK"
    return "DKK" if told == "no" and _NOT_NORWEGIAN.search(low) else _KRONE[told]


def _by_words(group: str, where: Stretch, told: str | None) -> str | None:
    """The currency that goes with the language around it; `told` is that of the whole posting."""
    spoken = Counter(token.language for token in where.tokens if token.kind != "cur")
    letters = set(where.text.lower())
    if group == "krone" and told in _KRONE and not (told == "sv" and letters & set("øæ")):
        return _danish_or_norwegian(told, where.low)
    if group == "krone" and letters & set("äöøæ"):
        # A letter that only one of them has outweighs words that all three share.
        spoken["sv"] += 9 * bool(letters & set("äö"))
        spoken["da"] += 9 * bool(letters & set("øæ"))
    if group == "krone" and spoken["sv"] != spoken["da"] + spoken["no"]:
        if spoken["sv"] > spoken["da"] + spoken["no"]:
            return "SEK"
        return "NOK" if spoken["no"] or _NORWEGIAN.search(where.low) else "DKK"
    if group == "yen" and not _KANA.search(where.text) and spoken["zh"]:
        return "CNY"
    return None
