"""Nothing but the first policy is allowed; legitimate changes since are told apart from faults."""

import pytest
from eth_utils import keccak, to_canonical_address

from contracts.artifact import Artifact, calldata
from contracts.devnet.dev_accounts import dev_accounts
from contracts.devnet.governance.development import deploy
from contracts.devnet.governance.json_rpc import RpcError
from contracts.devnet.governance.node import Node
from contracts.devnet.governance.replay import ChangedSinceError
from contracts.devnet.governance.settings import development_settings
from contracts.devnet.governance.tests.chains import fresh_chain
from contracts.devnet.governance.transactions import StepError
from contracts.devnet.governance.verification import verify
from contracts.devnet.governance.waiting import advance

DEPLOYER, OWNER, OTHER_OWNER, *_, STRANGER = (account.address for account in dev_accounts())
EXTRA, SOMEONE = b"\xee" * 32, b"\xbb" * 20
POLICY = development_settings()
INFO = "setKmsInfo((bytes,bytes,bytes,bytes))"


def send(node, sender, to, data):
    """A transaction of any account; gives its receipt."""
    node.request("anvil_impersonateAccount", ["0x" + sender.hex()])
    node.request("anvil_setBalance", ["0x" + sender.hex(), hex(10**20)])
    fields = {"from": sender, "to": to, "data": data}
    sent = {name: "0x" + value.hex() for name, value in fields.items() if value}
    sent["gas"] = hex(5_000_000)
    receipt = node.wait(node.request("eth_sendTransaction", [sent]), 5)
    assert receipt.success
    return receipt


BY_DEPLOYER = {
    "os image": [("addOsImageHash(bytes32)", EXTRA)],
    "os image, removed again": [
        ("addOsImageHash(bytes32)", EXTRA),
        ("removeOsImageHash(bytes32)", EXTRA),
    ],
    "measurement": [("addKmsAggregatedMr(bytes32)", EXTRA)],
    "device": [("addKmsDevice(bytes32)", EXTRA)],
    "the same device again": [("addKmsDevice(bytes32)", POLICY.kms_device)],
    "gateway": [("setGatewayAppId(string)", "any")],
    "registered app": [("registerApp(address)", SOMEONE)],
    "implementation of apps": [("setAppImplementation(address)", SOMEONE)],
    "KMS keys": [(INFO, (b"k", b"c", b"q", b"e"))],
    "owner offered": [("transferOwnership(address)", SOMEONE)],
}


def deploy_with(calls):
    """A deployment whose deployer makes calls to DstackKms by hand, before it hands over."""
    node = Node(fresh_chain())

    def plant(line):
        step, _, rest = line.partition(":")
        if step == "app":
            receipt = node.receipt(rest.split()[0])
            kms = to_canonical_address(receipt.logs[-1]["address"])
            for signature, *arguments in calls:
                send(node, DEPLOYER, kms, calldata(signature, *arguments))

    return deploy(node, None, report=plant)


@pytest.mark.parametrize("calls", BY_DEPLOYER.values(), ids=BY_DEPLOYER)
def test_what_the_deployer_did_by_hand_is_found(calls):
    with pytest.raises(StepError, match="not true that nobody changed the governance by hand"):
        deploy_with(calls)


def test_the_same_deployment_without_anything_by_hand_is_verified():
    assert deploy_with([])["status"] == "complete"


def test_a_quote_set_by_hand_is_found_without_an_event():
    with pytest.raises(StepError, match="not true that DstackKms has no keys or quote yet"):
        deploy_with([("setKmsQuote(bytes)", b"quote")])


def test_a_quote_set_by_hand_is_found_behind_an_app_that_a_stranger_registered(chain):
    node, document = chain
    kms = to_canonical_address(document["kms"]["address"])
    send(node, STRANGER, kms, calldata("registerApp(address)", SOMEONE))
    node.request("anvil_setStorageAt", [document["kms"]["address"], hex(2), "0x" + "02" * 32])
    with pytest.raises(StepError, match="not true that DstackKms has no keys or quote yet"):
        verify(node, document)


BY_TIMELOCK = [
    ("app", "addDevice(bytes32)", EXTRA),
    ("app", "addComposeHash(bytes32)", EXTRA),
    ("app", "setAllowAnyDevice(bool)", True),
    ("kms", "addOsImageHash(bytes32)", EXTRA),
    ("timelock", "updateDelay(uint256)", 0),
    ("timelock", "grantRole(bytes32,address)", keccak(text="PROPOSER_ROLE"), SOMEONE),
]


@pytest.mark.parametrize("call", BY_TIMELOCK, ids=[call[1] for call in BY_TIMELOCK])
def test_a_change_without_an_operation_is_found(chain, call):
    node, document = chain
    source, signature, *arguments = call
    timelock = to_canonical_address(document["timelock"]["address"])
    target = to_canonical_address(document[source]["address"])
    send(node, timelock, target, calldata(signature, *arguments))
    with pytest.raises(StepError, match="neither the deployment nor the timelock did that"):
        verify(node, document)


def operate(node, document, source, signature, *arguments):
    """A call through the Safe, the delay and the timelock; gives the operation id."""
    safe, timelock, target = (
        to_canonical_address(document[name]["address"]) for name in ("safe", "timelock", source)
    )
    call = (target, 0, calldata(signature, *arguments), bytes(32), bytes(32))
    kinds = "address,uint256,bytes,bytes32,bytes32"
    scheduled = send(node, safe, timelock, calldata(f"schedule({kinds},uint256)", *call, 3600))
    assert advance(node, node.time() + 3600)
    send(node, STRANGER, timelock, calldata(f"execute({kinds})", *call))
    return scheduled.logs[0]["topics"][1]


