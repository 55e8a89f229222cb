"""What a search says beside its facets: the words, the person and the order; rows of the same table."""

from directory.search.query.kinds import Choice, Facet
from directory.search.query.values import residence

ASKER = (
    Facet(
        key="q",
        kind="words",
        takes="words",
        says="see below",
        problem="The search words were too long; only the first 300 characters were used.",
        chip="“{value}”",
        limit=300,
    ),
    Facet(
        key="country",
        kind="country",
        takes="an ISO 3166-1 code or a name",
        says="the reader lives there",
        problem="There is no country called “{value}”.",
        chip="for people in {value}",
        vocabulary="countries",
        of=residence,
    ),
    Facet(
        key="show",
        kind="groups",
        takes="`open`, `silent`, `closed` (several; `open` and `silent` unless told)",
        says="which groups of eligibility for that country are shown",
        problem="“{value}” is no group: open, silent or closed.",
        choices=(
            Choice("open", "open to you", "those open to you"),
            Choice("silent", "does not say", "those that do not say"),
            Choice("closed", "closed to you", "those closed to you"),
        ),
        usual=("open", "silent"),
    ),
    Facet(
        key="speak",
        kind="speak",
        takes="`sv`, `es-MX:fluent` (several); `unstated`",
        says="the reader speaks these: listings that ask for another language or a better level are hidden; those "
        "that state none are shown with `unstated`",
        problem="There is no language called “{value}”.",
        chip="for people who speak {value}",
        unstated="language not stated",
        vocabulary="languages",
        of=lambda listing: (listing.facts.languages,),
    ),
)
ORDER = (
    Facet(
        key="sort",
        kind="order",
        says="relevance where there are words, else newest",
        problem="“{value}” is no order: newest, pay or relevance.",
        choices=(
            Choice("newest", "newest", ""),
            Choice("pay", "best paid", ""),
            Choice("relevance", "best match", ""),
        ),
    ),
    Facet(
        key="page",
        kind="page",
        takes="1, 2, …",
        says="25 listings a page",
        problem="There is no page “{value}”.",
        limit=100_000,
    ),
)
