"""A real cluster of three OpenSearch nodes on loopback, a process each: `python -m tests.support.nodes start|stop`.

The artefacts come from Maven Central once, into .tools/opensearch. Where Maven or a JDK is missing nothing fails: one
line says so.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "tests" / "support" / "opensearch"
HOME = ROOT / ".tools" / "opensearch"
RUNNING = HOME / "running.json"
NODES, HEAP = 3, "512m"
PATIENT = 120.0  # seconds that a test waits for an answer: what is right is asked here, not what is fast
# Two cores hold three JVMs and the tests: what the second compiler would win it takes while a test runs.
QUICK = ("-XX:TieredStopAtLevel=1",)
START_SECONDS = 400  # three JVMs on two busy cores
MISSING = "no cluster here: {missing} not on this machine (tests of OpenSearch need Maven and a JDK of 17 or newer)"
_local = build_opener(ProxyHandler({}))


def missing() -> str | None:
    """A line that says what this machine lacks for a cluster, None where nothing is missing."""
    lacks = [program for program in ("mvn", "java", "javac") if shutil.which(program) is None]
    return MISSING.format(missing=", ".join(lacks)) if lacks else None


def artefacts() -> Path:
    """The folder of jars with the launcher compiled into it, fetched once for each pom; CalledProcessError else."""
    made = HOME / "lib"
    wanted = "".join(file.read_text("utf-8") for file in sorted(SOURCE.iterdir()))
    if (made / "made-from").exists() and (made / "made-from").read_text("utf-8") == wanted:
        return made
    shutil.rmtree(made, ignore_errors=True)
    fetch = ["mvn", "-q", "-B", "-f", str(SOURCE / "pom.xml"), "dependency:copy-dependencies"]
    subprocess.run([*fetch, f"-DoutputDirectory={made}"], check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["javac", "-cp", f"{made}/*", "-d", str(made), str(SOURCE / "AtlasNode.java")], check=True)
    (made / "made-from").write_text(wanted, "utf-8")
    return made


def holder() -> socket.socket:
    """Holds a free port of loopback: a node, which reuses addresses, may listen there, and nobody else is given it."""
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.bind(("127.0.0.1", 0))
    return made


@dataclass
class Cluster:
    """Three nodes in a folder of their own; each can be killed and started again. `short`: for a test, not for long."""

    folder: Path
    http: list[int] = field(default_factory=list)
    transport: list[int] = field(default_factory=list)
    pids: list[int] = field(default_factory=list)
    short: bool = False
    children: dict[int, "subprocess.Popen[bytes]"] = field(default_factory=dict, repr=False)
    holders: list[socket.socket] = field(default_factory=list, repr=False)

    @property
    def urls(self) -> str:
        """The addresses of all nodes as OPENSEARCH_URLS takes them."""
        return ",".join(f"http://127.0.0.1:{port}" for port in self.http)

    def start(self) -> "Cluster":
        """Starts all nodes and waits until they are one cluster; TimeoutError with the end of a node's log."""
        artefacts()
        self.holders = [holder() for _ in range(2 * NODES)]
        ports = [int(one.getsockname()[1]) for one in self.holders]
        self.http, self.transport = ports[:NODES], ports[NODES:]
        self.pids = [self.begin(number) for number in range(NODES)]
        try:
            self.wait(NODES)
        except TimeoutError:
            self.stop()
            raise
        return self

    def begin(self, number: int) -> int:
        """Starts one node; its process."""
        home = self.folder / f"node{number}"
        home.mkdir(parents=True, exist_ok=True)
        names = ",".join(f"node{one}" for one in range(NODES))
        settings = {
            "path.home": home,
            "path.data": home / "data",
            "cluster.name": f"atlas-{self.transport[0]}",
            "node.name": f"node{number}",
            "network.host": "127.0.0.1",
            "http.port": self.http[number],
            "transport.port": self.transport[number],
            "discovery.seed_hosts": ",".join(f"127.0.0.1:{port}" for port in self.transport),
            "cluster.initial_cluster_manager_nodes": names,
            "cluster.routing.allocation.disk.threshold_enabled": "false",
        }
        jars = artefacts()
        java = [
            "java",
            f"-Xms{HEAP}",
            f"-Xmx{HEAP}",
            "-XX:+UseSerialGC",
            *(QUICK if self.short else ()),
            "-cp",
            f"{jars}:{jars}/*",
            "AtlasNode",
        ]
        with (home / "log").open("ab") as log:
            words = [*java, *(f"{name}={value}" for name, value in settings.items())]
            child = subprocess.Popen(words, stdout=log, stderr=log, start_new_session=True)
        self.children[child.pid] = child
        return child.pid

    def wait(self, nodes: int, seconds: float = START_SECONDS, *, green: bool = False) -> None:
        """Until so many nodes are in it (and every copy of every shard is there); TimeoutError with a log's end."""
        until = time.monotonic() + seconds
        asked = f"/_cluster/health?local=true{'&wait_for_status=green&timeout=5s' if green else ''}"
        while time.monotonic() < until:
            found = self.get(asked)
            if found and found["number_of_nodes"] == nodes and (not green or found["status"] == "green"):
                return
            time.sleep(0.3)
        raise TimeoutError((self.folder / "node0" / "log").read_text("utf-8", "replace")[-2_000:])

    def get(self, path: str) -> dict[str, object] | None:
        """The JSON that the first node that lives answers; None where none does."""
        for port in self.http:
            with suppress(OSError, ValueError):
                answer: dict[str, object] = json.load(_local.open(f"http://127.0.0.1:{port}{path}", timeout=6))
                return answer
        return None

    def kill(self, number: int, how: signal.Signals = signal.SIGKILL) -> None:
        """Sends a signal to one node, SIGKILL unless told otherwise."""
        os.kill(self.pids[number], how)
        if how == signal.SIGKILL:
            self._ended(self.pids[number])

    def again(self, number: int) -> None:
        """Starts a killed node again, with its data."""
        self.pids[number] = self.begin(number)

    def stop(self) -> None:
        """Ends every node by its own process number, and forgets their data."""
        for pid in self.pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)
                os.kill(pid, signal.SIGKILL)
        for pid in self.pids:
            self._ended(pid)
        for one in self.holders:
            one.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _ended(self, pid: int) -> None:
        """Waits until a node is gone, whether or not it is a child of this process."""
        if pid in self.children:
            self.children.pop(pid).wait()
        until = time.monotonic() + 120
        while Path(f"/proc/{pid}").exists() and time.monotonic() < until:
            time.sleep(0.05)


