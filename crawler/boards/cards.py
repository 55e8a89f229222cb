"""A page of cards with a page a role, without JobPosting markup: the platform states in CSS where the parts stand.

A first way in for a site of its own; where one part is something else again, `posting` is overridden.
"""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Literal
from urllib.parse import urlsplit

from parsel import Selector
from scrapy.http import Request, Response

from crawler.boards.jobpages import named_in
from crawler.pages import following, link, prose, some, words
from crawler.platform import Platform
from crawler.text import moment, plain


class Cards(Platform):
    """`token` is the list's address, `card` the CSS of a posting's card, `parts` our fields with CSS inside the card.

    `body` is the CSS of the text on the role's own page; without one it is all but that page's frame. A link of
    `rel="next"` leads to the next page of the list.
    """

    way = "cards"
    complete = True
    answers: ClassVar[Literal["page"]] = "page"
    detail_answers = "page"
    id_key = "url"
    card: ClassVar[str] = ""
    parts: ClassVar[Mapping[str, str]] = {}
    body: ClassVar[str] = ""

    def first(self) -> Iterable[Request]:
        """One GET of the page at `token`, HTML."""
        yield self.get(self.token)

    def rows(self, answer: Any) -> list[Any]:
        """Each card that leads somewhere, as its address and the words of its parts; a Fault when there is no card."""
        cards = [(answer.urljoin(link(card)), card) for card in some(answer, self.card) if link(card)]
        return [{"url": url.split("#")[0], **self._told(card)} for url, card in cards]

    def more(self, answer: Any, response: Response) -> Request | None:
        """The page that a link of `rel="next"` leads to."""
        url = following(answer)
        return self.get(url) if url else None

    def detail(self, raw: Any) -> Request | None:
        """The role's own page, where a declared host has one; `detail` becomes the page."""
        ours = urlsplit(raw["url"]).hostname in self.record.hosts or urlsplit(raw["url"]).netloc in self.record.hosts
        return self.get(raw["url"]) if ours else None

    def posting(self, raw: Any) -> Mapping[str, Any]:
        """The parts of the card, and the text of the role's page; the address gives the ref."""
        page = raw.get("detail")
        text = "" if page is None else words(page, self.body) if self.body else prose(page)
        said = {field: words for field, words in raw.items() if field not in ("detail", "posted_at")}
        return {**said, "ref": named_in(raw["url"])[0], "text": text, "posted_at": moment(raw.get("posted_at"))}

    def _told(self, card: Selector) -> dict[str, str]:
        """The words of each part; CSS that is empty means the card itself."""
        return {field: words(card, css) if css else plain(card.get()) for field, css in self.parts.items()}
