"""`make lint-deploy`: the files of this folder, by what can be had; says what is not linted.

Dockerfile by hadolint, nginx.conf by crossplane (directives, their place and arguments), units by systemd-analyze where
there is one. No package registry holds a linter for the Caddyfile: only its braces and its upstream are looked at.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import crossplane

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
ABSENT = re.compile(r"Command /srv/taskatlas/\S+ is not executable")

WAY = re.compile(r"--workers (?:\$\{WEB_CONCURRENCY:-)?(\d)\}? --threads (\d)")


def main() -> int:
    """0 if nothing was found."""
    found = [*dockerfile(), *nginx(), *units(), *caddy(), *alike()]
    print("\n".join(found) or "deploy: nothing was found")
    return 1 if found else 0


def dockerfile() -> list[str]:
    """What hadolint says, infos left out."""
    program = Path(sys.executable).parent / "hadolint"
    done = _run(str(program), "--no-color", "--failure-threshold", "warning", str(HERE / "Dockerfile"))
    return done.stdout.splitlines() if done.returncode else []


def nginx() -> list[str]:
    """What crossplane says of the block inside a server."""
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "nginx.conf"
        inner = (HERE / "nginx.conf").read_text(encoding="utf-8")
        whole.write_text(f"events {{}}\nhttp {{\nserver {{\n{inner}}}\n}}\n", encoding="utf-8")
        parsed = crossplane.parse(str(whole), strict=True)
    return [f"nginx.conf:{one['line'] - 3}: {one['error']}" for file in parsed["config"] for one in file["errors"]]


def units() -> list[str]:
    """What systemd-analyze says; that our own programs are not in their place here is no fault."""
    if shutil.which("systemd-analyze") is None:
        print("not linted: the units (no systemd-analyze here)")
        return []
    done = _run("systemd-analyze", "verify", *map(str, sorted(HERE.glob("*.service"))))
    lines = (done.stdout + done.stderr).splitlines()
    return [line for line in lines if line.strip() and not ABSENT.search(line) and "taskatlas" in line]


def caddy() -> list[str]:
    """Braces that do not close, a body that is not buffered, another port than the site's."""
    print("not linted: the Caddyfile (no package registry holds its linter); only looked at")
    text = (HERE / "Caddyfile").read_text(encoding="utf-8")
    wants = ("reverse_proxy 127.0.0.1:8000", "request_buffers", "max_size 64KB")
    missing = [f"Caddyfile: {want!r} is not there" for want in wants if want not in text]
    return missing + (["Caddyfile: braces do not close"] if text.count("{") != text.count("}") else [])


def alike() -> list[str]:
    """The server is started with the same workers and threads everywhere."""
    names = (HERE / "Dockerfile", HERE / "taskatlas-web.service", ROOT / "Procfile")
    texts = {path.name: re.sub(r'[",]', "", path.read_text(encoding="utf-8")) for path in names}
    ways = {name: WAY.search(text) for name, text in texts.items()}
    said = {name: way.groups() if way else None for name, way in ways.items()}
    return [] if len(set(said.values())) == 1 and None not in said.values() else [f"not started alike: {said}"]


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)


if __name__ == "__main__":
    sys.exit(main())
