"""A recruiter's address against the official domains: official, look-alike, unknown; never safe."""

from pathlib import Path

import pytest

from directory.store import Store
from tests.support.making import platform
from tests.support.website import site
from web.platforms.recruiter import SIGNS, host_of, judge
from web.platforms.senders import known
from web.platforms.wording import findings, signs

ROWS = [
    platform("pareto", addresses=("api.ashbyhq.com/posting-api/job-board/pareto-ai", "jobs.ashbyhq.com/pareto-ai")),
    platform("mindrift", addresses=("apply.workable.com/toloka-ai",)),
    platform("datamundi", addresses=("datamundi.bamboohr.com",)),
]


def at(name: str, host: str) -> str:
    """An address at a real host, put together, so that none stands in the repository."""
    return "@".join((name, host))


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("https://work.mercor.com/jobs/1?x=2", "work.mercor.com"),
        (at("Jobs", "Mercor.com"), "mercor.com"),
        ("mercor.com", "mercor.com"),
        ("http://user:pass@evil.example:8080/mercor.com", "evil.example"),
        ("https://mercor.com@evil.example/", "evil.example"),
        ("hello", ""),
        ("", ""),
        ("https://", ""),
        ("<script>alert(1)</script>", ""),
    ],
)
def test_the_host_in_what_was_pasted(text: str, host: str) -> None:
    assert host_of(text) == host


@pytest.mark.parametrize(
    ("text", "kind", "slug"),
    [
        ("https://work.mercor.com/jobs", "official", "mercor"),
        (at("talent", "mercor.com"), "official", "mercor"),
        (at("hr", "mercorr.com"), "lookalike", "mercor"),
        (at("hr", "rnercor.com"), "lookalike", "mercor"),
        (at("hr", "mercor-jobs.com"), "lookalike", "mercor"),
        (at("hr", "mercor.jobs-online.com"), "lookalike", "mercor"),
        ("https://outl1er.ai", "lookalike", "outlier"),
        ("https://dataannotation.tech", "official", "dataannotation"),
        ("https://data-annotation.tech", "lookalike", "dataannotation"),
        ("https://dataannotation.jobs", "lookalike", "dataannotation"),
        (at("friend", "library.example"), "unknown", ""),
        ("https://getmercor.com", "lookalike", "mercor"),
        ("https://mercorcareers2026.com", "lookalike", "mercor"),
        ("https://manufacturing.com", "unknown", ""),
        ("https://happening.com", "unknown", ""),
        ("https://mercor.zendesk.com/hc", "service", ""),
        ("https://forms.gle/abc", "service", ""),
        ("nothing", "unreadable", ""),
    ],
)
def test_judgement(text: str, kind: str, slug: str) -> None:
    found = judge(text)
    assert (found.kind, found.slug) == (kind, slug)


