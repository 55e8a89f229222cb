"""What a spider reads of its answers: the paths whose change changes what comes out, found by trying."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from scrapy.http import Response

from crawler.hooks import Form
from crawler.platform import Platform
from crawler.replay import replay
from crawler.shapes.mutation import WAYS, How, mutated
from crawler.shapes.shape import MARKUP, Path, Shape
from crawler.tape import Tape

PARTS = frozenset({"ld:", "next:", "flight:", "content:"})  # of a page: gone with all that was read in them
MOST_BYTES = 300_000  # of a tape: a longer one has the same paths, and every path is replayed four times


@dataclass(frozen=True, slots=True)
class Replay:
    """What a spider made of a tape: the postings as JSON, how the walk ended, and the shape of the answers."""

    postings: tuple[str, ...]
    ending: str
    spider: Platform = field(compare=False)

    @property
    def shape(self) -> Shape:
        """The shape of all answers of the replayed tape together, key by key."""
        return self.spider.shape


def replayed(reader: type[Platform], tape: Tape, kind: str = "", path: Path = (), how: How | None = None) -> Replay:
    """The replay of a tape, with one path of one kind of answer changed where `how` says so."""
    return played(reader, tape, kind, None if how is None else lambda answer: mutated(answer, path, how))


def played(reader: type[Platform], tape: Tape, kind: str, edit: Callable[[Response], Response] | None) -> Replay:
    """The replay of a tape with every answer of a kind edited."""
    spider = reader()
    if edit is not None:
        spider.take = _edited(spider, kind, edit)  # type: ignore[method-assign]
    postings = replay(spider, tape)
    walk = spider.walk
    ending = (
        f"{walk.reason} {walk.found} {walk.left_out} {walk.missed} {sorted(walk.gone)} {sorted(walk.refused.items())}"
    )
    return Replay(tuple(posting.model_dump_json() for posting in postings), ending, spider)


def reads(reader: type[Platform], tapes: Iterable[Tape]) -> set[tuple[str, Path]]:
    """Every kind and path that the spider reads on one of these tapes."""
    found: set[tuple[str, Path]] = set()
    for tape in tapes:
        if size(tape) > MOST_BYTES:
            continue
        plain = replayed(reader, tape)
        for kind, path in plain.shape.paths():
            if (kind, path) not in found and any(
                replayed(reader, tape, kind, path, how) != plain for how in ways(path)
            ):
                found.add((kind, path))
    return found


def ways(path: Path) -> tuple[How, ...]:
    """How a path may be changed to see whether it is read: of a page's text every change shows, so the name alone."""
    if path[0] in MARKUP:
        return ("renamed",) if len(path) > 1 and path[-1] != "text" else ()
    return WAYS if path[0][-1:] != ":" or len(path) > 1 else ()


def size(tape: Tape) -> int:
    """The bytes of all bodies of a tape."""
    return sum((tape.folder / exchange["file"]).stat().st_size for exchange in tape.exchanges.values())


def mark(shape: Shape, found: Iterable[tuple[str, Path]]) -> None:
    """Notes in a shape which paths are read."""
    for kind, path in found:
        for one in (path, path[:1]) if path[0] in PARTS else (path,):
            if one in shape.kinds.get(kind, {}):
                shape.kinds[kind][one].read = True


def _edited(spider: Platform, kind: str, edit: Callable[[Response], Response]) -> Any:
    take = spider.take

    def edited(response: Response, form: Form, of: str) -> Any:
        return take(edit(response) if spider.kind_of(response, of) == kind else response, form, of)

    return edited


def mutations(shape: Shape) -> Iterator[tuple[str, Path, How]]:
    """Every change to every path that is read."""
    for kind, path in shape.paths():
        if shape.kinds[kind][path].read and ways(path):
            yield from ((kind, path, how) for how in WAYS)
