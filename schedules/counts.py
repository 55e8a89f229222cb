"""Counts of a letter in words: its subject, its first lines, what stands behind its links."""

from collections.abc import Mapping, Sequence

from directory.presenting.articles import marked
from directory.presenting.direction import apart
from directory.presenting.locale import Tongue, mark, pair
from schedules.contents import Fact, Standing, Told

LONG, SHORT = 240, 80
"""The most characters of a quote or a search, and of a title in a subject."""
NAMED = 5  # platforms in the line of what has no row: about as many as a line of a letter holds
COUNTED: Mapping[Standing, tuple[str, str]] = {
    "open": pair("%(n)s listing for %(country)s", "%(n)s listings for %(country)s"),
    "any": pair("%(n)s listing", "%(n)s listings"),
    "silent": pair("%(n)s listing that does not say", "%(n)s listings that do not say"),
    "late": pair("%(n)s listing not verified lately", "%(n)s listings not verified lately"),
    "closed": pair("%(n)s listing not open to you", "%(n)s listings not open to you"),
    "gone": pair("%(n)s listing that closed", "%(n)s listings that closed"),
    "stopped": pair("%(n)s not checked lately", "%(n)s not checked lately"),
    "arrived": pair(
        "We now read %(platform)s too: %(n)s of its listings matches.",
        "We now read %(platform)s too: %(n)s of its listings match.",
    ),
}
HEADS: Mapping[Standing, str] = {
    "open": mark("Open to you"),
    "any": "",
    "silent": mark("Does not say"),
    "late": mark("Not verified lately"),
    "closed": mark("Not open to you"),
    "gone": mark("Closed"),
    "stopped": mark("Not checked lately"),
}


def counted(fact: Fact, n: int, names: Mapping[str, str], say: Tongue) -> str:
    """A fact of `facts` with its number: "4 listings for Poland"; `names` are the platforms' titles."""
    kind, about = fact
    country = marked(about, say.locale) if kind == "open" else ""
    return say.many(*COUNTED[kind], n, country=country, platform=names.get(about, about))


def subject(fact: str, rows: Sequence[Told], say: Tongue) -> str:
    """What the letter counts first, then its first row, which is the best of that kind."""
    if not rows:
        return short(fact, LONG)
    best = rows[0].shown
    title = apart(short(best.title, SHORT), say.locale)
    return f"{fact}: {title}{say.comma}{best.pay}" if best.stated else f"{fact}: {title}"


def more(hidden: Mapping[str, int], names: Mapping[str, str], say: Tongue) -> str:
    """What has no row, by platform, most first: "+12 more: Acme (7), Beta (5)"; "" when everything has one.

    Five platforms are named and the rest is "…": the words go into one line of a letter.
    """
    if not hidden:
        return ""
    most = sorted(hidden.items(), key=lambda pair: (-pair[1], pair[0]))
    named = [f"{short(names.get(slug, slug), SHORT)} ({say.number(n)})" for slug, n in most[:NAMED]]
    said = say.listed((*named, "…") if len(most) > NAMED else named)
    return f"{say('+%(n)s more', n=say.number(sum(hidden.values())))}: {said}"


def short(text: str, most: int) -> str:
    """The text, or as much of it as fits into `most` characters with an ellipsis."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
