"""Sending: raw transactions of every type, the node's own accounts, impersonation."""

import pytest
from eth_account import Account

from contracts.devnet.dev_accounts import dev_accounts
from contracts.devnet.json_rpc import CallError, Client
from contracts.devnet.rpc.tests.scene import ALICE, BOB, NOBODY, creation, runtime, send, word
from contracts.devnet.rpc.tests.serving import CHAIN_ID

KEY = dev_accounts()[0].private_key
GWEI = 10**9
FEES = {"maxFeePerGas": 5 * GWEI, "maxPriorityFeePerGas": GWEI}
BASE = {"chainId": CHAIN_ID, "nonce": 0, "gas": 100_000, "to": BOB, "value": 1}


def raw(**fields: object) -> str:
    """A transaction of ALICE, signed by eth-account."""
    if fields.get("to") and isinstance(fields["to"], str):
        fields["to"] = bytes.fromhex(fields["to"][2:])
    return "0x" + Account.sign_transaction(fields, KEY).raw_transaction.hex()


def authorization() -> object:
    """ALICE's code becomes that of the account 0x11…11 (EIP-7702)."""
    unsigned = {"chainId": CHAIN_ID, "address": "0x" + "11" * 20, "nonce": 1}
    return Account.sign_authorization(unsigned, KEY)


TYPES = {
    0: {"gasPrice": 3 * GWEI},
    1: {"gasPrice": 3 * GWEI, "accessList": [{"address": BOB, "storageKeys": [word(1)]}]},
    2: FEES,
    4: FEES,
}


@pytest.mark.parametrize("kind", TYPES)
def test_a_signed_transaction_of_every_type_is_mined(node: Client, kind: int) -> None:
    fields = BASE | TYPES[kind] | ({"type": kind} if kind else {})
    if kind == 4:
        fields["authorizationList"] = [authorization()]
    encoded = raw(**fields)
    name = node.call("eth_sendRawTransaction", encoded)
    shown = node.call("eth_getTransactionByHash", name)
    assert (shown["type"], shown["from"], shown["blockNumber"]) == (hex(kind), ALICE, "0x1")
    assert node.call("eth_getRawTransactionByHash", name) == encoded
    receipt = node.call("eth_getTransactionReceipt", name)
    assert (receipt["status"], receipt["type"]) == ("0x1", hex(kind))
    if kind == 4:
        assert node.call("eth_getCode", ALICE) == "0xef0100" + "11" * 20
        assert shown["authorizationList"][0]["nonce"] == "0x1"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"nonce": 0}, "nonce too low: next nonce 1, tx nonce 0"),
        ({"nonce": 1, "gas": 20_000}, "intrinsic gas too low: gas 20000, minimum needed 21000"),
        ({"nonce": 1, "value": 10**24}, "insufficient funds for gas * price + value"),
        ({"nonce": 1, "gas": 40_000_000}, "exceeds block gas limit"),
        ({"nonce": 1, "chainId": 1}, "invalid sender: invalid chain id for signer"),
    ],
)
def test_transactions_that_no_pool_takes_are_refused(
    node: Client, fields: dict, message: str
) -> None:
    send(node, to=BOB)
    with pytest.raises(CallError) as refusal:
        node.call("eth_sendRawTransaction", raw(**(BASE | FEES | fields)))
    assert refusal.value.code == -32000
    assert refusal.value.message.startswith(message)
    accepted = raw(**(BASE | FEES | {"nonce": 1}))
    assert len(node.call("eth_sendRawTransaction", accepted)) == 66


@pytest.mark.parametrize(
    ("encoded", "message"),
    [
        ("0x", "typed transaction too short"),
        ("0x01", "typed transaction too short"),
        ("0xc0", "rlp: too few elements for types.LegacyTx"),
        ("0x02c0", "rlp: too few elements for types.DynamicFeeTx"),
        ("0x05c0", "transaction type not supported"),
    ],
)
def test_bytes_that_are_no_transaction_are_refused(
    node: Client, encoded: str, message: str
) -> None:
    with pytest.raises(CallError) as refusal:
        node.call("eth_sendRawTransaction", encoded)
    assert (refusal.value.code, refusal.value.message) == (-32000, message)


