"""The demo as a user runs it, judged by clients that share no code with the Swift programs.

web3.py, eth-abi and safe-eth-py recompute every hash that the programs wrote into files, recover
every signer, and read from the same chain what the programs say they did.
"""

import hashlib
import json
import subprocess
import time
from pathlib import Path

import pytest
from eth_abi import encode
from eth_utils import keccak, to_bytes
from safe_eth.eth import EthereumClient
from safe_eth.safe import SafeTx
from safe_eth.safe.safe_signature import SafeSignature
from web3 import Web3

from contracts.artifact import Artifact
from contracts.devnet.running import running_devnet

ROOT = Path(__file__).parents[2]
OPERATIONS = ("acceptance", "allow", "mistake", "revoke")
UNSET, DONE = 0, 3


@pytest.fixture(scope="module")
def chain(tmp_path_factory):
    """An empty chain whose clock is six days behind, the demo's folder, what the demo printed."""
    with running_devnet("--empty", "--timestamp", str(int(time.time()) - 518400)) as line:
        folder = tmp_path_factory.mktemp("demo")
        (folder / "line.json").write_text(json.dumps(line))
        result = demo("--chain", str(folder / "line.json"), "--keep", str(folder / "kept"))
        assert result.returncode == 0, result.stdout + result.stderr
        yield line, folder / "kept", result.stdout


@pytest.fixture
def web3(chain):
    return Web3(Web3.HTTPProvider(chain[0]["url"]))


def demo(*options):
    command = ["tools/demo/run", *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)


def document(chain, name):
    return json.loads((chain[1] / f"{name}.json").read_text())


def contract(chain, web3, artifact, member):
    address = document(chain, "deployment")[member]["address"]
    return web3.eth.contract(address, abi=Artifact.load(artifact).abi)


def arguments(operation):
    """Targets, values, payloads, predecessor, salt; one each, not lists, where it is one call."""
    calls, timelock = operation["calls"], operation["timelock"]
    lists = (
        [call["to"] for call in calls],
        [int(call["value"]) for call in calls],
        [to_bytes(hexstr=call["data"]) for call in calls],
    )
    what = tuple(one[0] for one in lists) if len(calls) == 1 else lists
    return (
        *what,
        to_bytes(hexstr=timelock["predecessor"]),
        to_bytes(hexstr=timelock["salt"]),
    )


def functions(operation):
    """The timelock's functions that hash and schedule so many calls."""
    if len(operation["calls"]) == 1:
        return "hashOperation", "schedule"
    return "hashOperationBatch", "scheduleBatch"


def operation_id(operation):
    """As OpenZeppelin's TimelockController computes it, by eth-abi."""
    types = ["address", "uint256", "bytes"]
    if len(operation["calls"]) > 1:
        types = [f"{name}[]" for name in types]
    return keccak(encode([*types, "bytes32", "bytes32"], arguments(operation)))


def safe_transaction_hash(chain, web3, operation):
    """By safe-eth-py, for the Safe transaction that schedules the operation."""
    timelock = contract(chain, web3, "GovernanceTimelock", "timelock")
    delay = int(operation["timelock"]["delay"])
    _, schedule = functions(operation)
    transaction = SafeTx(
        EthereumClient(chain[0]["url"]),
        operation["safe"]["address"],
        operation["timelock"]["address"],
        0,
        to_bytes(hexstr=timelock.encode_abi(schedule, [*arguments(operation), delay])),
        *(0, 0, 0, 0, None, None),
        safe_nonce=int(operation["safe"]["nonce"]),
        safe_version=operation["safe"]["version"],
        chain_id=int(operation["chainId"]),
    )
    return bytes(transaction.safe_tx_hash)


def test_every_step_is_told_and_every_sentence_is_checked(chain):
    told = chain[2]
    for number in range(1, 17):
        assert f"\n{number}. " in told
    assert told.count("✓") >= 21
    assert "\n16 steps, 21 checks, " in told


def test_the_image_hash_is_sha256_over_the_raw_measurements(chain):
    described = json.loads((ROOT / "tools/demo/describe-enclave.json").read_text())
    enclave = described[0] if isinstance(described, list) else described
    raw = b"".join(bytes.fromhex(enclave["Measurements"][f"PCR{number}"]) for number in range(3))
    assert document(chain, "measured")["osImageHash"] == "0x" + hashlib.sha256(raw).hexdigest()


@pytest.mark.parametrize("name", OPERATIONS)
def test_the_operation_id_is_the_timelocks(chain, web3, name):
    operation = document(chain, name)
    timelock = contract(chain, web3, "GovernanceTimelock", "timelock")
    identifier = operation_id(operation)
    name, _ = functions(operation)
    assert timelock.functions[name](*arguments(operation)).call() == identifier
    assert f"0x{identifier.hex()}" in chain[2]


