"""What `see` and `new` make of lists in lists, cards without markup, sitemaps of unknown paths and broken markup."""

import json
from collections import Counter
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from scrapy.http import HtmlResponse, Request, TextResponse

from crawler.boards.cards import Cards
from crawler.boards.jobpages import JobPages
from crawler.boards.jsonlist import JsonList
from crawler.boards.pagedata import PageData
from crawler.faults import Fault, good_rows
from crawler.guess import beside, guess
from crawler.linked_data import job_postings
from crawler.scrub import scrub
from crawler.unread import aside, unread

URL = "https://acme.example/roles"
STATED: dict[str, Any] = {
    "slug": "acme", "title": "Acme", "homepage": "https://acme.example", "hosts": ("acme.example",), "token": URL,
    "cadence_hours": 24, "floor": 1, "location": "residence", "basis": "guess", "source": "invented",
}  # fmt: skip


def answer(value: Any) -> TextResponse:
    body = value if isinstance(value, str) else json.dumps(value)
    return TextResponse(URL, body=body.encode(), encoding="utf-8", request=Request(URL))


def page(body: str) -> HtmlResponse:
    return HtmlResponse(URL, body=f"<html><body>{body}</body></html>".encode(), encoding="utf-8")


def made(board: type[Any], **stated: Any) -> Any:
    return type("Acme", (board,), STATED | stated)()


NESTED = {
    "openingCode": "KJ-9", "headline": "Swahili rater", "brief": {"html": "<p>You rate.</p>", "words": 2},
    "where": {"city": "Milano", "region": "MI", "country": "IT"},
    "remuneration": None, "subjects": [{"label": "Audio"}],
}  # fmt: skip
SECOND = NESTED | {
    "openingCode": "KJ-8",
    "where": {"country": "KE"},
    "remuneration": {"from": 9, "to": 14, "unit": "HOUR", "cur": "USD"},
}
NESTED_KEYS = {
    "ref": "openingCode", "title": "headline", "text": "brief.html", "location": "where", "pay": "remuneration",
    "category": "subjects",
}  # fmt: skip
ROWS = [NESTED, SECOND]
AROUND: list[tuple[Any, tuple[str, ...], dict[str, Any]]] = [
    ({"page": {"index": 1, "of": 3, "items": 25}, "roles": ROWS}, ("roles",), {"complete": False}),
    ({"data": {"edges": [{"cursor": "a", "node": row} for row in ROWS]}}, ("data", "edges", "node"), {}),
    ({"pages": [{"nr": at, "items": [row]} for at, row in enumerate(ROWS)]}, ("pages", "items"), {}),
    ([{"id": 1, "roles": ROWS}, {"id": 2, "roles": []}], ("roles",), {}),
]


@pytest.mark.parametrize(("around", "path", "partial"), AROUND)
def test_rows_in_pages_and_values_in_objects_are_found(
    around: Any, path: tuple[str, ...], partial: dict[str, Any]
) -> None:
    assert guess(answer(around)) == (JsonList, {"path": path, "keys": NESTED_KEYS, **partial})
    spider = made(JsonList, path=path, keys=NESTED_KEYS, page="https://acme.example/{brief.words}/{openingCode}")
    rows = spider.rows(around)
    assert rows == ROWS
    said = [spider.posting(row) for row in rows]
    assert [one["location"] for one in said] == ["Milano, Italy", "Kenya"]
    assert [one["pay"] for one in said] == ["", "9 - 14 USD per hour"]
    assert said[0] | {"text": "You rate.", "category": "Audio", "url": "https://acme.example/2/KJ-9"} == said[0]
    assert aside(SECOND, NESTED_KEYS, {}) == ["brief.words (a number)"]


def test_what_is_missing_on_the_way_to_the_rows_is_named() -> None:
    spider = made(JsonList, path=("pages", "items"), keys=NESTED_KEYS)
    assert spider.rows({"pages": [{"items": ROWS}, {"nr": 2}, None]}) == ROWS
    with pytest.raises(Fault, match='no part of the list has "items"'):
        spider.rows({"pages": [{"nr": 1}]})
    with pytest.raises(Fault, match=r'no posting has "brief\.html" any more'):
        good_rows([{"brief": {"body": "x"}}], ("brief.html",), Counter())
    assert guess(answer('{"jobs": [')) is None


