"""A development chain as a process of its own: started, waited for, and stopped."""

import json
import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_ROOT = Path(__file__).parents[2]
START = 60.0
"""Seconds that the chain may take to be ready; it takes two on an idle machine."""


class DevnetError(OSError):
    """The development chain did not start."""


@contextmanager
def running_devnet(*options: str) -> Iterator[dict]:
    """The document that `python -m contracts.devnet --json` prints; the chain ends with the block.

    Its `process` is the id of the chain's process. The chain listens on a free port; `options` are
    the command's own. Raises DevnetError with the chain's own words.
    """
    with tempfile.TemporaryDirectory() as directory:
        command = [sys.executable, "-m", "contracts.devnet", "--port", "0", "--json"]
        command += ["--deployment", f"{directory}/deployment.json", *options]
        process = subprocess.Popen(
            command,
            cwd=_ROOT,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        try:
            yield {**_ready(process), "process": process.pid}
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
            process.communicate()


def _ready(process: subprocess.Popen) -> dict:
    deadline, line = time.monotonic() + START, b""
    while not line.endswith(b"\n"):
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([process.stdout], [], [], left)[0]:
            raise DevnetError(f"the development chain is not ready after {START:.0f} s")
        part = os.read(process.stdout.fileno(), 65536)
        if not part:
            raise DevnetError(process.stderr.read().decode(errors="replace").strip())
        line += part
    return json.loads(line)
