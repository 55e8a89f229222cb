"""The values of the facets that narrow a search beside its own fields, each in the one way it stands there."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from urllib.parse import quote_plus

from directory.search.query.facets import FACETS
from directory.search.query.kinds import PICKED, Texts

Pick = int | str | Iterable[str] | None
PICKS = tuple(facet for facet in FACETS if facet.kind in PICKED)
ORDER = {facet.key: at for at, facet in enumerate(PICKS)}
BESIDE = tuple((facet.key, *facet.beside) for facet in PICKS if facet.beside)
"""A choice that goes where a number says it too: (key, the number's key, the choice)."""


def picked(chosen: Mapping[str, Pick]) -> tuple[tuple[str, Texts], ...]:
    """The values of the other facets in the order of the table, sorted, each once; an unknown key is a TypeError."""
    if not chosen:
        return ()
    if not chosen.keys() <= ORDER.keys():
        raise TypeError(f"a search has no {', '.join(sorted(chosen.keys() - ORDER.keys()))}")
    texts = {key: _texts(chosen[key]) for key in sorted(chosen, key=ORDER.__getitem__)}
    for key, number, choice in BESIDE:
        if texts.get(key) and texts.get(number):
            texts[key] = tuple(text for text in texts[key] if text != choice)
    return tuple((key, values) for key, values in texts.items() if values)


def _texts(pick: Pick) -> Texts:
    if isinstance(pick, int | str):
        return (str(pick),) if pick else ()
    return tuple(sorted(set(pick or ())))


@lru_cache(16_384)  # the same few values stand in all links of a page
def spelt(key: str, values: Texts) -> str:
    """The values of a key as they stand in a query string: "tier=coding&tier=stem"."""
    return "&".join([f"{key}={quote_plus(value, safe=':')}" for value in values])
