"""What the command refuses: one line on standard error and an exit code."""

import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from contracts.devnet.command.tests.running import ROOT


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
    assert result.stderr.endswith("; name an address of this machine with --host\n")
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
        *("--host", "--port", "--chain-id", "--finality-depth", "--timestamp"),
        *("--delay", "--empty", "--json", "--deployment"),
    ):
        assert option in result.stdout
    for code in ("0 stopped", "1 the governance", "2 wrong", "3 the address"):
        assert code in result.stdout


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        (
            "no/such/folder/deployment.json",
            "there is no folder '{0}/no/such/folder'; make it first",
        ),
        ("", "'{0}' is a folder, name a file"),
    ],
    ids=["missing folder", "folder"],
)
def test_a_place_where_no_deployment_can_be_written_is_a_wrong_option(
    tmp_path: Path, place: str, reason: str
) -> None:
    result = _finished("--port", "0", "--deployment", str(tmp_path / place))
    assert result.returncode == 2
    assert result.stdout == ""
    said = reason.format(tmp_path)
    assert result.stderr == f"devnet: argument --deployment: {said} (see --help)\n"


def _finished(*options: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "contracts.devnet", *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
