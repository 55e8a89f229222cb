"""Postings a second through the whole reading, on one core, for texts of 2,500 characters; and where the time goes.

python -m bench reading [--real FOLDER]
"""

import gzip
import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time

from bench.old_reading import compare
from directory.claims import Claim, Doubt
from directory.posting import Posting
from directory.reading import read
from directory.reading.command import posting_of
from directory.reading.conditions import decide as conditions
from directory.reading.labels import domains, skills, tasks, tier
from directory.reading.languages import decide as languages
from directory.reading.pay import decide as pay
from directory.reading.residence import decide as residence
from directory.reading.sections import Parts, split

Reader = Callable[[Posting, Parts], tuple[list[Claim], list[Doubt]]]
LENGTH = 2_500
COUNT = 300
PASSES = 3

_STATED = (
    "About the role", "You compare two answers of a model and say which one is more helpful, honest and clear.",
    "You write prompts in {language} and score what comes back against a rubric of twelve points.",
    "Requirements", "- Native or near-native {language} with excellent grammar, and good English for the guidelines",
    "- A Master's degree or PhD in {field}, or five years of work in {field}",
    "- Must be based in {place}; remote work from home, at any hour of the day",
    "- Reliable internet, a laptop with 8 GB of memory and 10 to 20 hours a week",
    "Pay", "- We pay ${low} - ${high} per hour, weekly, depending on experience in {field}",
    "About us", "Founded in 2014, Acme has offices in Berlin, Nairobi and Lima and has raised $50 million so far.",
    "We are an equal opportunity employer and treat every application with the same care.",
)  # fmt: skip
_FILLER = (
    "Projects run for four to six weeks and may be extended; you choose when and how much you work.",
    "After a short test we invite you to a call, show you the tools and answer what you want to know.",
    "A careful eye for detail matters more to us than speed, and every batch is looked at by two people.",
    "You will meet others who do the same work in a forum that is open at all times of the day.",
    "Feedback comes with every batch, so that you know what went well and what to look at again.",
    "The work suits people who like to read slowly, to doubt a first impression and to explain themselves.",
)  # fmt: skip
_WORDS = {
    "language": ("Spanish", "Brazilian Portuguese", "Hindi", "Swahili", "German", "Japanese"),
    "field": ("law", "physics", "nursing", "finance", "biology", "linguistics"),
    "place": ("the United States", "Kenya or Uganda", "Latin America", "Portugal, Spain or Italy", "any country"),
}
READERS = (pay, residence, languages, domains, tasks, skills, conditions)


def main(real: Path | None) -> None:
    """Prints a line for made texts, one for real ones, and the milliseconds of each reader."""
    print(f"{'texts':24} {'postings':>8} {'chars':>7} {'a second':>9} {'ms each':>8}")
    made = [_made(number) for number in range(COUNT)]
    _measure("made", made)
    shown = made
    if real is not None:
        rows = _real(real)
        shown = [row.model_copy(update={"text": row.text[:LENGTH]}) for row in rows if len(row.text) >= LENGTH]
        _measure(f"real, first {LENGTH}", shown)
        _measure("real, whole", rows)
    print("\nboth builds in turn, every text new to the process")
    compare(shown)
    print()
    for name, milliseconds in _by_reader(shown):
        print(f"{name:24} {milliseconds:8.3f} ms")


def _made(number: int) -> Posting:
    dice = random.Random(number)
    words = {name: dice.choice(choices) for name, choices in _WORDS.items()}
    low = dice.randint(5, 60)
    lines = [line.format(low=low, high=low + dice.randint(5, 40), **words) for line in _STATED]
    while sum(map(len, lines)) + len(lines) < LENGTH:
        lines.insert(dice.randint(1, len(lines)), dice.choice(_FILLER))
    title = f"{words['language']} rater {number}"
    text = "\n".join(lines)[:LENGTH]
    return Posting(platform="acme", ref=str(number), url="https://example.org/", title=title, text=text)


def _real(folder: Path) -> list[Posting]:
    with gzip.open(folder / "real" / "postings.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [posting_of(json.loads(line)) for line in lines]


def _measure(name: str, postings: Sequence[Posting]) -> None:
    seconds = _fastest(lambda: [read(posting) for posting in postings])
    chars = sum(len(posting.text) for posting in postings) // len(postings)
    each = seconds / len(postings)
    print(f"{name:24} {len(postings):8} {chars:7} {1 / each:9.0f} {each * 1_000:8.2f}")


def _fastest(work: Callable[[], object]) -> float:
    """Seconds of processor time of the quickest pass; the first one warms the tables up."""
    times = []
    for _ in range(PASSES + 1):
        start = process_time()
        work()
        times.append(process_time() - start)
    return min(times[1:])


def _by_reader(postings: Sequence[Posting]) -> list[tuple[str, float]]:
    """Milliseconds a posting of each reader, the sections first; readers share prepared texts, so order matters."""
    pairs: list[tuple[Posting, Parts]] = [(posting, split(posting)) for posting in postings]
    found = [("sections", _fastest(lambda: [split(posting) for posting in postings]))]
    found += [(module.__name__.rsplit(".", 1)[-1], _reader(module.read, pairs)) for module in READERS]
    found.append(("tier", _fastest(lambda: [tier.read(*pair, [], []) for pair in pairs])))
    return [(name, seconds / len(postings) * 1_000) for name, seconds in found]


def _reader(reader: Reader, pairs: Sequence[tuple[Posting, Parts]]) -> float:
    return _fastest(lambda: [reader(*pair) for pair in pairs])
