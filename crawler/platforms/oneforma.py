"""OneForma (Centific): WordPress items; each has an apply link a language, and becomes one posting a language."""

from collections.abc import Iterable, Mapping
from typing import Any

from scrapy.http import Request, Response

from crawler.faults import Fault, a_list
from crawler.platform import Platform
from crawler.wording import listed, moment, plain


class OneForma(Platform):
    title = "OneForma"
    homepage = "https://www.oneforma.com"
    cadence_hours = 24
    floor = 100
    location = "advertised"
    basis = "seen"
    source = "answers of the public list that were seen in 2026"
    note = "The tag Worldwide often only means several locales: location is taken as advertised; the text decides."
    hosts = ("www.oneforma.com",)
    expects = ("id", "title", "link", "content")

    def first(self) -> Iterable[Request]:
        yield self._page(1)

    def rows(self, answer: Any) -> list[Any]:
        items = [item for item in a_list(answer) if isinstance(item, dict)]
        return [{**item, "apply": apply} for item in items for apply in _applies(item)]

    def more(self, answer: Any, response: Response) -> Request | None:
        pages = response.headers.get("X-WP-TotalPages")
        if pages is None:
            raise Fault("shape changed: the answer does not say how many pages there are")
        page = int(response.url.rsplit("page=", 1)[1])
        return self._page(page + 1) if page < int(pages) else None

    def posting(self, raw: Any) -> Mapping[str, Any]:
        apply, terms, title = raw["apply"], _terms(raw), plain(raw["title"]["rendered"])
        language, url = apply.get("language") or "", apply.get("url") or apply.get("apply_url") or raw["link"]
        number = url.rstrip("/").rsplit("/", 1)[1]
        return {
            "ref": number if number.isdigit() else str(raw["id"]),
            "url": url,
            "title": title if not language or language in title else f"{title} ({language})",
            "location": listed(terms.get("location", ())),
            "pay": listed(terms.get("pay", ())),
            "category": listed(terms.get("category", ())),
            "posted_at": moment(raw.get("date_gmt") or raw.get("date")),
            "text": plain(raw["content"]["rendered"]),
            "fields": {"languages": language} if language else {},
        }

    def _page(self, number: int) -> Request:
        return self.get(f"https://www.oneforma.com/wp-json/wp/v2/job?per_page=100&_embed=wp:term&page={number}")


def _applies(item: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The apply links of an item; one empty link where it has none."""
    acf = item.get("acf")
    return [one for one in (acf.get("apply_job") if isinstance(acf, dict) else None) or () if one] or [{}]


def _terms(item: Mapping[str, Any]) -> dict[str, list[str]]:
    """Terms by what they say: the structure of pay and the places stand among the other tags."""
    found: dict[str, list[str]] = {}
    for term in (term for group in (item.get("_embedded") or {}).get("wp:term") or () for term in group):
        name = plain(term.get("name"))
        place = "location" in term.get("taxonomy", "") or "countr" in term.get("taxonomy", "")
        found.setdefault("pay" if "Rate" in name else "location" if place else "category", []).append(name)
    return found
