"""A second opinion on tiers, for maintainers: learned from labelled postings, never shown to a reader.

Where it disagrees with the rules, somebody should look: most disagreements are its own errors, but nearly every error
of the rules is among them (`make second-opinion` prints how many). It is a logistic regression over words, in numpy:
of 16 errors that the rules once made on the labelled sets it found 15 at a quarter of its disagreements, scikit-learn's
14 at as many, and that would be 160 MB more for a tool that only maintainers run.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from directory.listing import Listing
from directory.reading import facts, read
from directory.reading.command import posting_of
from directory.terms import fold

SETS = (("postings", "labels"), ("second_postings", "second_labels"))
"""The labelled sets of a folder's `gold/`: names of the postings' and the labels' file."""
READ = 4_000
"""Characters of a description that are looked at: what follows is about the company."""
_ROUNDS, _STEP, _SHRINK = 400, 3.0, 1e-3
"""Steps of descent, their length and how much large weights cost: set by cross-validation, flat around these."""
_STEM = 5
"""First letters of a title's word that count as well: "chemist" says "chemistry"."""
_PARTS = 10
"""Parts of the cross-validation."""
_WORD = re.compile(r"\w+")
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A posting's title and text, the tier that a person gave it, and the one that the rules read."""

    title: str
    text: str
    tier: str
    read: str = ""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What was learned: the weight of each word (`words` in order) for each tier."""

    tiers: tuple[str, ...]
    words: tuple[str, ...]
    rarity: Floats
    weights: Floats

    def of(self, title: str, text: str) -> tuple[str, float]:
        """The likeliest tier of a posting and how sure that is, between 0 and 1."""
        counts = _matrix([features(title, text)], {word: at for at, word in enumerate(self.words)}, self.rarity)
        chances = _chances(counts @ self.weights)[0]
        best = int(chances.argmax())
        return self.tiers[best], float(chances[best])

    def save(self, path: Path) -> None:
        """Writes it as one .npz file of plain arrays and no code, over the one that is there; makes its folder."""
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            np.savez_compressed(
                file, tiers=np.array(self.tiers), words=np.array(self.words), rarity=self.rarity, weights=self.weights
            )


def kept(run_dir: Path) -> Path:
    """Where the opinion is kept: it holds words of real postings, so it never stands in the repository."""
    return run_dir / "second-opinion.npz"


def load(path: Path) -> Opinion:
    """A saved opinion; FileNotFoundError where none was learned yet. Nothing in the file is run (no pickles)."""
    with np.load(path, allow_pickle=False) as kept:
        tiers, words = (tuple(str(word) for word in kept[name]) for name in ("tiers", "words"))
        return Opinion(tiers, words, kept["rarity"], kept["weights"])


def features(title: str, text: str) -> Counter[str]:
    """The words of a posting; those of its title, and their first letters, are counted apart."""
    titled = _WORD.findall(fold(title))
    found = Counter(_WORD.findall(fold(text[:READ])))
    found.update(f"title {word}" for word in titled)
    found.update(f"title {word[:_STEM]}" for word in titled)
    return found


def learn(examples: Sequence[Example]) -> Opinion:
    """Weights that tell these examples' tiers apart; each tier counts alike, however many examples it has."""
    found = [features(example.title, example.text) for example in examples]
    known = Counter(word for words in found for word in words)
    words = tuple(sorted(word for word, n in known.items() if n > 1))
    rarity = np.log((1 + len(found)) / (1 + np.array([known[word] for word in words], dtype=float))) + 1
    tiers = tuple(sorted({example.tier for example in examples}))
    truth = np.array([[float(example.tier == tier) for tier in tiers] for example in examples])
    seen = _matrix(found, {word: at for at, word in enumerate(words)}, rarity)
    return Opinion(tiers, words, rarity, _descend(seen, truth))


def _descend(seen: Floats, truth: Floats) -> Floats:
    """The weights after so many steps; the descent runs over examples, of which there are fewer than words."""
    alike = seen @ seen.T
    shares = np.zeros_like(truth)
    fair = (truth / truth.sum(axis=0)).sum(axis=1, keepdims=True)
    for _ in range(_ROUNDS):
        shares -= _STEP * (fair * (_chances(alike @ shares) - truth) + _SHRINK * shares)
    weights: Floats = seen.T @ shares
    return weights


def _matrix(found: Sequence[Counter[str]], places: dict[str, int], rarity: Floats) -> Floats:
    """A row of unit length a posting: how often each word stands there, rare words more, repetitions less."""
    counts = np.zeros((len(found), len(places)))
    for row, words in enumerate(found):
        for word, n in words.items():
            if word in places:
                counts[row, places[word]] = 1 + np.log(n)
    counts *= rarity
    length = np.sqrt((counts**2).sum(axis=1, keepdims=True))
    shaped: Floats = counts / np.where(length == 0, 1, length)
    return shaped


def _chances(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances: Floats = powers / powers.sum(axis=1, keepdims=True)
    return chances


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A listing whose tier by the rules is not the learned one, and how sure that is."""

    listing: str
    title: str
    tier: str
    instead: str
    chance: float


def queue(opinion: Opinion, listings: Iterable[Listing], limit: int) -> list[Disagreement]:
    """The open listings that somebody should look at, the surest disagreement first; one a title and tier."""
    found: dict[tuple[str, str], Disagreement] = {}
    for listing in listings:
        tier = listing.facts.tier or ""
        instead, chance = opinion.of(listing.title, listing.text)
        if listing.state == "open" and instead != tier:
            one = Disagreement(listing.id, listing.title, tier, instead, chance)
            found.setdefault((one.title, tier), one)
    return sorted(found.values(), key=lambda one: (-one.chance, one.listing))[:limit]


def labelled(folder: Path) -> list[Example]:
    """The labelled postings of a folder's `gold/`, and what the rules read; a set that is missing is left out."""
    examples: list[Example] = []
    for postings, labels in SETS:
        paths = [folder / "gold" / f"{name}.jsonl" for name in (postings, labels)]
        if all(path.exists() for path in paths):
            rows, told = ({row["key"]: row for row in _rows(path)} for path in paths)
            examples += (_example(rows[key], label["tier"]) for key, label in told.items() if key in rows)
    return examples


def measure(examples: Sequence[Example]) -> str:
    """How many of the rules' errors are among the disagreements: each opinion learned without the posting it is of."""
    found = wrong = disagreed = 0
    for part in range(_PARTS):
        opinion = learn([one for at, one in enumerate(examples) if at % _PARTS != part])
        for example in examples[part::_PARTS]:
            differs = opinion.of(example.title, example.text)[0] != example.read
            wrong += example.read != example.tier
            disagreed += differs
            found += differs and example.read != example.tier
    share = found / disagreed if disagreed else 0.0
    return (
        f"{found} of {wrong} wrong tiers among {disagreed} disagreements ({share:.0%} of them), {len(examples)} labels"
    )


def _example(row: dict[str, Any], tier: str) -> Example:
    posting = posting_of(row)
    return Example(posting.title, posting.text, tier, facts(read(posting)).tier or "")


def _rows(path: Path) -> Iterable[dict[str, Any]]:
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
