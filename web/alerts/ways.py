"""The ways that a subscriber's alerts come, on their page: mail on and off, others connected and ended."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from directory.letters import absent, bars, chosen
from directory.letters.compose import Subscriber
from directory.letters.hearing import choose
from directory.letters.ways.way import BadDestination, WayOffer
from directory.tokens import derive
from web.alerts.keys import keep_private, person_of, secret
from web.context import now, path, say, site

ways = Blueprint("ways", __name__)
keep_private(ways)


@dataclass(frozen=True, slots=True)
class StoredWay:
    """One way that a subscriber chose: its title, since when in words, why it stopped ("" while it lives), its end."""

    title: str
    since: str
    stopped: str
    stop: str


@dataclass(frozen=True, slots=True)
class OfferedWay:
    """One way that can be connected, and where its form is posted."""

    offer: WayOffer
    action: str


@dataclass(frozen=True, slots=True)
class WaysPart:
    """The part of the subscriber's page about ways; empty where the site has none beside mail.

    `mail` says whether letters go there, `flip` is posted to change it; "" where mail is the only way.
    """

    mail: bool
    flip: str
    mine: tuple[StoredWay, ...]
    offers: tuple[OfferedWay, ...]

    @property
    def scripts(self) -> tuple[str, ...]:
        """The files of ours that make buttons work."""
        return tuple(dict.fromkeys(one.offer.script for one in self.offers if one.offer.script))


def part(person: Subscriber, token: str) -> WaysPart:
    """What the subscriber's page shows of their ways."""
    base, offers = path(f"/u/{token}/ways"), _offers(person)
    rows = chosen.chosen(site().store, person.id)
    mine = tuple(_stored(row, offers, f"{base}/{row.id}/stop") for row in rows)
    alive = any(row.stopped_at is None for row in rows)
    # mail can be turned off where another way lives, and on wherever it is off and the address is not barred
    off = not person.mail and bars.barred(site().store, person.key) is None
    flip = f"{base}/mail" if alive or off else ""
    return WaysPart(person.mail, flip, mine, tuple(OfferedWay(offer, f"{base}/{n}") for n, offer in offers.items()))


@ways.post("/u/<token>/ways/mail")
def mail(token: str) -> AnyResponse:
    """Turns mail on (`on=1`) or off, and leads back (303); 409 where nothing would be left or the address is barred."""
    if not chosen.by_mail(site().store, person_of(token).id, on=request.form.get("on") == "1", now=now()):
        abort(409)
    return redirect(path(f"/u/{token}"), 303)


@ways.post("/u/<token>/ways/<int(max=2147483647):id>/stop")
def stopped(token: str, id: int) -> AnyResponse:
    """Forgets one way of the token's subscriber and leads back (303)."""
    chosen.disconnect(site().store, person_of(token).id, id)
    return redirect(path(f"/u/{token}"), 303)


@ways.post("/u/<token>/ways/<name>")
def connected(token: str, name: str) -> AnyResponse:
    """Connects the destination that the page's script sends, and leads back (303).

    404 for a way that this site has not, 400 with the reason for a destination that is none of it.
    """
    person, way = person_of(token), site().ways.get(name)
    if way is None:
        abort(404)
    try:
        destination = way.destination(request.form.get("destination", ""))
    except BadDestination as problem:
        abort(400, description=str(problem))
    choose(site().store, person.id, name, destination, now())
    return redirect(path(f"/u/{token}"), 303)


def _offers(person: Subscriber) -> Mapping[str, WayOffer]:
    key = derive(secret(), "connect", person.id, person.version)
    return {name: way.offer(key, say()) for name, way in site().ways.items()} if person.confirmed_at else {}


def _stored(row: chosen.ChosenWay, offers: Mapping[str, WayOffer], stop: str) -> StoredWay:
    title = offers[row.name].title if row.name in offers else row.name
    stopped = ""
    if row.stopped_at and row.words == absent.ABSENT:
        day = say().day(row.stopped_at)
        stopped = say()("This site has not had this way since %(day)s: nothing is sent here until it is back.", day=day)
    elif row.stopped_at:
        day, words = say().day(row.stopped_at), row.words or "-"
        stopped = say()(
            "Since %(day)s nothing is sent here: nobody is there any more (%(words)s).", day=day, words=words
        )
    return StoredWay(title, say().day(row.created_at), stopped, stop)
