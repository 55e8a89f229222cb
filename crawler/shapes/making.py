"""The shape of a platform made of every tape of it: what all of them hold, and what the spider reads of them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path as Folder

from crawler.addresses import detect
from crawler.platform import Platform
from crawler.shapes.reads import mark, reads, replayed
from crawler.shapes.shape import Path, Shape, Trait
from crawler.tape import Tape, load

ANOTHER = 0.2  # a tape in which more says nothing is of an older form, or was put back together: its gaps prove nothing
MANY = 20  # objects of a tape that was seen say nothing where the newest always does: an export had left it out
"""Of a tape that was put back together, or is of an older form, one gap proves nothing."""


def tapes_of(reader: type[Platform], folders: Sequence[Folder]) -> Iterator[tuple[str, Tape]]:
    """Every tape of a platform in these folders with its name: one that is called after it or is of its board."""
    for folder in folders:
        for said in sorted(folder.glob("*/recording.json")):
            if said.parent.name == reader.slug or _same_board(said, reader):
                tape = load(said.parent)
                yield f"{folder.name}/{said.parent.name} of {tape.at:%Y-%m-%d}", tape


def made(reader: type[Platform], tapes: Mapping[str, Tape]) -> tuple[Shape, list[str]]:
    """One shape of all tapes, with the paths marked that the spider reads; and of each tape whether it was taken."""
    shapes = {name: replayed(reader, tape).shape for name, tape in tapes.items()}
    newest = max(tapes, key=lambda name: tapes[name].at)
    mark(shapes[newest], found := reads(reader, tapes.values()))
    shape, told = Shape(), []
    for name, one in shapes.items():
        taken, left = Shape(), []
        least = MANY if tapes[name].basis == "seen" else 1
        for kind in one.kinds:
            usual, silent = _usual(shapes[newest], one, kind), _silent(shapes[newest], one, kind)
            if len(silent) > ANOTHER * len(usual) and any(one.of(kind, path) >= least for path in silent):
                left.append(f"{kind}: {len(silent)} of {len(usual)} paths say nothing")
            else:
                _merge(taken, one, kind, [path for path in silent if one.of(kind, path) >= least])
        told.append(f"made of {name}" + (f" without its {', '.join(left)}" if left else ""))
        shape.join(taken)
    mark(shape, found)
    return shape, told


def _usual(newest: Shape, other: Shape, kind: str) -> list[Path]:
    """The paths that are read and mostly say something in the newest tape, and could stand in another one."""
    read = ((path, trait) for path, trait in newest.kinds.get(kind, {}).items() if trait.read)
    full = (path for path, trait in read if 2 * (trait.present - trait.empty) >= newest.of(kind, path))
    return [path for path in full if other.of(kind, path)]


def _silent(newest: Shape, other: Shape, kind: str) -> list[Path]:
    """Those of them that say nothing in the other tape."""
    traits = ((path, other.kinds[kind].get(path, Trait())) for path in _usual(newest, other, kind))
    return [path for path, trait in traits if trait.present == trait.empty]


def _merge(taken: Shape, one: Shape, kind: str, gaps: Sequence[Path]) -> None:
    """Takes a kind of answer of a tape; the paths whose gaps prove nothing as if the tape had no such object."""
    for path, trait in one.kinds[kind].items():
        gap = any(path[: len(gap)] == gap for gap in gaps)
        taken.kinds.setdefault(kind, {})[path] = Trait(of=0) if gap else replace(trait, of=one.of(kind, path))
    taken.kinds[kind].update({gap: Trait(of=0) for gap in gaps})


def _same_board(said: Folder, reader: type[Platform]) -> bool:
    if not reader.token or reader.way == "own":
        return False
    first = json.loads(said.read_text("utf-8"))["exchanges"][0]["url"]
    board, token = detect(first) or (None, "")
    return board is not None and token == reader.token and issubclass(reader, board)
