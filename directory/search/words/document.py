"""A listing as the words engine sees it: its terms by field, how much each weighs, and where it stands."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from directory.claims import Quote, quotes
from directory.listing import Listing
from directory.search.numbers import key_of
from directory.search.words.terms import placed, terms

# BM25F: what a term in a field counts for, how far the field's length matters, and its usual length in terms.
FIELDS = {"title": (5.0, 0.5, 8.0), "quotes": (2.0, 0.3, 40.0), "text": (1.0, 0.75, 350.0)}
# Places: the text begins at TEXT_AT, where no title of 300 characters ends, so that another title moves nothing of it;
# all fields are GAP apart, so that no phrase runs from one into the next.
TEXT_AT = 400
GAP = 10


@dataclass(frozen=True, slots=True)
class Document:
    """The terms of a listing. `quotes` are those terms of the rest that prove a claim; `other` come from fields."""

    key: int
    title: tuple[str, ...]
    text: tuple[str, ...]
    quotes: tuple[str, ...] = ()
    other: tuple[tuple[str, ...], ...] = ()

    def weights(self) -> dict[str, float]:
        """BM25F's weighted frequency of every term, field lengths taken into account."""
        weights: dict[str, float] = defaultdict(float)
        fields = {"title": self.title, "quotes": self.quotes, "text": self.text}
        for name, found in fields.items():
            boost, slope, usual = FIELDS[name]
            share = boost / (1 - slope + slope * len(found) / usual)
            for term in found:
                weights[term] += share
        for term in (term for field in self.other for term in field if term not in weights):
            weights[term] = FIELDS["quotes"][0] / 2
        return weights

    def places(self) -> dict[str, list[int]]:
        """Where every term stands, ascending. Fields are apart, so that no phrase runs from one into the next."""
        places: dict[str, list[int]] = defaultdict(list)
        start = 0
        for field, after in ((self.title, TEXT_AT), (self.text, 0), *((found, 0) for found in self.other)):
            for place, term in enumerate(field, start):
                places[term].append(place)
            start = max(start + len(field) + GAP, after)
        return places


def document(listing: Listing) -> Document:
    """The words of a listing: its title, its text and the fields that were quoted."""
    proofs = quotes(listing.claims)
    spans = sorted((quote.start, quote.start + len(quote.text)) for quote in proofs if quote.source == "text")
    found, starts = placed(listing.text)
    return Document(
        key=key_of(listing.id),
        title=terms(listing.title),
        text=found,
        quotes=tuple(_proven(found, starts, spans)),
        other=tuple(filter(None, map(terms, _beside(proofs)))),
    )


def fields(listing: Listing) -> tuple[tuple[str, ...], ...]:
    """The terms of a listing's document in order, field by field: no phrase runs from one into the next."""
    return tuple(map(terms, (listing.title, listing.text, *_beside(quotes(listing.claims)))))


def _proven(found: Sequence[str], starts: Sequence[int], spans: Sequence[tuple[int, int]]) -> Iterator[str]:
    """The terms that begin within one of these spans, which are given by their starts, ascending, and ends."""
    waiting, until = deque(spans), 0
    for term, start in zip(found, starts, strict=True):
        while waiting and waiting[0][0] <= start:
            until = max(until, waiting.popleft()[1])
        if start < until:
            yield term


def _beside(proofs: Iterable[Quote]) -> tuple[str, ...]:
    """The quotes from fields that are neither text nor title."""
    return tuple(dict.fromkeys(quote.text for quote in proofs if quote.source not in ("text", "title", "platform")))