def test_a_waiting_transaction_is_pending_and_can_only_be_replaced_by_a_better_one(
    node: Client,
) -> None:
    node.call("evm_setAutomine", False)
    first = node.call("eth_sendRawTransaction", raw(**(BASE | FEES)))
    shown = node.call("eth_getTransactionByHash", first)
    places = ("blockHash", "blockNumber", "transactionIndex", "blockTimestamp")
    assert [shown[name] for name in places] == [None] * 4
    assert shown["gasPrice"] == shown["maxFeePerGas"]
    assert node.call("eth_getTransactionReceipt", first) is None
    assert node.call("eth_getTransactionCount", ALICE, "pending") == "0x1"
    assert node.call("eth_getTransactionCount", ALICE, "latest") == "0x0"
    assert node.call("eth_getBlockByNumber", "pending", False)["transactions"] == [first]
    with pytest.raises(CallError, match="already known"):
        node.call("eth_sendRawTransaction", raw(**(BASE | FEES)))
    with pytest.raises(CallError, match="replacement transaction underpriced"):
        node.call("eth_sendRawTransaction", raw(**(BASE | FEES | {"value": 2})))
    better = {name: 2 * wei for name, wei in FEES.items()}
    second = node.call("eth_sendRawTransaction", raw(**(BASE | better)))
    node.call("evm_mine")
    assert node.call("eth_getTransactionByHash", first) is None
    assert node.call("eth_getTransactionReceipt", second)["blockNumber"] == "0x1"


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"to": BOB}, "0x2"),
        ({"to": BOB, "gasPrice": hex(3 * GWEI)}, "0x0"),
        ({"to": BOB, "maxFeePerGas": hex(3 * GWEI), "maxPriorityFeePerGas": "0x1"}, "0x2"),
        ({"to": BOB, "gas": "0x5208", "nonce": "0x0", "chainId": "0x7a69"}, "0x2"),
        ({"data": "0x" + creation(runtime()).hex()}, "0x2"),
    ],
)
def test_the_node_signs_for_its_accounts_and_fills_in_what_is_missing(
    node: Client, fields: dict, kind: str
) -> None:
    name = send(node, **fields)
    encoded = node.call("eth_getRawTransactionByHash", name)
    assert Account.recover_transaction(encoded).lower() == ALICE
    shown = node.call("eth_getTransactionByHash", name)
    assert shown["type"] == kind
    assert node.call("eth_getTransactionReceipt", name)["status"] == "0x1"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"from": NOBODY, "to": BOB}, "unknown account"),
        ({"from": None, "to": BOB}, "unknown account"),
        ({"to": None}, "contract creation without any data provided"),
        ({"to": BOB, "gasPrice": "0x0"}, "gasPrice must be non-zero after london fork"),
        (
            {"to": BOB, "maxFeePerGas": "0x1", "maxPriorityFeePerGas": "0x2"},
            "maxFeePerGas (0x1) < maxPriorityFeePerGas (0x2)",
        ),
        (
            {"to": BOB, "data": "0x01", "input": "0x02"},
            'both "data" and "input" are set and not equal. '
            'Please use "input" to pass transaction call data',
        ),
        ({"to": BOB, "chainId": "0x1"}, "chainId does not match node's (have=1, want=31337)"),
        (
            {"to": BOB, "maxFeePerBlobGas": "0x1"},
            "signing blob transactions not supported",
        ),
        (
            {"to": BOB, "gasPrice": "0x1", "authorizationList": []},
            "both gasPrice and authorizationList specified",
        ),
    ],
)
def test_what_the_node_cannot_sign_is_refused(node: Client, fields: dict, message: str) -> None:
    with pytest.raises(CallError) as refusal:
        send(node, **fields)
    assert (refusal.value.code, refusal.value.message) == (-32000, message)
    assert send(node, to=BOB)


def test_any_address_can_be_impersonated_and_no_longer(node: Client) -> None:
    node.call("anvil_setBalance", NOBODY, hex(10**18))
    node.call("anvil_impersonateAccount", NOBODY)
    name = send(node, **{"from": NOBODY, "to": BOB, "value": "0x5"})
    shown = node.call("eth_getTransactionByHash", name)
    assert (shown["from"], shown["s"]) == (NOBODY, "0x0")
    receipt = node.call("eth_getTransactionReceipt", name)
    assert (receipt["from"], receipt["status"]) == (NOBODY, "0x1")
    assert node.call("eth_getTransactionCount", NOBODY) == "0x1"
    node.call("anvil_stopImpersonatingAccount", NOBODY)
    with pytest.raises(CallError, match="unknown account"):
        send(node, **{"from": NOBODY, "to": BOB})
    node.call("anvil_autoImpersonateAccount", True)
    assert send(node, **{"from": NOBODY, "to": BOB})
