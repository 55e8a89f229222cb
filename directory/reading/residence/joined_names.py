"""Words that name several countries at once: "港澳" is Hong Kong and Macao, "日韩" Japan and Korea."""

from collections.abc import Iterator, Sequence

from directory.reading.lattice import Token
from directory.reading.page import Sheet

_UNSPACED = "\u3040"
"""The first letter of scripts whose signs are a name each; elsewhere two rows of one word are two meanings of it."""


def apiece(page: Sheet, named: Sequence[Token]) -> Iterator[Token]:
    """The names, those that one word is made of with a piece of it each: "港澳" is Hong Kong and Macao."""
    alike: dict[tuple[int, int, str], list[Token]] = {}
    for token in named:
        some = alike.setdefault((token.start, token.end, token.language), [])
        if token.value not in [other.value for other in some]:
            some.append(token)
    for (start, end, _), some in alike.items():
        apiece = (end - start) // len(some) if page.plain[start] >= _UNSPACED else 0
        for at, token in enumerate(some):
            yield token._replace(start=start + at * apiece, end=start + (at + 1) * apiece) if apiece else token
