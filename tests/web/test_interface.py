"""A language of the interface is its catalogue and one row: shown with one whose every message is in fullwidth letters.

What is left in plain letters must come from elsewhere: the postings' own words, names of platforms, what CLDR calls
countries, languages and months, addresses and marks for machines, or text that says it is English.
"""

import html as markup
import re
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from flask.testing import FlaskClient
from lxml import html

from directory.letters import subscribers as alerts
from directory.letters.compose import Wanted
from directory.letters.ways.way import Outcome
from directory.presenting import locale as interface
from directory.presenting.locale import Interface
from directory.store import Store
from directory.tokens import derive, keyed_hash
from schedules.post import Post
from tests.support.making import DAY, START, crawl, posting
from tests.support.website import KENYA, settings, site
from web.messages import messages
from web.texts.guides import GUIDES

CODE = "eo"  # a language that CLDR knows and that we have no catalogue of
WIDE = {letter: letter + 0xFEE0 for letter in (*range(0x41, 0x5B), *range(0x61, 0x7B))}
HELD = re.compile(r"%\(\w+\)s|\{\w+\}")
ROLES = (
    KENYA,
    posting("g1", "Rater of answers", "You rate answers. Remote.", pay="up to 30 EUR per hour", location="Worldwide"),
    posting("g2", "Reviewer of law", "You review law in Spain or Peru."),
    posting("g3", "Rater of answers", "You rate answers. Remote.", location="Portugal"),
)
PAGES = (
    "/", "/?country=KE&speak=sw&speak=es-MX:native", "/?q=rater&sort=pay&tier=general", "/?q=zzzz&country=DE&pay=50",
    "/?country=XX&tier=alchemy&fresh=7", "/platforms", "/compare?p=acme&p=zeta", "/compare", "/country/KE",
    "/language/sw", "/domain/law", "/tier/coding", "/tiers", "/guides", "/changes", "/status", "/method", "/about",
    "/privacy", "/corrections", "/recruiter?a=jobs@hire.example", "/recruiter?a=?", "/feeds", "/nowhere",
    "/alerts/new?country=KE", "/alerts/new?country=KE&tier=alchemy", "/listing/acme/k1", "/country/Kenyya",
    "/listing/acme/k1?country=US&speak=de", "/listing/acme/g1?country=KE", "/listing/acme/g2", "/platform/acme",
    "/report?listing=acme/k1", *(f"/guide/{name}" for name in GUIDES),
)  # fmt: skip
# Names and marks that are the same in every language.
SAME = ("Task Atlas", "JSON Feed", "JSON", "Atom", "RSS", "UTC", "Acme", "Zeta", "zzzz", "rater", "alchemy", "Kenyya",
        "XX", "US$", "EUR", "USD", "KES", "jobs@hire.example", "hire.example", "acme.example", "kind=", "tier=",
        "MIT", "reader@mail.example", "Swahili rater", "Rater of answers", "Reviewer of law", "Worldwide", "zeta",
        "https://taskatlas.example/bot", "robots.txt", "JobPosting", "Python", "STEM", "AI")  # fmt: skip


def pseudo(text: str) -> str:
    """The text in fullwidth letters, what is filled in left alone."""
    at = 0
    made = []
    for found in HELD.finditer(text):
        made += [text[at : found.start()].translate(WIDE), found[0]]
        at = found.end()
    return "".join([*made, text[at:].translate(WIDE)])


@pytest.fixture
def tongue(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """A language of the interface: one row, and a catalogue of every message."""
    made = Catalog(locale=CODE)
    for message in messages():
        made.add(message, pseudo(message) if isinstance(message, str) else tuple(map(pseudo, message)))
    path = tmp_path / "catalogues" / CODE / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    written = BytesIO()
    write_po(written, made)
    path.write_bytes(written.getvalue())
    monkeypatch.setitem(interface.LOCALES, CODE, Interface(CODE, "Esperanto", tmp_path / "catalogues"))
    return CODE


@pytest.fixture
def known() -> re.Pattern[str]:
    """Everything that CLDR calls something in this language, and the names that are the same in all."""
    cldr = Locale.parse(CODE)
    names: set[str] = {*cldr.territories.values(), *cldr.languages.values(), *cldr.scripts.values(), *SAME}
    for width in ("wide", "abbreviated"):
        names.update(cldr.months["format"][width].values())
    names.update(cldr.days["stand-alone"]["wide"].values())
    names.update(row.name for row in interface.LOCALES.values())
    return re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)))


def shown(page: str) -> Iterator[str]:
    """The texts that somebody sees or hears on a page, without the postings' own words and what says it is English."""
    tree: Any = html.fromstring(page)
    own = "//h1[@dir='auto']|//a[@dir='auto']|//blockquote/p|//ul[@class='places']//*[@dir='auto']|//p[@lang='en']"
    other = "//script|//style|//code|//*[@lang='en' and not(self::html)]|//a[@lang]|//option[@lang]|//mark"
    other = f"{other}|//*[@translate='no']"
    for node in tree.xpath(f"{own}|{other}|//p[@class='trap']|//article/header/h1|//*[contains(@class, 'quote')]"):
        node.drop_tree()
    yield from (str(text).strip() for text in tree.xpath("//text()"))
    for name in ("aria-label", "title", "placeholder", "alt"):
        yield from map(str, tree.xpath(f"//*[not(@dir='auto')]/@{name}"))
    yield from map(str, tree.xpath("//meta[@name='description']/@content"))
    yield from re.findall(r'data-say="([^"]*)"', page)


