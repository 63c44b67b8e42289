"""The server that `.ci/run` starts for itself leaves alone whatever has its port."""

import os
import socket
import subprocess
from pathlib import Path

START = [Path(__file__).parents[1] / ".ci/postgresql", "start"]


def test_server_is_not_started_where_something_listens(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        home = tmp_path / f"hub-postgresql-{port}"
        (home / "data").mkdir(parents=True)
        environ = {**os.environ, "TMPDIR": str(tmp_path), "HUB_POSTGRESQL_PORT": str(port)}
        done = subprocess.run(START, env=environ, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"Something listens on port {port} already, and is left alone. If it is a server of"
        " .ci/postgresql that nobody needs, end it by `.ci/postgresql stop`; or set"
        " HUB_POSTGRESQL_PORT to another port.\n"
    )
    assert (home / "data").is_dir()
