"""Platforms with a way of their own: what holds the run, what is asked for, what is left out."""

import json
import struct
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from scrapy.http import HtmlResponse, Request, Response, TextResponse

from crawler.faults import Fault
from crawler.framer import records
from crawler.pages import day, flight, flight_text, next_data, some, words
from crawler.platform import Platform
from crawler.platforms.alignerr import Alignerr
from crawler.platforms.braintrust import Braintrust
from crawler.platforms.dataannotation import DataAnnotation
from crawler.platforms.handshake import Handshake
from crawler.platforms.micro1 import Micro1
from crawler.platforms.oneforma import OneForma
from crawler.platforms.opentrain import OpenTrain
from crawler.platforms.scale import Scale
from crawler.platforms.stellar import Stellar
from crawler.platforms.surge import Surge
from crawler.platforms.telus import Telus
from crawler.platforms.turing import Turing
from crawler.replay import replay
from crawler.tape import load

RECORDINGS = Path(__file__).parents[1] / "recordings"
CONTENT = (RECORDINGS / "handshake" / "AsbR2Q9Rd-0.bin").read_bytes()
OLDER = (RECORDINGS.parent / "older" / "handshake" / "content.bin").read_bytes()


def page(body: str, url: str = "https://acme.example/") -> HtmlResponse:
    return HtmlResponse(url, body=body.encode(), headers={"Content-Type": "text/html"})


def answer(value: Any, url: str = "https://acme.example/", **headers: str) -> TextResponse:
    stated = {"Content-Type": "application/json", **{name.replace("_", "-"): text for name, text in headers.items()}}
    return TextResponse(url, body=json.dumps(value).encode(), headers=stated)


def walked(spider: Platform, response: Response) -> str:
    """The reason of a run whose only list page is this."""
    spider.walk.open_pages = 1
    for _ in spider.listed(response, first=True):
        pass
    return spider.walk.reason


REBUILT = page("<html><body><main><h1>Welcome</h1></main></body></html>")
CHALLENGE = page("<html><title>Just a moment...</title></html>")


@pytest.mark.parametrize(
    ("platform", "response", "reason"),
    [
        (DataAnnotation, REBUILT, 'shape changed: the page has no "a.jb-item" any more'),
        (Surge, REBUILT, 'shape changed: the page has no "[role=listitem][data-slug]" any more'),
        (Stellar, REBUILT, 'shape changed: the page has no "a.position-card" any more'),
        (Handshake, REBUILT, 'shape changed: the page has no "a[href*="/opportunities/"]" any more'),
        (Scale, REBUILT, "a web page where JSON was expected"),
        (Stellar, CHALLENGE, "behind a challenge (200); we do not work around one"),
        (OpenTrain, REBUILT, "shape changed: the page of a country names no job any more"),
        (Turing, answer({"success": False}), "the platform answers that it failed (success: false)"),
        (Turing, answer({"success": True}), 'shape changed: the answer has no "jobs" any more'),
        (Turing, answer({"jobs": []}), 'shape changed: the answer has no "totalCount" any more'),
        (Micro1, answer({"data": {"jobs": []}, "total": 0}), 'shape changed: "data" is an object, not a list'),
        (Braintrust, answer({"count": 0}), 'shape changed: the answer has no "results" any more'),
        (OneForma, answer([]), "shape changed: the answer does not say how many pages there are"),
        (OneForma, answer({"code": "rest_no_route"}), "shape changed: an object where a list was"),
        (Alignerr, answer({"jobs": []}), 'shape changed: the answer has no "total" any more'),
    ],
)
def test_an_answer_that_changed_holds_the_run(platform: type[Platform], response: Response, reason: str) -> None:
    spider = platform()
    assert walked(spider, response).endswith(reason)
    assert not spider.walk.complete


