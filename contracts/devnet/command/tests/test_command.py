"""`python -m contracts.devnet` as its users meet it: a process, its output, its exit code."""

import json
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from websockets.sync.client import connect

from contracts.devnet.dev_accounts import dev_accounts
from contracts.devnet.rpc.tests.client import Client

ROOT = Path(__file__).parents[4]
READY = re.compile(r"Ready after [\d.]+ s: http://127\.0\.0\.1:(\d+) and ws://127\.0\.0\.1:(\d+)")


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
    with connect(client.web_socket) as connection:
        connection.send('{"jsonrpc":"2.0","id":1,"method":"eth_subscribe","params":["newHeads"]}')
        assert "result" in connection.recv()
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


def test_a_taken_port_is_one_line_and_exit_code_3() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = _finished("--port", str(port))
    assert result.returncode == 3
    assert result.stdout == ""
    assert result.stderr == (
        f"devnet: cannot listen on 127.0.0.1 port {port}: Address already in use; "
        "stop what uses it, or choose another with --port\n"
    )


@pytest.mark.parametrize("host", ["no.such.host.invalid", "192.0.2.1"])
def test_an_address_that_is_not_ours_is_one_line_and_exit_code_3(host: str) -> None:
    result = _finished("--port", "0", "--host", host)
    assert result.returncode == 3
    assert result.stderr.startswith(f"devnet: cannot listen on {host} port 0: ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "options",
    [
        ["--port", "65536"],
        ["--port", "-1"],
        ["--port", "x"],
        ["--chain-id", "0"],
        ["--block-time", "1.5"],
        ["--timestamp", "0"],
        ["--delay", "١"],
        ["--delay", "9" * 5000],
        ["--unknown"],
        ["stray"],
    ],
)
def test_a_wrong_option_is_one_line_and_exit_code_2(options: list[str]) -> None:
    result = _finished(*options)
    assert result.returncode == 2
    assert result.stdout == ""
    assert re.fullmatch(r"devnet: .+ \(see --help\)\n", result.stderr)


def test_help_names_every_option_and_exit_code() -> None:
    result = _finished("--help")
    assert result.returncode == 0
    for option in (
        *("--host", "--port", "--chain-id", "--block-time", "--finality-depth", "--timestamp"),
        *("--delay", "--empty", "--json", "--deployment"),
    ):
        assert option in result.stdout
    for code in ("0 stopped", "1 the governance", "2 wrong", "3 the address"):
        assert code in result.stdout


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


def test_a_deployment_that_cannot_be_written_is_one_line_and_exit_code_1(tmp_path: Path) -> None:
    missing = tmp_path / "no" / "such" / "folder" / "deployment.json"
    result = _finished("--port", "0", "--deployment", str(missing))
    assert result.returncode == 1
    assert result.stdout == ""
    assert result.stderr.startswith("devnet: the governance could not be deployed: ")
    assert result.stderr.count("\n") == 1


def test_json_and_its_options_are_obeyed(run: type[Command]) -> None:
    command = run(
        *("--empty", "--json", "--chain-id", "77", "--timestamp", "1800000000"),
        *("--finality-depth", "1", "--host", "localhost"),
    )
    document = command.document()
    assert set(document) == {
        *("url", "webSocketUrl", "chainId", "mnemonic", "accounts", "contracts"),
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


def test_blocks_come_by_the_clock_when_asked(run: type[Command]) -> None:
    command = run("--empty", "--json", "--block-time", "1")
    client = command.client()
    alice = client.call("eth_accounts")[0]
    name = client.call("eth_sendTransaction", {"from": alice, "to": alice})
    assert client.call("anvil_getAutomine") is False
    while client.call("eth_getTransactionReceipt", name) is None:
        time.sleep(0.05)
    assert command.stop()[0] == 0


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


def _finished(*options: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "contracts.devnet", *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)


def _ignore(client: Client, *call: object) -> None:
    """A call whose connection breaks."""
    try:
        client.call(*call)
    except (OSError, ValueError):
        return
