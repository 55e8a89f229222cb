"""A listing's page: its state, whether the reader can take it, every fact with its proof, and its history."""

from flask import Blueprint, Response, abort, redirect
from werkzeug.wrappers import Response as Answered

from directory import links
from directory.listing import Event, Listing, Place
from directory.optouts import opt_outs
from directory.presenting import words
from directory.presenting.listing import Shown, proof_of, show
from directory.presenting.locale import Tongue
from directory.presenting.marks import unchecked
from directory.presenting.own_money import own_pay
from directory.store import hidden, shelf
from web import context as here
from web.errors import error_page
from web.layout import Head, Link, render, with_reader
from web.listing.evidence import conditions, drawn, facts
from web.listing.follow import follow_listing
from web.listing.history import changes
from web.listing.page import Banner, ListingPage, VerdictBox, Where
from web.listing.standing import standing
from web.platforms.facts import domains, record_of
from web.platforms.paying import paid_out
from web.search.card_moulds import markup, unmade
from web.search.cards import title_of, when
from web.search.person import person

pages = Blueprint("listing", __name__)
SIMILAR = 4
PLACES = 24


@pages.get("/listing/<platform>/<path:ref>")
def listing(platform: str, ref: str) -> Response | Answered:
    """The page of a listing; an old address of it leads to the present one for ever."""
    if platform in opt_outs():
        name, way = title_of(platform), Link(title_of(platform), with_reader(links.platform(platform)))
        said = here.say()("%(platform)s asked not to be listed: its listings are not shown.", platform=name)
        return error_page(410, text=said, ways=(way,))
    alike = _alike(f"{platform}/{ref}")
    kept, events = here.site().listings.told(f"{platform}/{ref}", beside=unmade(alike))
    found = kept or shelf.listing(here.site().store, platform, ref)
    if found is None:
        abort(410 if hidden.is_hidden(here.site().store, f"{platform}/{ref}") else 404)
    if not isinstance(found, Listing):
        return redirect(with_reader(links.listing(found.id)), 301)
    if (found.platform, found.ref) != (platform, ref):
        return redirect(with_reader(links.listing(found.id)), 301)
    say = here.say()
    crumbs = (
        Link(say("Search"), with_reader("/")),
        Link(title_of(platform), with_reader(links.platform(platform))),
        Link(found.title, here.path(links.listing(found.id))),
    )
    head = Head(
        title=say("%(title)s at %(platform)s", title=found.title, platform=title_of(platform)),
        description=_description(found, say),
        tier=found.facts.tier,
        noindex=found.state != "open",
        canonical=links.listing(found.id),
        breadcrumbs=crumbs,
    )
    return render("listing.html", page(found, alike, events), head)


def _alike(id: str) -> tuple[str, ...]:
    """The listings most like this one that the reader may take."""
    return here.site().finder.similar(id, here.reader(), SIMILAR, now=here.hour())


def _description(found: Listing, say: Tongue) -> str:
    """Pay, place, languages and, of one that is not simply open, its state: the answer before the page."""
    facts, banner = found.facts, _banner(found, say)
    said = (
        banner.title if banner else "",
        words.pay(facts.pay, say),
        words.residence(facts.residence, say),
        words.spoken(facts.languages, say),
    )
    return f"{'. '.join(filter(None, said))}."


def page(found: Listing, alike: tuple[str, ...] = (), events: tuple[Event, ...] = ()) -> ListingPage:
    """The value behind the page of this listing, for this reader and moment; reads the store, writes nothing.

    `alike` are the ids of listings like it, `events` its history.
    """
    say, reader = here.say(), here.reader()
    shown = show(found, reader, here.hour(), say)
    where = _places(found, say)
    more = len(where) - PLACES
    return ListingPage(
        id=found.id,
        title=shown.title,
        platform=Link(title_of(found.platform), with_reader(links.platform(found.platform))),
        banner=_banner(found, say),
        marks=shown.marks,
        pay=shown.pay,
        hourly=shown.hourly,
        own_pay=own_pay(found.facts, reader.country, say),
        opens=shown.opens,
        first=when(found.first_seen),
        checked=when(found.last_seen),
        posted=when(found.posted_at) if found.posted_at else None,
        answer=_answer(found, shown, say),
        facts=drawn(facts(found, say)),
        standing=standing(found, say),
        changes=changes(events),
        places=where[:PLACES] if len(where) > 1 else (),
        more_places=say.many("and %(n)s more", "and %(n)s more", more) if more > 0 else "",
        advertised=words.place_names(found.facts.advertised, say, 12),
        similar=markup(alike, reader),
        report=with_reader(f"/report?listing={found.id}"),
        about=_about(found.platform),
        follow=follow_listing(found),
        domains=_domains(found.platform, say),
        recruiter=here.path("/recruiter"),
    )


def _banner(found: Listing, say: Tongue) -> Banner | None:
    if found.state == "closed":
        day = say.day(found.closed_at) if found.closed_at else say.day(found.last_seen)
        text = say("The platform no longer shows it; we last saw it on %(day)s.", day=say.day(found.last_seen))
        return Banner("closed", say("Closed on %(day)s", day=day), text)
    age = unchecked(found, here.hour(), say)
    if age:
        text = say(
            "We last read this platform on %(day)s; whether it is still open is not known.",
            day=say.day(found.last_seen),
        )
        return Banner("doubt", age[0].upper() + age[1:], text)
    if found.state == "unverified":
        text = say("We could not read this platform lately. It was there on %(day)s.", day=say.day(found.last_seen))
        return Banner("doubt", say("Not verified lately"), text)
    return None


def _answer(found: Listing, shown: Shown, say: Tongue) -> VerdictBox:
    return VerdictBox(
        person=person(here.reader()),
        place=shown.place,
        languages=shown.languages,
        quote=proof_of(shown.decider, say) if shown.decider else None,
        paid_out=paid_out(found.platform, say),
        conditions=conditions(found, say),
        path=here.path(links.listing(found.id)),
    )


def _places(found: Listing, say: Tongue) -> tuple[Where, ...]:
    """The role's places, open ones first; postings of one place are one line with their number."""
    together: dict[tuple[bool, str], list[Place]] = {}
    for place in sorted(found.places, key=lambda place: not place.open):
        together.setdefault((place.open, place.location), []).append(place)
    return tuple(_where(places[0], len(places), say) for places in together.values())


def _where(place: Place, n: int, say: Tongue) -> Where:
    name = place.location or say("No place given")
    text = f"{name} ({say.number(n)})" if n > 1 else name
    return Where(text, here.out(place.url), links.host(place.url), place.open)


def _about(slug: str) -> str:
    record = record_of(slug)
    fact = record.fact("work") or record.fact("coverage") if record else None
    return fact.says if fact else ""


def _domains(slug: str, say: Tongue) -> str:
    """The official domains in a sentence; "" where no record names any."""
    names = domains(slug)
    text = say.many(
        "Its official domain: %(names)s", "Its official domains: %(names)s", len(names), names=say.listed(names)
    )
    return text if names else ""
