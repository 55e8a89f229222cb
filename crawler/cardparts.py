"""Which elements of a page are its postings' cards, and which part of a card is which field: by heading or class."""

from collections.abc import Mapping
from typing import Any

from parsel import Selector
from scrapy.http import TextResponse

from crawler.fieldkeys import NAMES
from crawler.outline import cards
from crawler.pages import link
from crawler.payobjects import plain

HEADINGS = ("h1", "h2", "h3", "h4", "h5")
BY_CLASS = ("title", "pay", "location", "category", "employment", "posted_at")
FRAME = frozenset(("nav", "header", "footer", "aside"))


def cards_of(page: TextResponse) -> dict[str, Any]:
    """`card` and `parts` as a platform on Cards states them; {} for a page without cards that lead to pages."""
    found = [(name, count, _parts(first)) for name, count, first in cards(page) if _leads(first)]
    best = max(found, key=lambda one: (len(one[2]), one[1]), default=None)
    return {"card": best[0], "parts": best[2]} if best else {}


def _leads(card: Selector) -> bool:
    """Whether a card has a link and stands in the page's own part."""
    return bool(link(card)) and not any(above.tag in FRAME for above in card.root.iterancestors())


def _parts(card: Selector) -> dict[str, str]:
    """Our fields with CSS inside the card: the title by a heading, else by a class or the link itself."""
    found = {field: css for field in BY_CLASS if (css := _by_class(card, NAMES[field]))}
    heading = next((tag for tag in HEADINGS if card.css(tag)), "")
    own = "" if card.root.tag == "a" else "a"
    return {"title": heading or found.pop("title", own), **_without(found, "title")}


def _by_class(card: Selector, names: tuple[str, ...]) -> str:
    """The first element with a class that ends with one of these names, as "p.gig-pay"; empty when there is none."""
    for part in card.css("[class]")[1:] if "class" in card.attrib else card.css("[class]"):
        for one in part.attrib["class"].split():
            if plain(one).endswith(names):
                return f"{part.root.tag}.{one}"
    return ""


def _without(parts: Mapping[str, str], field: str) -> dict[str, str]:
    return {name: css for name, css in parts.items() if name != field}
