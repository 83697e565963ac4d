"""The node that is measured: the real command in a process of its own, over HTTP."""

import http.client
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[3]


class NodeClient:
    """One keep-alive connection."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._connection = http.client.HTTPConnection(parts.hostname, parts.port)

    def call(self, method: str, *params: object) -> object:
        """The result of a method; raises RuntimeError when the node says no."""
        message = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
        headers = {"Content-Type": "application/json"}
        self._connection.request("POST", "/", json.dumps(message), headers)
        answer = json.loads(self._connection.getresponse().read())
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']['message']}")
        return answer["result"]


@contextmanager
def started_node() -> Iterator[tuple[float, dict]]:
    """Starts the command; gives the seconds until it was ready, and the document it printed."""
    with tempfile.TemporaryDirectory() as folder:
        options = ["--port", "0", "--json", "--deployment", f"{folder}/deployment.json"]
        before = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "contracts.devnet", *options], cwd=ROOT, stdout=subprocess.PIPE
        )
        try:
            document = json.loads(process.stdout.readline())
            yield time.perf_counter() - before, document
        finally:
            process.terminate()
            process.communicate()