@pytest.mark.parametrize(
    ("text", "kind", "meant"),
    [
        ("https://jobs.ashbyhq.com/pareto-ai/0a1b?x=1", "board", "pareto"),
        ("https://jobs.ashbyhq.com/Pareto-AI", "board", "pareto"),
        ("https://jobs.ashbyhq.com/pareto-ai-hiring/0a1b", "system", "ashbyhq.com"),
        ("https://apply.workable.com/en/toloka-ai/j/12", "board", "mindrift"),
        ("https://apply.workable.com/", "system", "workable.com"),
        ("https://datamundi.bamboohr.com/careers/7", "board", "datamundi"),
        ("https://data-mundi.bamboohr.com/careers/7", "system", "bamboohr.com"),
        ("jobs@w\u043erkable.com", "lookalike", "workable.com"),
        ("https://ashbyhq.com.evil.example/pareto", "lookalike", "ashbyhq.com"),
        ("https://m\u0435rcor.com", "lookalike", "mercor"),
        ("https://xn--mrcor-zwe.com/jobs", "lookalike", "mercor"),
        ("https://m\u00e9rcor.com", "lookalike", "mercor"),
        ("https://xn--mnchen-3ya.example", "unknown", ""),
        ("https://wa.me/15550100", "chat", ""),
        ("t.me/somebody", "chat", ""),
        ("https://web.whatsapp.com/send?x=1", "chat", ""),
        ("https://bit.ly/3x", "shortener", ""),
        ("tinyurl.com/abc", "shortener", ""),
        (at("mercor.hr", "gmail.com"), "mailbox", ""),
        ("https://notbit.ly.example", "unknown", ""),
    ],
)
def test_hosts_of_other_kinds(text: str, kind: str, meant: str) -> None:
    found = judge(text, ROWS)
    assert (found.kind, found.slug or ("" if kind != "system" and not found.domains else found.domains[0])) == (
        kind,
        meant,
    )


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("xn--mrcor-zwe.com", "m\u0435rcor.com"),
        ("m\u0435rcor.com", "xn--mrcor-zwe.com"),
        ("mercor.com", ""),
    ],
)
def test_both_spellings_of_a_host(text: str, seen: str) -> None:
    assert judge(text).seen == seen


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (f"Write to {at('ann', 'mercorr.com')} or +1 (555) 010-0199.", [
            ("lookalike", "mercorr.com"), ("phone", "+1 (555) 010-0199"),
        ]),
        ("See https://bit.ly/x (or t.me/y), then mercor.com.", [
            ("shortener", "bit.ly"), ("chat", "t.me"), ("official", "mercor.com"),
        ]),
        ("The pay is $30.50 an hour.We start on 2026-11-30, 09:00.", [("unreadable", "")]),
        ("mercor.com mercor.com", [("official", "mercor.com")]),
        ("Write to m\u0435rcor.com today.", [("lookalike", "m\u0435rcor.com")]),
        ("It takes 1.5 hours, e.g. at night.Then you rest.", [("unreadable", "")]),
    ],
)  # fmt: skip
def test_what_a_message_holds(text: str, kinds: list[tuple[str, str]]) -> None:
    assert [(one.kind, one.host) for one in findings(text, ROWS)] == kinds


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("You pay a small fee of $20 first.", [("fee", "pay a small fee")]),
        ("Hay una CUOTA DE INSCRIPCIÓN.", [("fee", "CUOTA DE INSCRIPCIÓN")]),
        ("Buy two gift cards", [("gift", "gift cards")]),
        ("We send a cheque; forward the rest.", [("cheque", "cheque")]),
        ("Deposit 50 USDT, write on Telegram", [("crypto", "USDT"), ("chat", "Telegram")]),
        ("Tell us the verification\ncode", [("secret", "verification\ncode")]),
        ("Você precisa pagar uma taxa", [("fee", "pagar uma taxa")]),
        ("Il faut payer des frais", [("fee", "payer des frais")]),
        ("You rate answers, paid by the hour. Coffee is free.", []),
    ],
)
def test_wording_that_frauds_have_in_common(text: str, found: list[tuple[str, str]]) -> None:
    assert [(sign.kind, sign.words) for sign in signs(text)] == found


def test_every_kind_of_wording_has_a_sentence() -> None:
    assert set(known()["words"]) == set(SIGNS)


def test_a_whole_message_is_posted_and_stands_in_no_address(store: Store, tmp_path: Path) -> None:
    client = site(store, tmp_path).test_client()
    text = client.post("/recruiter", data={"a": "Pay the fee, then write to wa.me/15550100"}).text
    assert "It mentions a payment from you" in text
    assert "This leads into a chat" in text
    assert 'method="post"' in text
    assert "A real platform never asks you" in client.get("/recruiter").text


def test_the_page_never_says_safe_and_keeps_nothing(store: Store, tmp_path: Path) -> None:
    client = site(store, tmp_path).test_client()
    page = client.get("/recruiter?a=" + at("talent", "mercor.com")).text
    assert "This is an official domain" in page
    assert " is safe" not in page
    assert "<script>" not in client.get("/recruiter?a=<script>alert(1)</script>").text
