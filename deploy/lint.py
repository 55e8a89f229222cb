"""`make lint-deploy`: the files of this folder, by what can be had; says what is not linted.

Dockerfile by hadolint, the Caddyfile by Caddy, nginx.conf by nginx where there is one and else by crossplane
(directives, their place and arguments), units by systemd-analyze where there is one.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import crossplane

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
OURS = Path(sys.executable).parent
"""Where the lock's own programs are: hadolint, caddy."""
ABSENT = re.compile(r"Command /srv/taskatlas/\S+ is not executable")
BODIES = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
"""What nginx makes folders for even when it only reads its configuration."""

WAY = re.compile(r"--workers (?:\$\{WEB_CONCURRENCY:-)?(\d)\}? --threads (\d)[\s\\]+--worker-class (\S+)")


def main() -> int:
    """0 if nothing was found."""
    found = [*dockerfile(), *nginx(), *units(), *caddy(), *alike()]
    print("\n".join(found) or "deploy: nothing was found")
    return 1 if found else 0


def dockerfile() -> list[str]:
    """What hadolint says, infos left out."""
    done = _run(str(OURS / "hadolint"), "--no-color", "--failure-threshold", "warning", str(HERE / "Dockerfile"))
    return done.stdout.splitlines() if done.returncode else []


def nginx() -> list[str]:
    """What nginx says of the block inside a server, or crossplane where there is no nginx."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "nginx.conf"
        inner = (HERE / "nginx.conf").read_text(encoding="utf-8")
        own = " ".join(("access_log off;", *(f"{name}_temp_path {folder}/{name};" for name in BODIES)))
        whole.write_text(f"events {{}}\nhttp {{ {own}\nserver {{\n{inner}}}\n}}\n", encoding="utf-8")
        if program is None:
            print("nginx.conf: read by crossplane (no nginx here to say `nginx -t`)")
            return _crossplane(whole)
        done = _run(program, "-t", "-q", "-e", "stderr", "-p", folder, "-c", str(whole), "-g", f"pid {folder}/pid;")
    return [] if done.returncode == 0 else _moved(done.stderr, whole)


def _crossplane(whole: Path) -> list[str]:
    parsed = crossplane.parse(str(whole), strict=True)
    return [f"nginx.conf:{one['line'] - 3}: {one['error']}" for file in parsed["config"] for one in file["errors"]]


def _moved(said: str, whole: Path) -> list[str]:
    """Lines of nginx with the number of the line in our file: three stand before it."""
    place = re.compile(re.escape(str(whole)) + r":(\d+)")
    lines = [line for line in said.splitlines() if "test failed" not in line and "worker process" not in line]
    return [place.sub(lambda found: f"nginx.conf:{int(found[1]) - 3}", line) for line in lines]


def units() -> list[str]:
    """What systemd-analyze says; that our own programs are not in their place here is no fault."""
    if shutil.which("systemd-analyze") is None:
        print("not linted: the units (no systemd-analyze here)")
        return []
    done = _run("systemd-analyze", "verify", *map(str, sorted(HERE.glob("*.service"))))
    lines = (done.stdout + done.stderr).splitlines()
    return [line for line in lines if line.strip() and not ABSENT.search(line) and "taskatlas" in line]


def caddy() -> list[str]:
    """What Caddy says of its file, warnings too; a body that is not buffered, another port than the site's."""
    path = HERE / "Caddyfile"
    wants = ("reverse_proxy 127.0.0.1:8000", "request_buffers", "max_size 64KB")
    text = path.read_text(encoding="utf-8")
    missing = [f"Caddyfile: {want!r} is not there" for want in wants if want not in text]
    with tempfile.TemporaryDirectory() as home:
        own = {"HOME": home, "XDG_DATA_HOME": home, "XDG_CONFIG_HOME": home}
        done = _run(str(OURS / "caddy"), "validate", "--adapter", "caddyfile", "--config", str(path), **own)
    told = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
    said = [f"Caddyfile: {one['msg']}" for one in told if one["level"] in ("warn", "error")]
    failed = [line for line in done.stderr.splitlines() if line.startswith("Error")] if done.returncode else []
    return [*missing, *said, *failed]


def alike() -> list[str]:
    """The server is started with the same workers, threads and class everywhere."""
    names = (HERE / "Dockerfile", HERE / "taskatlas-web.service", ROOT / "Procfile")
    texts = {path.name: re.sub(r'[",]', "", path.read_text(encoding="utf-8")) for path in names}
    ways = {name: WAY.search(text) for name, text in texts.items()}
    said = {name: way.groups() if way else None for name, way in ways.items()}
    return [] if len(set(said.values())) == 1 and None not in said.values() else [f"not started alike: {said}"]


def _run(*command: str, **own: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | own)


if __name__ == "__main__":
    sys.exit(main())
