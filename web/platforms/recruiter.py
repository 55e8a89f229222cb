"""The page that checks what a recruiter wrote: senders, links and wording; official is never called safe."""

from dataclasses import dataclass

from flask import Blueprint, Response, request

from directory import links
from directory.presenting.locale import Tongue, mark
from directory.store import platforms as store
from web import context as here
from web.layout import Head, Link, render, with_reader
from web.platforms.senders import JudgedSender, host_of, judge
from web.platforms.wording import findings, signs
from web.search.cards import title_of

__all__ = ["ANSWERS", "JudgedSender", "answer", "host_of", "judge", "pages"]

pages = Blueprint("recruiter", __name__)
LIMIT = 4000
ANSWERS = {
    "official": mark(
        "This is an official domain of %(platform)s. A sender’s address can still be faked: "
        "check the posting on the platform’s own site."
    ),
    "board": mark(
        "This is the page of %(platform)s at its hiring system, where our own buttons lead. A link in a message can "
        "still be drawn over another: open it from our listing."
    ),
    "system": mark(
        "Many companies hire through %(domains)s, and anybody can open a page there. This is none of the pages that "
        "our buttons lead to: look for the posting on the platform’s own site."
    ),
    "service": mark(
        "Anybody can open a page or an account at %(domains)s, under any name. Look for the posting on the platform’s "
        "own site."
    ),
    "lookalike": mark("This looks like a domain of %(platform)s and is not one. The official ones are: %(domains)s."),
    "shortener": mark(
        "A shortened address hides where it leads. Do not open it: ask for the whole address and check that one."
    ),
    "chat": mark(
        "This leads into a chat, where nobody’s name can be checked. Look for the posting on the platform’s own site "
        "before you answer."
    ),
    "mailbox": mark(
        "Anybody can open a mailbox there: it says nothing about who writes. Platforms write from their own domain."
    ),
    "phone": mark("A telephone number says nothing about who writes, and we keep no list of them."),
    "unknown": mark(
        "We do not know this domain. That does not make it false or safe: "
        "look for the posting on the platform’s own site."
    ),
    "unreadable": mark(
        "We could not find an address in this. Enter a web address or the part of an e-mail address after the @."
    ),
}
SIGNS = {
    "fee": mark("It mentions a payment from you"),
    "gift": mark("It mentions gift cards"),
    "cheque": mark("It mentions a cheque or passing money on"),
    "crypto": mark("It mentions cryptocurrency"),
    "chat": mark("It mentions a private chat"),
    "secret": mark("It mentions a password, a code or your account"),
}
NEVER = (
    mark("to pay: for training, equipment, a check or to unlock work"),
    mark("to buy gift cards, or to deposit cryptocurrency"),
    mark("to cash a cheque, or to receive money and pass it on"),
    mark("for a password, a one-time code, or your account to rent or buy"),
)
GOOD, BAD = ("official", "board"), ("lookalike", "shortener", "chat")


@dataclass(frozen=True, slots=True)
class Finding:
    """One sender or link in words; `platform` links to the one that is meant, `seen` is its other spelling."""

    tone: str
    host: str
    seen: str
    text: str
    platform: Link | None


@dataclass(frozen=True, slots=True)
class RecruiterPage:
    """The form and, once asked, what was found, and wording with the words that were met."""

    asked: str
    findings: tuple[Finding, ...]
    signs: tuple[tuple[str, str], ...]
    never: tuple[str, ...]


@pages.route("/recruiter", methods=("GET", "POST"))
def recruiter() -> Response:
    """The form; `a` is an address or a whole message, cut at 4,000 characters. Nothing is fetched or kept.

    The form posts, so that a message stands in no address and no log; a link may still carry `?a=`.
    """
    say, asked = here.say(), request.values.get("a", "")[:LIMIT].strip()
    wording = signs(asked)
    found = findings(asked, store.all(here.site().store)) if asked else ()
    page = RecruiterPage(
        asked=asked,
        findings=tuple(_finding(one, say) for one in found if not (wording and one.kind == "unreadable")),
        signs=tuple((say(SIGNS[sign.kind]), sign.words) for sign in wording),
        never=tuple(say(text) for text in NEVER),
    )
    return render("recruiter.html", page, Head(say("Check a recruiter"), noindex=bool(asked), canonical="/recruiter"))


def answer(found: JudgedSender, say: Tongue) -> str:
    """What is said of a judged sender, in a sentence or two."""
    name = title_of(found.slug) if found.slug else say.listed(found.domains)
    return say(ANSWERS[found.kind], platform=name, domains=say.listed(found.domains))


def _finding(found: JudgedSender, say: Tongue) -> Finding:
    tone = "good" if found.kind in GOOD else "bad" if found.kind in BAD else ""
    link = Link(title_of(found.slug), with_reader(links.platform(found.slug))) if found.slug else None
    return Finding(tone, found.host, found.seen, answer(found, say), link)
