"""What the platforms' own files declare: each has its facts, stays short, and says whom it employs."""

import ast
from pathlib import Path

import pytest

from crawler.discover import platforms
from directory import record


def test_every_platform_has_facts_and_every_fact_a_platform() -> None:
    assert set(platforms()) == set(record.load())


def code_of(path: Path) -> list[str]:
    """The lines of a platform's file that are no docstring: words about an answer are no length."""
    text = path.read_text("utf-8")
    nodes = [
        node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
    ]
    said = [node.body[0] for node in nodes if ast.get_docstring(node) is not None]
    words = {number for node in said for number in range(node.lineno, (node.end_lineno or node.lineno) + 1)}
    return [line for number, line in enumerate(text.splitlines(), 1) if number not in words]


def test_platform_files_are_short() -> None:
    files = [path for path in Path("crawler/platforms").glob("*.py") if path.name != "__init__.py"]
    lengths = sorted(len(code_of(path)) for path in files)
    assert lengths[len(lengths) // 2] <= 21


@pytest.mark.parametrize("slug", ["anthropic", "deepmind", "labelbox", "openai", "scale", "snorkel", "toloka", "xai"])
def test_boards_of_employees_say_so(slug: str) -> None:
    assert platforms()[slug].record.employment == "employee"
