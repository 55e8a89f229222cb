"""`make newest-whoosh`: the newest release of Whoosh in a folder that is thrown away, and what of ours breaks on it.

The house's own installation stays as the lock has it. VERSION=3.53.0 tries that release instead of the newest.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from directory.search.engines.whoosh_insides import INSIDES

PACKAGE = "whoosh3"
CONTRACT = ("tests/directory/search/test_engines.py", "tests/directory/search/test_words.py")


def main() -> int:
    """0: the contract of the engines holds on it; 1: it does not, with the names of what failed; 2: none was had."""
    with tempfile.TemporaryDirectory(prefix="newest-whoosh-") as made:
        folder = Path(made)
        wanted = PACKAGE + (f"=={os.environ['VERSION']}" if os.environ.get("VERSION") else "")
        install = [os.environ.get("UV", "uv"), "pip", "install", "--quiet", "--no-deps", "--target", made, wanted]
        if subprocess.run([*install, "--python", sys.executable], check=False).returncode:
            print(f"{wanted} could not be installed")
            return 2
        found = next(folder.glob("whoosh3-*.dist-info")).name.removesuffix(".dist-info").split("-")[1]
        print(f"{PACKAGE} {found}, the lock has {version(PACKAGE)}")
        gone = [*missing(folder / "whoosh")]
        failed = [*broken(folder)]
        print(
            "\n".join([*gone, *failed, f"{len(gone)} private names are gone, {len(failed)} tests of the contract fail"])
        )
        return 1 if gone or failed else 0


def missing(whoosh: Path) -> Iterator[str]:
    """The private names that its files lack, a line each."""
    for module, names in INSIDES.items():
        file = whoosh / f"{module}.py"
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        yield from (f"whoosh/{module}.py: no {name}" for name in names if not re.search(rf"\b{name}\b", text))


def broken(folder: Path) -> Iterator[str]:
    """The tests of the contract that fail with this release before the house's own, a line each with its error."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", "-m", "not heavy", "--tb=line", "-rfE"]
    done = subprocess.run(
        [*command, *CONTRACT], env=os.environ | {"PYTHONPATH": str(folder)}, capture_output=True, text=True, check=False
    )
    failed = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    yield from failed
    if done.returncode and not failed:
        yield f"the tests ended with {done.returncode}: {(done.stdout + done.stderr)[-500:]}"


if __name__ == "__main__":
    sys.exit(main())
