"""Handshake AI: opportunities inside the binary content files of a Framer site.

Longer than most because three collections must be found before one can be read: page -> the modules it names -> the
content files of the collections below. Subjects and degrees are ids of the two sibling collections.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urljoin

from scrapy.http import Request, Response, TextResponse

from crawler.faults import Fault
from crawler.framer import chunks, collection, records
from crawler.pages import some, words
from crawler.platform import Platform
from crawler.responses import as_page
from crawler.text import listed, moment, pay

PAGE = "https://joinhandshake.com/ai/opportunities/"
MODULE = re.compile(r"https://framerusercontent\.com/sites/[\w-]+/[\w-]+\.[\w-]+\.mjs")
OFFERS = "Opportunities"
LABELS = {"Subject Filters": "E5JNxEx4j", "Degree Filters": "q0zDwflPE"}
MOST_MODULES, MOST_CHUNKS = 24, 8  # one reader's whole visit is 29 requests
TITLE, SLUG, SHOWN, CEILING, PLACE = "Hi7WvygoG", "Vt3dK5Eel", "hwOeBJbXG", "WFQUwsB06", "Sw8QukdCp"
SUBJECTS, DEGREES, POSTED, SHORT, RICH = "qlLuhSKj_", "L64oFuWs0", "W1qkijmje", "y2vadTbOm", "GRpdg1g2G"


class Handshake(Platform):
    """A page names modules, a module its binary content files (`crawler.framer`), a file its records by field ids.

    The ids below are Framer's names of the fields. The ceiling is US dollars an hour; 152 opportunities were counted on
    19 June 2026, and the floor is an eighth of them.
    """

    title = "Handshake AI"
    homepage = "https://joinhandshake.com/ai/"
    cadence_hours = 24
    floor = 20
    location = "residence"
    complete = False
    own_words = "Open to people with valid authorization to work in the United States."
    extent_words = True
    basis = "rebuilt"
    source = "152 opportunities of 19 June 2026 (wahojobs-ai-tracker) in the form that two public readers describe"
    seen_on = "2026-06-19"
    note = "Pay is always a ceiling. Where no module is found only titles and links of the page are read."
    hosts = ("joinhandshake.com", "framerusercontent.com")
    answers = "raw"
    empty_limit = 40  # modules and files of labels hold no posting

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.modules: list[str] = []
        self.files: dict[str, list[str]] = {}
        self.labels: dict[str, str] = {}
        self.reading = ""

    def first(self) -> Iterable[Request]:
        """One GET of the page of opportunities, HTML."""
        yield self.get(PAGE)

    def rows(self, answer: Any) -> list[Any]:
        """The opportunities of a content file; none for a module, for a file of labels and for a page with modules.

        A page without modules gives its plain links, with a Fault when there are none either.
        """
        if answer.url.endswith(".framercms"):
            return self._records(answer)
        if answer.url.endswith(".mjs"):
            module = _text(answer)
            self.files.setdefault(collection(module), chunks(module)[:MOST_CHUNKS])
            return []
        self.modules = list(dict.fromkeys(MODULE.findall(_text(answer))))[:MOST_MODULES]
        return [] if self.modules else _links(as_page(answer))

    def more(self, answer: Any, response: Response) -> Request | None:
        """The next module until all three collections are known, then the files of labels, then the opportunities';
        None when all came.

        A Fault when no module holds the opportunities.
        """
        if self.modules and not {OFFERS, *LABELS} <= self.files.keys():
            return self.get(self.modules.pop(0))
        if self.files and OFFERS not in self.files:
            raise Fault(f'shape changed: no module holds the collection "{OFFERS}" any more')
        for name in (*LABELS, OFFERS):  # labels first: an opportunity names them by their ids
            if self.files.get(name):
                self.reading = name
                return self.get(self.files[name].pop(0))
        return None

    def kind_of(self, response: Response, kind: str) -> str:
        return self.reading if response.url.endswith(".framercms") else kind

    def posting(self, raw: Any) -> Mapping[str, Any]:
        """Pay is the ceiling alone, "up to N USD per hour". Subjects and degrees are written out by their labels.

        KeyError without slug or title; ValueError when none of its labels was found. The date is in milliseconds since
        1970.
        """
        degrees, subjects = self._named(raw.get(DEGREES)), self._named(raw.get(SUBJECTS))
        return {
            "ref": raw[SLUG],
            "url": urljoin(PAGE, raw[SLUG]),
            "title": raw[TITLE],
            "location": raw.get(PLACE) or "",
            "pay": pay(None, raw.get(CEILING), "USD", "hour"),
            "category": subjects,
            "text": "\n".join(dict.fromkeys(part for part in (raw.get(SHORT), raw.get(RICH)) if part)),
            "posted_at": moment(raw.get(POSTED)),
            "fields": {"degree": degrees} if degrees else {},
        }

    def _records(self, answer: Response) -> list[Any]:
        found = records(answer.body)
        for label in LABELS.values():
            if any(label in record for record in found):
                self.labels.update({record["id"]: record[label] for record in found if record.get(label)})
                return []
        return [record for record in found if record.get(TITLE) and record.get(SHOWN) is not False]

    def _named(self, value: Any) -> str:
        """Subjects or degrees in words: ids of another collection, in older answers the words themselves."""
        if not isinstance(value, list):
            return value or ""
        if value and not any(id in self.labels for id in value):
            raise ValueError("the labels of its subjects or degrees were not found")
        return listed(self.labels.get(id) for id in value)


def _text(answer: Response) -> str:
    return answer.text if isinstance(answer, TextResponse) else answer.body.decode("utf-8", "replace")


def _links(page: TextResponse) -> list[dict[str, Any]]:
    """The fallback: opportunities that the plain page links to."""
    found = some(page, 'a[href*="/opportunities/"]')
    rows = ({SLUG: link.attrib["href"].rstrip("/").rsplit("/", 1)[1], TITLE: words(link, "*")} for link in found)
    return [row for row in rows if row[TITLE] and row[SLUG] != "opportunities"]
