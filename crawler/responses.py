"""From a response to the value that a board walks, or a Fault that says why not."""

import json
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from scrapy.http import Response, TextResponse

from crawler.faults import Fault

STATUS_WORDS = {
    401: "refused: the platform asks for a login (401)",
    403: "refused: the platform does not want to be read (403)",
    404: "not found (404): the board may have moved, find its new home",
    410: "gone (410): the board may have moved, find its new home",
    429: "asked to slow down (429)",
}
CHALLENGE_HEADERS = ("cf-mitigated", "x-vercel-mitigated")
CHALLENGE_TITLES = (b"<title>Just a moment", b"<title>Attention Required!", b"Vercel Security Checkpoint")
CHALLENGE_WORDS = (b"challenge-platform", b"cf-chl-", b"g-recaptcha")  # they stand on pages that are served, too
CHALLENGE_STATUSES = frozenset({403, 429, 503})


def challenged(response: Response) -> bool:
    """True for a page that asks the visitor to prove something (Cloudflare, Vercel), by header, title or words."""
    if any("challenge" in _header(response, name) for name in CHALLENGE_HEADERS):
        return True
    page = response.body[:20_000]  # a challenge is a small page, and its words stand in the head
    words = CHALLENGE_TITLES + (CHALLENGE_WORDS if response.status in CHALLENGE_STATUSES else ())
    return "html" in _header(response, "Content-Type") and any(word in page for word in words)


def check(response: Response) -> None:
    """A Fault unless the platform answered 200 with something that is meant for us."""
    if challenged(response):
        raise Fault(f"behind a challenge ({response.status}); we do not work around one")
    if response.status == 200:
        return
    if response.status >= 500:
        raise Fault(f"the platform is failing ({response.status})")
    words = STATUS_WORDS.get(response.status, f"unexpected answer ({response.status})")
    wait = _header(response, "Retry-After")
    raise Fault(f"{words}, wait {wait}" if wait and response.status == 429 else words)


def as_json(response: Response) -> Any:
    """The JSON value of an answer; a Fault for a page, an empty answer, and JSON that is cut short or broken."""
    check(response)
    if "html" in _header(response, "Content-Type") or response.body.lstrip()[:1] == b"<":
        raise Fault("a web page where JSON was expected")
    if not response.body.strip():
        raise Fault("an empty answer where JSON was expected")
    try:
        return json.loads(response.body)
    except ValueError as problem:
        place = getattr(problem, "pos", 0)
        if place >= len(response.body.decode("utf-8", "replace").rstrip()) - 1 or "Unterminated" in str(problem):
            raise Fault(f"cut short: the JSON ends in the middle, after {len(response.body)} bytes") from None
        raise Fault(f"broken JSON at character {place}") from None


def as_page(response: Response) -> TextResponse:
    """An HTML answer; a Fault for an empty one and for one that ends before `</html>`."""
    check(response)
    if not isinstance(response, TextResponse) or not response.body.strip():
        raise Fault("an empty answer where a page was expected")
    # What stands behind </html> (a comment, a counter's script) is short.
    if b"</html>" not in response.body[-2_000:].lower() and b"<html" in response.body[:2_000].lower():
        raise Fault(f"cut short: the page ends in the middle, after {len(response.body)} bytes")
    return response


def as_xml(response: Response) -> Element:
    """The root of an XML answer; a Fault for a page, broken or cut XML, and one that defines entities or a DTD."""
    check(response)
    if b"<html" in response.body[:1_000].lower():  # at the start: inside a feed's texts the word is no page
        raise Fault("a web page where XML was expected")
    try:
        root: Element = fromstring(response.body)
    except ParseError as problem:
        cut = "no element found" in str(problem) or "unclosed" in str(problem)
        raise Fault("cut short: the XML ends in the middle" if cut else f"broken XML: {problem}") from None
    except DefusedXmlException:
        raise Fault("XML that defines entities is refused") from None
    return root


def as_raw(response: Response) -> Response:
    """An answer of any kind, for platforms that mix kinds or answer in bytes."""
    check(response)
    if not response.body:
        raise Fault("an empty answer")
    return response


def _header(response: Response, name: str) -> str:
    return (response.headers.get(name) or b"").decode("latin-1").lower()


READERS = {"json": as_json, "page": as_page, "xml": as_xml, "raw": as_raw}
