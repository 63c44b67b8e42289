"""Real processes of the site, which a test may kill."""

import os
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

ROOT = Path(__file__).parents[1]


@contextmanager
def start(*command: str, **environment: str) -> Iterator[subprocess.Popen]:
    """Python with these arguments: waited for at the end, ended when the test fails meanwhile."""
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "hub.settings.test", **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        bufsize=0,
    )
    with process:
        try:
            yield process
        except BaseException:
            process.kill()
            raise


def said_within(process: subprocess.Popen, wanted: str, seconds: float = 300.0) -> str:
    until, said = monotonic() + seconds, ""
    while wanted not in said:
        assert monotonic() < until, said
        if select.select([process.stdout], [], [], 1.0)[0]:
            piece = os.read(process.stdout.fileno(), 4096).decode()
            assert piece, said
            said += piece
    return said
