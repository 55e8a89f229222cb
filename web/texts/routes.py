"""About, privacy, corrections and method: what we promise and how well we read."""

from dataclasses import dataclass

from flask import Blueprint, Response

from directory.presenting import privacy
from directory.presenting.locale import mark
from web import context as here
from web.layout import Head, render

pages = Blueprint("texts", __name__)
TITLES = {
    "about": mark("About"),
    "privacy": mark("Privacy"),
    "corrections": mark("Corrections"),
    "saved": mark("Saved"),
}


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page of plain text: the contact of the settings, and what is kept of people, in which tables and why."""

    contact: str
    kept: tuple[tuple[str, tuple[str, ...], str, str], ...]


@pages.get("/<any(about, privacy, corrections, saved):name>")
def text(name: str) -> Response:
    """One of the plain pages (about, privacy, corrections, saved) by its name in TITLES."""
    title = here.say()(TITLES[name])
    kept = tuple((row.table, row.fields, here.say()(row.why), here.say()(row.until)) for row in privacy.KEPT)
    return render(
        f"{name}.html",
        TextPage(here.site().settings.contact, kept),
        Head(title, canonical=f"/{name}", noindex=name == "saved"),
    )


@pages.get("/method")
def method() -> Response:
    """GET /method: how postings are read, with the accuracy that `make accuracy` measured last."""
    from web.texts.method import page  # it reads: a fifth of all that a start would import, for one page

    return render("method.html", page(), Head(here.say()("How it is read"), canonical="/method"))
