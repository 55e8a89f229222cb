"""What a search says beside the work itself: words, person, time and order; rows of the table in `facets.py`."""

from directory.search.query.kinds import Choice, Facet, Number
from directory.search.query.values import fresh_at, residence, state

PERSON = (
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
        "that ask for another variety (es-MX of who speaks es) stand after the others, then those that name none, "
        "alone with `unstated`",
        problem="There is no language called “{value}”.",
        chip="for people who speak {value}",
        unstated="language not stated",
        vocabulary="languages",
        of=lambda listing: (listing.facts.languages,),
    ),
)
TIME = (
    Facet(
        key="state",
        kind="one",
        says="`open` unless told",
        problem="“{value}” is no state: open, closed or any.",
        legend="State",
        choices=(
            Choice("open", "Open", ""),
            Choice("closed", "Closed", "closed listings"),
            Choice("any", "Any state", "open and closed listings"),
        ),
        usual=("open",),
        every="any",
        of=state,
    ),
    Facet(
        key="fresh",
        kind="number",
        takes="days, 1 to 365",
        says="first seen, or reopened, since then",
        problem="“{value}” is no number of days: 1 to 365.",
        chip="first seen in the last {value} days",
        choices=(Choice("1", "", "first seen in the last day"),),
        legend="First seen",
        limit=365,
        number=Number(
            measure=fresh_at,
            sense="age",
            steps=(1, 3, 7, 14, 30),
            option=("in the last %(n)s day", "in the last %(n)s days"),
        ),
        former=("days",),
    ),
    Facet(
        key="checked",
        kind="checked",
        says="unless told, open listings of platforms that could not be read for four of their cadences are hidden",
        problem="“{value}” says nothing about checking: lately, stopped or any.",
        legend="Last checked",
        choices=(
            Choice("lately", "Checked lately", "checked lately"),
            Choice("stopped", "Not checked lately", "not checked lately"),
        ),
        usual=("lately",),
        every="any",
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
