"""What changed lately, on all platforms."""

from dataclasses import dataclass

from flask import Blueprint, Response, request

from directory.listing import EVENT_KINDS, EventKind
from directory.presenting.changes import TITLES
from web import context as here
from web.layout import Head, Link, render, with_reader
from web.listing.history import Change, changes
from web.status.recent import newest

pages = Blueprint("changes", __name__)
PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """One page of changes, newest first, with the kinds to choose from and the way on and back."""

    kinds: tuple[Link, ...]
    changes: tuple[Change, ...]
    total: str
    older: Link | None
    newer: Link | None


@pages.get("/changes")
def recent() -> Response:
    """GET /changes: the newest changes; `kind` shows one kind (another value: all), `page` 1 to 100 goes back."""
    say = here.say()
    kind = next((known for known in EVENT_KINDS if known == request.args.get("kind")), None)
    at = max(1, min(request.args.get("page", 1, type=int), 100))
    events, titles, total = newest(PER_PAGE, (at - 1) * PER_PAGE, (kind,) if kind else EVENT_KINDS)
    page = ChangesPage(
        kinds=(Link(say("All"), with_reader("/changes"), kind is None), *(_kind(one, kind) for one in EVENT_KINDS)),
        changes=changes(events, titles),
        total=say.many("%(n)s recent change", "%(n)s recent changes", total),
        older=Link(say("Older"), _address(kind, at + 1)) if at * PER_PAGE < total else None,
        newer=Link(say("Newer"), _address(kind, at - 1)) if at > 1 else None,
    )
    return render("changes.html", page, Head(say("Changes"), noindex=at > 1 or kind is not None, feed=""))


def _kind(one: EventKind, chosen: EventKind | None) -> Link:
    return Link(here.say()(TITLES[one].history), _address(one, 1), one == chosen)


def _address(kind: EventKind | None, page: int) -> str:
    parts = [*([f"kind={kind}"] if kind else []), *([f"page={page}"] if page > 1 else [])]
    return with_reader(f"/changes?{'&'.join(parts)}" if parts else "/changes")
