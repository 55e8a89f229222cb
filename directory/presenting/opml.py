"""A list of feeds as OPML 2.0 (opml.org/spec2.opml), which every reader of feeds takes in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from directory.posting import clean

TYPE = "text/x-opml"


@dataclass(frozen=True, slots=True)
class Outline:
    """One feed: its title, and the whole addresses of the feed and of its page."""

    title: str
    feed: str
    page: str


def opml(title: str, feeds: Iterable[Outline], at: datetime) -> bytes:
    """The list as a file (UTF-8), made at this moment (UTC); readers call any feed "rss", Atom too."""
    root = Element("opml", version="2.0")
    head, body = SubElement(root, "head"), SubElement(root, "body")
    SubElement(head, "title").text = clean(title)
    SubElement(head, "dateCreated").text = format_datetime(at, usegmt=True)
    for one in feeds:
        said = clean(one.title)
        SubElement(body, "outline", type="rss", text=said, title=said, xmlUrl=one.feed, htmlUrl=one.page)
    made: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return made
