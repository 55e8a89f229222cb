"""From an address to a platform that reads it: by the hiring system's name, or by a guess at what is there."""

from typing import Any
from urllib.parse import urlsplit

from scrapy.settings import Settings

from crawler import live
from crawler.addresses import detect, sample
from crawler.guess import Glance, guess
from crawler.platform import Platform
from crawler.scaffold import slug_of
from directory import reading

SHOWN = 5


class NothingThere(ValueError):
    """No reader of ours finds postings at an address."""


async def platform_at(process: Any, url: str, base: Settings) -> type[Platform]:
    """A platform class for this address; raises NothingThere."""
    if (found := detect(url)) is not None:
        board, token = found
        return sample(slug_of(token), board, token, source=url)
    host = urlsplit(url).hostname or ""
    stated = {"hosts": (urlsplit(url).netloc.rpartition("@")[2],), "source": url}
    looked = await live.look(process, sample("glance", Glance, url, **stated), base)
    if looked.walk.problems():
        raise NothingThere(looked.walk.reason)
    page = looked.exchanges[-1][1]
    guessed = guess(page)
    if guessed is None:
        raise NothingThere("neither a list of postings, nor a sitemap, nor links to jobs was found")
    board, more = guessed
    return sample(slug_of(host), board, url, **stated, **more)


async def seen_at(process: Any, url: str, base: Settings) -> Any:
    """The spider that read this address, with its postings, exchanges and walk."""
    return await live.look(process, await platform_at(process, url, base), base)


def shown(spider: Any) -> str:
    """What was found, for a terminal: how it is read, and the first postings with what is understood of them."""
    lines = [f"read by {spider.way} ({spider.token}): {len(spider.postings)} postings, {spider.walk.reason}"]
    lines += [f"  refused: {count} × {reason}" for reason, count in spider.walk.refused.items()]
    for posting in spider.postings[:SHOWN]:
        lines += ["", f"{posting.title}  [{posting.ref}]", f"  {posting.url}"]
        stated = {"location": posting.location, "pay": posting.pay, "category": posting.category, **posting.fields}
        lines += [f"  {name}: {words}" for name, words in stated.items() if words]
        lines.append(f"  text: {len(posting.text)} characters")
        claims = reading.read(posting).claims
        lines += [f"  understood {claim.kind}: “{claim.quote.text}” ({claim.quote.source})" for claim in claims]
    return "\n".join(lines)
