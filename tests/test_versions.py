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
        "data/vocabulary/synonyms.toml",
    } <= analysis


@pytest.fixture(scope="module")
def untouched(house: Path) -> dict[str, tuple[Path, ...]]:
    return {of: tuple(made(house)) for of, made in MADE.items()}


@pytest.fixture(scope="module")
def before(house: Path, untouched: dict[str, tuple[Path, ...]]) -> dict[str, str]:
    return {of: imports.fingerprint(paths, house) for of, paths in untouched.items()}


@pytest.mark.parametrize(("of", "name"), FILES)
def test_a_byte_in_any_of_them_changes_the_version(
    house: Path, untouched: dict[str, tuple[Path, ...]], before: dict[str, str], of: str, name: str
) -> None:
    path = house / name
    kept = path.read_bytes()
    path.write_bytes(kept + b"\n")
    paths = MADE[of](house) if path.suffix == ".py" else untouched[of]  # only a source says what is imported
    changed = imports.fingerprint(paths, house)
    path.write_bytes(kept)
    assert changed != before[of]


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
