"""SmartRecruiters (developers.smartrecruiters.com): pages by offset, `totalFound`; text and pay in the detail."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

from scrapy.http import Request, Response

from crawler.faults import Fault, need
from crawler.localities import locality, union
from crawler.payobjects import pay_words
from crawler.platform import Platform
from crawler.text import entries, listed, moment, plain, record, told

SIZE = 100  # the most that the API gives a page
SECTIONS = ("companyDescription", "jobDescription", "qualifications", "additionalInformation")


class SmartRecruiters(Platform):
    """A company on SmartRecruiters; `token` is its identifier. The host allows ten calls a second; we are slower."""

    way = "smartrecruiters"
    complete = True
    addresses: ClassVar[tuple[str, ...]] = (
        "api.smartrecruiters.com/v1/companies/{token}/postings",
        "jobs.smartrecruiters.com/{token}",
        "careers.smartrecruiters.com/{token}",
    )
    hosts: ClassVar[tuple[str, ...]] = ("api.smartrecruiters.com",)
    id_key = "id"
    expects: ClassVar[tuple[str, ...]] = ("id", "name", "location")
    detail_expects: ClassVar[tuple[str, ...]] = ("jobAd",)
    announces = True

    def first(self) -> Iterable[Request]:
        """The page from offset 0; pages hold a hundred postings."""
        yield self._page(0)

    def rows(self, answer: Any) -> list[Any]:
        """The objects under `content`; a Fault when there is no such list."""
        return need(answer, "content", list)

    def total(self, answer: Any) -> int | None:
        """The number under `totalFound`; None, which holds the run here, when it is no number."""
        total = answer.get("totalFound")
        return total if isinstance(total, int) else None

    def more(self, answer: Any, response: Response) -> Request | None:
        """The page behind the rows that came, None when `totalFound` is reached or this page was not full.

        A Fault when the answer states another `offset` than was asked for: such a list repeats itself for ever.
        """
        asked, said = int(parse_qs(urlsplit(response.url).query)["offset"][0]), need(answer, "offset", int)
        if said != asked:
            raise Fault(f"the list never ends: postings from {asked} were asked for, those from {said} came")
        came, size = len(answer["content"]), min(SIZE, answer.get("limit") or SIZE)
        return self._page(asked + came) if came >= size and asked + came < answer["totalFound"] else None

    def detail(self, raw: Any) -> Request | None:
        """GET `/postings/{id}` for every row: only there are text and pay."""
        return self.get(f"{self._root()}/{raw['id']}")

    def before(self, raw: Any) -> Any | None:
        """None for a posting that is shown to the company's own people, or whose page says that it is over."""
        over = record(raw.get("detail")).get("active") is False
        return None if over or told(raw.get("visibility")).upper() == "INTERNAL" else raw

    def posting(self, raw: Any) -> Mapping[str, Any]:
        """Text from four `jobAd.sections`, pay from `compensation.salary` in its own currency and period.

        `refNumber` tells postings of one role; KeyError without `id` or `name`; `releasedDate` becomes UTC.
        """
        detail = record(raw.get("detail"))
        sections = record(record(detail.get("jobAd")).get("sections"))
        return {
            "ref": raw["id"],
            "url": detail.get("postingUrl") or f"https://jobs.smartrecruiters.com/{self.token}/{raw['id']}",
            "title": raw["name"],
            "location": union(map(_place, entries(raw.get("location"))))
            or union(map(_place, entries(detail.get("location")))),
            "text": "\n".join(_section(sections.get(name)) for name in SECTIONS if sections.get(name)),
            "pay": pay_words(detail.get("compensation")),
            "category": listed([told(raw.get("department")), told(raw.get("function"))]),
            "employment": told(raw.get("typeOfEmployment")),
            "role": told(raw.get("refNumber")) or None,
            "posted_at": moment(raw.get("releasedDate")),
            "fields": _fields(record(raw.get("location"))),
        }

    def _root(self) -> str:
        return f"https://api.smartrecruiters.com/v1/companies/{self.token}/postings"

    def _page(self, offset: int) -> Request:
        return self.get(f"{self._root()}?limit={SIZE}&offset={offset}")


def _place(place: Any) -> str:
    if not isinstance(place, dict):
        return told(place)
    parts = str(locality(place.get("city"), place.get("region"), place.get("country")))
    return parts or told(place.get("fullLocation"))


def _section(section: Any) -> str:
    return plain(section.get("text") if isinstance(section, dict) else told(section))


def _fields(place: Mapping[str, Any]) -> dict[str, str]:
    workplace = "hybrid" if place.get("hybrid") else "remote" if place.get("remote") else ""
    return {"workplace": workplace} if workplace else {}
