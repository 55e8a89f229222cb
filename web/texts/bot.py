"""For platforms: who crawls them, what is asked, how often, and how one opts out."""

from dataclasses import dataclass

from flask import Blueprint, Response

from directory import links
from directory.config import BOT, BOT_AGENT
from directory.optouts import opt_outs
from directory.platform import PlatformRecord
from directory.store import platforms as store
from web import context as here
from web.layout import Head, Link, render, with_reader

pages = Blueprint("bot", __name__)


@dataclass(frozen=True, slots=True)
class AskedPlatform:
    """One platform that is read: its hosts, and how often."""

    platform: Link
    hosts: str
    often: str


@dataclass(frozen=True, slots=True)
class Left:
    """One platform that opted out; `says` is English."""

    platform: str
    since: str
    says: str


@dataclass(frozen=True, slots=True)
class BotPage:
    """Everything that a platform may want to know of our crawler."""

    name: str
    agent: str
    contact: str
    asked: tuple[AskedPlatform, ...]
    left: tuple[Left, ...]


@pages.get("/bot")
def bot() -> Response:
    """Who crawls, what, how often, and how a platform opts out."""
    say, site = here.say(), here.site()
    known = store.all(site.store)
    names = {one.slug: one.title for one in known}
    page = BotPage(
        name=BOT,
        agent=BOT_AGENT.format(contact=site.settings.contact),
        contact=site.settings.contact,
        asked=tuple(_asked(one) for one in known if one.readable),
        left=tuple(
            Left(names.get(slug, slug), say.day(one.since) if one.since else "", one.says)
            for slug, one in opt_outs().items()
        ),
    )
    head = Head(say("Our crawler"), say("Who asks your pages, what, how often, and how to opt out."), canonical="/bot")
    return render("bot.html", page, head)


def _asked(one: PlatformRecord) -> AskedPlatform:
    say, hours = here.say(), round(one.cadence_hours)
    if hours == 24:
        often = say("every day")
    elif hours % 24 == 0:
        often = say("every %(n)s days", n=say.number(hours // 24))
    else:
        often = say.many("every %(n)s hour", "every %(n)s hours", hours)
    return AskedPlatform(Link(one.title, with_reader(links.platform(one.slug))), say.listed(one.hosts), often)
