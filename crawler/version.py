"""The version of a spider: made from the code that reads the platform, its own file and its board's.

Comments, docstrings and what only describes the platform (its title, cadence, floor, source …) are left out: a new note
puts nobody on probation. The walk that all platforms share has tests of its own and is not part of it.
"""

import ast
from functools import cache
from hashlib import sha256
from pathlib import Path
from sys import modules
from typing import Any

READERS = ("crawler.platforms.", "crawler.boards.")
DESCRIBING = frozenset({
    "title", "homepage", "cadence_hours", "floor", "basis", "source", "seen_on", "note", "readable",
    "unreadable_reason", "unreadable_since", "evergreen",
})  # fmt: skip


def version_of(cls: Any) -> str:
    """Twelve hexadecimal digits for a platform of `crawler/platforms`; "" for one that was made for a tape."""
    if not cls.__module__.startswith(READERS[0]):
        return ""
    names = sorted({base.__module__ for base in cls.__mro__ if base.__module__.startswith(READERS)})
    paths = [Path(modules[name].__file__ or "") for name in names]
    return sha256("\n".join(map(_code, paths)).encode()).hexdigest()[:12]


@cache
def _code(path: Path) -> str:
    return reading_code(path.read_text(encoding="utf-8"))


def reading_code(source: str) -> str:
    """What of a file reads, as one line: without comments, docstrings and descriptions."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            node.body = [part for part in node.body if not _describes(part)]
    return ast.dump(tree)


def _describes(part: ast.stmt) -> bool:
    if isinstance(part, ast.Expr):
        return isinstance(part.value, ast.Constant) and isinstance(part.value.value, str)
    if isinstance(part, ast.Assign):
        return all(isinstance(target, ast.Name) and target.id in DESCRIBING for target in part.targets)
    return isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name) and part.target.id in DESCRIBING