def start() -> None:
    """Starts the cluster of `make cluster`, if it is not running."""
    if known := running():
        print(f"already running: OPENSEARCH_URLS={known.urls}")
        return
    cluster = Cluster(HOME / "run").start()
    RUNNING.write_text(json.dumps({"http": cluster.http, "transport": cluster.transport, "pids": cluster.pids}))
    pids = ", ".join(map(str, cluster.pids))
    print(f"three nodes, processes {pids} (kill one and see; `make cluster-stop` ends them)")
    print(f"OPENSEARCH_URLS={cluster.urls}")


def running() -> Cluster | None:
    """The cluster of `make cluster` where one of its processes lives."""
    if not RUNNING.exists():
        return None
    cluster = Cluster(HOME / "run", **json.loads(RUNNING.read_text("utf-8")))
    return cluster if any(_ours(pid) for pid in cluster.pids) else None


def _ours(pid: int) -> bool:
    """Whether a process is one of our nodes: numbers are given again."""
    with suppress(OSError):
        return b"AtlasNode" in Path(f"/proc/{pid}/cmdline").read_bytes()
    return False


def stop() -> None:
    """Ends the cluster of `make cluster`."""
    cluster = running()
    if cluster is None:
        print("no cluster is running")
        return
    cluster.pids = [pid for pid in cluster.pids if _ours(pid)]
    cluster.stop()
    RUNNING.unlink()
    print("stopped")


def check() -> None:
    """Fetches what a cluster is made of, where it can; says nothing if all is there."""
    artefacts()


DO: dict[str, Callable[[], None]] = {"start": start, "stop": stop, "check": check}

if __name__ == "__main__":
    lacking = missing()
    if lacking:
        print(lacking)
    else:
        DO[sys.argv[1]]()
