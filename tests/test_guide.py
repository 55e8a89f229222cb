"""The guide's examples are true: each is a whole file that declares a platform, and passes lint and types."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from crawler.platform import Platform

ROOT = Path(__file__).resolve().parent.parent
GUIDE = (ROOT / "docs" / "add-a-platform.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", GUIDE, flags=re.S)


def name_of(example: str) -> str:
    return re.findall(r"^class (\w+)", example, flags=re.M)[0]


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A folder with a file an example."""
    for example in EXAMPLES:
        (tmp_path / f"{name_of(example).lower()}.py").write_text(example, encoding="utf-8")
    return tmp_path


def tool(*words: str, said: str = "") -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=ROOT, input=said, capture_output=True, text=True, timeout=550, check=False
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("example", EXAMPLES, ids=name_of)
def test_an_example_declares_a_platform(example: str) -> None:
    made: dict[str, Any] = {}
    exec(compile(example, "guide", "exec"), made)
    kind = type("Named", (made[name_of(example)],), {"slug": "named"})
    assert issubclass(kind, Platform)
    assert [request.url.startswith("https://") for request in kind().begin()] == [True]


def test_the_guide_has_its_examples() -> None:
    names = ["Acme", "AcmeRatings", "Beta", "Epsilon", "Gamma", "Zeta", "Delta"]
    assert [name_of(example) for example in EXAMPLES] == names


@pytest.mark.parametrize("example", EXAMPLES, ids=name_of)
def test_an_example_passes_lint(example: str) -> None:
    as_platform = ("--stdin-filename", "crawler/platforms/example.py", "-")
    assert tool("ruff", "check", *as_platform, said=example) == (0, "All checks passed!\n")
    assert tool("ruff", "format", *as_platform, said=example) == (0, example)


@pytest.mark.heavy
def test_the_examples_pass_types(written: Path) -> None:
    code, said = tool("mypy", "--config-file", "pyproject.toml", *map(str, sorted(written.glob("*.py"))))
    assert (code, said) == (0, f"Success: no issues found in {len(EXAMPLES)} source files\n")
