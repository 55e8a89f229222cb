"""The table of keys in docs/searches.md, made from the rows: `python -m directory.search.query.manual` writes it."""

from directory.config import ROOT
from directory.search.query.facets import FACETS
from directory.search.query.kinds import UNSTATED, Facet

PAGE = ROOT / "docs" / "searches.md"
BEGINS, ENDS = "<!-- keys: made by python -m directory.search.query.manual -->\n", "<!-- end of keys -->\n"


def table() -> str:
    """The table of keys for docs/searches.md as Markdown, a line a facet, ending with a line break."""
    return "".join(("| key | values | says |\n|---|---|---|\n", *map(_line, FACETS)))


def renewed(page: str) -> str:
    """The page with the table between its two marks; ValueError where a mark is missing."""
    before, _, rest = page.partition(BEGINS)
    _, end, after = rest.partition(ENDS)
    if not end:
        raise ValueError(f"docs/searches.md: {BEGINS.strip()} … {ENDS.strip()} is missing")
    return f"{before}{BEGINS}{table()}{ENDS}{after}"


def _line(facet: Facet) -> str:
    names = ", ".join(f"`{name}`" for name in (facet.key, *facet.former))
    return f"| {names} | {facet.takes or _values(facet)} | {facet.says} |\n"


def _values(facet: Facet) -> str:
    """Few values one by one; many by their vocabulary."""
    if facet.choices:
        every = (facet.every,) if facet.every and facet.every not in facet.ids else ()
        return ", ".join(f"`{id}`" for id in (*facet.ids, *every))
    unstated = f"; `{UNSTATED}`" if facet.unstated else ""
    return f"ids or names of the vocabulary `{facet.vocabulary}`{unstated}"


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
