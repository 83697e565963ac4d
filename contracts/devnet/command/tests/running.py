"""The command as a process of its own."""

import json
import signal
import subprocess
import sys
from pathlib import Path

from contracts.devnet.json_rpc import Client

ROOT = Path(__file__).parents[4]


class Command:
    """The running command."""

    def __init__(self, *options: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "contracts.devnet", "--port", "0", *options],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def document(self) -> dict:
        """The JSON document it prints when it is ready."""
        return json.loads(self.process.stdout.readline())

    def client(self) -> Client:
        """A client, once the JSON document is there."""
        return Client(int(self.document()["url"].rsplit(":", 1)[1]))

    def stop(self, number: int = signal.SIGTERM) -> tuple[int, str, str]:
        """Sends a signal; gives exit code, rest of the output, and errors."""
        self.process.send_signal(number)
        output, errors = self.process.communicate(timeout=20)
        return self.process.returncode, output, errors
