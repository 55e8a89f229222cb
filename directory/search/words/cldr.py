"""Makes the file of `naming` from the names that CLDR has: `python -m directory.search.words.cldr`."""

from directory.search.words.naming import FILE
from directory.terms import as_typed, countries

# Languages whose own names of countries (CLDR) are understood beside the vocabulary of places.
NAMING = ("es", "pt", "fr", "de", "id", "sw", "hi", "ar")
# Countries in one language that are words, names or towns in another (Iceland, Mauritius, Grenada, Dominica, Chile,
# Switzerland in Indonesian, Israel in Swahili): "swiss german" is a language. Georgia is a state too.
MISLEADING = {
    *("island", "maurice", "mauricio", "grenade", "granada", "dominique", "dominika", "chili", "swiss", "israeli"),
    "جورجيا",
}


def by_cldr() -> dict[str, str]:
    """What `naming.by_language` reads, by Babel's tables in order of names; a name of two countries is left out."""
    known: dict[str, set[str]] = {}
    for locale in NAMING:
        for code in countries.ids:
            known.setdefault(as_typed(countries.label(code, locale)), set()).add(code)
    single = {name: codes.pop() for name, codes in known.items() if len(codes) == 1 and name not in MISLEADING}
    return dict(sorted(single.items()))


if __name__ == "__main__":
    FILE.write_text("".join(f"{name}\t{code}\n" for name, code in by_cldr().items()), encoding="utf-8")
