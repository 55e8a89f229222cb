"""Alerts by e-mail: asked for without an account, confirmed by a button, stopped by another.

A GET never changes anything (RFC 9110 section 9.2.1): programs that scan mail open every link.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from flask import Blueprint, Response, abort, request
from markupsafe import Markup

from directory.letters import due as telling
from directory.letters import subscribers as store
from directory.letters.compose import Alert
from directory.presenting import filters
from directory.search import Search, typed
from directory.tokens import LARGEST, parse, valid
from web.alerts.form import form_page
from web.alerts.keys import alert_of, alert_or_none, keep_private, manage_path, person_of, secret
from web.alerts.sent import searched, slugs, wish
from web.context import now, say, site
from web.feeds.routes import BESIDE, asked_kinds
from web.forms import check_form, limit, network, within
from web.layout import Head, Link, render
from web.search.card_moulds import markup
from web.search.cards import titles

alerts = Blueprint("alerts", __name__)
keep_private(alerts)
DAY = timedelta(days=1)
# A family or a class behind one address may ask; a machine may not. A person asks once or twice. The whole site has
# never needed more in an hour, and a mail server that is new to the world takes no more either.
FROM_A_NETWORK = 30
TO_AN_ADDRESS = 5
FROM_ALL = 1_000


@dataclass(frozen=True, slots=True)
class ButtonPage:
    """A page that does something only when its button is pressed; what cannot be undone is `grave`."""

    title: str
    text: str
    button: str
    action: str
    grave: bool = False


@dataclass(frozen=True, slots=True)
class ToldPage:
    """A page that says what was done: title, one sentence, and links to go on with."""

    title: str
    text: str
    more: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class MoreOf:
    """The open listings of one search, which is said in words, for a letter that only counted them."""

    sentence: str
    cards: Markup


@dataclass(frozen=True, slots=True)
class MorePage:
    """The listings behind a link of a letter: exactly those that have no row in it, search by search."""

    searches: tuple[MoreOf, ...]


@alerts.get("/alerts/new")
def new() -> Response:
    """GET /alerts/new: the form for letters of the search in the address, with the kinds of event in `kind` ticked;
    400, with reasons, where something is not understood.
    """
    raw = request.query_string.decode("utf-8", "replace")
    search, problems, _ = typed(raw, platforms=slugs(), beside=BESIDE)
    problems = (*problems, *asked_kinds(request.args.getlist("kind"))[1])
    return form_page(search, problems, raw, 400 if problems else 200)


@alerts.post("/alerts/new")
def ask() -> Response:
    """Takes the form; the answer is the same whether or not the address is known."""
    check_form("alert")
    limit("alert-network", network(), FROM_A_NETWORK, DAY)
    raw = searched()
    search, problems, _ = typed(raw, platforms=slugs())
    wanted, odd = wish(search)
    if wanted is None or problems or odd:
        return form_page(search, (*problems, *odd), raw, 400)
    limit("alert-site", "all", FROM_ALL, timedelta(hours=1))
    if within("alert-address", wanted.address, TO_AN_ADDRESS, DAY):
        store.ask(site().store, wanted, now())
    text = say()(
        "If that address can get mail from us, a message is on its way. Press the button in it to start the alert."
    )
    return render(
        "alerts/told.html", ToldPage(say()("One more step"), text), Head(say()("One more step"), noindex=True)
    )


@alerts.get("/alerts/confirm/<token>")
def confirm(token: str) -> Response:
    """The page that the confirmation letter leads to; it does nothing by itself."""
    alert, _ = alert_of("confirm", token)
    page = ButtonPage(say()("Start this alert?"), sentence_of(alert), say()("Yes, send me this alert"), request.path)
    return button(page)


@alerts.post("/alerts/confirm/<token>")
def confirmed(token: str) -> Response:
    """Starts the alert of a "confirm" token and says so; pressing twice does no harm, 404 for another token."""
    alert, person = alert_of("confirm", token)
    store.confirm(site().store, alert.id, now())
    manage = Link(say()("All your searches"), manage_path(person))
    return told(say()("The alert is on"), sentence_of(alert), manage)


@alerts.get("/alerts/stop/<token>")
def stop(token: str) -> Response:
    """Asks before it stops one search; a search that is gone already says so."""
    found = alert_or_none("stop", token)
    if found is None:
        return told(say()("This search is stopped"), say()("No more alerts come from it."))
    page = ButtonPage(say()("Stop this search?"), sentence_of(found[0]), say()("Stop it"), request.path)
    return button(page)


@alerts.post("/alerts/stop/<token>")
def stopped(token: str) -> Response:
    """Stops the search of a "stop" token and says so, also where it is gone already: nobody learns what there was."""
    found = alert_or_none("stop", token)
    if found is not None:
        store.stop(site().store, found[0].id, now())
    return told(say()("This search is stopped"), say()("No more alerts come from it."))


@alerts.get("/u/<token>/stop")
def stop_all(token: str) -> Response:
    """Asks before it stops everything of the token's subscriber; 404 for a token that is not theirs."""
    person_of(token)
    text = say()("No alert will come any more, and your searches will be deleted.")
    return button(ButtonPage(say()("Stop all alerts?"), text, say()("Stop all alerts"), request.path))


@alerts.post("/u/<token>/stop")
def all_stopped(token: str) -> Response:
    """Stops everything. A mail program's one-click button posts here (RFC 8058), so it needs nothing but the token."""
    store.stop_all(site().store, person_of(token).id, now())
    return told(say()("All alerts are stopped"), say()("Your searches are deleted. You can start again at any time."))


@alerts.get("/alerts/more/<token>")
def more(token: str) -> Response:
    """The listings that a letter only counted; 404 for a token that is no "more" of a letter.

    `alert` (an id) and `platform` narrow them.
    """
    read = parse(token)
    person = telling.letter_owner(site().store, read.subject) if read else None
    if read is None or person is None or not valid(read, secret(), "more", person.version):
        abort(404)
    page = MorePage(_behind(read.subject, person.id, request.args.get("alert", None, int), request.args))
    return render("alerts/more.html", page, Head(say()("More of your alert"), noindex=True))


def _behind(letter: int, person: int, alert: int | None, asked: Mapping[str, str]) -> tuple[MoreOf, ...]:
    """What the letter has no row for, each search with its own reader's cards."""
    one = None if alert is None else min(alert, LARGEST)
    hidden = telling.behind(site().store, letter, one, asked.get("platform", ""))
    searches = {row.id: Search.parse(row.query)[0] for row in store.alerts_of(site().store, person)}
    ids: dict[int, list[str]] = defaultdict(list)
    for id, listing in hidden:
        ids[id].append(listing)
    return tuple(_more_of(searches.get(id, Search()), tuple(found)) for id, found in ids.items())


def _more_of(search: Search, ids: tuple[str, ...]) -> MoreOf:
    return MoreOf(filters.sentence(search, say(), titles()), markup(ids, search))


def sentence_of(alert: Alert) -> str:
    """An alert's search in words, in the reader's language."""
    return filters.sentence(Search.parse(alert.query)[0], say(), titles())


def button(page: ButtonPage) -> Response:
    """A page that asks before it does something: the button posts, so that no mail scanner's GET can do it."""
    return render("alerts/button.html", page, Head(page.title, noindex=True))


def told(title: str, text: str, *more: Link) -> Response:
    """A page that says what was done, kept out of search engines."""
    return render("alerts/told.html", ToldPage(title, text, more), Head(title, noindex=True))
