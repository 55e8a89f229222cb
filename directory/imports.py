"""What a module is really made from: every file of ours that it imports, directly or by others. Read from the sources.

Versions of readers and of the analysis are made from this, so a file that moves or is newly imported cannot be missed.
"""

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

_IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+(directory[\w.]*)[ \t]+import[ \t]+(\([^)]*\)|[^\n]*)|import[ \t]+(directory[\w.]*))",
    re.MULTILINE,
)
_NAME = re.compile(r"(\w+)(?:\s+as\s+\w+)?\s*(?:,|\)|$|#[^\n]*\n)")


def closure(modules: Iterable[str], root: Path) -> tuple[Path, ...]:
    """The source files below `root` that these dotted modules are made from, themselves included, sorted by path.

    The `__init__.py` of each package on the way counts too, but what it hands on only where the package itself is
    imported by name. A module that does not exist raises LookupError.
    """
    waiting, followed, files = list(modules), set[str](), set[Path]()
    for module in waiting:
        if _file(module, root) is None:
            raise LookupError(f"no module {module} below {root}")
    while waiting:
        module = waiting.pop()
        path = _file(module, root)
        if path is None or module in followed:
            continue
        followed.add(module)
        files |= {path, *_packages(module, root)}
        waiting += _imported(path.read_text(encoding="utf-8"), root)
    return tuple(sorted(files))


def _packages(module: str, root: Path) -> Iterator[Path]:
    parts = module.split(".")
    inits = (root.joinpath(*parts[:depth], "__init__.py") for depth in range(1, len(parts)))
    return (path for path in inits if path.is_file())


def fingerprint(paths: Iterable[Path], root: Path) -> str:
    """Twelve hexadecimal digits over the places and contents of these files; their order does not matter."""
    digest = sha256()
    for path in sorted(set(paths)):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]  # 48 bits: two versions in a lifetime of this code do not meet


def _file(module: str, root: Path) -> Path | None:
    place = root.joinpath(*module.split("."))
    return next((path for path in (place.with_suffix(".py"), place / "__init__.py") if path.is_file()), None)


def _imported(source: str, root: Path) -> Iterator[str]:
    """Dotted names that a source may import: modules, and names of packages that may be modules."""
    for match in _IMPORT.finditer(source):
        if match[3]:
            yield match[3]
            continue
        names = [f"{match[1]}.{name}" for name in _NAME.findall(match[2] + "\n")]
        yield from names
        if any(_file(name, root) is None for name in names):
            yield match[1]
