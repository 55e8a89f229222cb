"""The page of a subscriber, opened by the key in every letter: searches, settings, download, erasure."""

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, jsonify, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from directory import links
from directory.letters import bars, erasure
from directory.letters import subscribers as store
from directory.letters.compose import Alert, Subscriber
from directory.presenting import filters
from directory.presenting.locale import LOCALES, mark
from directory.presenting.opml import TYPE, Outline, opml
from directory.presenting.wordings import CADENCES
from directory.search import Search
from web.alerts import ways
from web.alerts.form import (
    KINDS,
    ZONES,
    AlertForm,
    days,
    hours,
    settings_form,
)
from web.alerts.keys import keep_private, manage_path, own_alert, person_of
from web.alerts.routes import ButtonPage, button, sentence_of, told
from web.alerts.sent import twice
from web.alerts.ways import WaysPart
from web.context import now, path, say, site
from web.feeds.items import absolute
from web.layout import Head, render
from web.search.cards import titles

subscriber = Blueprint("subscriber", __name__)
keep_private(subscriber)


BARRED = {
    "bounced": mark(
        "Since %(day)s nothing is sent to this address: its mail server said that there is no such mailbox (%(words)s)."
    ),
    "complained": mark("Since %(day)s nothing is sent to this address: a complaint came from it (%(words)s)."),
}


@dataclass(frozen=True, slots=True)
class StoredAlert:
    """One stored search on the page of a subscriber, in words, with the paths that change, pause and stop it."""

    sentence: str
    home: str
    edit: str
    pause: str
    stop: str
    cadence: str
    kinds: str
    last_sent: str
    sent: str
    state: str


@dataclass(frozen=True, slots=True)
class ManagePage:
    """Everything that a subscriber has with us, with the paths to take it along, void the links or erase it.

    `barred` says why no letter goes to the address, "" when letters do.
    """

    address: str
    alerts: tuple[StoredAlert, ...]
    settings: AlertForm
    stop_all: str
    download: str
    feeds: str
    void: str
    erase: str
    barred: str
    lift: str
    ways: WaysPart


@dataclass(frozen=True, slots=True)
class PausePage:
    """The page that pauses one search: its sentence, where its buttons post to, the page of the subscriber."""

    sentence: str
    action: str
    manage: str


@subscriber.get("/u/<token>")
def manage(token: str) -> Response:
    """GET /u/TOKEN: the page of a subscriber; 404 for a token that is not theirs or was voided."""
    person = person_of(token)
    rows = tuple(_stored(row, token) for row in store.alerts_of(site().store, person.id))
    base = path(f"/u/{token}")
    page = ManagePage(
        person.address,
        rows,
        settings_form(person, f"{base}/settings"),
        f"{base}/stop",
        f"{base}/data.json",
        f"{base}/feeds.opml",
        f"{base}/void",
        f"{base}/erase",
        _barred(person),
        f"{base}/lift",
        ways.part(person, token),
    )
    return render("alerts/manage.html", page, Head(say()("Your alerts"), noindex=True))


@subscriber.post("/u/<token>/lift")
def lifted(token: str) -> AnyResponse:
    """Lets letters come again after the address bounced or complained; leads back to the page (303)."""
    bars.lift(site().store, person_of(token).key, now())
    return redirect(path(f"/u/{token}"), 303)


@subscriber.get("/u/<token>/search/<int(max=2147483647):id>/pause")
def pause(token: str, id: int) -> Response:
    """Asks for how long one search shall rest: where the link of a letter leads."""
    page = PausePage(sentence_of(own_alert(token, id)), request.path, path(f"/u/{token}"))
    return render("alerts/pause.html", page, Head(say()("Pause this search"), noindex=True))


@subscriber.post("/u/<token>/search/<int(max=2147483647):id>/pause")
def paused(token: str, id: int) -> AnyResponse:
    """Pauses one search for 1, 4 or 12 weeks from now, or goes on with it (0); 400 for any other number of weeks."""
    weeks = request.form.get("weeks", "")
    if weeks not in ("0", "1", "4", "12"):
        abort(400)
    store.pause(site().store, own_alert(token, id).id, int(weeks), now())
    return redirect(path(f"/u/{token}"), 303)


@subscriber.post("/u/<token>/search/<int(max=2147483647):id>/stop")
def deleted(token: str, id: int) -> AnyResponse:
    """Deletes one search of the token's subscriber and leads back to the page (303); 404 for somebody else's."""
    store.stop(site().store, own_alert(token, id).id, now())
    return redirect(path(f"/u/{token}"), 303)


