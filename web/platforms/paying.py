"""How a platform pays out, and whether it does so where the reader lives: what its pages say, with source and day."""

from dataclasses import dataclass

from directory import links
from directory.payouts import Answer, pays
from directory.presenting import payouts as paying
from directory.presenting.articles import marked
from directory.presenting.locale import Tongue
from web import context as here
from web.layout import Link
from web.platforms.facts import VIA, record_of

GROUPS: dict[Answer, str] = {"yes": "open", "not said": "silent", "no": "closed"}


@dataclass(frozen=True, slots=True)
class Paying:
    """One way of paying out in words, and the page that says so; of the answer for a country there is no one page.

    `via` is told where others report of the page, else "".
    """

    says: str
    source: Link | None
    read: str
    via: str


def payouts(slug: str, say: Tongue) -> tuple[Paying, ...]:
    """The ways of paying out that the sources of a platform name."""
    record = record_of(slug)
    return tuple(
        Paying(
            paying.row(one, say),
            Link(links.host(one.source), here.out(one.source)),
            say.day(one.read),
            say(VIA[one.via]) if one.via == "report" else "",
        )
        for one in (record.payouts if record else ())
    )


def payable(slug: str, say: Tongue) -> tuple[str, str] | None:
    """The question whether the reader can be paid where they live, and its answer; None without a country or a way."""
    record, country = record_of(slug), here.reader().country
    if record is None or country is None or not any(one.way for one in record.payouts):
        return None
    paid = pays(record.payouts, country, every_way=record.every_way)
    question = say("Can you be paid in %(country)s?", country=marked(country, say.locale))
    return question, paying.answer(record.payouts, paid, country, say)


@dataclass(frozen=True, slots=True)
class PaidOut:
    """The line of a verdict: whether money reaches the reader, from which pages, and the oldest day they were read."""

    group: str
    text: str
    sources: tuple[Link, ...]
    read: str


def paid_out(slug: str, say: Tongue) -> PaidOut | None:
    """Whether and how the platform pays out to the reader's country; None where nothing is known and nobody asks."""
    record, country = record_of(slug), here.reader().country
    rows = record.payouts if record else ()
    paid = pays(rows, country, every_way=record.every_way) if record and country else "not said"
    text = paying.line(rows, paid, country, say)
    if not text:
        return None
    hosts = {links.host(one.source): Link(links.host(one.source), here.out(one.source)) for one in rows}
    day = say.day(min(one.read for one in rows)) if rows else ""
    return PaidOut(GROUPS[paid] if country else "", text, tuple(hosts.values()), day)
