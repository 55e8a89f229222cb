"""What a search says of itself to whom it is shared with: title and description with the answer, and its own pages."""

from collections.abc import Mapping

from directory import links
from directory.search import Search
from directory.search.query.kinds import UNSTATED
from web import context as here
from web.layout import Link, with_reader
from web.places.index import KEYS, address
from web.search.facets import name
from web.search.groups import CountGroup


def title(said: str, total: str) -> str:
    """The search with a capital and its count: "For people in Kenya: 12 listings"."""
    return f"{said[:1].upper()}{said[1:]}: {total}"


def description(said: str, total: str, groups: tuple[CountGroup, ...]) -> str:
    """The answer in a sentence or two: "12 listings: for people in Kenya. 5 open to Kenya, 7 do not say."."""
    say = here.say()
    counts = say.listed(group.text for group in groups)
    promise = say("Open listings of paid AI-training work, with the words that prove pay, place and language.")
    return " ".join(filter(None, (f"{total}: {said}.", f"{counts}." if counts else "", promise)))


def about(wanted: Search) -> tuple[Link, ...]:
    """The pages of what is searched for (a country, a language, a field …), and the index of all such pages."""
    say = here.say()
    chosen = [(kind, id) for kind, key in KEYS.items() for id in wanted.chosen(key) if id != UNSTATED]
    made = [Link(name(KEYS[kind], id), with_reader(address(kind, id))) for kind, id in chosen]
    return (*made, Link(say("Browse by country, language, field, task and skill"), with_reader("/browse")))


def website() -> Mapping[str, object]:
    """The site and its search box for search engines (schema.org WebSite with a SearchAction)."""
    public = here.site().settings.public_url
    target = links.absolute(public, here.path("/"))
    return {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": "Task Atlas",
        "url": target,
        "inLanguage": here.say().locale,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{target}?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
    }
