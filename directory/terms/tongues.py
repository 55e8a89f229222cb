"""Languages: a vocabulary that also understands any known language with any country.

The file lists the varieties that have names of their own ("Flemish", "Najdi"); "Russian (Kazakhstan)",
"Italian-Italy", "fr_BE" and the tag "ru-KZ" follow from the language and the country alone.
"""

import re
from collections.abc import Iterator

from directory.terms.files import VocabularyRow
from directory.terms.vocabulary import Hit, Label, Term, UnknownTerm, Vocabulary

_TAG = re.compile(r"(?<![\w-])([a-z]{2,3})[-_]([A-Z]{2}|419|Han[st]|Latn|Cyrl)(?![\w-])")
_ANY_TAG = re.compile(r"([A-Za-z]{2,3})[-_]([A-Za-z]{2}|419|[A-Za-z]{4})$")
_BRACKET = re.compile(r"\s?[(\[]([^()\[\]\n]{2,40})[)\]]")
_HYPHEN = re.compile(r"-((?!English|French|Spanish|German)[A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+)*)")
_VARIETY = re.compile(r"(.{2,40}?)\s*(?:\(([^()]+)\)|[-,/]\s*(.+))$")

_NO_PLACE = frozenset(("AI", "IT", "ML", "PM", "QA", "TV"))
"""Codes of countries that mean something else beside a language: "Dutch (AI)" is not spoken in Anguilla."""


class Languages(Vocabulary):
    """The languages of the file and their national varieties; `countries` gives the second half."""

    def __init__(self, rows: tuple[VocabularyRow, ...], label: Label, countries: Vocabulary) -> None:
        super().__init__("language", rows, label)
        self._countries = countries

    def __contains__(self, id: object) -> bool:
        return isinstance(id, str) and (super().__contains__(id) or self._is_composed(id))

    def __getitem__(self, id: str) -> Term:
        if not super().__contains__(id) and self._is_composed(id):
            return Term(self.kind, id, self.label(id), ())
        return super().__getitem__(id)

    def label(self, id: str, locale: str = "en") -> str:
        """The name of a BCP 47 tag in a locale by CLDR: "Spanish (Mexico)"; a text that is no language raises
        UnknownTerm.
        """
        if id not in self:
            raise UnknownTerm(self.kind, id)
        return super().label(id, locale)

    def get(self, text: str) -> str | None:
        """The tag of a name or tag, composed where the variety has no name of its own."""
        return super().get(text) or self._tag(text.strip()) or self._variety(text.strip())

    def find(self, text: str) -> list[Hit]:
        """Names with the variety that follows in brackets or after a hyphen, and tags like "es-MX"."""
        hits = [self._widen(text, hit) for hit in super().find(text)]
        taken = [(hit.start, hit.end) for hit in hits]
        for match in _TAG.finditer(text):
            id = self._tag(match[0])
            if id and not any(start < match.end() and match.start() < end for start, end in taken):
                hits.append(Hit(match.start(), match.end(), id, match[0]))
        return sorted(hits, key=lambda hit: hit.start)

    def _widen(self, text: str, hit: Hit) -> Hit:
        if "-" in hit.id:
            return hit
        for form in (_BRACKET, _HYPHEN):
            match = form.match(text, hit.end)
            id = self._joined(hit.id, match[1]) if match else None
            if match and id:
                return Hit(hit.start, match.end(), id, text[hit.start : match.end()])
        return hit

    def _joined(self, tongue: str, place: str) -> str | None:
        named = super().get(f"{tongue}-{place}") or super().get(f"{self.label(tongue)} ({place})")
        known = place not in _NO_PLACE and (place.isupper() or len(place) > 3)
        country = self._countries.get(place) if known else None
        return named or (self._composed(tongue, country) if country else None)

    def _variety(self, text: str) -> str | None:
        match = _VARIETY.match(text)
        tongue = super().get(match[1]) if match else None
        if match is None or tongue is None or "-" in tongue:
            return None
        return self._joined(tongue, (match[2] or match[3]).strip())

    def _tag(self, text: str) -> str | None:
        match = _ANY_TAG.match(text)
        if match is None:
            return None
        tongue, place = super().get(match[1]), match[2].upper()
        if tongue is None or "-" in tongue:
            return None
        return super().get(f"{tongue}-{place}") or self._composed(tongue, place)

    def _composed(self, tongue: str, country: str) -> str | None:
        id = super().get(f"{tongue}-{country}") or f"{tongue}-{country}"
        return id if id in self else None

    def _is_composed(self, id: str) -> bool:
        tongue, _, place = id.partition("-")
        return super().__contains__(tongue) and len(place) == 2 and place in self._countries

    def spellings(self, row: VocabularyRow) -> Iterator[str]:
        """As for every vocabulary, with the ISO 639-3 code for a language that is not a variety."""
        yield from super().spellings(row)
        if "-" not in row.id:
            yield row.facts["iso639_3"]
