"""A fresh development chain of our own, for runs that name no other node."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

START_TIME = 60.0
"""Seconds until a development chain that is not ready counts as broken."""


@contextmanager
def development_chain() -> Iterator[str]:
    """Starts `python -m contracts.devnet --empty` on a free port, gives its URL, stops it.

    Raises OSError with the chain's own words when it does not come up.
    """
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "contracts.devnet", "--empty", "--port", str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    try:
        _await_ready(process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=START_TIME)


def _await_ready(process: subprocess.Popen) -> None:
    said = []
    for line in process.stdout:
        said.append(line)
        if line.startswith("Ready"):
            return
    raise OSError(f"the development chain did not start:\n{''.join(said)[-2000:]}")
