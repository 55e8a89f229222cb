"""Versions of readers and of the analysis follow every file that they are made from."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from directory import imports
from directory.config import ROOT
from directory.reading import version
from directory.search.columns import file as columns
from directory.search.engines import folder

MADE: dict[str, Callable[[Path], tuple[Path, ...]]] = {
    "readers": version.made_from,
    "analysis": folder.analysed_from,
    "columns": columns.made_from,
}
FILES = [(of, path.relative_to(ROOT).as_posix()) for of, made in MADE.items() for path in sorted(set(made(ROOT)))]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("house")
    for name in {name for _, name in FILES} | {"README.md", "directory/letters/compose.py"}:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, root / name)
    return root


def test_what_is_really_read_is_among_them() -> None:
    readers = {name for of, name in FILES if of == "readers"}
    assert {
        "directory/eligibility/statements.py",
        "directory/eligibility/areas.py",
        "directory/terms/folding.py",
        "directory/reading/pay/decide.py",
        "data/reading/pay/en.tsv",
        "data/vocabulary/regions.tsv",
    } <= readers
    analysis = {name for of, name in FILES if of == "analysis"}
    assert {
        "directory/terms/folding.py",
        "directory/search/words/terms.py",
        "directory/search/engines/whoosh_writer.py",
    } <= analysis


def test_words_and_columns_are_not_made_from_each_other() -> None:
    """Each is made again when its own code changes: an index of 100,000 listings takes minutes."""
    made = {of: {name for kind, name in FILES if kind == of} for of in ("analysis", "columns")}
    assert not [name for name in made["analysis"] if "/columns/" in name or name.startswith("data/")]
    assert not [name for name in made["columns"] if "/words/" in name or "whoosh" in name]


@pytest.fixture(scope="module")
def untouched(house: Path) -> dict[str, tuple[Path, ...]]:
    return {of: tuple(made(house)) for of, made in MADE.items()}


@pytest.fixture(scope="module")
def before(house: Path, untouched: dict[str, tuple[Path, ...]]) -> dict[str, str]:
    return {of: imports.fingerprint(paths, house) for of, paths in untouched.items()}


FIRST = {(of, Path(name).parent): (of, name) for of, name in reversed(FILES)}
"""The first file of each folder, by what it is a version of: a sample of all, which are asked on the heavy side."""


@pytest.mark.parametrize(
    "files",
    [pytest.param(list(FIRST.values()), id="one-a-folder"), pytest.param(FILES, id="all", marks=pytest.mark.heavy)],
)
def test_a_byte_in_any_of_them_changes_the_version(
    house: Path, untouched: dict[str, tuple[Path, ...]], before: dict[str, str], files: list[tuple[str, str]]
) -> None:
    for of, name in files:
        assert changed_by(house, untouched, of, name) != before[of], name


def changed_by(house: Path, untouched: dict[str, tuple[Path, ...]], of: str, name: str) -> str:
    """The version with a byte more in one file; the file is as before afterwards."""
    path = house / name
    kept = path.read_bytes()
    path.write_bytes(kept + b"\n")
    paths = MADE[of](house) if path.suffix == ".py" else untouched[of]  # only a source says what is imported
    changed = imports.fingerprint(paths, house)
    path.write_bytes(kept)
    return changed


def said(of: str, house: Path) -> str:
    return imports.fingerprint(MADE[of](house), house)


def test_other_files_do_not_matter(house: Path) -> None:
    before = {of: said(of, house) for of in MADE}
    for name in ("README.md", "directory/letters/compose.py"):
        (house / name).write_text('"""Another."""\n')
    assert {of: said(of, house) for of in MADE} == before


def test_a_module_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(LookupError, match=r"no module directory\.nowhere"):
        imports.closure(["directory.nowhere"], ROOT)
