"""`python -m contracts.devnet` as its users meet it: a process, its output, its exit code."""

import json
import re
import signal
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from contracts.devnet.command.tests.running import Command
from contracts.devnet.dev_accounts import dev_accounts
from contracts.devnet.json_rpc import Client

READY = re.compile(r"Ready after [\d.]+ s: http://127\.0\.0\.1:(\d+)")


@pytest.fixture
def run() -> Iterator[type[Command]]:
    """Starts commands and ends what a test left running."""
    started: list[Command] = []

    def start(*options: str) -> Command:
        started.append(Command(*options))
        return started[-1]

    yield start
    for command in started:
        command.process.kill()
        command.process.communicate()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_the_node_cleanly(run: type[Command], number: int) -> None:
    command = run("--empty", "--json")
    client = command.client()
    assert client.call("eth_chainId") == "0x7a69"
    _send_garbage(client.port)
    assert command.stop(number) == (0, "", "")
    with pytest.raises(ConnectionError):
        socket.create_connection(("127.0.0.1", client.port))


def test_a_signal_while_it_starts_stops_it_cleanly(run: type[Command], tmp_path: Path) -> None:
    command = run("--deployment", str(tmp_path / "deployment.json"))
    while not _catches(command.process.pid, signal.SIGTERM):
        time.sleep(0.01)
    code, output, errors = command.stop()
    assert (code, output, errors) == (0, "", "")


def test_an_endless_call_does_not_keep_it_from_stopping(run: type[Command]) -> None:
    command = run("--empty", "--json")
    client = command.client()
    loop = {"data": "0x5b600056"}
    threading.Thread(target=lambda: _ignore(client, "eth_call", loop), daemon=True).start()
    time.sleep(0.3)
    code, _, errors = command.stop()
    assert code == 0
    assert errors in ("", "devnet: a call was still running when the node stopped\n")


def test_it_prints_tables_and_writes_the_deployment(run: type[Command], tmp_path: Path) -> None:
    file = tmp_path / "deployment.json"
    command = run("--deployment", str(file))
    lines = []
    while not lines or not READY.search(lines[-1]):
        lines.append(command.process.stdout.readline())
    printed = "".join(lines)
    document = json.loads(file.read_text())
    for account in dev_accounts():
        assert account.address.hex() in printed.lower()
        assert account.private_key.hex() in printed
    for contract in ("kms", "safe", "timelock", "app"):
        assert document[contract]["address"] in printed
    client = Client(int(READY.search(printed)[1]))
    assert client.call("eth_getCode", document["kms"]["address"]) != "0x"
    head = int(client.call("eth_getBlockByNumber", "latest", False)["timestamp"], 16)
    assert abs(head - time.time()) < 300
    assert command.stop()[0] == 0
    assert [path.name for path in tmp_path.iterdir()] == ["deployment.json"]


def test_json_and_its_options_are_obeyed(run: type[Command]) -> None:
    command = run(
        *("--empty", "--json", "--chain-id", "77", "--timestamp", "1800000000"),
        *("--finality-depth", "1", "--host", "localhost"),
    )
    document = command.document()
    assert set(document) == {
        *("url", "chainId", "mnemonic", "accounts", "contracts"),
        *("deploymentFile", "deployment"),
    }
    assert (document["chainId"], document["deployment"]) == (77, None)
    assert len(document["accounts"]) == 10
    client = Client(int(document["url"].rsplit(":", 1)[1]))
    assert client.call("eth_chainId") == "0x4d"
    assert client.call("net_version") == "77"
    genesis = client.call("eth_getBlockByNumber", "earliest", False)
    assert genesis["timestamp"] == hex(1_800_000_000)
    client.call("anvil_mine", 3)
    assert client.call("eth_getBlockByNumber", "finalized", False)["number"] == "0x2"
    head = int(client.call("eth_getBlockByNumber", "latest", False)["timestamp"], 16)
    assert 0 < head - 1_800_000_000 < 60


def _catches(process: int, number: int) -> bool:
    """Whether a process handles a signal by now (proc(5), SigCgt)."""
    status = Path(f"/proc/{process}/status").read_text()
    return bool(int(re.search(r"SigCgt:\s*(\w+)", status)[1], 16) >> (number - 1) & 1)


def _send_garbage(port: int) -> None:
    """What is no HTTP is the sender's fault: no word about it on standard error."""
    for garbage in (b"\x16\x03\x01\r\n\r\n", b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"):
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.sendall(garbage)
            assert b" 400 " in connection.recv(1000)


def _ignore(client: Client, *call: object) -> None:
    """A call whose connection breaks."""
    try:
        client.call(*call)
    except (OSError, ValueError):
        return
