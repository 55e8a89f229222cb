"""The ground: what is declared is used, what is locked is exported, the commands of the README exist."""

import ast
import re
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

from alembic.script import ScriptDirectory

from directory.store.migrate import MIGRATIONS

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
# Loaded by name, never imported: the driver that SQLAlchemy takes for PostgreSQL, the stemmer in
# C that snowballstemmer takes, and the zones that zoneinfo reads.
BY_NAME = {"psycopg", "pystemmer", "tzdata"}


def name_of(requirement: str) -> str:
    return re.split(r"[\[=<>!~; ]", requirement, maxsplit=1)[0].lower()


def imported() -> set[str]:
    distributions = packages_distributions()
    found = set()
    for floor in ("directory", "crawler", "web", "schedules"):
        for path in (ROOT / floor).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                modules += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                for module in modules:
                    found |= {name.lower().replace("_", "-") for name in distributions.get(module.split(".")[0], [])}
    return found


def test_every_dependency_is_imported() -> None:
    declared = {name_of(row) for row in PROJECT["project"]["dependencies"]} - BY_NAME
    assert declared - imported() == set()


def test_every_dependency_is_locked_and_exported() -> None:
    declared = {name_of(row) for row in PROJECT["project"]["dependencies"]}
    locked = {row["name"] for row in tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]}
    exported = set(
        re.findall(r"^([a-z0-9-]+)(?:\[[a-z,]+\])?==", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.M)
    )
    assert declared <= locked
    assert declared <= exported <= locked


def test_nothing_is_installed_as_a_package() -> None:
    assert PROJECT["tool"]["setuptools"]["packages"] == []
    assert PROJECT["tool"]["uv"]["package"] is False


def test_the_first_screen_of_the_readme_is_two_commands() -> None:
    screen = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:24]
    assert any(line.startswith("make run") for line in screen)
    assert any(line.startswith("make test") for line in screen)


def test_every_target_that_the_documents_name_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / ".ci" / "run"]
    named = {
        name
        for path in documents
        for name in re.findall(r"(?:`|^)make ([a-z-]+)", path.read_text(encoding="utf-8"), re.M)
    }
    assert named - targets == set()
    assert {"run", "test", "check"} <= named


def test_the_migrations_are_one_chain() -> None:
    """Two branches may each have added the next one: the later of them takes the number after it."""
    scripts = ScriptDirectory(str(MIGRATIONS))
    assert len(scripts.get_heads()) == 1, scripts.get_heads()
    names = sorted(path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))
    assert names == [f"{number:04}" for number in range(1, len(names) + 1)]
