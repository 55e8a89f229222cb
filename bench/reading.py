"""Postings a second through the whole reading, on one core, for texts of 2,500 characters; and where the time goes.

python -m bench reading [--real FOLDER]
"""

import gzip
import json
import random
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from time import process_time
from typing import TypeVar

from bench.old_reading import compare
from directory.claims import Claim, Doubt
from directory.posting import Posting
from directory.reading import read
from directory.reading.border import enter
from directory.reading.command import posting_of
from directory.reading.conditions import decide as conditions
from directory.reading.labels import domains, skills, tasks
from directory.reading.languages import decide as languages
from directory.reading.page import sheet
from directory.reading.pay import decide as pay
from directory.reading.residence import decide as residence
from directory.reading.scan import pass_over
from directory.reading.sections import Parts, split
from directory.reading.start import warm

T = TypeVar("T")
Reader = Callable[[Posting, Parts], tuple[list[Claim], list[Doubt]]]
LENGTH = 2_500
COUNT = 300
WARM = 100
"""Made postings read before the clock starts: the old build makes its tables when they are first asked for."""
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
READERS: dict[str, Reader] = {
    "languages": languages.read, "tasks": tasks.read, "pay": pay.read, "residence": residence.read,
    "skills": skills.read, "conditions": conditions.read,
}  # fmt: skip


def main(real: Path | None) -> None:
    """Prints a line for made texts, one for real ones, and the milliseconds of each reader."""
    print(f"{'texts':24} {'postings':>8} {'chars':>7} {'a second':>9} {'ms each':>8}")
    warm()
    shown = [_made(number) for number in range(COUNT)]
    _measure("made", shown)
    if real is not None:
        shown = _real(real)
        cut = [row.model_copy(update={"text": row.text[:LENGTH]}) for row in shown if len(row.text) >= LENGTH]
        _measure(f"real, first {LENGTH}", cut)
        _measure("real, whole", shown)
    print("\nboth builds in turn on the same texts, one core")
    compare(shown, [_made(number) for number in range(WARM)])
    print()
    for name, milliseconds in _by_step(shown):
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


def _by_step(postings: Sequence[Posting]) -> list[tuple[str, float]]:
    """Milliseconds a posting of each step, posting by posting as `read` takes them: the first to ask for something that
    all share pays for it. Without the tier, which asks for what others found."""
    spent: dict[str, float] = {}

    def timed(name: str, work: Callable[[], T]) -> T:
        start = process_time()
        done = work()
        spent[name] = spent.get(name, 0.0) + process_time() - start
        return done

    for given in postings:
        posting = timed("border", partial(enter, given)).posting
        parts = timed("sections", partial(split, posting))
        page = timed("page", partial(sheet, posting.text))
        timed("languages of lines", partial(getattr, page, "paragraphs"))
        timed("scan", partial(pass_over, page))
        found = {name: timed(name, partial(reader, posting, parts)) for name, reader in READERS.items()}
        timed("domains", partial(domains.read, posting, parts, found["languages"][0], found["tasks"][0]))
    return [(name, seconds / len(postings) * 1_000) for name, seconds in spent.items()]