def plain(texts: Iterator[str], known: re.Pattern[str]) -> list[str]:
    """The texts that still hold plain letters."""
    return [text for text in texts if re.search("[A-Za-z]{2,}", known.sub("", markup.unescape(text)))]


@pytest.fixture
def client(store: Store, tmp_path: Path, tongue: str) -> FlaskClient:
    return site(store, tmp_path, ROLES, demo=True).test_client()


def test_every_word_of_a_page_comes_from_the_catalogue(client: FlaskClient, known: re.Pattern[str]) -> None:
    left = {}
    for path in PAGES:
        page = client.get(f"/{CODE}{path}").text
        assert f'<html lang="{CODE}" dir="ltr">' in page
        left[path] = plain(shown(page), known)
    assert {path: texts for path, texts in left.items() if texts} == {}


def test_the_language_is_offered_everywhere(client: FlaskClient) -> None:
    home, form = (html.fromstring(client.get(path).text) for path in ("/", "/alerts/new"))
    assert home.xpath(f"string(//header//a[@href='/{CODE}/' and @hreflang='{CODE}' and @lang='{CODE}'])") == "Esperanto"
    assert form.xpath(f"string(//select[@id='locale']/option[@value='{CODE}' and @lang='{CODE}'])") == "Esperanto"
    assert f"Preferred-Languages: {', '.join(interface.LOCALES)}\n" in client.get("/.well-known/security.txt").text


class Mailbox:
    """A carrier that keeps what it takes."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []

    def carry(self, raw: bytes, sender: str, recipient: str, name: str) -> Outcome:
        self.taken.append(raw)
        return Outcome("sent", "accepted")


def said(raw: bytes) -> Iterator[str]:
    """The texts of a message: its subject, its text part line by line without addresses, what its HTML shows."""
    message = message_from_bytes(raw, policy=default)
    yield str(message["Subject"])
    text, marked = (message.get_body((kind,)) for kind in ("plain", "html"))
    assert text is not None
    assert marked is not None
    yield from (re.sub(r"“[^”]*”|https?://\S+", "", line) for line in text.get_content().splitlines())
    yield from (re.sub(r"“[^”]*”|https?://\S+", "", one) for one in shown(marked.get_content()))


def test_every_word_of_a_message_comes_from_the_catalogue(
    store: Store, tmp_path: Path, tongue: str, known: re.Pattern[str]
) -> None:
    box, post = Mailbox(), Post(store, settings(tmp_path))
    crawl(store, [posting("r0", "Rater of answers")], START - DAY)
    for query in ("country=KE&speak=sw:native&tier=languages&pay=5", "tier=coding", "tier=alchemy"):
        wanted: tuple[Wanted, ...] = ("new", "pay", "country", "reopened", "closed")
        key = keyed_hash("s" * 32, "reader@mail.example")
        id = alerts.ask(store, alerts.Wish("reader@mail.example", key, query, wanted, "daily", tongue, "UTC", 7), START)
        assert id is not None
        alerts.confirm(store, id, START)
    post.round(box, START)
    many = [posting(f"m{n}", "Swahili rater", f"{KENYA.text} {n}", pay="9 USD per hour") for n in range(6)]
    crawl(store, [posting("r0", "Rater of answers"), *many], START + timedelta(hours=1))
    for day in (1, 2, 70):
        post.round(box, START + day * DAY)
    kinds = [message_from_bytes(raw)["Message-ID"].split("-")[0].strip("<") for raw in box.taken]
    assert set(kinds) == {"confirm", "broken", "letter", "question"}
    assert [left for raw in box.taken if (left := plain(said(raw), known))] == []


def test_a_subscriber_s_pages_come_from_the_catalogue(
    client: FlaskClient, store: Store, known: re.Pattern[str]
) -> None:
    key = keyed_hash("s" * 32, "reader@mail.example")
    wish = alerts.Wish("reader@mail.example", key, "country=KE", ("new",), "weekly", CODE, "UTC", 7)
    id = alerts.ask(store, wish, START)
    assert id is not None
    person = alerts.subscriber(store, 1)
    assert person is not None
    confirm, stop = (derive("s" * 32, purpose, id, person.version) for purpose in ("confirm", "stop"))
    mine = f"/{CODE}/u/{derive('s' * 32, 'manage', person.id, person.version)}"
    asked = [client.get(f"/{CODE}/alerts/confirm/{confirm}"), client.post(f"/{CODE}/alerts/confirm/{confirm}")]
    asked += [client.get(mine), client.get(f"{mine}/search/{id}"), client.get(f"{mine}/stop")]
    asked += [client.get(f"/{CODE}/alerts/stop/{stop}"), client.post(f"{mine}/stop"), client.post(f"{mine}/erase")]
    assert [answer.status_code for answer in asked] == [200] * len(asked)
    assert [left for answer in asked if (left := plain(shown(answer.text), known))] == []


@pytest.mark.parametrize("name", ["marks.js", "site.js", "pages.js"])
def test_the_small_scripts_have_no_words_of_their_own(name: str) -> None:
    script = (interface.ROOT / "web" / "static" / name).read_text(encoding="utf-8")
    code = re.sub(r"//.*|/\*.*?\*/", "", script)
    assert [word for word in re.findall(r'"([^"]*)"', code) if re.search(r"^[A-Z][a-z]|[a-z] [a-z]+ ", word)] == []
