"""Who may import whom: imports go down only, and each framework lives in one room."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ABOVE = {
    "directory": {"crawler", "web", "schedules", "tests", "bench"},
    "crawler": {"web", "schedules", "tests", "bench"},
    "web": {"crawler", "schedules", "tests", "bench"},
    "schedules": {"crawler", "web", "tests", "bench"},
}
ROOMS = {
    "scrapy": ("crawler/",),
    "twisted": ("crawler/",),
    "flask": ("web/",),
    "flask_babel": ("web/",),
    "werkzeug": ("web/",),
    "apscheduler": ("schedules/",),
    "whoosh": ("directory/search/engines/whoosh.py", "directory/search/engines/whoosh_writer.py"),
    "tantivy": ("directory/search/engines/tantivy.py",),
    "sqlmodel": ("directory/store/",),
    "sqlalchemy": ("directory/store/", "directory/search/engines/postgres.py"),
    "alembic": ("directory/store/",),
    "psycopg": ("directory/store/",),
    "smtplib": ("schedules/",),
}
PURE = ("directory/reading/", "directory/eligibility/verdict.py", "directory/posting.py", "directory/claims.py")
FORBIDDEN_IN_PURE = {"sqlmodel", "sqlalchemy", "socket", "urllib.request", "time", "random", "directory.store"}


def sources() -> list[Path]:
    return [path for floor in ABOVE for path in sorted((ROOT / floor).rglob("*.py"))]


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import; say the whole name"
            yield node.module or ""


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_down_and_frameworks_stay_in_their_room(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    upward = ABOVE[name.split("/")[0]]
    for module in imports(path):
        top = module.split(".")[0]
        assert top not in upward, f"{name} imports {module} from a floor above it or beside it"
        room = ROOMS.get(top)
        assert room is None or name.startswith(room), f"{name} imports {module}, which lives in {room}"
        if name.startswith(PURE):
            assert module not in FORBIDDEN_IN_PURE, f"{name} is pure and imports {module}"


def test_data_holds_no_python() -> None:
    assert [path for path in (ROOT / "data").rglob("*.py") if "run" not in path.parts] == []


def test_data_and_tests_are_no_packages() -> None:
    assert not (ROOT / "tests" / "__init__.py").exists()
    assert not (ROOT / "data" / "__init__.py").exists()


def test_every_floor_is_there() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in sources()} == set(ABOVE)
