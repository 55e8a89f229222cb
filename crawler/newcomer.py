"""From an address to a platform that reads it: by the hiring system's name, or by a guess at what is there."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from scrapy.http import HtmlResponse, TextResponse
from scrapy.settings import Settings

from crawler import live
from crawler.addresses import detect, sample
from crawler.boards.joblinks import JobLinks
from crawler.boards.jobpages import JobPages
from crawler.boards.jsonlist import JsonList
from crawler.guess import Glance, beside, by_cards, guess
from crawler.linked_data import job_postings
from crawler.outline import outline
from crawler.platform import Platform
from crawler.scaffold import slug_of
from crawler.unread import unread
from directory import reading
from directory.claims import Claim
from directory.presenting import words

SHOWN = 5  # postings that `see` prints: a screen of them, enough to see which field is which


class NothingThere(ValueError):
    """No reader of ours finds postings at an address. `glance` is the spider that looked, with what it was answered."""

    def __init__(self, words: str, glance: Any = None) -> None:
        super().__init__(words)
        self.glance = glance

    @property
    def page(self) -> TextResponse | None:
        """The page that stands at the address; None where nothing readable (200) was answered."""
        found = self.glance.exchanges[-1][1] if self.glance is not None and self.glance.exchanges else None
        return found if isinstance(found, TextResponse) and found.status == 200 else None

    def said(self) -> str:
        """What was not found, what stands there instead, and what to try, as lines for a terminal."""
        lines = [f"nothing was found: {self}"]
        if self.page is not None:
            lines += ["what stands there:", *(f"  {line}" for line in outline(self.page))]
        return "\n".join(lines)


def _quote(claim: Claim) -> str:
    return f"“{claim.quote.text}” ({claim.quote.source})"


def whole(url: str) -> str:
    """An address as a person types it, with its scheme: "acme.example/jobs" is at https."""
    return url.strip() if "://" in url else f"https://{url.strip().lstrip('/')}"


async def platform_at(process: Any, url: str, base: Settings, page: str = "", pages: str = "") -> type[Platform]:
    """A class of ours for this address, by the host's name, else by a live look at the page.

    `page` is the address of a posting's page, with keys of its row in braces; `pages` a pattern of the paths of job
    pages. NothingThere when the page cannot be read or is neither JSON, sitemap nor a page of links or cards.
    """
    if (found := detect(url)) is not None:
        board, token = found
        return sample(slug_of(token), board, token, source=url)
    host = urlsplit(url).hostname or ""
    stated = {"hosts": (urlsplit(url).netloc.rpartition("@")[2],), "source": url}
    looked = await live.look(process, sample("glance", Glance, url, **stated), base)
    if looked.walk.problems():
        raise NothingThere(looked.walk.reason, looked)
    at = looked.exchanges[-1][1]
    guessed = (JobLinks, {}) if pages and isinstance(at, HtmlResponse) else guess(at)
    if guessed is None:
        raise NothingThere("neither a list of postings, nor a sitemap, nor links to jobs was found", looked)
    board, more = guessed
    more |= {"page": page} if page and issubclass(board, JsonList) else {}
    more |= {"pages": pages} if pages and issubclass(board, JobPages) else {}
    kind = sample(slug_of(host), board, url, **stated, **more)
    if board is JobLinks and not await _marked(process, kind, base):
        return _on_cards(at, kind, stated, looked)
    return kind


async def _marked(process: Any, kind: type[Platform], base: Settings) -> bool:
    """Whether the first of the pages that links lead to has JobPosting markup: without it they are pages of its own."""
    spider = await live.look(process, kind, base, brief=True)
    last = spider.exchanges[-1][1] if spider.exchanges else None
    return not isinstance(last, HtmlResponse) or last.status != 200 or bool(job_postings(last))


def _on_cards(page: Any, kind: type[Platform], stated: Mapping[str, Any], looked: Any) -> type[Platform]:
    """The platform of the cards of a page whose links lead to pages without markup; NothingThere without cards."""
    if (found := by_cards(page)) is None:
        raise NothingThere("the pages that it links to have no JobPosting markup, and no cards were found", looked)
    board, more = found
    return sample(kind.slug, board, kind.token, **stated, **more)


async def seen_at(process: Any, url: str, base: Settings, page: str = "", pages: str = "") -> Any:
    """The spider that read this address, with its postings, exchanges and walk; raises NothingThere."""
    return await live.look(process, await platform_at(process, url, base, page, pages), base)


def shown(spider: Any) -> str:
    """What was found, for a terminal: how it is read, and the first postings with what is understood of them."""
    lines = [f"read by {spider.way} ({spider.token}): {len(spider.postings)} postings, {spider.walk.reason}"]
    lines += [f"  refused: {count} × {reason}" for reason, count in spider.walk.refused.items()]
    lines += [f"  {line}" for line in unread(spider)]
    if not isinstance(spider, JsonList) and spider.exchanges:
        lines += [f"  {line}" for line in beside(spider.exchanges[0][1])]
    for posting in spider.postings[:SHOWN]:
        lines += ["", f"{posting.title}  [{posting.ref}]", f"  {posting.url}"]
        stated = {"location": posting.location, "pay": posting.pay, "category": posting.category, **posting.fields}
        lines += [f"  {name}: {said}" for name, said in stated.items() if said]
        lines.append(f"  text: {len(posting.text)} characters")
        claims = reading.read(posting).claims
        lines += [f"  understood {claim.kind}: {words.claim(claim)} ← {_quote(claim)}" for claim in claims]
    if not spider.postings and spider.exchanges:
        lines += ["what stands there:", *(f"  {line}" for line in outline(spider.exchanges[-1][1]))]
    return "\n".join(lines)
