"""A filter that no column holds: what platforms say to a country, asked by the column of platforms."""

from typing import cast

from pyroaring import BitMap

from directory.search.columns.columns import EMPTY, Columns
from directory.search.query.kinds import Facet


def of_platforms(columns: Columns, facet: Facet, country: str | None) -> dict[str, BitMap]:
    """The listings by what their platforms say to a reader in this country (None: nowhere), by value."""
    key = ("of_platform", facet.key, country)
    if key not in columns.cache:
        assert facet.by_platform is not None, facet.key
        parts: dict[str, list[BitMap]] = {}
        for slug, bitmap in columns.values("platform").items():
            for value in facet.by_platform(str(slug), country):
                parts.setdefault(value, []).append(bitmap)
        columns.cache[key] = {value: BitMap.union(EMPTY, *bitmaps) for value, bitmaps in parts.items()}
    return cast(dict[str, BitMap], columns.cache[key])
