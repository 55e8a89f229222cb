"""Report a problem: a form without login or cookie, kept for the maintainers."""

from dataclasses import dataclass
from datetime import timedelta

from flask import Blueprint, Response, abort, request

from directory import links
from directory.listing import Listing
from directory.posting import clean
from directory.presenting.locale import mark
from directory.store import reports, shelf
from directory.store.reports import LIMIT, Report
from web import context as here
from web.forms import check_form, form_token, limit, network
from web.layout import Head, Link, render, with_reader

pages = Blueprint("report", __name__)
PURPOSE = "report"
MOST, WINDOW = 10, timedelta(hours=1)
KINDS = (
    ("pay", mark("The pay is wrong")),
    ("place", mark("Who may take it is wrong")),
    ("language", mark("The languages are wrong")),
    ("gone", mark("It is not there any more")),
    ("fraud", mark("It looks like a fraud")),
    ("other", mark("Something else")),
)


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The form for a report about one listing, or (`sent`) the thanks; `limit` is in characters."""

    listing: Link
    id: str
    kinds: tuple[tuple[str, str], ...]
    token: str
    limit: int
    sent: bool


@pages.get("/report")
def form() -> Response:
    """GET /report?listing=ID: the form for one listing; 404 for an id that there is not."""
    return _answer(_listing(request.args.get("listing", "")), sent=False)


@pages.post("/report")
def send() -> Response:
    """Keeps the report; forms of other sites, old ones and the eleventh in an hour are refused."""
    check_form(PURPOSE)
    limit(PURPOSE, network(), MOST, WINDOW)
    listing = _listing(request.form.get("listing", ""))
    kind = request.form.get("kind", "")
    if kind not in dict(KINDS):
        abort(400)
    if not request.form.get("website"):  # a field that people do not see and machines fill in
        message = clean(request.form.get("message", ""))[:LIMIT].strip()
        reports.file(here.site().store, Report(listing.id, f"[{kind}] {message}", here.now()))
    return _answer(listing, sent=True)


def _listing(id: str) -> Listing:
    platform, _, ref = id.partition("/")
    found = shelf.listing(here.site().store, platform, ref) if ref else None
    return found if isinstance(found, Listing) else abort(404)


def _answer(listing: Listing, *, sent: bool) -> Response:
    say = here.say()
    page = ReportPage(
        Link(listing.title, with_reader(links.listing(listing.id))),
        listing.id,
        tuple((kind, say(text)) for kind, text in KINDS),
        form_token(PURPOSE),
        LIMIT,
        sent,
    )
    answer = render("report.html", page, Head(say("Report a problem"), noindex=True, canonical="/report"))
    answer.headers["Cache-Control"] = "no-store"
    return answer
