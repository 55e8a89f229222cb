"""How good the order by relevance is: 40 searches over real postings, judged by us, as NDCG@10.

data/judgements.toml holds the searches with the postings that any of three rankings put in front (newest, Whoosh's own
BM25, ours), each with a grade (3 just this work, 2 close, 1 touches it, 0 not meant) and a short reason. It names
postings by key only; the postings themselves are outside the repository.
"""

import gzip
import json
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import log2
from pathlib import Path
from typing import Any

from directory import reading
from directory.config import ROOT
from directory.listing import Listing
from directory.posting import Posting
from directory.search.columns.columns import Columns
from directory.search.columns.order import cut
from directory.search.engines.whoosh import PlainWhoosh, WhooshEngine
from directory.search.query.search import Search
from directory.search.snapshot import State
from directory.search.words.document import document
from directory.search.words.question import read
from directory.search.words.ranking import relevance

JUDGEMENTS = ROOT / "data" / "judgements.toml"
DEPTH = 10  # results that are graded: what is seen without scrolling far; NDCG@10 compares with published figures
# The demo's moment, not today's: freshness must not move the figure from one day to the next.
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
Ranking = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class JudgedSearch:
    """One search and the grade of each posting that was looked at; the others count nothing."""

    q: str
    grades: Mapping[str, int]


def measure(folder: Path) -> tuple[str, ...]:
    """Lines with the mean NDCG@10 of the three rankings; `folder` holds real/postings.jsonl.gz."""
    found = judged()
    rankings = rankings_of(roles(folder / "real" / "postings.jsonl.gz"))
    scores = {name: [ndcg(rank(one.q), one.grades) for one in found] for name, rank in rankings.items()}
    means = {name: sum(values) / len(values) for name, values in scores.items()}
    best = sum(ours >= max(rest) for ours, *rest in zip(*(scores[name] for name in ORDER), strict=True))
    lines = (f"  {name:<20} {mean:.3f}" for name, mean in means.items())
    return (f"relevance: NDCG@{DEPTH} over {len(found)} searches", *lines, f"  ours best or equal in {best}")


ORDER = ("ours", "Whoosh's own BM25", "newest")


def judged(path: Path = JUDGEMENTS) -> tuple[JudgedSearch, ...]:
    """The searches of the file, each with the grade (0 to 3) of every posting that was looked at, by its key."""
    rows = tomllib.loads(path.read_text("utf-8"))["search"]
    grades = [{key: int(grade) for key, (grade, _) in row["postings"].items()} for row in rows]
    return tuple(JudgedSearch(row["q"], graded) for row, graded in zip(rows, grades, strict=True))


def ndcg(ranked: Sequence[str], grades: Mapping[str, int]) -> float:
    """Normalised discounted cumulative gain of the first ten, with gains of 2 to the grade, less one."""
    best = _gain(sorted(grades.values(), reverse=True))
    return _gain([grades.get(key, 0) for key in ranked]) / best if best else 1.0


def rankings_of(listings: Sequence[Listing]) -> dict[str, Ranking]:
    """The three rankings over the same roles, by name; each gives the ten first postings' keys."""
    columns = Columns().changed(listings)
    with tempfile.TemporaryDirectory() as made:
        engine = WhooshEngine(Path(made), processes=1)
        engine.build(map(document, listings), len(listings))
        state = State(columns).opened(engine.reader(columns.ordinals_of))
        plain = PlainWhoosh((one.ref, one.title, one.text) for one in listings)
        for one in judged():  # the folder is about to go
            state.match(read(one.q))
    return {
        "ours": lambda q: _ours(state, q, "relevance"),
        "Whoosh's own BM25": lambda q: plain.rank(q, DEPTH),
        "newest": lambda q: _ours(state, q, "newest"),
    }


def roles(path: Path) -> tuple[Listing, ...]:
    """The real postings as listings, one a role: the same platform, title and text are one."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    distinct = {(row["platform"], row["title"], row["text"]): row for row in reversed(rows)}
    return tuple(_listing(number, row) for number, row in enumerate(reversed(distinct.values())))


def _ours(state: State, q: str, sort: str) -> Sequence[str]:
    found = state.match(read(q))
    if found is None:
        return ()
    bitmap, matches = found
    score = relevance(state.columns, matches, NOW)
    ordinals = cut(state.columns, Search(q=q, sort=sort), bitmap, 0, DEPTH, score)
    return [state.columns.ids[ordinal].partition("/")[2] for ordinal in ordinals]


def _listing(number: int, row: Mapping[str, Any]) -> Listing:
    slug = "".join(letter if letter.isalnum() else "-" for letter in row["platform"].lower())
    posting = Posting(
        platform=slug, ref=row["key"], url=row["url"] or "https://example.org/", title=row["title"] or "-",
        text=row["text"], location=row["location"] or "", pay=row["pay"] or "",
    )  # fmt: skip
    read_out = reading.read(posting)
    seen = NOW - timedelta(hours=number)
    return Listing(
        id=f"{slug}/{row['key']}", platform=slug, ref=row["key"], url=posting.url, title=posting.title, state="open",
        first_seen=seen, last_seen=NOW, changed_at=seen, version=number + 1, facts=reading.facts(read_out),
        text=posting.text, claims=read_out.claims,
    )  # fmt: skip


def _gain(grades: Iterable[int]) -> float:
    return sum((2.0**grade - 1) / log2(place + 2) for place, grade in enumerate(list(grades)[:DEPTH]))
