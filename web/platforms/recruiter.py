"""Checks an address or a sender against the official domains: official, look-alike or unknown, never safe."""

import re
from dataclasses import dataclass
from typing import Literal

from flask import Blueprint, Response, request
from rapidfuzz.distance import DamerauLevenshtein

from directory import links
from directory.presenting.locale import mark
from directory.record import load
from web import context as here
from web.layout import Head, Link, render, with_reader
from web.search.cards import title_of

pages = Blueprint("recruiter", __name__)
LIMIT = 300
NEAR = 2
SHORT = 4
_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*://)?(?:[^/\s@]*@)?([^/\s:?#@]+)", re.IGNORECASE)
_TWINS = str.maketrans(
    {"0": "o", "1": "l", "3": "e", "5": "s", "і": "i", "а": "a", "е": "e", "о": "o", "р": "p", "с": "c"}
)
# Names that anybody may have below: the part before them is what somebody registered.
_SECOND = frozenset({"co", "com", "org", "net", "ac", "gov", "edu"})
ANSWERS = {
    "official": mark(
        "This is an official domain of %(platform)s. A sender’s address can still be faked: "
        "check the posting on the platform’s own site."
    ),
    "lookalike": mark("This looks like a domain of %(platform)s and is not one. The official ones are: %(domains)s."),
    "unknown": mark(
        "We do not know this domain. That does not make it false or safe: "
        "look for the posting on the platform’s own site."
    ),
    "unreadable": mark(
        "We could not find an address in this. Enter a web address or the part of an e-mail address after the @."
    ),
}


@dataclass(frozen=True, slots=True)
class JudgedSender:
    """What is known about a host, and the platform with its official domains that it is or looks like."""

    kind: Literal["official", "lookalike", "unknown", "unreadable"]
    host: str = ""
    slug: str = ""
    domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecruiterPage:
    """The form and, once asked, the answer in words; `platform` links to the one that is meant."""

    asked: str
    kind: str
    host: str
    text: str
    platform: Link | None


@pages.get("/recruiter")
def recruiter() -> Response:
    """The form; `a` is a web address, an e-mail address or a domain. Nothing is fetched or kept."""
    say, asked = here.say(), request.args.get("a", "")[:LIMIT].strip()
    found = judge(asked) if asked else None
    page = RecruiterPage(
        asked=asked,
        kind=found.kind if found else "",
        host=found.host if found else "",
        text=say(ANSWERS[found.kind], platform=title_of(found.slug), domains=", ".join(found.domains)) if found else "",
        platform=Link(title_of(found.slug), with_reader(links.platform(found.slug))) if found and found.slug else None,
    )
    return render("recruiter.html", page, Head(say("Check a recruiter"), noindex=bool(asked), canonical="/recruiter"))


def judge(text: str) -> JudgedSender:
    """Official, look-alike or unknown, by the host in an address, link or mail address; "unreadable" without one.

    A look-alike is judged by spelling alone; platforms that are switched off are left out.
    """
    host = host_of(text)
    if not host:
        return JudgedSender("unreadable")
    records = {slug: record for slug, record in load().items() if not record.off}
    for slug, record in records.items():
        if record.domains.official(host):
            return JudgedSender("official", host, slug, record.domains.names)
    for slug, record in records.items():
        if any(_alike(host, name) for name in record.domains.names):
            return JudgedSender("lookalike", host, slug, record.domains.names)
    return JudgedSender("unknown", host)


def host_of(text: str) -> str:
    """The host of a web address, an e-mail address or a bare domain, as ASCII in small letters; "" if there is none."""
    match = _HOST.match(text.strip())
    host = match[1].strip("<>().,;\"'").rstrip(".").lower() if match else ""
    labels = host.split(".")
    good = len(labels) > 1 and all(re.fullmatch(r"[^\W_]([\w-]{0,61}[^\W_])?", label) for label in labels)
    return host if good else ""


def _alike(host: str, official: str) -> bool:
    """Whether the registered name is nearly the official one, or holds it with something added."""
    ours, theirs = _plain(_registered(official)), _plain(_registered(host))
    if len(ours) < SHORT:
        return ours == theirs
    added = (
        ours in theirs.split("-")
        or (len(ours) > SHORT and ours in theirs.replace("-", ""))
        or ours in host.split(".")[:-1]
    )
    most = NEAR if len(ours) > 7 else 1
    return added or DamerauLevenshtein.distance(theirs.replace("-", ""), ours.replace("-", "")) <= most


def _plain(name: str) -> str:
    """The name as it looks at a glance: digits and foreign letters as the letters they imitate."""
    return name.translate(_TWINS).replace("rn", "m").replace("vv", "w")


def _registered(host: str) -> str:
    labels = host.split(".")
    at = -3 if len(labels) > 2 and labels[-2] in _SECOND else -2
    return labels[at] if len(labels) >= -at else labels[0]