GOVERNED = [
    *(call for call in BY_TIMELOCK),
    ("kms", "removeKmsDevice(bytes32)", POLICY.kms_device),
    ("kms", "removeKmsAggregatedMr(bytes32)", POLICY.kms_aggregated_mr),
    ("kms", "setGatewayAppId(string)", "another"),
    ("kms", "setAppImplementation(address)", SOMEONE),
    ("kms", "setKmsQuote(bytes)", b"quote"),
    ("kms", INFO, (b"k", b"c", b"q", b"e")),
    ("kms", "transferOwnership(address)", SOMEONE),
    ("kms", "renounceOwnership()"),
    ("app", "removeDevice(bytes32)", POLICY.app_device),
    ("app", "setRequireTcbUpToDate(bool)", True),
    ("app", "disableUpgrades()"),
    ("timelock", "grantRole(bytes32,address)", EXTRA, SOMEONE),
    ("timelock", "revokeRole(bytes32,address)", keccak(text="EXECUTOR_ROLE"), bytes(20)),
]


@pytest.mark.parametrize("call", GOVERNED, ids=[call[1] for call in GOVERNED])
def test_a_change_of_the_governance_is_told_with_its_operation(chain, call):
    node, document = chain
    operation = operate(node, document, *call)
    with pytest.raises(ChangedSinceError, match="the deployment was as it must be") as told:
        verify(node, document)
    assert f"by operation {operation}" in str(told.value)
    assert "NOT checked" not in str(told.value)


OF_THE_SAFE = [
    ("addOwnerWithThreshold(address,uint256)", SOMEONE, 3),
    ("removeOwner(address,address,uint256)", OWNER, OTHER_OWNER, 1),
    ("swapOwner(address,address,address)", OWNER, OTHER_OWNER, SOMEONE),
    ("changeThreshold(uint256)", 3),
    ("enableModule(address)", SOMEONE),
    ("setFallbackHandler(address)", SOMEONE),
]


@pytest.mark.parametrize("call", OF_THE_SAFE, ids=[call[0] for call in OF_THE_SAFE])
def test_a_change_of_the_safe_is_told_with_its_transaction(chain, call):
    node, document = chain
    safe = to_canonical_address(document["safe"]["address"])
    receipt = send(node, safe, safe, calldata(*call))
    with pytest.raises(ChangedSinceError, match=f"the Safe: .*{receipt.transaction_hash}"):
        verify(node, document)


def test_an_app_that_a_stranger_registered_is_told_and_no_fault(chain):
    node, document = chain
    kms = to_canonical_address(document["kms"]["address"])
    send(node, STRANGER, kms, calldata("registerApp(address)", SOMEONE))
    with pytest.raises(ChangedSinceError, match="AppRegistered") as told:
        verify(node, document)
    assert set(document["checks"]) < set(told.value.checks)


def test_an_upgrade_is_told_and_that_the_state_was_not_checked(chain):
    node, document = chain
    created = Artifact.load("DstackKms").creation()
    another = send(node, STRANGER, b"", created)
    receipt = node.request("eth_getTransactionReceipt", [another.transaction_hash])
    implementation = to_canonical_address(receipt["contractAddress"])
    operate(node, document, "kms", "upgradeToAndCall(address,bytes)", implementation, b"")
    with pytest.raises(ChangedSinceError, match="today's state was NOT checked"):
        verify(node, document)


def test_a_fault_is_found_after_a_change_of_the_governance_too(chain):
    node, document = chain
    operate(node, document, "kms", "addOsImageHash(bytes32)", EXTRA)
    slot = keccak(EXTRA + (8).to_bytes(32, "big"))
    kms = document["kms"]["address"]
    node.request("anvil_setStorageAt", [kms, "0x" + slot.hex(), "0x" + "00" * 32])
    with pytest.raises(StepError, match="holds for os-image 0xee"):
        verify(node, document)


@pytest.mark.parametrize("index", range(2), ids=["typed event", "PolicyChanged"])
def test_a_log_that_the_node_leaves_out_is_found(deployed, index):
    node, document = deployed

    def without(method, params):
        result = node.request(method, params)
        if method == "eth_getLogs":
            measured = document["transactions"]["kms-measurement"]["hash"]
            left_out = [log for log in result if log["transactionHash"] == measured]
            if left_out:
                result.remove(left_out[index])
        return result

    with pytest.raises(StepError, match=r"followed by its PolicyChanged.*ask another one"):
        verify(Node(without), document)


def test_all_logs_of_a_step_left_out_are_missed(deployed):
    node, document = deployed

    def without(method, params):
        result = node.request(method, params)
        if method == "eth_getLogs":
            measured = document["transactions"]["kms-measurement"]["hash"]
            result = [log for log in result if log["transactionHash"] != measured]
        return result

    with pytest.raises(StepError, match="missing kms-aggregated-mr"):
        verify(Node(without), document)


@pytest.mark.parametrize("limit", [1, 2, 5])
def test_a_node_that_limits_ranges_is_asked_in_pieces(deployed, limit):
    node, document = deployed

    def limited(method, params):
        if method == "eth_getLogs":
            first, last = (int(params[0][end], 16) for end in ("fromBlock", "toBlock"))
            if last - first >= limit:
                raise RpcError(method, -32005, f"more than {limit} blocks")
        return node.request(method, params)

    assert verify(Node(limited), document) == document["checks"]


def test_a_node_that_gives_no_logs_at_all_is_no_node_to_verify_with(deployed):
    node, document = deployed

    def refusing(method, params):
        if method == "eth_getLogs":
            raise RpcError(method, -32601, "no logs here")
        return node.request(method, params)

    with pytest.raises(RpcError, match="no logs here"):
        verify(Node(refusing), document)
