"""OneForma (Centific): WordPress items; each has an apply link a language, and becomes one posting a language."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from scrapy.http import Request, Response

from crawler.faults import Fault, a_list
from crawler.platform import Platform
from crawler.text import listed, moment, plain
from directory.terms import places

NUMBERS = ("jobId", "job_id", "requestId")  # each application system counts for itself
WORKPLACES = ("Remote", "Onsite", "Hybrid")
WIDE = ("Worldwide", "Selected Locations")
CROWD = re.compile(r"/jobs/(\d+)")


class OneForma(Platform):
    """`/wp-json/wp/v2/job` (WordPress) answers a JSON list of projects, the number of pages in `X-WP-TotalPages`.

    A project's `acf.apply_job` has a link a language; its terms mix pay, places and kinds. 715 links were counted on 19
    June 2026, and the floor is a seventh of them.
    """

    title = "OneForma"
    homepage = "https://www.oneforma.com"
    cadence_hours = 24
    floor = 100
    location = "advertised"
    complete = True
    extent_words = True
    basis = "rebuilt"
    source = "715 application links of 19 June 2026 (wahojobs-ai-tracker) put back into the form of the list"
    seen_on = "2026-06-19"
    note = "The tag Worldwide often only means several locales: location is taken as advertised; the text decides."
    hosts = ("www.oneforma.com",)
    expects = ("id", "title", "link", "content", "acf")

    def first(self) -> Iterable[Request]:
        """The first page, a hundred projects with their terms."""
        yield self._page(1)

    def rows(self, answer: Any) -> list[Any]:
        """A row for each apply link of each project, with `apply` and `ref`; a Fault for an answer that is no list."""
        items = [item for item in a_list(answer) if isinstance(item, dict)]
        return _numbered([{**item, "apply": apply} for item in items for apply in _applies(item)])

    def more(self, answer: Any, response: Response) -> Request | None:
        """The next page by `X-WP-TotalPages`, None behind the last; a Fault when the answer lacks that header."""
        pages = response.headers.get("X-WP-TotalPages")
        if pages is None:
            raise Fault("shape changed: the answer does not say how many pages there are")
        page = int(response.url.rsplit("page=", 1)[1])
        return self._page(page + 1) if page < int(pages) else None

    def posting(self, raw: Any) -> Mapping[str, Any]:
        """Languages, pay words, places and kind from link and terms; the text is HTML, amounts stand in it alone.

        KeyError without a title or content; `date_gmt` is UTC and does not say so.
        """
        apply, terms, title = raw["apply"], _terms(raw), plain(raw["title"]["rendered"])
        language = apply.get("language") or ""
        stated = {"languages": language or listed(terms["languages"]), "workplace": listed(terms["workplace"])}
        return {
            "ref": raw["ref"],
            "url": _address(raw),
            "title": title if not language or language in title else f"{title} ({language})",
            "location": listed(terms["location"]),
            "pay": listed(terms["pay"]),
            "category": listed(terms["category"]),
            "posted_at": moment(raw.get("date_gmt") or raw.get("date")),
            "text": plain(raw["content"]["rendered"]),
            "fields": {name: words for name, words in stated.items() if words},
        }

    def _page(self, number: int) -> Request:
        return self.get(f"https://www.oneforma.com/wp-json/wp/v2/job?per_page=100&_embed=wp:term&page={number}")


def _numbered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with their refs; where several languages share one application, the language is part of it."""
    refs = [_ref(row) for row in rows]
    shared, met = Counter(refs), Counter[str]()
    for row, ref in zip(rows, refs, strict=True):
        tongue = re.sub(r"\W+", "-", str(row["apply"].get("language") or "").lower()).strip("-")
        own = f"{ref}-{tongue}" if shared[ref] > 1 and tongue else ref
        met[own] += 1
        row["ref"] = own if met[own] == 1 else f"{own}-{met[own]}"
    return rows


def _address(row: Mapping[str, Any]) -> str:
    """Where to apply; one address stands behind the torn start of another."""
    said = str(row["apply"].get("url") or row["apply"].get("apply_url") or row["link"])
    return said[max(said.rfind("http"), 0) :]


def _ref(row: Mapping[str, Any]) -> str:
    """What tells one application from another: the number in its address, with the name of what it counts."""
    project, parts = str(row["id"]), urlsplit(_address(row))
    if crowd := CROWD.search(parts.path):
        return crowd[1]
    stated = parse_qs(parts.query)
    named = [f"{name}-{stated[name][0]}" for name in NUMBERS if name in stated]
    last = parts.path.rstrip("/").rsplit("/", 1)[-1]
    return named[0] if named else last if last.isdigit() else f"{project}-{last}" if last else project


def _applies(item: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The apply links of an item; one empty link where it has none."""
    acf = item.get("acf")
    return [one for one in (acf.get("apply_job") if isinstance(acf, dict) else None) or () if one] or [{}]


def _terms(item: Mapping[str, Any]) -> dict[str, list[str]]:
    """The terms of an item by what they say; one taxonomy of tags holds the structure of pay, places and more."""
    found: dict[str, list[str]] = {name: [] for name in ("pay", "location", "languages", "workplace", "category")}
    for term in (term for group in (item.get("_embedded") or {}).get("wp:term") or () for term in group):
        name = plain(term.get("name"))
        found[_kind(name, term.get("taxonomy") or "")].append(name)
    return found


def _kind(name: str, taxonomy: str) -> str:
    if "Rate" in name:
        return "pay"
    if taxonomy == "language":
        return "languages"
    if name in WORKPLACES:
        return "workplace"
    place = "location" in taxonomy or "countr" in taxonomy or name in WIDE or (taxonomy == "job_tag" and _place(name))
    return "location" if place else "category"


def _place(name: str) -> bool:
    return bool(places.find(name)) or name.endswith(" Area")
