"""Open data: what the daily files hold, that they are swapped in whole, and that memory does not grow with them."""

import csv
import json
import tracemalloc
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from hashlib import sha256
from io import StringIO
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from bench.serving import served
from directory.presenting import daily
from directory.presenting.datapackage import LINES, SHEETS
from directory.presenting.records import EventRecord, ListingRecord
from directory.store import Store, shelf
from schedules.jobs import published
from tests.support.making import DAY, START, crawl, posting
from tests.support.website import CLOCK, KENYA, settings, site
from web.api.data import READERS

ORIGIN = daily.Origin("https://atlas.example")
NOW = START + 2 * DAY
WORLD = posting("w1", 'A "rater", of poems', "You rate poems. Open to candidates anywhere in the world.")
NAMIBIA = posting("n1", "Rater of maps", "You rate maps. You must live in Namibia.")


def made(store: Store, folder: Path, demo: bool = False) -> Path:
    crawl(store, [KENYA, WORLD])
    crawl(store, [KENYA], START + DAY)
    return daily.make(store, folder, NOW, daily.Origin(ORIGIN.public_url, demo))


def sheet(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(path.read_text(encoding="utf-8"))))


def test_every_line_is_a_record_and_every_row_fits_its_schema(store: Store, tmp_path: Path) -> None:
    folder = made(store, tmp_path / "data")
    lines = (folder / "listings.jsonl").read_text(encoding="utf-8").splitlines()
    records = [ListingRecord.model_validate_json(line) for line in lines]
    assert [(one.id, one.state) for one in records] == [("acme/k1", "open"), ("acme/w1", "closed")]
    assert all(claim.quote.text for one in records for claim in one.claims)
    assert KENYA.text not in (folder / "listings.jsonl").read_text(encoding="utf-8")
    events = (folder / "events.jsonl").read_text(encoding="utf-8").splitlines()
    assert [EventRecord.model_validate_json(line).kind for line in events] == ["opened", "opened", "closed"]
    (kenya, world) = sheet(folder / "listings.csv")
    assert (kenya["pay_min"], kenya["pay_currency"], kenya["residence_places"], kenya["demo"]) == (
        "9.0", "USD", "KE", "false",
    )  # fmt: skip
    assert (world["title"], world["pay_min"], world["state"]) == (WORLD.title, "", "closed")
    (span,) = sheet(folder / "countries.csv")
    assert (span["code"], span["name"], span["platform"], span["now"]) == ("KE", "Kenya", "acme", "true")
    quotes = [row["quote"] for row in sheet(folder / "claims.csv") if row["kind"] == "residence"]
    assert "must live in Kenya" in quotes


def test_the_package_describes_every_file(store: Store, tmp_path: Path) -> None:
    folder = made(store, tmp_path / "data")
    told = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert [one["path"] for one in told["resources"]] == [*daily.FILES[:3], "events.jsonl", "countries.csv"]
    assert {*SHEETS, *LINES} == {one["path"] for one in told["resources"]}
    for one in told["resources"]:
        raw = (folder / one["path"]).read_bytes()
        assert (one["bytes"], one["hash"]) == (len(raw), f"sha256:{sha256(raw).hexdigest()}")
        if one["format"] == "csv":
            rows = sheet(folder / one["path"])
            assert [field["name"] for field in one["schema"]["fields"]] == list(rows[0])
            assert one["rows"] == len(rows)
            fit(one["schema"]["fields"], rows)
    assert told["licenses"][0]["name"] == "CC0-1.0"


def fit(fields: list[dict[str, str]], rows: list[dict[str, str]]) -> None:
    """Every value is of the type that its column declares."""
    types: dict[str, Any] = {
        "integer": int, "number": float, "boolean": ("true", "false").index, "string": str,
        "datetime": lambda text: text.endswith("Z") or 1 / 0, "date": lambda text: len(text) == 10 or 1 / 0,
    }  # fmt: skip
    for row in rows:
        for field in fields:
            if row[field["name"]]:
                types[field["type"]](row[field["name"]])


def test_a_demo_says_so_everywhere(store: Store, tmp_path: Path) -> None:
    folder = made(store, tmp_path / "data", demo=True)
    assert json.loads((folder / "listings.jsonl").read_text(encoding="utf-8").splitlines()[0])["demo"] is True
    assert json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["title"].startswith("DEMO")
    assert "invented" in (folder / "README.md").read_text(encoding="utf-8")