CARD = '<article class="gig hot"><h3><a href="/w/{n}">Rater {n}</a></h3><p class="gig-pay">$9/h</p></article>'
LIST = page(
    '<nav><a class="x" href="/a">a</a><a class="x" href="/b">b</a><a class="x" href="/c">c</a></nav>'
    + "".join(CARD.format(n=n) for n in range(3))
    + '<a rel="nofollow next" href="?p=2">More</a>'
)
ROLE_PAGE = "<header>Acme</header><div><h1>Rater</h1><p>You rate.</p></div><footer>Terms</footer>"


def test_cards_without_markup_are_read_with_their_pages() -> None:
    stated = {"card": "article.gig", "parts": {"title": "h3", "pay": "p.gig-pay"}}
    assert guess(LIST) == (Cards, stated)
    spider = made(Cards, **stated)
    rows = spider.rows(LIST)
    assert rows[0] == {"url": "https://acme.example/w/0", "title": "Rater 0", "pay": "$9/h"}
    assert spider.more(LIST, LIST).url == "https://acme.example/roles?p=2"
    assert spider.posting(rows[0] | {"detail": page(ROLE_PAGE)}) == {
        "url": "https://acme.example/w/0", "title": "Rater 0", "pay": "$9/h", "ref": "0", "text": "Rater\nYou rate.",
        "posted_at": None,
    }  # fmt: skip
    assert (spider.detail({"url": "https://elsewhere.example/w/0"}), guess(page("<p>Hello</p>"))) == (None, None)


def test_the_data_of_a_page_is_read_before_its_few_cards() -> None:
    """A page of Next.js draws three of its roles; where the data says less than cards do, a line tells of it."""
    roles = [{"_id": n, "headline": f"Rater {n}", "bodyHtml": "<p>You rate.</p>", "regions": []} for n in range(9)]

    def drawn(rows: list[dict[str, Any]]) -> HtmlResponse:
        data = json.dumps({"props": {"pageProps": {"openings": rows}}})
        return page(f'{LIST.css("body").get()}<script id="__NEXT_DATA__" type="application/json">{data}</script>')

    keys = {"ref": "_id", "title": "headline", "text": "bodyHtml"}
    told = {"path": ("props", "pageProps", "openings"), "keys": keys}
    assert guess(drawn(roles)) == (PageData, told)
    spider = made(PageData, **told)
    assert spider.rows(drawn(roles)) == roles
    bare = [{"id": n, "name": f"Rater {n}", "rate": 9} for n in range(9)]
    assert guess(drawn(bare))[0] is Cards
    (line,) = beside(drawn(bare))
    assert line.startswith("the page's data holds 9 rows under props.pageProps.openings (id, name, rate)")
    assert beside(LIST) == []
    board = TextResponse("https://acme.example/", body=b'{"jobs": []}', headers={"Content-Type": "application/json"})
    assert beside(board) == []


def test_a_sitemap_without_known_paths_says_where_its_pages_are() -> None:
    spider = made(JobPages)
    where = "".join(f"<url><loc>https://acme.example{path}</loc></url>" for path in ("/roles/1", "/roles/2", "/about"))
    assert (
        spider.rows(fromstring(f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{where}</urlset>')) == []
    )
    assert unread(spider) == [
        "2 addresses below /roles are not read: --pages '^/roles/'",
        "1 addresses below / are not read: --pages '^/'",
    ]


def test_markup_that_people_wrote_by_hand_outlives_the_recording() -> None:
    block = '//<![CDATA[\n{"@type": "JobPosting", "title": "Rater", "datePosted": "2026-11-01",};\n//]]>'
    kept = scrub(f'<script type="application/ld+json">{block}</script>'.encode(), "text/html")
    assert job_postings(HtmlResponse(URL, body=kept)) == [
        {"@type": "JobPosting", "title": "Rater", "datePosted": "2026-11-01"}
    ]