@pytest.mark.parametrize("name", OPERATIONS)
@pytest.mark.parametrize("owner", [1, 2])
def test_owners_signed_the_hash_that_safe_eth_py_computes(chain, web3, name, owner):
    signed = document(chain, f"{name}.owner{owner}")
    expected = safe_transaction_hash(chain, web3, document(chain, name))
    assert signed["safeTxHash"] == "0x" + expected.hex()
    parsed = SafeSignature.parse_signature(to_bytes(hexstr=signed["signature"]), expected)
    assert [signature.owner for signature in parsed] == [signed["owner"]]
    assert signed["owner"] in document(chain, "deployment")["owners"]


def test_a_digit_changed_in_an_operation_file_changes_both_hashes(chain, web3):
    operation = document(chain, "allow")
    changed = json.loads(json.dumps(operation))
    data = changed["calls"][0]["data"]
    changed["calls"][0]["data"] = data[:-1] + ("0" if data[-1] != "0" else "1")
    assert operation_id(changed) != operation_id(operation)
    assert safe_transaction_hash(chain, web3, changed) != safe_transaction_hash(
        chain, web3, operation
    )


def test_the_timelock_did_the_executed_operations_and_forgot_the_cancelled(chain, web3):
    timelock = contract(chain, web3, "GovernanceTimelock", "timelock")
    states = {
        name: timelock.functions.getOperationState(operation_id(document(chain, name))).call()
        for name in OPERATIONS
    }
    assert states == {"acceptance": DONE, "allow": DONE, "mistake": UNSET, "revoke": DONE}


def test_the_policy_was_in_force_between_grant_and_revocation_and_at_no_other_time(chain, web3):
    image = to_bytes(hexstr=document(chain, "measured")["osImageHash"])
    kms, app = (
        contract(chain, web3, "DstackKms", "kms"),
        contract(chain, web3, "DstackApp", "app"),
    )
    granted, revoked = (
        next(
            int(entry["block"])
            for entry in document(chain, "timeline")
            if entry["value"] == "0x" + image.hex() and entry["enabled"] is enabled
        )
        for enabled in (True, False)
    )
    expected = {granted - 1: False, granted: True, revoked - 1: True, revoked: False}
    for block, allowed in expected.items():
        for function in (kms.functions.allowedOsImages, app.functions.allowedComposeHashes):
            assert function(image).call(block_identifier=block) is allowed, block


def test_the_timeline_has_every_policy_change_of_the_logs_and_no_other(chain, web3):
    logs = []
    for artifact, member in (("DstackKms", "kms"), ("DstackApp", "app")):
        source = contract(chain, web3, artifact, member)
        logs += source.events.PolicyChanged().get_logs(from_block=0)
    logs.sort(key=lambda log: (log["blockNumber"], log["logIndex"]))
    changes = [
        (
            str(log["blockNumber"]),
            log["address"],
            log["transactionHash"].to_0x_hex(),
            log["args"]["enabled"],
        )
        for log in logs
    ]
    timeline = document(chain, "timeline")
    assert len(changes) > 4
    assert changes == [
        (entry["block"], entry["contract"], entry["transactionHash"], entry["enabled"])
        for entry in timeline
    ]


def test_every_decision_of_the_service_is_in_its_log(chain):
    lines = (chain[1] / "authd" / "log" / "records.jsonl").read_bytes().splitlines()
    assert len(lines) >= 9
    previous = "0x" + "00" * 32
    for index, line in enumerate(lines):
        record = json.loads(line)
        assert (record["index"], record["previous"]) == (index, previous)
        assert json.loads(record["record"]["reply"])["isAllowed"] in (True, False)
        # a leaf of RFC 6962, 2.1
        previous = "0x" + hashlib.sha256(b"\0" + line).hexdigest()


def test_the_service_of_keys_recorded_one_release_between_two_refusals(chain):
    lines = (chain[1] / "keyd" / "log" / "records.jsonl").read_text().splitlines()
    assert [json.loads(line)["record"]["isReleased"] for line in lines] == [False, True, False]
    assert (chain[1] / "disk.key").stat().st_mode & 0o777 == 0o600


def test_the_report_is_one_page_that_names_the_image_and_needs_no_network(chain):
    page = (chain[1] / "report.html").read_text()
    assert document(chain, "measured")["osImageHash"] in page
    assert "<script" not in page
    assert "https:" not in page


def test_an_unknown_option_is_refused_before_anything_starts():
    result = demo("--fast")
    assert result.returncode == 2
    assert "usage: tools/demo/run" in result.stderr
