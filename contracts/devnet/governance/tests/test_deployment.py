"""What the deployment leaves on the chain is what its document says, asked of the contracts."""

import json

import pytest
from eth_abi import decode
from eth_utils import keccak, to_canonical_address

from contracts.artifact import Artifact, calldata
from contracts.devnet.command.options import Options
from contracts.devnet.command.preparation import prepare_node
from contracts.devnet.governance.client import Client, DeploymentError
from contracts.devnet.governance.deployment import deploy
from contracts.devnet.json_rpc import InProcess
from contracts.devnet.rpc.dispatcher import Dispatcher
from contracts.devnet.rpc.registry import METHODS

ZERO = bytes(20)
IMPLEMENTATION_SLOT = hex(int.from_bytes(keccak(text="eip1967.proxy.implementation"), "big") - 1)


def fresh_chain(chain_id=31337):
    """A chain with the genesis accounts and nothing deployed."""
    options = Options(empty=True, chain_id=chain_id)
    return InProcess(Dispatcher(prepare_node(options), METHODS).answer)


@pytest.fixture(scope="module")
def deployed(tmp_path_factory):
    """The chain after the deployment, the document, and the file that it was written to."""
    node, path = fresh_chain(), tmp_path_factory.mktemp("deployed") / "deployment.json"
    path.write_text("something older")
    document = deploy(node, path, delay=7)
    return node, document, path


def answers(document):
    """Question and right answer: contract, getter, its arguments, its type, the value."""
    owner, policy = document["timelock"]["address"].lower(), document["policy"]
    account = document["safe"]["address"].lower()
    measurement, kms_device, app_device = (
        bytes.fromhex(policy[name][2:]) for name in ("kmsAggregatedMr", "kmsDevice", "appDevice")
    )
    roles = {name: keccak(text=f"{name}_ROLE") for name in ("PROPOSER", "CANCELLER", "EXECUTOR")}
    has = "hasRole(bytes32,address)"
    deployer = document["deployer"]
    acceptance = bytes.fromhex(document["acceptance"]["operationId"][2:])
    transaction = document["acceptance"]["safeTransaction"]
    hashed = (
        "getTransactionHash(address,uint256,bytes,uint8,uint256,uint256,uint256,address,address,uint256)",
        (transaction["to"], 0, bytes.fromhex(transaction["data"][2:]), *[0] * 4, ZERO, ZERO, 0),
    )
    return [
        ("kms", "owner()", (), "address", owner),
        ("kms", "pendingOwner()", (), "address", "0x" + "00" * 20),
        ("app", "owner()", (), "address", owner),
        ("kms", "kmsAllowedAggregatedMrs(bytes32)", (measurement,), "bool", True),
        ("kms", "kmsAllowedDeviceIds(bytes32)", (kms_device,), "bool", True),
        ("kms", "gatewayAppId()", (), "string", policy["gatewayAppId"]),
        ("kms", "registeredApps(address)", (document["app"]["address"],), "bool", True),
        ("app", "allowedDeviceIds(bytes32)", (app_device,), "bool", True),
        ("app", "allowAnyDevice()", (), "bool", False),
        ("timelock", "getMinDelay()", (), "uint256", document["delay"]),
        ("timelock", has, (roles["PROPOSER"], account), "bool", True),
        ("timelock", has, (roles["CANCELLER"], account), "bool", True),
        ("timelock", has, (roles["EXECUTOR"], ZERO), "bool", True),
        ("timelock", has, (bytes(32), owner), "bool", True),
        ("timelock", has, (bytes(32), deployer), "bool", False),
        ("timelock", has, (roles["PROPOSER"], deployer), "bool", False),
        ("timelock", "getOperationState(bytes32)", (acceptance,), "uint8", 3),
        ("safe", "getOwners()", (), "address[]", tuple(map(str.lower, document["owners"]))),
        ("safe", "getThreshold()", (), "uint256", 2),
        ("safe", "nonce()", (), "uint256", 1),
        ("safe", *hashed, "bytes32", bytes.fromhex(transaction["safeTxHash"][2:])),
        ("safe", "domainSeparator()", (), "bytes32", bytes.fromhex(transaction["domainHash"][2:])),
    ]


def test_every_contract_answers_what_the_document_says(deployed):
    node, document, _ = deployed
    wrong = []
    for member, signature, arguments, kind, expected in answers(document):
        to = to_canonical_address(document[member]["address"])
        (value,) = decode([kind], Client(node).call(to, calldata(signature, *arguments)))
        if value != expected:
            wrong.append((member, signature, value, expected))
    assert wrong == []


@pytest.mark.parametrize(("member", "name"), [("kms", "DstackKms"), ("app", "DstackApp")])
def test_proxies_run_the_code_of_the_artifacts(deployed, member, name):
    node, document, _ = deployed
    entry, artifact = document[member], Artifact.load(name)
    slot = node.call("eth_getStorageAt", entry["address"], IMPLEMENTATION_SLOT, "latest")
    assert slot[26:] == entry["implementation"][2:].lower()
    code = Client(node).code(to_canonical_address(entry["implementation"]))
    assert artifact.masked(code) == artifact.runtime
    assert entry["implementationCodeHash"] == "0x" + keccak(code).hex()


def test_the_document_tells_every_transaction_of_the_deployer(deployed):
    node, document, _ = deployed
    steps = document["transactions"].values()
    assert [step["nonce"] for step in steps] == list(range(12))
    for step in steps:
        receipt = node.call("eth_getTransactionReceipt", step["hash"])
        assert int(receipt["blockNumber"], 16) == step["blockNumber"]
    blocks = [step["blockNumber"] for step in steps]
    assert document["blocks"] == {"first": min(blocks), "last": max(blocks)}


def test_the_file_is_the_document_and_replaces_an_older_one(deployed):
    _, document, path = deployed
    assert json.loads(path.read_text()) == document
    assert [file.name for file in path.parent.iterdir()] == ["deployment.json"]


@pytest.mark.parametrize("delay", [0, 86_400])
def test_any_delay_and_chain_id_will_do(delay):
    document = deploy(fresh_chain(77), None, delay)
    assert (document["chainId"], document["delay"]) == (77, delay)


def test_a_step_that_fails_is_named_and_nothing_is_written(tmp_path):
    node, sent = fresh_chain(), []

    def failing(body):
        sent.append(json.loads(body)["method"])
        if sent.count("eth_sendRawTransaction") == 6:
            return '{"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"no more"}}'
        return json.dumps(node.post(body))

    with pytest.raises(DeploymentError, match=r"^kms-measurement: .*no more"):
        deploy(InProcess(failing), tmp_path / "deployment.json")
    assert list(tmp_path.iterdir()) == []
