"""eth_sendTransaction: the node signs for its own accounts, and for nobody else."""

import pytest
from eth_account import Account

from contracts.devnet.json_rpc import CallError, Client
from contracts.devnet.rpc.tests.scene import ALICE, BOB, NOBODY, creation, runtime, send

GWEI = 10**9


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