@subscriber.post("/u/<token>/settings")
def settled(token: str) -> AnyResponse:
    """Changes language, IANA time zone, hour (0 to 23) and weekday (0 is Monday) there, and leads back (303).

    400 for a value that the form does not offer.
    """
    person = person_of(token)
    locale, zone, hour = (request.form.get(name, "") for name in ("locale", "zone", "hour"))
    day = request.form.get("weekday", str(person.weekday))
    if locale not in LOCALES or zone not in ZONES or hour not in hours() or day not in days() or twice():
        abort(400)
    store.settle(site().store, person.id, locale=locale, time_zone=zone, hour=int(hour), weekday=int(day), now=now())
    return redirect(path(f"/u/{token}"), 303)


@subscriber.get("/u/<token>/data.json")
def download(token: str) -> Response:
    """Everything that is kept about a subscriber, as one JSON file to keep (GDPR, articles 15 and 20)."""
    answer = jsonify(erasure.export(site().store, person_of(token).id))
    answer.headers["Content-Disposition"] = 'attachment; filename="task-atlas.json"'
    return answer


@subscriber.get("/u/<token>/feeds.opml")
def feeds(token: str) -> Response:
    """The searches of a subscriber as feeds, in one file that readers of feeds take in (OPML 2.0); no key is in it."""
    rows = store.alerts_of(site().store, person_of(token).id)
    told = opml(say()("Your alerts"), map(_outline, rows), now())
    answer = Response(told, content_type=f"{TYPE}; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="task-atlas.opml"'
    return answer


@subscriber.post("/u/<token>/void")
def voided(token: str) -> AnyResponse:
    """Makes every earlier link useless, by a new version of the subscriber, and leads to the new page (303)."""
    person = person_of(token)
    erasure.void_tokens(site().store, person.id)
    renewed = store.subscriber(site().store, person.id)
    return redirect(manage_path(renewed or person), 303)


@subscriber.get("/u/<token>/erase")
def erase(token: str) -> Response:
    """Asks once more before everything is deleted; the button posts, a GET deletes nothing."""
    person_of(token)
    text = say()("Your address, your searches and everything else of you is deleted at once. Nobody can bring it back.")
    return button(ButtonPage(say()("Erase everything?"), text, say()("Erase everything"), request.path, grave=True))


@subscriber.post("/u/<token>/erase")
def erased(token: str) -> Response:
    """Deletes everything; only a bar against writing to the address stays, as its keyed hash."""
    erasure.erase(site().store, person_of(token).id)
    text = say()(
        "Nothing of you is left here. If somebody asks for alerts to this address again, one message asks to confirm; "
        "without its button nothing more comes."
    )
    return told(say()("Everything is erased"), text)


def _barred(person: Subscriber) -> str:
    """Why nothing comes any more, or nothing."""
    bar = bars.barred(site().store, person.key)
    if bar is None:
        return ""
    reason = BARRED["complained" if bar.reason == "complained" else "bounced"]
    return say()(reason, day=say().day(bar.at), words=bar.words or "-")


def _outline(alert: Alert) -> Outline:
    """One search as a feed: of its listings, or, where more is asked for than new ones, of its changes."""
    search = Search.parse(alert.query)[0].on_page(1)
    kinds = [("kind", kind) for kind in alert.kinds] if alert.kinds != ("new",) else []
    query = "&".join(filter(None, (search.to_query_string(), urlencode(kinds))))
    page = absolute(f"/feeds?{query}" if query else "/feeds")
    return Outline(sentence_of(alert), absolute(links.feed("atom", query)), page)


def _stored(alert: Alert, token: str) -> StoredAlert:
    search, problems = Search.parse(alert.query)
    base = path(f"/u/{token}/search/{alert.id}")
    until = alert.paused_until
    state = say()("Paused until %(day)s", day=say().day(until)) if until and until > now() else ""
    return StoredAlert(
        sentence=filters.sentence(search, say(), titles()),
        home=path(links.search(search.to_query_string())),
        edit=base,
        pause=f"{base}/pause",
        stop=f"{base}/stop",
        cadence=say()(CADENCES[alert.cadence]),
        kinds=say().listed(say()(name) for value, name in KINDS if value in alert.kinds),
        last_sent=say().day(alert.last_sent_at) if alert.last_sent_at else say()("never"),
        sent=say().number(alert.sent),
        state=say()("This search can no longer be read. Please edit it.") if problems else state,
    )
