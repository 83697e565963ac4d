"""The processes that are measured: the real command, and the bare server."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from contracts.devnet.bench.client import NodeError

ROOT = Path(__file__).parents[3]


@contextmanager
def started_node() -> Iterator[tuple[float, dict]]:
    """Starts the command; gives the seconds until it was ready, and the document it printed."""
    before = time.perf_counter()
    with started_process() as (_, document):
        yield time.perf_counter() - before, document


@contextmanager
def started_process() -> Iterator[tuple[int, dict]]:
    """Starts the command; gives its process id and the document it printed when it was ready."""
    with tempfile.TemporaryDirectory() as folder:
        options = ["--port", "0", "--json", "--deployment", f"{folder}/deployment.json"]
        with _first_line("contracts.devnet", *options) as (process, line):
            yield process, json.loads(line)


@contextmanager
def bare_server() -> Iterator[str]:
    """Starts the bare HTTP server and gives its URL."""
    with _first_line("contracts.devnet.bench.bare") as (_, line):
        yield line.strip()


@contextmanager
def _first_line(module: str, *options: str) -> Iterator[tuple[int, str]]:
    """Runs a module as long as the context lasts; gives its process id and its first line."""
    process = subprocess.Popen(
        [sys.executable, "-m", module, *options], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        line = process.stdout.readline()
        if not line:
            raise NodeError(f"{module} did not start; it said why above")
        yield process.pid, line
    finally:
        process.terminate()
        process.communicate()
