"""`python -m web`: the port, the address, and the end."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from bench.serving import held_port
from directory.config import ROOT

WITHIN = 300  # seconds: three where nothing else runs


def started(folder: Path, *words: str, **more: str) -> subprocess.Popen[str]:
    env = {"PATH": os.environ["PATH"], "RUN_DIR": str(folder), **more}
    command = [sys.executable, "-m", "web", *words]
    return subprocess.Popen(command, env=env, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.mark.heavy
def test_a_port_that_is_taken_is_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        asked = started(tmp_path, "--check-port", "--port", str(port))
        assert asked.communicate(timeout=WITHIN) == (
            "",
            f"port {port} is taken; stop what runs there, or choose another: PORT={port + 1}\n",
        )
        assert asked.returncode == 1


@pytest.mark.heavy
def test_a_bad_setting_is_one_line_with_a_right_value(tmp_path: Path) -> None:
    asked = started(tmp_path, "--check-port", CLOCK="yesterday")
    said = asked.communicate(timeout=WITHIN)[1]
    assert (asked.returncode, said.count("\n")) == (2, 1)
    assert said.startswith("CLOCK='yesterday': ")
    assert said.endswith("for example CLOCK=2026-11-20T09:00:00Z\n")


@pytest.mark.heavy
def test_the_address_is_said_when_the_site_answers_and_ctrl_c_ends_it(tmp_path: Path) -> None:
    env = {"PATH": os.environ["PATH"], "RUN_DIR": str(tmp_path)}
    subprocess.run([sys.executable, "-m", "directory", "init"], env=env, cwd=ROOT, check=True)
    with held_port() as port:
        server = started(tmp_path, "--port", str(port), "--workers", "1")
        assert server.stdout is not None
        assert server.stdout.readline() == f"Task Atlas: http://127.0.0.1:{port}/   (stop with Ctrl-C)\n"
        with socket.create_connection(("127.0.0.1", port), timeout=WITHIN):
            pass
        second = started(tmp_path, "--check-database")
        said = second.communicate(timeout=WITHIN)[1]
        assert (second.returncode, "is being served" in said) == (1, True)
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=WITHIN)
        assert server.returncode == 0
