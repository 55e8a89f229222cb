"""Personio's XML (developer.personio.de/docs/retrieving-open-job-positions): one answer, no total.

Asked for in English, a posting that is written in another language alone has no text: then the feed in the board's own
language is asked for as well. Some feeds carry a band of pay, whose elements are not documented.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar
from xml.etree.ElementTree import Element

from scrapy.http import Request, Response

from crawler.faults import Fault
from crawler.localities import union
from crawler.platform import Platform
from crawler.text import PERIODS, has_figure, listed, moment, pay, plain

BAND = re.compile(r"(?:salary|compensation)(?:Information|Range|Band)?")
LOW, HIGH = re.compile(r"min|from|low", re.IGNORECASE), re.compile(r"max|to$|high|upper", re.IGNORECASE)


class Personio(Platform):
    """A site at Personio; `token` is its subdomain. One XML answer a language, with every open position."""

    way = "personio"
    complete = True
    addresses: ClassVar[tuple[str, ...]] = ("{token}.jobs.personio.de", "{token}.jobs.personio.com")
    hosts: ClassVar[tuple[str, ...]] = ("{token}.jobs.personio.de",)
    answers = "xml"
    id_key = "id"

    def first(self) -> Iterable[Request]:
        """One GET of `/xml?language=en`; `more` asks for the board's own language where English has no text."""
        yield self.get(f"https://{self.token}.jobs.personio.de/xml?language=en")

    def rows(self, answer: Any) -> list[Any]:
        """The `position` elements under `workzag-jobs`; a Fault for another root, or when none has an `id`, a `name` or
        `jobDescriptions` any more. No position at all is a board without jobs.
        """
        if answer.tag != "workzag-jobs":
            raise Fault(f'shape changed: "{answer.tag}" where "workzag-jobs" was')
        positions = answer.findall("position")
        for name in ("id", "name", "jobDescriptions"):
            if positions and not any(position.find(name) is not None for position in positions):
                raise Fault(f'shape changed: no posting has "{name}" any more ({len(positions)} looked at)')
        return list(positions)

    def more(self, answer: Any, response: Response) -> Request | None:
        """The feed in the board's own language when a position has no English text, else None; never a third one."""
        asked_in_english = "language=" in response.url
        silent = asked_in_english and not all(map(_words, answer.findall("position")))
        return self.get(f"https://{self.token}.jobs.personio.de/xml") if silent else None

    def joined(self, rows: list[Any]) -> list[Any] | None:
        """The English postings, those without a text as the board's own language has them."""
        found: dict[str, Element] = {}
        for row in rows:
            number = _text(row, "id")
            known = found.setdefault(number or str(id(row)), row)
            if not _words(known) and _words(row):
                found[number] = row
        return list(found.values())

    def posting(self, raw: Any) -> Mapping[str, Any]:
        """Text from `jobDescriptions`, places from `office` and `additionalOffices`, pay from a band of any names.

        ValueError without an `id` that can be a ref; `list_only` where no language has a text; `createdAt` becomes UTC.
        """
        number = _text(raw, "id")
        offices = [office.text for path in ("office", "additionalOffices/office") for office in raw.iterfind(path)]
        if not re.fullmatch(r"[^\s/?#]+", number):
            raise ValueError("a position without an id")
        return {
            "ref": number,
            "url": f"https://{self.token}.jobs.personio.de/job/{number}",
            "title": _text(raw, "name"),
            "location": union(offices),
            "text": _words(raw),
            "pay": _pay(raw),
            "category": listed([_text(raw, "department"), _text(raw, "recruitingCategory")]),
            "employment": listed([_text(raw, "employmentType"), _text(raw, "schedule")]),
            "posted_at": moment(_text(raw, "createdAt")),
            "list_only": not _words(raw),
        }


def _words(position: Element) -> str:
    return "\n".join(filter(None, (_part(part) for part in position.iterfind("jobDescriptions/jobDescription"))))


def _pay(position: Element) -> str:
    """The band in `salaryInformation`, `salary` or `compensation`, whatever its elements or attributes are called."""
    band = next((part for part in position if BAND.fullmatch(part.tag)), None)
    if band is None:
        return ""
    parts = {
        **band.attrib,
        **{part.tag: (part.text or "").strip() for part in band.iter() if (part.text or "").strip()},
    }
    figures = {tag: text for tag, text in parts.items() if has_figure(text)}
    low, high = (next((text for tag, text in figures.items() if form.search(tag)), None) for form in (LOW, HIGH))
    currency = next((text for text in parts.values() if re.fullmatch(r"[A-Z]{3}|[€£$₣₤₺]|zł|Kč|kr", text)), None)
    period = next((text for text in parts.values() if text.lower().removeprefix("per ") in PERIODS), None)
    one = None if low or high else next(iter(figures.values()), None)
    return pay(low or one, high or one, currency, period)


def _part(part: Element) -> str:
    """Head and text; a head without a text says nothing."""
    text = plain(part.findtext("value"))
    return f"{_text(part, 'name')}\n{text}".strip() if text else ""


def _text(element: Element, name: str) -> str:
    return (element.findtext(name) or "").strip()
