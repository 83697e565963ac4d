"""Owner management, MultiSend and signatures beside safe-eth-py, on a development chain.

dstackgov writes the operation files; safe-eth-py builds the same changes by itself, reads the
batch, makes and orders the signatures, and the Safe's contract has the last word.
"""

import json
import os
import subprocess
from pathlib import Path

import pytest
from eth_account import Account
from eth_utils import to_bytes
from hexbytes import HexBytes
from safe_eth.eth import EthereumClient
from safe_eth.safe import Safe, SafeTx
from safe_eth.safe.multi_send import MultiSend, MultiSendOperation, MultiSendTx

from contracts.devnet.running import running_devnet

ROOT = Path(__file__).parents[2]
SENTINEL = "0x0000000000000000000000000000000000000001"
MULTISEND_CALL_ONLY_141 = "0x9641d764fc13c8B624c04430C7356C1C7C8102e2"


@pytest.fixture(scope="module")
def chain(tmp_path_factory):
    """What the chain says of itself, and a folder with its deployment document."""
    with running_devnet() as line:
        folder = tmp_path_factory.mktemp("deployment")
        (folder / "deployment.json").write_text(json.dumps(line["deployment"]))
        yield line, folder


@pytest.fixture(scope="module")
def accounts(chain):
    return [Account.from_key(account["privateKey"]) for account in chain[0]["accounts"]]


@pytest.fixture(scope="module")
def safe(chain):
    deployment = json.loads((chain[1] / "deployment.json").read_text())
    client = EthereumClient(chain[0]["url"])
    return Safe(deployment["safe"]["address"], client)


@pytest.fixture
def dstackgov(chain, tmp_path):
    """Runs the program in a folder with the deployment document; gives its JSON answer."""
    (tmp_path / "deployment.json").write_bytes((chain[1] / "deployment.json").read_bytes())

    def run(*arguments: str) -> dict:
        result = subprocess.run(
            [str(ROOT / ".build/debug/dstackgov"), *arguments, "--json"],
            cwd=tmp_path,
            env={**os.environ, "ETH_RPC_URL": chain[0]["url"]},
            capture_output=True,
            text=True,
        )
        assert result.returncode == 0, result.stderr
        return json.loads(result.stdout)

    return run


def proposed(dstackgov, tmp_path, *changes):
    """The answer and the operation file of a change of owners."""
    name = "-".join(change.split(":")[0] for change in changes) + ".json"
    options = ["--purpose", "a test", "--out", name]
    answer = dstackgov("propose", "safe", "owners", *changes, *options)
    return answer, json.loads((tmp_path / name).read_text()), name


def transaction(safe, chain, operation):
    """The operation's Safe transaction, rebuilt by safe-eth-py from the calls of the file."""
    calls = operation["calls"]
    if len(calls) == 1:
        to, data, kind = calls[0]["to"], to_bytes(hexstr=calls[0]["data"]), 0
    else:
        batch = MultiSend(safe.ethereum_client, address=MULTISEND_CALL_ONLY_141, call_only=True)
        to, kind = batch.address, 1
        records = [
            (call["to"], int(call["value"]), to_bytes(hexstr=call["data"])) for call in calls
        ]
        data = batch.build_tx_data(
            [MultiSendTx(MultiSendOperation.CALL, *record) for record in records]
        )
    return SafeTx(
        safe.ethereum_client,
        safe.address,
        to,
        0,
        data,
        kind,
        *(0, 0, 0, None, None),
        safe_nonce=int(operation["safe"]["nonce"]),
        safe_version="1.4.1",
        chain_id=chain[0]["chainId"],
    )


def encoded(safe, name, *arguments):
    return HexBytes(safe.contract.encode_abi(name, list(arguments)))


def test_each_change_of_owners_has_the_calldata_and_the_hash_of_safe_eth_py(
    chain, safe, accounts, dstackgov, tmp_path
):
    first, second, third = safe.retrieve_owners()
    new = accounts[5].address
    for changes, expected in [
        ([f"remove:{first}:1"], [("removeOwner", SENTINEL, first, 1)]),
        ([f"remove:{third}"], [("removeOwner", second, third, 2)]),
        ([f"swap:{second}:{new}"], [("swapOwner", first, second, new)]),
        (
            # the new owner stands first then, and before the first of today
            [f"add:{new}", f"remove:{first}", "threshold:1"],
            [
                ("addOwnerWithThreshold", new, 2),
                ("removeOwner", new, first, 2),
                ("changeThreshold", 1),
            ],
        ),
    ]:
        answer, operation, _ = proposed(dstackgov, tmp_path, *changes)
        found = [HexBytes(call["data"]) for call in operation["calls"]]
        assert found == [encoded(safe, *call) for call in expected], changes
        assert {call["to"] for call in operation["calls"]} == {safe.address}
        expected_hash = transaction(safe, chain, operation).safe_tx_hash
        assert answer["safeTxHash"] == expected_hash.to_0x_hex(), changes
        for file in tmp_path.glob("*.json"):
            if file.name != "deployment.json":
                file.unlink()


def test_safe_eth_py_reads_the_batch_that_the_safe_delegates_to(accounts, dstackgov, tmp_path):
    changes = [f"add:{accounts[5].address}", "threshold:3"]
    _, operation, name = proposed(dstackgov, tmp_path, *changes)
    seen = dstackgov("inspect", name, "--offline")
    assert seen["transaction"]["operation"] == 1
    assert seen["transaction"]["to"] == MULTISEND_CALL_ONLY_141
    read = MultiSend.from_transaction_data(HexBytes(seen["transaction"]["data"]))
    assert [(call.to, call.value, HexBytes(call.data)) for call in read] == [
        (call["to"], int(call["value"]), HexBytes(call["data"])) for call in operation["calls"]
    ]


def test_signatures_are_those_of_safe_eth_py_and_the_contract_executes_them(
    chain, safe, accounts, dstackgov, tmp_path
):
    new = accounts[5].address
    before = safe.retrieve_owners()
    _, operation, name = proposed(dstackgov, tmp_path, f"add:{new}", f"remove:{before[0]}:2")
    (tmp_path / "mnemonic").write_text(chain[0]["mnemonic"])
    (tmp_path / "mnemonic").chmod(0o600)
    files = []
    # the highest owner first: the order of the files must not matter
    for index in sorted((1, 2), key=lambda index: accounts[index].address.lower(), reverse=True):
        files.append(f"owner{index}.json")
        key = ["--mnemonic-file", "mnemonic", "--mnemonic-index", str(index)]
        dstackgov("sign", name, *key, "--accept", "owner-change", "--out", files[-1])
    blob = HexBytes(dstackgov("signatures", name, *files)["blob"])
    expected = transaction(safe, chain, operation)
    for index in (1, 2):
        expected.sign(accounts[index].key)
    assert blob == expected.signatures
    ours = transaction(safe, chain, operation)
    ours.signatures = bytes(blob)
    assert sorted(ours.signers) == sorted(accounts[index].address for index in (1, 2))
    ours.execute(accounts[8].key)
    assert safe.retrieve_owners() == [new, *before[1:]]
