"""Which currency a name stands for that several have: "kr", "Rs.", "pesos", "元", by the country or language named."""

import re
from collections import Counter
from dataclasses import dataclass, field

from directory.posting import Posting
from directory.reading.pay.lexicon import Stretch
from directory.terms import places

# Each group: the currency by country, and the one meant where no country is named, if that is no guess.
GROUPS: dict[str, tuple[dict[str, str], str | None]] = {
    "krone": ({"SE": "SEK", "NO": "NOK", "DK": "DKK", "IS": "ISK"}, None),
    "rupee": ({"IN": "INR", "PK": "PKR", "NP": "NPR", "LK": "LKR", "MU": "MUR"}, "INR"),
    "peso": ({"MX": "MXN", "AR": "ARS", "CO": "COP", "CL": "CLP", "PH": "PHP", "UY": "UYU", "DO": "DOP"}, None),
    "yuan": ({"TW": "TWD", "HK": "HKD", "CN": "CNY"}, "CNY"),
    "yen": ({"JP": "JPY", "CN": "CNY"}, "JPY"),
    "shilling": ({"KE": "KES", "TZ": "TZS", "UG": "UGX"}, None),
    "riyal": ({"SA": "SAR", "QA": "QAR", "OM": "OMR", "YE": "YER"}, "SAR"),
    "dirham": ({"AE": "AED", "MA": "MAD"}, "AED"),
    "dinar": (
        {"KW": "KWD", "JO": "JOD", "TN": "TND", "DZ": "DZD", "IQ": "IQD", "BH": "BHD", "LY": "LYD", "RS": "RSD"}, None,
    ),
    "pound_ar": ({"EG": "EGP", "SD": "SDG", "LB": "LBP", "SY": "SYP"}, "EGP"),
}  # fmt: skip
_NORWEGIAN = re.compile(
    r"\b(?:time|maneds|grunn|ars|brutto)?lonn(?:en)?\b|oppdrag|oppgave|opptak|jobb\b|bilde\b|sporsmal|utbetal|inntil|norsk"
)
_KANA = re.compile(r"[\u3040-\u30ff]")
_LOOKED_AT = 4_000


@dataclass(slots=True)
class Purse:
    """The currencies of one posting; it looks for countries only when a name asks for one."""

    posting: Posting
    known: dict[str, str | None] = field(default_factory=dict)

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
        return self.known[currency] or _by_words(currency, where) or usual

    def _by_country(self, codes: dict[str, str]) -> str | None:
        for words in (self.posting.location, self.posting.title, self.posting.text[:_LOOKED_AT]):
            found = _named(words, codes) if words else None
            if found:
                return found
        return None


def _named(words: str, codes: dict[str, str]) -> str | None:
    """The currency of the first country of these that is named."""
    countries = (hit.country for hit in places.find(words))
    return next((codes[country] for country in countries if country in codes), None)


def _by_words(group: str, where: Stretch) -> str | None:
    """The currency that goes with the language around it."""
    spoken = Counter(token.language for token in where.tokens if token.kind != "cur")
    if group == "krone" and spoken["sv"] != spoken["da"] + spoken["no"]:
        if spoken["sv"] > spoken["da"] + spoken["no"]:
            return "SEK"
        return "NOK" if spoken["no"] or _NORWEGIAN.search(where.low) else "DKK"
    if group == "yen" and not _KANA.search(where.text) and spoken["zh"]:
        return "CNY"
    return None
