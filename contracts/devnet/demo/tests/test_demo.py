"""The demo as a user runs it, and the surprises it must not swallow."""

import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from contracts.devnet.demo.command import DESCRIBE_ENCLAVE, main
from contracts.devnet.demo.devnet_process import DevnetError, running_devnet
from contracts.devnet.governance.json_rpc import HttpTransport, TransportError

ROOT = Path(__file__).parents[4]
IMAGE = "0x1894b0b29e94a9db16e88a2914f0923e52bb16c08bf3bb484df786a147e2eb79"


def run(*options):
    command = [sys.executable, "-m", "contracts.devnet.demo", *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)


def write_deployment(devnet, path, **changes):
    path.write_text(json.dumps(devnet["deployment"] | changes))
    return ["--rpc-url", devnet["url"], "--deployment", str(path)]


@pytest.fixture(scope="module")
def devnet():
    with running_devnet() as document:
        yield document


@pytest.fixture(scope="module")
def told():
    result = run()
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_all_ten_steps_are_told_and_none_fails(told):
    for number in range(1, 11):
        assert f"\n{number}. " in told
    assert "checks passed in" in told


@pytest.mark.parametrize(
    "line",
    [
        f"OS_IMAGE_HASH      {IMAGE}",
        "✓ the boot is denied: OS image is not allowed",
        "✓ one signature is refused: GS020: fewer signatures than the threshold",
        "✓ the timelock refuses: TimelockUnexpectedOperationState, it is Waiting and not Ready",
        "✓ the boot is allowed",
        "✓ an outsider cannot call addOsImageHash: OwnableUnauthorizedAccount",
        "✓ the timelock forgot the operation: Unset",
        f"✓ os-image {IMAGE} is not allowed",
        "✓ the Safe executed 5 transactions, and each is in the history",
    ],
)
def test_what_matters_is_said(told, line):
    assert line in told


def test_the_history_names_time_operation_safe_transaction_and_signers(told):
    line = next(line for line in told.splitlines() if f"OsImageHashAdded({IMAGE})" in line)
    date, _, rest = line.split(maxsplit=2)
    assert date.startswith("20")
    assert re.fullmatch(r"op 2 +tx 1 +owner 1 \+ owner 2 +DstackKms: .*", rest)


def test_the_summary_as_json_holds_the_same_on_a_running_chain_twice(devnet, tmp_path):
    options = write_deployment(devnet, tmp_path / "deployment.json")
    for times in (1, 2):
        result = run("--json", *options)
        assert result.returncode == 0, result.stderr
        document = json.loads(result.stdout)
        assert document["osImageHash"] == IMAGE
        assert len(document["steps"]) == 10
        assert document["checks"] == sum(len(step["checks"]) for step in document["steps"])
        added = [entry for entry in document["history"] if "OsImageHashAdded" in entry["what"]]
        assert len(added) == times
        owners = devnet["deployment"]["owners"]
        assert all(entry["signers"] == sorted(owners[:2]) for entry in added)
        assert all(entry["operationId"] and entry["safeTxHash"] for entry in added)


def test_without_a_delay_the_early_execution_is_a_surprise(tmp_path):
    with running_devnet("--delay", "0") as devnet:
        result = run(*write_deployment(devnet, tmp_path / "deployment.json"))
    assert result.returncode == 1
    assert result.stderr.startswith("error: step 4, Executing it early is refused: not so:")
    assert "5. " not in result.stdout


def test_the_readme_names_every_option_and_exit_code(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    told = capsys.readouterr().out
    readme = DESCRIBE_ENCLAVE.with_name("README.md").read_text()
    for text in (told, readme):
        options = set(re.findall(r"--[a-z][a-z-]*", text)) - {"--help"}
        assert options == {"--describe-enclave", "--rpc-url", "--deployment", "--pause", "--json"}
    rows = set(re.findall(r"^\| ([\d, ]+) \|", readme.split("| exit code |")[1], re.MULTILINE))
    codes = {code for row in rows for code in row.split(", ")}
    assert codes == {"0", "1", "2", "3", "130", "143", "141"}
    assert codes <= set(re.findall(r"\d+", told.split("exit codes:")[1]))


def test_an_enclave_in_debug_mode_is_refused(tmp_path, capsys):
    document = json.loads(DESCRIBE_ENCLAVE.read_text())
    document[0]["Measurements"] |= {f"PCR{index}": "0" * 96 for index in range(3)}
    path = tmp_path / "debug.json"
    path.write_text(json.dumps(document))
    assert main(["--describe-enclave", str(path)]) == 2
    assert "debug mode" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"genesisHash": "0x" + "11" * 32}, "is of another chain than --rpc-url"),
        ({"status": "in-progress"}, "is not complete"),
        ({"chainId": 1}, "only on chain 31337 or 1337"),
        ({"threshold": 3}, "for a Safe of threshold 2"),
        ({"safe": {}}, "is no deployment file"),
    ],
    ids=["another chain", "unfinished", "mainnet", "another threshold", "no Safe"],
)
def test_a_deployment_that_does_not_fit_is_refused(devnet, tmp_path, capsys, changes, message):
    assert main(write_deployment(devnet, tmp_path / "deployment.json", **changes)) == 2
    said = capsys.readouterr().err
    assert message in said
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--deployment", "deployment.json"], "--deployment tells of the chain of --rpc-url"),
        (
            ["--rpc-url", "http://127.0.0.1:1", "--deployment", "no-such-file"],
            "cannot read no-such-file: No such file or directory",
        ),
    ],
    ids=["no chain", "no file"],
)
def test_a_deployment_without_its_chain_or_file_is_refused(capsys, options, message):
    assert main(options) == 2
    said = capsys.readouterr().err
    assert message in said
    assert said.count("\n") == 1


def test_nobody_answering_is_said_in_one_line(devnet, tmp_path, capsys):
    options = write_deployment(devnet, tmp_path / "deployment.json")
    options[1] = "http://127.0.0.1:1"
    assert main(options) == 3
    said = capsys.readouterr().err
    assert "does not answer" in said
    assert said.count("\n") == 1


def answers(url):
    try:
        HttpTransport(url)("eth_chainId", [])
    except TransportError:
        return False
    return True


def test_the_chain_of_the_demo_ends_with_it():
    with running_devnet("--empty") as devnet:
        assert answers(devnet["url"])
    assert not answers(devnet["url"])


def test_a_chain_that_does_not_start_says_why():
    with pytest.raises(DevnetError, match="--no-such-option"), running_devnet("--no-such-option"):
        pass


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopped_while_it_loads_it_ends_without_a_traceback(number):
    command = [sys.executable, "-v", "-m", "contracts.devnet.demo"]  # -v tells of each import
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        while "import 'eth_utils" not in process.stderr.readline():
            pass
        process.send_signal(number)
        said = process.stderr.read()
    assert process.returncode == 128 + number
    assert "Traceback" not in said


def test_when_nobody_reads_any_more_it_ends_quietly():
    command = [sys.executable, "-m", "contracts.devnet.demo"]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert "The governance on chain 31337" in process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 141


def test_stopped_in_the_middle_it_takes_its_chain_with_it():
    """The chain is found by the only thing a child leaves: its parent."""
    command = [sys.executable, "-m", "contracts.devnet.demo", "--pause"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        for line in process.stdout:
            if line.startswith("1. "):
                break
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        assert len(children) == 1
        process.terminate()
        assert process.wait(timeout=20) == 143
    assert not Path(f"/proc/{children[0]}").exists()
