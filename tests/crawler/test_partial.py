"""Lists that leave roles out, answers that hold nothing, times ahead of the clock, filters that keep nothing."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from scrapy.http import HtmlResponse, Request, Response, TextResponse

from crawler.declaration import BadPlatform
from crawler.faults import Fault, need
from crawler.platform import ABSENT_LIMIT, ListRow, Platform
from crawler.platforms.alignerr import Alignerr
from crawler.platforms.mercor import Mercor
from crawler.platforms.micro1 import Micro1
from crawler.platforms.scale import Scale
from crawler.platforms.surge import Surge
from crawler.replay import replay
from crawler.responses import challenged
from crawler.text import ident, listed, moment
from directory.posting import Posting
from directory.runs.judge import Ending, why_held

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
LIST = "https://acme.example/jobs"


class Partial(Platform):
    """A platform whose list leaves roles out."""

    slug = "partial"
    title = "Partial"
    homepage = "https://acme.example"
    hosts = ("acme.example",)
    cadence_hours = 24
    floor = 1
    location = "residence"
    complete = False
    blanks = True
    basis = "guess"
    source = "this test"

    def first(self) -> Iterable[Request]:
        yield self.get(LIST)

    def rows(self, answer: Any) -> list[Any]:
        return need(answer, "jobs", list)

    def before(self, raw: Any) -> Any | None:
        return None if raw.get("staff") else raw

    def posting(self, raw: Any) -> Mapping[str, Any]:
        return {"ref": raw["id"], "url": f"{LIST}/{raw['id']}", "title": "Rater", "posted_at": moment(raw.get("at"))}

    def ended(self, response: Response) -> bool:
        return b"no longer open" in response.body


class Played:
    """Answers by address, each the next of its list; what is not there fails."""

    at = AT

    def __init__(self, answers: dict[str, list[Response | Any]]) -> None:
        self.answers, self.asked = answers, list[str]()

    def answer(self, request: Request) -> Response:
        self.asked.append(request.url)
        given = self.answers.get(request.url) or [Fault("no answer in time")]
        value = given.pop(0) if len(given) > 1 else given[0]
        if isinstance(value, Fault):
            raise value
        body, status, kind = value if isinstance(value, tuple) else (json.dumps(value), 200, "application/json")
        made = HtmlResponse if "html" in kind else TextResponse
        return made(request.url, status=status, headers={"Content-Type": kind}, body=body.encode(), request=request)


def html(words: str, status: int = 200) -> tuple[str, int, str]:
    return f"<html><body>{words}</body></html>", status, "text/html"


def run(answers: dict[str, Any], still: Iterable[str] = ()) -> tuple[Partial, Played, list[Posting]]:
    """The spider, what was asked, and the postings of a run that knows these open refs."""
    spider, played = Partial(), Played({url: list(given) for url, given in answers.items()})
    spider.open = {ref: f"{LIST}/{ref}" for ref in still}
    tape: Any = played
    return spider, played, replay(spider, tape)


def test_absence_closes_nothing_without_the_roles_own_page() -> None:
    pages = {
        f"{LIST}/b": [html("still open")],
        f"{LIST}/c": [html("This role is no longer open.")],
        f"{LIST}/d": [html("gone", 404)],
        f"{LIST}/e": [html("busy", 503)],
        f"{LIST}/g": [html("moved", 410)],
    }
    spider, played, _ = run({LIST: [{"jobs": [{"id": "a"}]}], **pages}, "abcdefg")
    assert spider.walk.gone == {"c", "d", "g"}
    assert (spider.walk.complete, spider.walk.missed) == (True, 2)
    assert sorted(played.asked) == [LIST, *(f"{LIST}/{ref}" for ref in "bcdefg")]


def test_other_hosts_are_not_asked_and_not_too_many_pages() -> None:
    spider, played, _ = run({LIST: [{"jobs": [{"id": "a"}]}]}, (f"r{n}" for n in range(ABSENT_LIMIT + 20)))
    assert len(played.asked) == 1 + ABSENT_LIMIT
    spider = Partial()
    spider.open = {"x": "https://elsewhere.example/x"}
    assert list(spider.absent()) == []


def test_a_run_that_failed_looks_nothing_up() -> None:
    _, played, _ = run({LIST: [{"roles": []}]}, "ab")
    assert played.asked == [LIST]


@pytest.mark.parametrize(
    ("answers", "asked", "reason"),
    [
        ([{}, {"jobs": [{"id": "a"}]}], 2, "finished"),
        ([{}, {}, {"jobs": [{"id": "a"}]}], 3, "finished"),
        ([{}], 3, "shape changed: the answer was empty 3 times"),
    ],
)
def test_an_empty_answer_is_asked_for_again(answers: list[Any], asked: int, reason: str) -> None:
    spider, played, _ = run({LIST: answers})
    assert (len(played.asked), spider.walk.reason) == (asked, reason)


def test_no_posting_is_younger_than_its_reading() -> None:
    jobs = [{"id": "a", "at": "2026-11-20T11:30:00"}, {"id": "b", "at": "2026-11-19T11:30:00"}, {"id": "c"}]
    _, _, postings = run({LIST: [{"jobs": jobs}]})
    assert [one.posted_at for one in postings] == [AT, datetime(2026, 11, 19, 11, 30, tzinfo=UTC), None]


def test_a_filter_that_keeps_nothing_is_told() -> None:
    spider, _, postings = run({LIST: [{"jobs": [{"id": "a", "staff": True}, {"id": "b", "staff": True}]}]})
    said = "none of 2 postings passed the filter: does it still fit?"
    assert (postings, spider.walk.reason, spider.walk.warning) == ([], "finished", said)
    ending = Ending(complete=True, warning=spider.walk.warning)
    assert why_held(ending, 0, 1, None) == f"found 0, fewer than the floor of 1; {said}"


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ({"complete": None}, "must declare whether its list is complete"),
        ({"basis": "seen"}, 'must declare the day behind its basis "seen" (seen_on)'),
        ({"basis": "rebuilt"}, 'must declare the day behind its basis "rebuilt" (seen_on)'),
        ({"basis": "seen", "seen_on": "yesterday"}, "seen_on"),
    ],
)
def test_what_a_platform_must_declare(missing: dict[str, Any], said: str) -> None:
    names = ("title", "homepage", "hosts", "cadence_hours", "floor", "location", "complete", "basis", "source")
    stated = {name: getattr(Partial, name) for name in names} | missing
    with pytest.raises(BadPlatform) as caught:
        type("Lacking", (Platform,), {"slug": "lacking", **{k: v for k, v in stated.items() if v is not None}})
    assert said in str(caught.value)


SCRIPT = b'<html><script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script></html>'


@pytest.mark.parametrize(("status", "is_one"), [(200, False), (404, False), (403, True), (429, True), (503, True)])
def test_a_script_of_cloudflare_is_a_challenge_beside_a_refusal_only(status: int, is_one: bool) -> None:
    page = HtmlResponse(LIST, status=status, headers={"Content-Type": "text/html"}, body=SCRIPT)
    assert challenged(page) is is_one


def mercor(role: Any, closed: Any = None) -> HtmlResponse:
    said = json.dumps({"props": {"pageProps": {"role": role, "closedListing": closed}}})
    body = f'<html><script id="__NEXT_DATA__" nonce="x" type="application/json">{said}</script></html>'
    return HtmlResponse("https://work.mercor.com/jobs/list_X", body=body.encode())


@pytest.mark.parametrize(
    ("role", "closed", "ended"),
    [
        ({"disableApplications": False}, None, False),
        ({"disableApplications": True}, None, True),
        (None, {"listingId": "list_X"}, True),
        (None, None, False),
    ],
)
def test_mercor_closes_a_role_by_its_own_page(role: Any, closed: Any, ended: bool) -> None:
    assert Mercor().ended(mercor(role, closed)) is ended


def next_page(job: Mapping[str, Any]) -> HtmlResponse:
    said = json.dumps({"props": {"pageProps": {"job": job}}})
    return HtmlResponse(LIST, body=f'<html><script id="__NEXT_DATA__">{said}</script></html>'.encode())


def test_alignerr_leaves_out_a_role_that_is_not_active() -> None:
    raw = {"id": "a", "title": "Nurse", "location": "Oslo", "detail": next_page({"isActive": False})}
    assert Alignerr().make(ListRow(raw)) is None
    assert Alignerr().make(ListRow({**raw, "detail": next_page({"isActive": True})})) is not None


def test_alignerr_starts_again_when_rows_moved_between_the_pages() -> None:
    spider = Alignerr()
    jobs = [{"id": f"{n}", "title": "Nurse", "location": ""} for n in range(5)]
    api = "https://www.alignerr.com/api/jobs?limit=120&offset={}"
    answers = {
        api.format(0): [{"jobs": jobs[:3], "offset": 0, "total": 4}],
        api.format(3): [{"jobs": jobs[1:2], "offset": 3, "total": 4}],
        api.format(0) + "&again=2": [{"jobs": [*jobs[:3], jobs[4]], "offset": 0, "total": 4}],
    }
    tape: Any = Played(answers)
    assert sorted(one.ref for one in replay(spider, tape)) == ["0", "1", "2", "4"]
    assert (spider.walk.reason, spider.walk.expected) == ("finished", 4)


def test_micro1_leaves_out_a_job_that_is_not_open() -> None:
    def raw(status: str) -> dict[str, Any]:
        piece = json.dumps(f'17:{{"job_description":"Rate answers.","job_status":"{status}"}}')
        page = HtmlResponse(LIST, body=f"<html><script>self.__next_f.push([1,{piece}])</script></html>".encode())
        return {"job_id": "a", "job_name": "Nurse", "detail": page}

    assert Micro1().make(ListRow(raw("closed"))) is None
    assert Micro1().make(ListRow(raw("open"))) is not None


def test_surge_asks_for_the_pages_where_the_list_has_no_popups() -> None:
    home = "https://surgehq.ai/workforce"
    item = '<div role="listitem" data-slug="poet"><p data-job="title">Poet</p></div>'
    popup = (
        '<div class="workforce-popup" data-slug="poet"><p data-job="title">Poet</p>'
        '<p data-job="pay-rate">$50 / hour</p></div>'
    )
    tape: Any = Played({home: [html(item)], f"{home}/poet": [html(popup)]})
    assert [(one.ref, one.title, one.pay) for one in replay(Surge(), tape)] == [("poet", "Poet", "$50 / hour")]


def test_an_expert_page_of_scale_that_was_rebuilt_costs_itself_alone() -> None:
    experts = "https://hfc.scale.com/opportunities/"
    board = "https://boards-api.greenhouse.io/v1/boards/scaleai/jobs?content=true&pay_transparency=true"
    post = {"title": "Science Expert", "location": {"name": "Remote"}, "content": "", "absolute_url": f"{LIST}/1"}
    page = '<main><h1>Science</h1><p>You earn $80–$100/hr.</p><a href="/scaleai/jobs/71">Apply</a></main>'
    answers = {
        **{experts + field: [html("<h1>New look</h1>")] for field in ("medical", "machine-learning")},
        experts + "stem": [html(page)],
        board: [{"jobs": [{**post, "id": 71}, {**post, "id": 72}], "meta": {"total": 2}}],
    }
    spider, tape = Scale(), Played(answers)
    played: Any = tape
    assert [(one.ref, one.pay) for one in replay(spider, played)] == [("experts-stem", "$80–$100/hr"), ("72", "")]
    assert (spider.walk.reason, spider.walk.missed) == ("finished", 3)


@pytest.mark.parametrize("value", [["a"], {"id": "a"}, True, None, 1.5])
def test_what_can_be_no_id_gives_a_posting_no_new_name(value: Any) -> None:
    with pytest.raises(ValueError, match="an id is "):
        ident(value)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (["Kenya", None, " Ghana ", "Kenya", ""], "Kenya, Ghana"),
        ([["KEN", "GHA"]], "KEN, GHA"),
        ([{"name": "Kenya"}, {"x": "Ghana"}], "Kenya, Ghana"),
        ([7, True], "7"),
    ],
)
def test_lists_never_show_the_marks_of_a_program(parts: list[Any], words: str) -> None:
    assert listed(parts) == words


@pytest.mark.parametrize(
    ("often", "words"),
    [
        ("hourly", "20 USD per hour"),
        ("monthly", "20 USD per month"),
        ("per-word", "20 USD per word"),
        ("per-task", "20 USD per task"),
        ("one-time", "20 USD one-time"),
        ("per-video", "20 USD per-video"),
    ],
)
def test_mercor_says_what_its_rate_is_for(often: str, words: str) -> None:
    raw = {"listingId": "list_X", "title": "Nurse", "rateMin": 20, "rateMax": 20, "payRateFrequency": often}
    assert Mercor().posting(raw)["pay"] == words
