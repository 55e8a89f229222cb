"""The pages of the desk: they show and change nothing."""

import csv
from datetime import timedelta

from flask import Response, request

from directory import links
from directory.letters import outbox
from directory.letters.reporting import bars, ways
from directory.listing import Listing
from directory.logs import scrub
from directory.operation import corrections
from directory.operation.missed import missed
from directory.presenting import words
from directory.store import beats, desk, doubts, hidden, notices, platforms, reports, shelf, tallies
from web import context as here
from web.desk.door import pages, purpose
from web.desk.values import (
    ROOMS,
    CorrectionsPage,
    DeskFrame,
    DeskListingPage,
    DoubtsPage,
    LogPage,
    MailPage,
    OverviewPage,
    QueuedListing,
    ReadClaim,
    ReportsPage,
)
from web.forms import form_token
from web.layout import Head, Link, Page, render

WEEK = timedelta(days=7)
TROUBLED = timedelta(days=14)  # as the doctor looks back: letters are given up after five days
LATEST, PHRASES, QUEUE = 8, 100, 50


def answer(name: str, title: str, page: Page, status: int = 200) -> Response:
    """The page of the desk that the template `name` makes, with its title and HTTP status, never indexed."""
    return render(f"desk/{name}.html", page, Head(f"Desk: {title}", noindex=True), status)


def frame() -> DeskFrame:
    """What stands on every page."""
    rooms = tuple(Link(name, path, here=request.path.rstrip("/") == path) for name, path in ROOMS)
    return DeskFrame(rooms, form_token(purpose()))


@pages.get("")
def overview() -> Response:
    """What needs somebody."""
    store, now = here.site().store, here.now()
    sick = tuple(one for one in platforms.healths(store, now) if one.state not in ("good", "unreadable"))
    seen = tuple((name, _ago(now - at)) for name, at in sorted(beats.last(store).items()))
    figures = {
        **{f"runs {state}, seven days": n for state, n in sorted(tallies.runs(store, now - WEEK).items())},
        "reports without an answer": tallies.unanswered(store),
        "doubts": sum(doubts.counts(store).values()),
        "listings hidden": len(hidden.every(store)),
        "mail to the maintainer that waits": len(notices.waiting(store, now)),
    }
    page = OverviewPage(frame(), sick, missed(store, now), seen, figures, desk.acts(store, LATEST))
    return answer("overview", "overview", page)


@pages.get("/reports")
def reported() -> Response:
    """What readers reported of listings, each with the form that answers it."""
    return answer("reports", "reports", ReportsPage(frame(), reports.filed(here.site().store)))


@pages.get("/listing")
def listing() -> Response:
    """One listing (`id`), or the form that asks for it."""
    id = _id(request.args.get("id", "").strip())
    store = here.site().store
    platform, _, ref = id.partition("/")
    kept = shelf.listing(store, platform, ref) if ref else None
    home = kept if isinstance(kept, Listing) or kept is None else shelf.listing(store, *kept.id.split("/", 1))
    is_hidden = bool(ref) and hidden.is_hidden(store, id)
    problem = f"there is no listing {id}" if id and home is None and not is_hidden else ""
    return answer("listing", "listing", _listing(id, home if isinstance(home, Listing) else None, is_hidden, problem))


def _id(raw: str) -> str:
    """The id of a listing, whether it was given as such or as the address of its page."""
    return raw.partition("/listing/")[2].partition("?")[0] if "/listing/" in raw else raw[:500].replace("\x00", "")


def _listing(id: str, one: Listing | None, is_hidden: bool, problem: str) -> DeskListingPage:
    rows = hidden.every(here.site().store)
    if one is None:
        return DeskListingPage(frame(), id, "", "", "", is_hidden, (), rows, problem)
    claims = tuple(
        ReadClaim(claim.kind, words.claim(claim, here.say()), claim.quote.text, claim.rule) for claim in one.claims
    )
    return DeskListingPage(frame(), one.id, one.title, links.listing(one.id), one.state, False, claims, rows, "")


@pages.get("/doubts")
def doubted() -> Response:
    """What could not be read, and what a second opinion would read otherwise."""
    from directory.accuracy import opinion  # with the whole reader, which no other page needs

    store, run_dir = here.site().store, here.site().settings.run_dir
    try:
        learned = opinion.load(opinion.kept(run_dir))
        found = opinion.queue(learned, shelf.listings(store), QUEUE)
    except FileNotFoundError:
        learned, found = None, []
    queue = tuple(
        QueuedListing(one.listing, one.title, one.tier or "none", one.instead or "none", round(100 * one.chance))
        for one in found
    )
    total = sum(doubts.counts(store).values())
    page = DoubtsPage(frame(), total, doubts.commonest(store, limit=PHRASES), queue, learned is None)
    return answer("doubts", "doubts", page)


@pages.get("/mail")
def mail() -> Response:
    """What each way does, what has trouble, who is barred."""
    store, now = here.site().store, here.now()
    troubles = tuple(scrub(line) for line in outbox.troubles(store, now - TROUBLED))
    return answer("mail", "mail", MailPage(frame(), ways(store, now), troubles, bars(store)))


@pages.get("/corrections")
def corrected() -> Response:
    """The rows that were proposed."""
    lines = corrections.proposed(here.site().settings.run_dir).splitlines()
    rows = tuple(tuple(row) for row in csv.reader(lines, delimiter="\t"))
    return answer("corrections", "corrections", CorrectionsPage(frame(), rows))


@pages.get("/corrections.tsv")
def corrections_file() -> Response:
    """The proposed corrections as rows of tab-separated text, to be reviewed and committed by hand."""
    text = corrections.proposed(here.site().settings.run_dir)
    return Response(text, content_type="text/tab-separated-values; charset=utf-8")


@pages.get("/log")
def log() -> Response:
    """The newest thousand acts of maintainers at the desk."""
    return answer("log", "log", LogPage(frame(), desk.acts(here.site().store, 1_000)))


def _ago(age: timedelta) -> str:
    seconds = int(age.total_seconds())
    return f"{seconds} s ago" if seconds < 120 else f"{seconds // 60} min ago"
