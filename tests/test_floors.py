"""Who may import whom: imports go down only, without circles, and each framework lives in one room. Read by folder."""

import ast
import re
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
# Inside directory: each row may know the rows above it here, and nobody beside it in its own row but itself.
# The first row (terms and values) and the last (what is run by hand) may also know one another.
STOREYS = (
    {"", "terms", "claims", "config", "imports", "links", "listing", "platform", "posting", "record", "tokens"},
    {"eligibility"},
    {"reading"},
    {"store"},
    {"runs", "search"},
    {"letters", "presenting"},
    {"accuracy", "commands", "__main__"},
)
OPEN_STOREYS = {0, len(STOREYS) - 1}
ROOMS = {
    "scrapy": ("crawler/",),
    "twisted": ("crawler/",),
    "flask": ("web/",),
    "flask_babel": ("web/",),
    "werkzeug": ("web/",),
    "apscheduler": ("schedules/",),
    "whoosh": ("directory/search/engines/",),
    "tantivy": ("directory/search/engines/",),
    "sqlmodel": ("directory/store/", "directory/runs/", "directory/letters/"),
    "sqlalchemy": ("directory/store/", "directory/runs/", "directory/letters/", "directory/search/engines/"),
    "alembic": ("directory/store/",),
    "psycopg": ("directory/store/",),
    "smtplib": ("schedules/",),
}
PURE = ("directory/reading/", "directory/eligibility/", "directory/posting.py", "directory/claims.py")
FORBIDDEN_IN_PURE = {"sqlmodel", "sqlalchemy", "socket", "urllib.request", "time", "random", "directory.store"}
DYNAMIC = re.compile(r"""import_module\(\s*f?["']([\w.]+?)(?:\.?\{|["'])""")


def sources() -> list[Path]:
    return [path for floor in ABOVE for path in sorted((ROOT / floor).rglob("*.py"))]


def imports(path: Path) -> Iterator[str]:
    """Every module that a file names in an import, also by `import_module` with a name written there."""
    text = path.read_text(encoding="utf-8")
    yield from DYNAMIC.findall(text)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import; say the whole name"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def storey(room: str) -> int | None:
    """The number of a room of `directory`, or None for a name that is no room (an attribute of a module)."""
    return next((number for number, rooms in enumerate(STOREYS) if room in rooms), None)


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


@pytest.mark.parametrize(
    "path", sorted((ROOT / "directory").rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT))
)
def test_inside_the_directory_imports_go_downstairs(path: Path) -> None:
    parts = path.relative_to(ROOT / "directory").parts
    own = "" if parts == ("__init__.py",) else parts[0].removesuffix(".py")
    mine = storey(own)
    assert mine is not None, f"directory/{own} stands on no storey: name it in STOREYS"
    for module in imports(path):
        room = module.split(".")[1] if module.startswith("directory.") else ""
        its = storey(room)
        if its is None or room == own:
            continue
        assert its < mine or (its == mine and its in OPEN_STOREYS), f"directory/{own} imports {module}: not downstairs"


def test_every_room_of_the_directory_is_there() -> None:
    inside = (ROOT / "directory").iterdir()
    there = {path.stem for path in inside if path.suffix == ".py" or (path / "__init__.py").is_file()}
    assert {room or "__init__" for rooms in STOREYS for room in rooms} == there


def test_data_holds_no_python() -> None:
    assert [path for path in (ROOT / "data").rglob("*.py") if "run" not in path.parts] == []


def test_data_and_tests_are_no_packages() -> None:
    assert not (ROOT / "tests" / "__init__.py").exists()
    assert not (ROOT / "data" / "__init__.py").exists()


def test_every_floor_is_there() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in sources()} == set(ABOVE)
