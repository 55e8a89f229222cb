"""The tool for assistants, asked by the protocol's own client: in process, over stdio and over streamable HTTP."""

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from mcp import Client
from mcp.client.stdio import StdioServerParameters

from bench.serving import START_WITHIN, held_port
from directory.config import ROOT
from directory.search import open_finder
from directory.store import Store, migrate
from tests.support.making import START, crawl, platform, posting
from tests.support.website import CLOCK, KENYA, coders, settings, site
from web.assistant.asking import ApiRefused, inside, query, read
from web.assistant.manifest import LONGEST, manifest
from web.assistant.tools import server

NURSE = posting(
    "n1",
    "Nurse reviewer, Swahili",
    "You are a nurse and review medical answers in Swahili.\nOpen to people who live in Kenya or Tanzania.\n"
    "Native Swahili speaker.\nPay: $18 per hour.",
    pay="18 USD per hour",
)
SILENT = posting("n2", "Nurse annotator", "You are a nurse and annotate clinical notes.\nPay: $20 per hour.")
STATES = posting("n3", "Nurse in the United States", "You are a nurse.\nMust be located in the United States.")
SEEN = [NURSE, SILENT, STATES, KENYA, *coders(4)]
TOOLS = {"search", "listing", "can_i_take", "explain", "changes_since", "platform", "check_recruiter"}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("assistant")
    store = Store(f"sqlite:///{folder / 'atlas.db'}")
    migrate(store)
    yield site(store, folder, SEEN)
    store.close()


def asked(at: Any, *calls: tuple[str, dict[str, Any]]) -> list[Any]:
    """The structured answers of these calls, or the words of an error, over one connection."""

    async def talk() -> list[Any]:
        async with Client(at) as client:
            assert {tool.name for tool in (await client.list_tools()).tools} == TOOLS
            results = [await client.call_tool(name, values) for name, values in calls]
            return [one.content[0].text if one.is_error else one.structured_content for one in results]

    # a thread of its own: a browser of another test may hold this one's event loop
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(talk())).result()


def test_a_nurse_in_nairobi_who_speaks_swahili(app: Flask) -> None:
    """What is open to her, why, and whether she may: three calls, each with the words that prove it."""
    person = {"country": "Kenya", "languages": ["Swahili:native"]}
    at = server(inside(app))
    (found,) = asked(at, ("search", {"words": "nurse", **person}))
    best = found["listings"][0]
    assert (found["total"], [one["id"] for one in found["listings"]]) == (2, ["acme/n1", "acme/n2"])
    assert best["answer"]["place"]["group"] == "open"
    assert best["answer"]["place"]["quote"] in NURSE.text
    assert best["answer"]["apply"] == NURSE.url
    assert {"residence", "language", "pay"} <= {one["kind"] for one in best["quotes"]}
    assert all(one["quote"] in f"{NURSE.text} {NURSE.title} {NURSE.pay}" for one in best["quotes"])
    assert found["listings"][1]["answer"]["place"]["state"] == "unstated"
    taken, why = asked(at, ("can_i_take", {"id": best["id"], **person}), ("explain", {"id": best["id"], **person}))
    assert taken["answer"] == best["answer"]
    assert "Native Swahili speaker" in " ".join(taken["quotes"])
    assert why["answer"] == best["answer"]
    assert why["decided_by"]
    assert [one["quote"] for one in why["statements"] if one["kind"] == "residence"] == [
        best["answer"]["place"]["quote"]
    ]


def test_words_of_a_place_are_understood(app: Flask) -> None:
    (found,) = asked(server(inside(app)), ("search", {"words": "nurse nairobi"}))
    assert found["understood"]["country"] == "KE"
    assert [one["id"] for one in found["listings"]] == ["acme/n1", "acme/n2"]


def test_the_other_tools_answer_as_the_api_does(app: Flask) -> None:
    client, at = app.test_client(), server(inside(app))
    listing, changes, one, every, recruiter = asked(
        at,
        ("listing", {"id": "acme/n1", "country": "KE"}),
        ("changes_since", {"since": "0", "kinds": ["opened"]}),
        ("platform", {"slug": "acme"}),
        ("platform", {}),
        ("check_recruiter", {"address": "jobs@acme.example"}),
    )
    assert listing == json.loads(client.get("/api/v1/listings/acme/n1?country=KE").data)
    told = json.loads(client.get("/api/v1/changes?since=0&kind=opened").data)
    assert (changes["changes"], changes["last"]) == (told["items"], told["last"])
    assert one == json.loads(client.get("/api/v1/platforms/acme").data)
    assert [row["slug"] for row in every["platforms"]] == ["acme"]
    assert recruiter == json.loads(client.get("/api/v1/recruiter?a=jobs@acme.example").data)