def test_the_last_thirty_days_are_kept_and_latest_is_the_newest(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    crawl(store, [KENYA])
    for day in range(33):
        assert daily.due(folder, NOW + timedelta(days=day))
        daily.make(store, folder, NOW + timedelta(days=day), ORIGIN)
    known = daily.days(folder)
    assert (len(known), known[0], known[-1]) == (30, "2026-12-05", "2026-11-06")
    assert (folder / "latest").resolve().name == known[0]
    assert not daily.due(folder, NOW + timedelta(days=32))
    daily.make(store, folder, NOW + timedelta(days=32), ORIGIN)  # anew
    assert sorted(path.name for path in folder.iterdir()) == sorted([*known, "latest"])


def test_a_day_that_breaks_off_leaves_the_old_one(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data"
    first = made(store, folder)
    before = (first / "listings.jsonl").read_bytes()

    def broken(*_: object) -> None:
        raise OSError("no room")

    with monkeypatch.context() as patched:
        patched.setattr(daily, "measured", broken)
        with pytest.raises(OSError, match="no room"):
            daily.make(store, folder, NOW, ORIGIN)
    assert (folder / "latest" / "listings.jsonl").read_bytes() == before
    daily.make(store, folder, NOW + DAY, ORIGIN)
    assert sorted(path.name for path in folder.iterdir()) == ["2026-11-03", "2026-11-04", "latest"]


def peaks(database: str, folder: Path, *times: int) -> list[int]:
    """The most memory, in bytes, that the files of a day need with the first listings told so many times each.

    For a process of its own: in one that ran other tests, their threads and what they left to collect count too.
    """
    store = Store(database)
    batch, most = next(iter(shelf.every(store))), []
    for n in times:
        with patch.object(shelf, "every", lambda _store, _at_once, n=n: (batch for _ in range(n))):
            tracemalloc.start()
            daily.make(store, folder, NOW, ORIGIN)
            most.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    store.close()
    return most


@pytest.mark.heavy
def test_memory_does_not_grow_with_the_listings(store: Store, tmp_path: Path) -> None:
    crawl(store, [KENYA, WORLD])
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
        _, few, many = alone.submit(
            peaks, f"sqlite:///{tmp_path / 'atlas.db'}", tmp_path / "data", 400, 400, 1_200
        ).result()
    assert many < few + 1_000_000  # what is written between them is three times that


def test_the_files_are_served(store: Store, tmp_path: Path) -> None:
    client = site(store, tmp_path, [KENYA]).test_client()
    assert "No files yet" in client.get("/data").text
    made(store, tmp_path / "data")
    page = client.get("/data").text
    assert 'href="/data/latest/listings.csv"' in page
    path = "/data/latest/listings.csv"
    with client.get(path) as whole:
        assert (whole.status_code, whole.content_type) == (200, "text/csv; charset=utf-8")
        assert whole.headers["Access-Control-Allow-Origin"] == "*"
        data, tag = whole.data, whole.headers["ETag"]
    with client.get(path, headers={"If-None-Match": tag}) as again:
        assert again.status_code == 304
    with client.get(path, headers={"Range": "bytes=0-9"}) as part:
        assert (part.status_code, part.data) == (206, data[:10])
    with client.get("/data/2026-11-03/listings.csv") as dated:
        assert dated.data == data
    for path in ("/data/2026-11-02/listings.csv", "/data/latest/atlas.db", "/data/latest/..%2fatlas.db"):
        assert client.get(path).status_code == 404, path


@pytest.mark.heavy
def test_pandas_and_duckdb_read_the_addresses_in_one_line(store: Store, tmp_path: Path) -> None:
    """The lines of docs/api.md against a running server, under `latest` and under the day."""
    import duckdb
    import pandas

    crawl(store, [NAMIBIA])
    made(store, tmp_path / "data")
    duckdb.execute(f"LOAD '{httpfs()}'")  # by itself DuckDB fetches it from its makers
    with served({"RUN_DIR": str(tmp_path), "CLOCK": CLOCK}, 1) as port:
        for day in ("latest", "2026-11-03"):
            address = f"http://127.0.0.1:{port}/data/{day}"
            read = eval(dict(READERS)["pandas"].replace("{address}", f"{address}/listings.csv"), {"pandas": pandas})
            told = read[["id", "residence_places"]].fillna("").to_numpy().tolist()
            assert (told, read["pay_max"][0]) == ([["acme/k1", "KE"], ["acme/n1", "NA"], ["acme/w1", ""]], 12.0)
            line = f"SELECT title, pay_max, residence_places FROM '{address}/listings.csv' ORDER BY id LIMIT 5"
            (kenya, namibia, world) = duckdb.sql(line).fetchall()
            assert (kenya, namibia[2], world[0]) == ((KENYA.title, 12.0, "KE"), "NA", WORLD.title)
            nested = f"SELECT pay.max, residence.places FROM '{address}/listings.jsonl' ORDER BY id"
            assert duckdb.sql(nested).fetchall()[0] == (12.0, ["KE"])


def httpfs() -> Path:
    """DuckDB's reader of addresses as its package brings it; LOAD refuses one that its makers did not sign."""
    import duckdb_extension_httpfs

    return next(Path(duckdb_extension_httpfs.__file__).parent.rglob("httpfs.duckdb_extension"))


def test_the_clock_makes_a_day_once(store: Store, tmp_path: Path) -> None:
    known = settings(tmp_path)
    crawl(store, [KENYA])
    published(store, known)
    first = (known.open_data_dir / "2026-11-03").stat().st_ino
    published(store, known)
    assert (daily.days(known.open_data_dir), (known.open_data_dir / "latest").stat().st_ino) == (("2026-11-03",), first)
