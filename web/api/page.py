"""`/api`, a page of our own for people who write programs, and `/api/openapi.json` for the programs."""

import json
from dataclasses import dataclass

from flask import Blueprint, Response

from directory.presenting.locale import mark
from web import context as here
from web.api import openapi, problems
from web.api.all import DOORS
from web.api.limits import MOST
from web.api.rows import absolute
from web.layout import Head, render
from web.search.cards import titles

pages = Blueprint("api_page", __name__)
SHOWN = "/api/v1/listings?country=KE&speak=sw"
CURL = "curl '{address}'"
PYTHON = """import json
import urllib.request

with urllib.request.urlopen("{address}") as answer:
    for one in json.load(answer)["items"]:
        print(one["title"], "|", one["verdict"]["says"], "|", one["url"])"""
SCRIPT = """const answer = await fetch("{address}");
for (const one of (await answer.json()).items)
  console.log(one.title, one.verdict.says, one.url);"""
EXAMPLES = (("Shell", CURL), ("Python", PYTHON), ("JavaScript", SCRIPT))
PROBLEMS = (
    ("parameter", mark("A parameter or a value is not known. The answer names it and what would be accepted.")),
    ("absent", mark("There is no such listing, platform, country or vocabulary.")),
    ("hidden", mark("A maintainer took the listing away: it was a fraud or no work of this kind.")),
    ("off", mark("This platform is switched off.")),
    ("quota-exceeded", mark("More requests than the limit. Wait for the seconds of Retry-After.")),
    ("busy", mark("We are busy for a moment. Ask again after the seconds of Retry-After.")),
)


@dataclass(frozen=True, slots=True)
class ApiPage:
    """Lines to copy, the addresses with what they say, the kinds of problem, and the limit."""

    examples: tuple[tuple[str, str], ...]
    doors: tuple[tuple[str, str, str], ...]
    problems: tuple[tuple[str, str], ...]
    most: str


@pages.get("/api")
def page() -> Response:
    """GET /api: how to ask, with lines that work as they stand, all addresses, problems and the limit a minute."""
    say = here.say()
    made = ApiPage(
        examples=tuple((name, text.replace("{address}", absolute(SHOWN))) for name, text in EXAMPLES),
        doors=tuple((one.path.removeprefix("/"), one.says, one.example) for one in DOORS),
        problems=tuple((name, say(text)) for name, text in PROBLEMS),
        most=say.number(MOST),
    )
    return render("api.html", made, Head(say("API"), canonical="/api"))


@pages.get("/api/openapi.json")
def description() -> Response:
    """GET /api/openapi.json: the description of the API, OpenAPI 3.1, open to any origin (CORS)."""
    settings = here.site().settings
    told = openapi.document(settings.public_url.rstrip("/"), titles(), demo=settings.demo)
    return Response(json.dumps(told, ensure_ascii=False), headers=problems.OPEN, content_type="application/json")