def test_pages_go_on_without_a_gap(app: Flask) -> None:
    at, seen, cursor = server(inside(app)), list[str](), ""
    while True:
        (found,) = asked(at, ("search", {"limit": 3, "cursor": cursor}))
        seen += [one["id"] for one in found["listings"]]
        cursor = found["next"]
        if not cursor:
            break
    assert sorted(seen) == sorted(f"acme/{one.ref}" for one in SEEN)


@pytest.mark.parametrize(
    ("tool", "values", "words"),
    [
        ("search", {"country": "Kenyaa"}, ("400", "country=Kenyaa", "perhaps KE")),
        ("search", {"tier": ["codin"]}, ("400", "perhaps coding")),
        ("search", {"more": {"contry": "KE"}}, ("contry", "perhaps country")),
        ("listing", {"id": "acme/nothing"}, ("404", "acme/nothing")),
        ("listing", {"id": "acme"}, ("id=acme", "platform/ref")),
        ("can_i_take", {"id": "acme/n1"}, ("Say where the person lives",)),
        ("changes_since", {"since": "yesterday"}, ("400", "since=yesterday")),
        ("platform", {"slug": "nobody"}, ("404", "nobody")),
        ("check_recruiter", {"address": ""}, ("400", "Say what to check")),
    ],
)
def test_a_problem_is_told_with_what_would_be_accepted(
    app: Flask, tool: str, values: dict[str, Any], words: tuple[str, ...]
) -> None:
    (told,) = asked(server(inside(app)), (tool, values))
    assert all(word in told for word in words), told


def test_an_answer_that_is_no_json_is_refused() -> None:
    with pytest.raises(ApiRefused, match="no JSON"):
        read(200, b"<html>")
    assert query({"q": "a b", "speak": ["sw", "en"], "pay": None, "cursor": ""}) == "q=a+b&speak=sw&speak=en"


def test_the_manifest_says_where_the_server_is() -> None:
    told = manifest("https://atlas.example/")
    assert told["name"] == "example.atlas/task-atlas"
    assert told["remotes"] == [{"type": "streamable-http", "url": "https://atlas.example/mcp"}]
    assert len(told["description"]) <= LONGEST
    assert set(told) == {"$schema", "name", "title", "description", "version", "websiteUrl", "remotes"}


@pytest.fixture
def own(tmp_path: Path) -> dict[str, str]:
    """The settings of a process with a filled table."""
    known = settings(tmp_path)
    store = Store(known.database_url)
    migrate(store)
    crawl(store, SEEN, START, platform("acme", cadence_hours=48))
    open_finder(store, known).catch_up()
    store.close()
    return {"RUN_DIR": str(tmp_path), "CLOCK": CLOCK, "PUBLIC_URL": "https://atlas.example"}


@pytest.mark.heavy
def test_over_stdio(own: dict[str, str]) -> None:
    command = StdioServerParameters(command=sys.executable, args=["-m", "web.assistant"], env=own, cwd=ROOT)
    (found,) = asked(command, ("search", {"words": "nurse", "country": "KE", "languages": ["sw"]}))
    assert found["listings"][0]["answer"]["place"]["quote"] in NURSE.text


@pytest.mark.heavy
def test_over_streamable_http(own: dict[str, str]) -> None:
    with held_port() as port:
        command = [sys.executable, "-m", "web.assistant", "--http", "--port", str(port)]
        process = subprocess.Popen(command, env=os.environ | own, cwd=ROOT)
        try:
            until = time.monotonic() + START_WITHIN
            while not listens(port):
                assert time.monotonic() < until, f"the server did not come up within {START_WITHIN:.0f} s"
                time.sleep(0.2)
            (found,) = asked(f"http://127.0.0.1:{port}/mcp", ("search", {"words": "nurse", "country": "KE"}))
        finally:
            process.terminate()
            process.wait()
    assert found["listings"][0]["answer"]["place"]["quote"] in NURSE.text


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
