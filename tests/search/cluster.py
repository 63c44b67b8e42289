"""Real Elasticsearch clusters: begun on first use, shared by the processes of a test run, and ended
by a watchman when the run is over, however it ends."""

import fcntl
import os
import random
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from time import sleep

import pytest
from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch

RIG = Path(__file__).parents[3] / "shared/elasticsearch/elasticsearch.sh"
BASE = Path(tempfile.gettempdir()) / f"hub-elasticsearch-{os.getuid()}"
RUN = os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()
# Version to the environment variable with the addresses of a server that is there already.
VERSIONS = {"8.19.3": "HUB_TEST_ELASTICSEARCH", "9.2.4": "HUB_TEST_ELASTICSEARCH_9"}
HEAP = "512m"
WATCH = 'while kill -0 "$1" 2>/dev/null; do sleep 1; done; "$2" stop; cd /; '
WATCH += 'rm -rf "$ES_RIG_HOME" "$ES_RIG_HOME.lock"; rmdir "${ES_RIG_HOME%/*}"'


@dataclass(frozen=True)
class Cluster:
    """Nodes are numbered from 1. Only a cluster with a home of its own can be hurt."""

    urls: tuple[str, ...]
    home: Path | None = None

    def kill(self, *nodes: int) -> None:
        for node in nodes or (1,):
            self._rig("kill", node)

    def revive(self, *nodes: int) -> None:
        """All at once: a node alone waits for enough others to elect a master."""
        with ThreadPoolExecutor() as pool:
            list(pool.map(self._revive, nodes or (1,)))

    def _revive(self, node: int) -> None:
        _patiently(self.urls[node - 1 : node], lambda: self._rig("revive", node))

    def pause(self, node: int = 1) -> None:
        self._rig("pause", node)

    def resume(self, node: int = 1) -> None:
        self._rig("resume", node)

    def mend(self) -> None:
        """Every node runs and has found the others, whatever a test did before."""
        nodes = range(1, len(self.urls) + 1)
        for node in nodes:
            if self.runs(node):
                self.resume(node)
        dead = [node for node in nodes if not self.runs(node)]
        if dead:
            self.revive(*dead)
        with Elasticsearch(self.urls, request_timeout=60, max_retries=5) as client:
            client.cluster.health(wait_for_nodes=str(len(nodes)), timeout="60s")

    def runs(self, node: int) -> bool:
        assert self.home
        try:
            os.kill(int((self.home / f"node-{node}/pid").read_text()), 0)
        except (ProcessLookupError, FileNotFoundError):
            return False
        return True

    def _rig(self, command: str, node: int) -> None:
        assert self.home, "this server is not ours"
        rig(self.home, command, str(node))


def rig(home: Path, *command: str) -> str:
    """Run the script; its last line."""
    # Into files, not pipes: the servers that it leaves behind would keep a pipe open.
    with tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as complaint:
        done = subprocess.run(
            [RIG, *command],
            env={**os.environ, "ES_RIG_HOME": str(home)},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=complaint,
        )
        complaint.seek(0)
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)}: {complaint.read()[-500:]}")
        said.seek(0)
        return (said.read().split() or [""])[-1]


def server(version: str) -> Cluster:
    """A server of this version for all tests of the run that do it no harm."""
    given = os.environ.get(VERSIONS[version], "")
    return Cluster(tuple(given.split(","))) if given else cluster(version, version=version)


@cache
def cluster(name: str, *, version: str = "8.19.3", nodes: int = 1) -> Cluster:
    """The cluster of this name, the same for every process of the run."""
    if not RIG.exists():
        give_up(f"no {RIG}, and {VERSIONS[version]} is not set")
    home = BASE / f"run-{RUN}" / name
    with locked(f"run-{RUN}/{name}.lock"):
        if not (home / "urls").exists():
            _start(home, version, nodes)
    if reason := (home / "failed").read_text() if (home / "failed").exists() else "":
        give_up(reason)
    return Cluster(tuple((home / "urls").read_text().split(",")), home)


def give_up(reason: str) -> None:
    message = f"Elasticsearch cannot be started: {reason}"
    pytest.fail(message) if os.environ.get("HUB_TEST_ALL") == "1" else pytest.skip(message)


@contextmanager
def locked(name: str) -> Iterator[None]:
    """One process of the machine at a time."""
    path = BASE / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _start(home: Path, version: str, nodes: int) -> None:
    home.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        ["sh", "-c", f"({WATCH}) &", "watch", str(RUN), str(RIG)],
        env={**os.environ, "ES_RIG_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        check=True,
    )
    own, kept = home / f"dist-{version}", BASE / f"dist-{version}"
    if kept.exists():
        own.symlink_to(kept)
    first = _free_port(nodes)
    urls = [f"http://127.0.0.1:{first + n}" for n in range(nodes)]
    options = ["--version", version, "--nodes", str(nodes), "--heap", HEAP]
    try:
        _patiently(urls, lambda: rig(home, "start", *options, "--port", str(first)))
    except RuntimeError as error:
        (home / "failed").write_text(str(error))
    (home / "urls").write_text(",".join(urls))
    with locked("dist.lock"):  # the next run need not unpack it again
        if not kept.exists() and own.exists():
            shutil.copytree(own, BASE / "unpacked", copy_function=os.link, dirs_exist_ok=True)
            (BASE / "unpacked").rename(kept)


def _patiently(urls: Sequence[str], start: Callable[[], object]) -> None:
    """The script waits two minutes; where many tests run at once nodes may need longer."""
    try:
        start()
    except RuntimeError:
        with Elasticsearch(urls, request_timeout=10, retry_on_timeout=True) as client:
            for _attempt in range(30):
                with suppress(ApiError, TransportError):
                    if not client.cluster.health(wait_for_nodes=f">={len(urls)}")["timed_out"]:
                        return
                sleep(5)
        raise


def _free_port(nodes: int) -> int:
    """The first of `nodes` free ports, with as many free ones a hundred above for transport."""
    for _attempt in range(100):
        first = random.randrange(20_000, 30_000)
        wanted = [first + over + n for over in (0, 100) for n in range(nodes)]
        if all(_is_free(port) for port in wanted):
            return first
    raise RuntimeError("no free ports")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0
