"""Personio's XML (developer.personio.de/docs/retrieving-open-job-positions): one answer, no total, no pay."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar
from xml.etree.ElementTree import Element

from scrapy.http import Request

from crawler.faults import Fault
from crawler.platform import Platform
from crawler.wording import listed, moment, plain


class Personio(Platform):
    """A Personio site; `token` is its subdomain."""

    way = "personio"
    hosts: ClassVar[tuple[str, ...]] = ("{token}.jobs.personio.de",)
    answers = "xml"

    def first(self) -> Iterable[Request]:
        yield self.get(f"https://{self.token}.jobs.personio.de/xml?language=en")

    def rows(self, answer: Any) -> list[Any]:
        if answer.tag != "workzag-jobs":
            raise Fault(f'shape changed: "{answer.tag}" where "workzag-jobs" was')
        positions = answer.findall("position")
        for name in ("id", "name", "jobDescriptions"):
            if positions and not any(position.find(name) is not None for position in positions):
                raise Fault(f'shape changed: no posting has "{name}" any more ({len(positions)} looked at)')
        return list(positions)

    def posting(self, raw: Any) -> Mapping[str, Any]:
        number = _text(raw, "id")
        offices = [_text(raw, "office"), *(office.text for office in raw.iterfind("additionalOffices/office"))]
        return {
            "ref": number,
            "url": f"https://{self.token}.jobs.personio.de/job/{number}",
            "title": _text(raw, "name"),
            "location": "; ".join(dict.fromkeys(office.strip() for office in offices if office)),
            "text": "\n".join(_part(part) for part in raw.iterfind("jobDescriptions/jobDescription")),
            "category": listed([_text(raw, "department"), _text(raw, "recruitingCategory")]),
            "employment": listed([_text(raw, "employmentType"), _text(raw, "schedule")]),
            "posted_at": moment(_text(raw, "createdAt")),
        }


def _part(part: Element) -> str:
    return f"{_text(part, 'name')}\n{plain(part.findtext('value'))}".strip()


def _text(element: Element, name: str) -> str:
    return (element.findtext(name) or "").strip()
