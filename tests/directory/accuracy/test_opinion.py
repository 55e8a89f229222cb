"""The second opinion on tiers: learned from labels, kept as a file, and where it would rather be asked."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from directory.__main__ import main
from directory.accuracy import opinion
from directory.accuracy.opinion import Disagreement, Example, Opinion
from directory.claims import Facts
from directory.listing import Listing
from directory.store import Store
from tests.support.making import crawl, posting

WORK = {
    "coding": ("Rust Developer", "Write code, fix bugs, review pull requests."),
    "stem": ("Chemist", "Pose problems on reactions and molecules."),
    "languages": ("Danish Rater", "Rate Danish answers; native Danish."),
    "general": ("Photo Rater", "Rate photos of streets; no experience needed."),
}
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def examples(times: int = 6) -> list[Example]:
    """Labelled postings, every tier in turn; the rules are right about all of them."""
    numbers = ("one", "two", "three", "four", "five", "six", "seven")
    return [
        Example(title, f"{text} Part {numbers[at]}.", tier, tier)
        for at in range(times)
        for tier, (title, text) in WORK.items()
    ]


def listing(ref: str, title: str, text: str, tier: str, **said: object) -> Listing:
    one = Listing(
        f"acme/{ref}", "acme", ref, f"https://example.org/{ref}", title, "open", NOON, NOON, NOON, 1, Facts(tier=tier),
        text,
    )  # fmt: skip
    return replace(one, **said)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def learned() -> Opinion:
    return opinion.learn(examples())


@pytest.mark.parametrize(
    ("title", "text", "tier"),
    [
        ("C++ Developer", "You review code.", "coding"),
        ("Chemistry Expert", "Molecules and reactions.", "stem"),
        ("Danish Annotator", "Native Danish.", "languages"),
        ("Street Photo Rater", "Photos of streets.", "general"),
    ],
)
def test_it_tells_tiers_apart_by_their_words(learned: Opinion, title: str, text: str, tier: str) -> None:
    said, chance = learned.of(title, text)
    assert (said, 0.25 < chance <= 1) == (tier, True)


def test_it_is_the_same_after_being_kept(learned: Opinion, tmp_path: Path) -> None:
    path = opinion.kept(tmp_path / "new")
    learned.save(path)
    assert opinion.load(path).of(*WORK["stem"]) == learned.of(*WORK["stem"])


def test_the_queue_holds_open_listings_that_are_read_otherwise(learned: Opinion) -> None:
    read = [
        listing("right", *WORK["coding"], "coding"),
        listing("wrong", *WORK["stem"], "general"),
        listing("clone", *WORK["stem"], "general"),
        listing("closed", *WORK["languages"], "general", state="closed"),
    ]
    chance = learned.of(*WORK["stem"])[1]
    assert opinion.queue(learned, read, 5) == [Disagreement("acme/wrong", "Chemist", "general", "stem", chance)]


def test_the_measure_counts_the_errors_that_it_finds() -> None:
    some = examples()
    some[0] = replace(some[0], read="general")
    assert opinion.measure(some) == "1 of 1 wrong tiers among 1 disagreements (100% of them), 24 labels"


def labels(folder: Path, times: int) -> Path:
    """A folder with labelled postings."""
    gold = folder / "gold"
    gold.mkdir()
    rows = [{"key": str(at), "title": one.title, "text": one.text} for at, one in enumerate(examples(times))]
    told = [{"key": str(at), "tier": one.tier} for at, one in enumerate(examples(times))]
    for name, lines in (("postings", rows), ("labels", told)):
        (gold / f"{name}.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    return folder


@pytest.fixture
def _settings(tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"RUN_DIR": str(tmp_path / "run"), "DATABASE_URL": store.url}.items():
        monkeypatch.setenv(name, value)


@pytest.mark.usefixtures("_settings")
def test_it_is_learned_and_asked_by_commands(store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    crawl(store, [posting("r1", "Zorgle Helper", WORK["stem"][1]), posting("r2", "Rust Developer", "You write code.")])
    assert main(["doubts", "--queue"]) == 2
    assert "no second opinion is learned yet" in capsys.readouterr().err
    assert main(["opinion", str(labels(tmp_path, 6))]) == 0
    assert capsys.readouterr().out.startswith(
        "0 of 0 wrong tiers among 0 disagreements (0% of them), 24 labels; kept in "
    )
    assert main(["doubts", "--queue", "--limit", "3"]) == 0
    assert capsys.readouterr().out.endswith("%  general or stem?  'Zorgle Helper'  (acme/r1)\n")


@pytest.mark.usefixtures("_settings")
def test_too_few_labels_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["opinion", str(labels(tmp_path, 2))]) == 2
    assert capsys.readouterr().err == f"folder: {tmp_path}: 8 labelled postings in gold/, 20 are needed\n"