def test_a_content_file_of_framer_is_read_field_by_field() -> None:
    read = records(CONTENT)
    assert [row["Vt3dK5Eel"] for row in read] == [
        "physics-expert", "bachelors-ai-trainer", "nursing-expert", "hindi-writer-india",
    ]  # fmt: skip
    assert (read[0]["WFQUwsB06"], read[0]["hwOeBJbXG"], read[3]["Sw8QukdCp"]) == (110.0, True, None)
    assert read[3]["GRpdg1g2G"].splitlines()[-1] == "You live in India and speak Hindi natively."
    assert (read[1]["GRpdg1g2G"], read[1]["qlLuhSKj_"]) == ("", ["SubjEx004"])


def test_rich_text_is_read_whatever_the_byte_before_it_says() -> None:
    """One reader takes that byte for "has a value", one skips it: an older answer had 0 before a text."""
    assert [row["GRpdg1g2G"].splitlines()[0] for row in records(OLDER)] == [*["What you will do"] * 4, "Not shown."]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"\x00\x00\x00\x00", "shape changed: the content file holds no record"),
        (CONTENT[:-40], "cut short: the content file ends inside a value"),
        (CONTENT[:32], "cut short: the content file ends inside a value"),
        (CONTENT[: CONTENT.find(b"WFQUwsB06") + 12], "cut short: the content file ends inside a value"),
        (CONTENT.replace(b"WFQUwsB06\x08", b"WFQUwsB06\x63"), "shape changed: the content file has a value of kind 99"),
    ],
)  # fmt: skip
def test_a_broken_content_file_is_told(body: bytes, reason: str) -> None:
    with pytest.raises(Fault, match=reason):
        records(body)


def test_a_number_in_the_content_file_is_big_endian() -> None:
    assert struct.pack(">d", 110.0) in CONTENT


def test_handshake_falls_back_to_the_links_of_its_page() -> None:
    links = '<a href="/ai/opportunities/">All</a><a href="/ai/opportunities/math-expert/">Math Expert</a>'
    plain = page(f"<html><body>{links}</body></html>", "https://joinhandshake.com/ai/opportunities/")
    spider = Handshake()
    assert [spider.posting(row)["title"] for row in spider.rows(plain)] == ["Math Expert"]


def test_handshake_says_when_no_module_holds_its_collection() -> None:
    module = TextResponse("https://framerusercontent.com/sites/x/AsbR2Q9Rd.y.mjs", body=b"export {}")
    said = 'shape changed: no module holds the collection "Opportunities" any more'
    assert walked(Handshake(), module) == said


def test_subjects_without_their_labels_are_told() -> None:
    spider = Handshake()
    with pytest.raises(ValueError, match="labels of its subjects or degrees were not found"):
        spider.posting(records(CONTENT)[0])


def clones(*titles: str) -> list[dict[str, str]]:
    return [{"id": f"{number}", "title": title, "location": "Remote"} for number, title in enumerate(titles)]


def asked(spider: Platform, rows: list[dict[str, str]]) -> list[str]:
    """The addresses of the details that a list page leads to."""
    body = answer({"jobs": rows, "limit": 120, "offset": 0, "total": len(rows)})
    spider.walk.open_pages = 1
    return [step.url.rsplit("/", 1)[1] for step in spider.listed(body, first=True) if isinstance(step, Request)]


def test_alignerr_asks_for_one_detail_a_new_role() -> None:
    assert asked(Alignerr(), clones("Nurse", "Nurse", "Pilot", "Nurse", "Pilot")) == ["0", "2"]


def test_alignerr_asks_nothing_for_a_role_whose_text_is_stored() -> None:
    spider = Alignerr()
    spider.knows_role = "Nurse".__eq__
    assert asked(spider, clones("Nurse", "Nurse", "Pilot", "Nurse")) == ["2"]


def test_alignerr_asks_for_at_most_two_hundred_details_a_run() -> None:
    spider = Alignerr()
    assert len(asked(spider, clones(*(f"Role {number}" for number in range(300))))) == 200
    assert asked(spider, [{"id": "x", "title": "One more", "location": ""}]) == []


ONEFORMA = "https://www.oneforma.com/wp-json/wp/v2/job?per_page=100&_embed=wp:term&page="
MICRO1 = "https://prod-api.micro1.ai/api/v1/job/portal?page={}&limit=100&keyword="
BRAINTRUST = "https://app.usebraintrust.com/api/jobs/?page=2"
TELUS = "https://api.telusinternational.ai/apapi/v1/list-job-posts"
ALIGNERR = "https://www.alignerr.com/api/jobs?limit=120&offset="


