"""Is a key that is gone read under another name already? A mended spider reads the new one, an older form both.

Told by trying: put back under the old name the new key gives the same postings, and without it they are others.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from scrapy.http import Response

from crawler.platform import Platform
from crawler.shapes.difference import Difference, beside
from crawler.shapes.file import load
from crawler.shapes.reads import Replay, played, replayed
from crawler.shapes.shape import ENTRY, Path, said
from crawler.tape import Tape

MOST_TRIED = 4  # new keys beside the old one, the likest by name first; each is two replays
PARTS_END = ":"  # of a page's parts: only a whole JSON answer is edited here


def settled(reader: type[Platform], tape: Tape, found: tuple[Difference, ...]) -> Iterator[Difference]:
    """The differences, those no more a fault whose key is read under another name; the words say which."""
    plain, kept = replayed(reader, tape), load(reader.slug)
    for one in found:
        new = None if kept is None else _stead(reader, tape, plain, one, beside(kept, plain.shape, one)[:MOST_TRIED])
        words = "" if new is None else f"`{said(one.path)}` is gone, and `{said(new)}` is read in its place"
        yield replace(one, says=words, sure=False, settled=True) if words else one


def renamed(value: Any, path: Path, name: str) -> Any:
    """A JSON value in which the key at the end of a path has another name, in every object that has it."""
    if path[0] == ENTRY:
        return [renamed(part, path[1:], name) for part in value] if isinstance(value, list) else value
    if not isinstance(value, dict) or path[0] not in value:
        return value
    if len(path) > 1:
        return {**value, path[0]: renamed(value[path[0]], path[1:], name)}
    return {name if key == path[0] else key: part for key, part in value.items()}


def _stead(reader: type[Platform], tape: Tape, plain: Replay, found: Difference, new: list[Path]) -> Path | None:
    """The first of the new keys that the spider reads as it read the old one."""
    if found.path[0].endswith(PARTS_END):
        return None
    old = found.path[-1]
    return next((one for one in new if _read(reader, tape, plain, found.kind, one, old)), None)


def _read(reader: type[Platform], tape: Tape, plain: Replay, kind: str, new: Path, old: str) -> bool:
    def under(name: str) -> Replay:
        return played(reader, tape, kind, lambda answer: _renamed(answer, new, name))

    return under(f"{new[-1]}_x") != plain and under(old) == plain


def _renamed(answer: Response, path: Path, name: str) -> Response:
    return answer.replace(body=json.dumps(renamed(json.loads(answer.body), path, name)).encode())
