"""The values of the facets that narrow a search beside its own fields, each in the one way it stands there."""

from collections.abc import Iterable, Mapping

from directory.search.query.facets import FACETS
from directory.search.query.kinds import PICKED, Texts

Pick = int | str | Iterable[str] | None
PICKS = tuple(facet for facet in FACETS if facet.kind in PICKED)


def picked(chosen: Mapping[str, Pick]) -> tuple[tuple[str, Texts], ...]:
    """The values of the other facets in the order of the table, sorted, each once; an unknown key is a TypeError."""
    if not chosen:
        return ()
    texts = {facet.key: _texts(chosen[facet.key]) for facet in PICKS if facet.key in chosen}
    if len(texts) < len(chosen):
        raise TypeError(f"a search has no {', '.join(sorted(chosen.keys() - texts.keys()))}")
    for facet in PICKS:
        if facet.beside and texts.get(facet.key) and texts.get(facet.beside[0]):
            texts[facet.key] = tuple(text for text in texts[facet.key] if text != facet.beside[1])
    return tuple((key, values) for key, values in texts.items() if values)


def _texts(pick: Pick) -> Texts:
    if isinstance(pick, int | str):
        return (str(pick),) if pick else ()
    return tuple(sorted(set(pick or ())))