@pytest.mark.parametrize(
    ("platform", "url", "value", "headers", "following"),
    [
        (OneForma, ONEFORMA + "1", [], {"X_WP_TotalPages": "2"}, ONEFORMA + "2"),
        (OneForma, ONEFORMA + "2", [], {"X_WP_TotalPages": "2"}, None),
        (Micro1, MICRO1.format(1), {"data": [{}], "total": 101}, {}, MICRO1.format(2)),
        (Micro1, MICRO1.format(2), {"data": [{}], "total": 101}, {}, None),
        (Micro1, MICRO1.format(2), {"data": [], "total": 900}, {}, None),
        (Braintrust, BRAINTRUST, {"next": "http://app.usebraintrust.com/api/jobs/?page=2"}, {}, None),
        (Alignerr, ALIGNERR + "0", {"jobs": [{}] * 120, "offset": 0, "total": 121}, {}, ALIGNERR + "120"),
        (Alignerr, ALIGNERR + "120", {"jobs": [{}], "offset": 120, "total": 121}, {}, ALIGNERR + "0&again=2"),
        (Telus, TELUS, {"pagination": {"page": 1, "total": 120, "pages": 2}}, {}, TELUS),
        (Telus, TELUS, {"pagination": {"page": 2, "total": 120, "pages": 2}}, {}, None),
        (Telus, TELUS, {"pagination": {"page": 1, "total": 120, "total_pages": 2}}, {}, TELUS),
    ],
)
def test_the_next_page_follows_until_the_last(
    platform: type[Platform], url: str, value: Any, headers: dict[str, str], following: str | None
) -> None:
    request = platform().more(value, answer(value, url, **headers))
    assert (request.url if request else None) == following


def test_a_stream_is_read_across_its_pieces() -> None:
    text = "Zwölf Stunden, 12 €"
    pieces = [
        f"1a:T{len(text.encode()):x},{text}",
        '2b:{"job_description":"$1a","note":"in \\"quotes\\"","gone":"$ff"}',
    ]
    made = page("<html>" + "".join(f"<script>self.__next_f.push([1,{json.dumps(piece)}])</script>" for piece in pieces))
    stream = flight(made)
    assert stream == "".join(pieces)
    assert [flight_text(stream, key) for key in ("job_description", "note", "gone", "absent")] == [
        text, 'in "quotes"', "", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<html></html>", "shape changed: the page has no __NEXT_DATA__ any more"),
        ('<html><script id="__NEXT_DATA__">{"props":</script></html>', "shape changed: __NEXT_DATA__ is broken JSON"),
    ],
)
def test_a_page_without_its_data_is_told(body: str, reason: str) -> None:
    with pytest.raises(Fault, match=reason):
        next_data(page(body))


def test_parts_of_a_page_are_words() -> None:
    made = page("<html><p class=a>Ten <b>dollars</b></p><p class=a>More</p></html>")
    assert (words(made, ".a"), words(made, ".b"), len(some(made, ".a"))) == ("Ten dollars", "", 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Posted Nov 3, 2026", datetime(2026, 11, 3, tzinfo=UTC)),
        ("September 12, 2025", datetime(2025, 9, 12, tzinfo=UTC)),
        ("Posted 3 days ago", None),
        ("Feb 30, 2026", None),
        ("Zed 3, 2026", None),
        ("", None),
    ],
)
def test_days_as_people_write_them(text: str, expected: datetime | None) -> None:
    assert day(text) == expected


def test_similar_roles_are_cut_off() -> None:
    found = {posting.ref: posting.text for posting in replay(DataAnnotation(), load(RECORDINGS / "dataannotation"))}
    assert found["attorney"].endswith("depending on task difficulty and specialization.")
    assert found["generalist"].endswith("Payouts\nWeekly")
    assert not any("<" in text for text in found.values())
    assert "$25" not in found["attorney"]
