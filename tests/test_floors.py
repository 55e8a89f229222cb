"""Who may import whom: imports go down only, without circles, and each framework lives in one room. Read by folder."""

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from directory.search.engines.whoosh_insides import INSIDES

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
    {
        "",
        "terms",
        "address",
        "claims",
        "config",
        "imports",
        "links",
        "listing",
        "optouts",
        "logs",
        "metrics",
        "plausible",
        "payouts",
        "platform",
        "posting",
        "private",
        "collecting",
        "record",
        "tokens",
        "setting",
    },
    {"eligibility"},
    {"reading"},
    {"store"},
    {"runs", "search"},
    {"letters", "presenting"},
    {"operation"},
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
    "procrastinate": ("schedules/",),
    "whoosh": ("directory/search/engines/",),
    "tantivy": ("directory/search/engines/",),
    "opensearchpy": ("directory/search/cluster/",),
    "sqlmodel": ("directory/store/", "directory/runs/", "directory/letters/"),
    "sqlalchemy": ("directory/store/", "directory/runs/", "directory/letters/", "directory/search/engines/"),
    "alembic": ("directory/store/",),
    "psycopg": ("directory/store/",),
    "smtplib": ("schedules/",),
    "mcp": ("web/assistant/",),
    "starlette": ("web/assistant/",),
    "uvicorn": ("web/assistant/",),
}
PURE = ("directory/reading/", "directory/eligibility/", "directory/posting.py", "directory/claims.py")
FORBIDDEN_IN_PURE = {"sqlmodel", "sqlalchemy", "socket", "urllib.request", "time", "random", "directory.store"}
DYNAMIC = re.compile(r"""import_module\(\s*f?["']([\w.]+?)(?:\.?\{|["'])""")


def sources() -> list[Path]:
    return [path for floor in ABOVE for path in sorted((ROOT / floor).rglob("*.py"))]


@cache
def imports(path: Path) -> tuple[str, ...]:
    """Every module that a file names in an import, also by `import_module` with a name written there."""
    text = path.read_text(encoding="utf-8")
    return (*DYNAMIC.findall(text), *_named(path, ast.parse(text)))


def _named(path: Path, tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import; say the whole name"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def storey(room: str) -> int | None:
    """The number of a room of `directory`, or None for a name that is no room (an attribute of a module)."""
    return next((number for number, rooms in enumerate(STOREYS) if room in rooms), None)


@pytest.mark.parametrize("floor", ABOVE)
def test_imports_go_down_and_frameworks_stay_in_their_room(floor: str) -> None:
    for path in sorted((ROOT / floor).rglob("*.py")):
        stays_in_its_room(path)


def stays_in_its_room(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    upward = ABOVE[name.split("/")[0]]
    for module in imports(path):
        top = module.split(".")[0]
        assert top not in upward, f"{name} imports {module} from a floor above it or beside it"
        room = ROOMS.get(top)
        assert room is None or name.startswith(room), f"{name} imports {module}, which lives in {room}"
        if name.startswith(PURE):
            assert module not in FORBIDDEN_IN_PURE, f"{name} is pure and imports {module}"


def test_inside_the_directory_imports_go_downstairs() -> None:
    for path in sorted((ROOT / "directory").rglob("*.py")):
        goes_downstairs(path)


def goes_downstairs(path: Path) -> None:
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


def test_nobody_but_its_engine_knows_whoosh() -> None:
    """Beside the engine: its contract's test, and the bench's own designs that it is measured against."""
    may = ("directory/search/engines/whoosh", "bench/designs/", "tests/directory/search/test_engines.py")
    folders = ("bench", "crawler", "deploy", "directory", "schedules", "tests", "web")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    named = {path.relative_to(ROOT).as_posix(): set(imports(path)) for path in files}
    know = {name for name, said in named.items() if any(module.split(".")[0] == "whoosh" for module in said)}
    assert {name for name in know if not name.startswith(may)} == set()
    engine = {name for name, said in named.items() if "directory.search.engines.whoosh_writer" in said}
    assert engine == {"directory/search/engines/whoosh.py", "tests/directory/search/test_engines.py"}


def test_every_private_name_of_whoosh_is_in_the_table() -> None:
    used = {
        node.attr
        for path in (ROOT / "directory/search/engines").glob("whoosh*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr.startswith("_") and not node.attr.startswith("__")
        if not (isinstance(node.value, ast.Name) and node.value.id == "self")
    }
    known = {name for names in INSIDES.values() for name in names}
    assert used - known == set()
    assert known - used == {"_postwriter", "_lk"}  # of our subclass's own self, and of a call


def module_of(path: Path) -> str:
    """The dotted name that a file is imported by."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(known: Mapping[str, Path], name: str) -> set[str]:
    """The modules of ours that one of them names, wherever the import stands: lazily, for types only, anywhere."""
    said = set(imports(known[name]))
    parents = {module for module in said if any(other.startswith(f"{module}.") and other in known for other in said)}
    return {module for module in said - parents if module in known and module != name}


def circle(graph: Mapping[str, set[str]]) -> list[str]:
    """One circle of a graph, [] if there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as found:
        return [str(name) for name in found.args[1]]
    return []


def test_no_module_imports_itself_by_way_of_another() -> None:
    known = {module_of(path): path for path in (*sources(), *sorted((ROOT / "bench").rglob("*.py")))}
    assert circle({name: imported(known, name) for name in known}) == []


def test_a_circle_is_seen_also_in_an_import_for_types_only(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("if TYPE_CHECKING:\n    import b\n", encoding="utf-8")
    (tmp_path / "b.py").write_text("def f():\n    from a import two\n    return two\n", encoding="utf-8")
    known = {name: tmp_path / f"{name}.py" for name in ("a", "b")}
    assert circle({name: imported(known, name) for name in known}) in (["a", "b", "a"], ["b", "a", "b"])


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


def test_the_table_in_the_architecture_names_each_room_on_its_storey() -> None:
    rows = re.findall(r"^\| (\d) \| ([^|]+) \|", (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"), re.MULTILINE)
    named = [(int(number), sorted(re.findall(r"`(\w+)`", rooms))) for number, rooms in rows]
    kept = [(at + 1, sorted(rooms - {"", "__main__"})) for at, rooms in enumerate(STOREYS)]
    assert named == kept
