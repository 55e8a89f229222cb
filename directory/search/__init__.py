"""Search: the value that says what is looked for, and the finder that answers it."""

from directory.search.opening import open_engine, open_finder
from directory.search.query.parse import Problem
from directory.search.query.search import PER_PAGE, Chip, Search
from directory.search.results import CaughtUp, FacetCount, Finder, Found, Groups, Spoken, Suggestion
from directory.search.words.highlight import holds, pieces
from directory.search.words.places import PlaceUnderstood, TypedSearch, typed

__all__ = [
    "PER_PAGE",
    "CaughtUp",
    "Chip",
    "FacetCount",
    "Finder",
    "Found",
    "Groups",
    "PlaceUnderstood",
    "Problem",
    "Search",
    "Spoken",
    "Suggestion",
    "TypedSearch",
    "holds",
    "open_engine",
    "open_finder",
    "pieces",
    "typed",
]
