"""`python -m contracts.devnet.bench.geth BINARY …`: the benchmark against a geth of its own.

Starts `geth --dev`, which mines each transaction as it comes, on the Prague genesis that the
recorded chains have, deploys the governance there and measures; the rest of the options are those
of the benchmark. The binary that `fixtures/generate/rpc/geth/build` names is the pinned one.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from contracts.devnet.bench import __main__ as benchmark
from contracts.devnet.bench.client import PATIENCE, NodeClient, NodeError
from fixtures.generate.rpc.__main__ import genesis_accounts
from fixtures.generate.rpc.genesis import genesis
from fixtures.generate.rpc.node import free_ports

DELAY = 2
"""Seconds of the timelock's delay: geth's clock cannot be moved, so the deployment waits."""


def main(arguments: list[str]) -> int:
    """Deploys and measures; gives the exit code of what failed, or 0."""
    if not arguments or arguments[0].startswith("-"):
        print("give the geth binary, then options of the benchmark", file=sys.stderr)
        return 2
    try:
        with tempfile.TemporaryDirectory() as name, _geth(Path(arguments[0]), Path(name)) as url:
            file = f"{name}/deployment.json"
            code = _deploy(url, file)
            return code or benchmark.main(["--against", url, "--deployment", file, *arguments[1:]])
    except (OSError, NodeError, subprocess.CalledProcessError) as error:
        print(f"bench: geth cannot be started: {error}", file=sys.stderr)
        return 2


def _deploy(url: str, file: str) -> int:
    options = ["--rpc-url", url, "--output", file, "--delay", str(DELAY)]
    command = [sys.executable, "-m", "contracts.devnet.governance", *options]
    return subprocess.run(command, stdout=sys.stderr, check=False).returncode


@contextmanager
def _geth(binary: Path, folder: Path) -> Iterator[str]:
    (folder / "genesis.json").write_text(json.dumps(genesis(binary, genesis_accounts())))
    common = [str(binary), "--datadir", str(folder / "data")]
    subprocess.run([*common, "init", str(folder / "genesis.json")], check=True, capture_output=True)
    port, engine_port = free_ports(2)
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [
                *(*common, "--dev", "--ipcdisable", "--nodiscover", "--port", "0"),
                *("--http", "--http.port", str(port), "--authrpc.port", str(engine_port)),
            ],
            stdout=log,
            stderr=log,
        )
        try:
            _await_answer(url := f"http://127.0.0.1:{port}", process)
            yield url
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _await_answer(url: str, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            NodeClient(url).call("eth_chainId")
            return
        except NodeError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise
        time.sleep(0.05)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
