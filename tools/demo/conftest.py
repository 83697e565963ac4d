"""The demo, played once for all who judge it."""

import json
import subprocess
import time
from pathlib import Path

import pytest
from web3 import Web3

from contracts.devnet.running import running_devnet

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def chain(tmp_path_factory):
    """An empty chain whose clock is six days behind, the demo's folder, what the demo printed."""
    with running_devnet("--empty", "--timestamp", str(int(time.time()) - 518400)) as line:
        folder = tmp_path_factory.mktemp("demo")
        (folder / "line.json").write_text(json.dumps(line))
        options = ["--chain", str(folder / "line.json"), "--keep", str(folder / "kept")]
        result = subprocess.run(
            ["tools/demo/run", *options], cwd=ROOT, capture_output=True, text=True, timeout=300
        )
        assert result.returncode == 0, result.stdout + result.stderr
        yield line, folder / "kept", result.stdout


@pytest.fixture
def web3(chain):
    """A client of the chain that shares no code with the Swift programs."""
    return Web3(Web3.HTTPProvider(chain[0]["url"]))
