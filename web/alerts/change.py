"""The page that changes one search of a subscriber: the same filters as the search page, in words."""

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from directory.letters import match
from directory.letters import subscribers as store
from directory.letters.compose import Alert
from directory.search import Problem, Search, typed
from directory.search.query.facets import FACETS
from directory.search.query.kinds import CARRIED
from web.alerts.form import AlertForm, form
from web.alerts.keys import keep_private, own_alert
from web.alerts.sent import cadence, kinds, no_kind, odd_kinds, slugs, twice
from web.context import now, path, say, site
from web.layout import Head, render
from web.search.facets import Fieldset, facets
from web.search.person import PersonForm, person

change = Blueprint("change", __name__)
keep_private(change)
OWN = ("cadence", "kind")
"""Fields of the form that are no filters."""
HIDDEN = frozenset(facet.key for facet in FACETS if facet.kind in CARRIED)


@dataclass(frozen=True, slots=True)
class ChangePage:
    """The form that changes a search: its words, who reads, and its filters.

    `hidden` are the pairs (key, value) that no control shows; `unread` are pairs of the stored search that can no
    longer be read: each is sent with the form until its box is cleared, so that nothing is widened unseen.
    """

    form: AlertForm
    q: str
    person: PersonForm
    facets: tuple[Fieldset, ...]
    hidden: tuple[tuple[str, str], ...]
    unread: tuple[tuple[str, str], ...]
    manage: str


@change.get("/u/<token>/search/<int(max=2147483647):id>")
def edit(token: str, id: int) -> Response:
    """The form that changes one search; 404 when the search is not of this token's subscriber."""
    return _page(token, own_alert(token, id), (), 200)


@change.post("/u/<token>/search/<int(max=2147483647):id>")
def edited(token: str, id: int) -> AnyResponse:
    """Saves the search that the form holds and leads back (303); with anything that is not understood nothing is saved.

    The form then stands as it was stored (400), so that its button cannot save a wider search.
    """
    alert = own_alert(token, id)
    pairs = [(key, value) for key, value in request.form.items(multi=True) if key not in OWN]
    search, problems, _ = typed(urlencode(pairs), platforms=slugs())
    wanted, often = kinds(), cadence()
    problems += match.problems(wanted, search) + odd_kinds() + twice()
    if problems or not wanted or often is None:
        return _page(token, alert, problems or (no_kind(),), 400)
    query = search.on_page(1).to_query_string()
    store.edit(site().store, alert.id, query=query, kinds=wanted, cadence=often, now=now())
    return redirect(path(f"/u/{token}"), 303)


def _page(token: str, alert: Alert, problems: tuple[Problem, ...], status: int) -> Response:
    search, unread = Search.parse(alert.query, platforms=slugs())
    found = site().finder.find(search, now=now())
    page = ChangePage(
        form=form(search, problems or unread, path(f"/u/{token}/search/{alert.id}"), alert=alert),
        q=search.q,
        person=person(search),
        facets=facets(search, found),
        hidden=tuple((key, value) for key, value in search.pairs() if key in HIDDEN),
        unread=tuple((problem.key, problem.value) for problem in unread if problem.key),
        manage=path(f"/u/{token}"),
    )
    return render("alerts/edit.html", page, Head(say()("Change this search"), noindex=True), status)
