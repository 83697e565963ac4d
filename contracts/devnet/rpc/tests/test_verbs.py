"""The development verbs: time, mining, a balance by fiat, reorganizations."""

import pytest

from contracts.devnet.json_rpc import CallError, Client
from contracts.devnet.rpc.tests.scene import ALICE, BOB, NOBODY, play, send, word
from contracts.devnet.rpc.tests.serving import START


def time_of(node: Client, block: str = "latest") -> int:
    return int(node.call("eth_getBlockByNumber", block, False)["timestamp"], 16)


def height(node: Client) -> int:
    return int(node.call("eth_blockNumber"), 16)


def test_mining_adds_blocks(node: Client) -> None:
    assert node.call("evm_mine") == "0x0"
    assert node.call("anvil_mine") is None
    assert node.call("anvil_mine", "0x3") is None
    assert height(node) == 5


def test_time_moves_from_the_head_when_quick_blocks_are_ahead_of_the_clock(node: Client) -> None:
    node.call("anvil_mine", 20)
    assert time_of(node) == START + 20
    node.call("evm_increaseTime", 3600)
    node.call("evm_mine")
    assert time_of(node) == START + 3620


def test_without_automine_transactions_wait_for_a_block(node: Client) -> None:
    node.call("evm_setAutomine", False)
    names = [send(node, to=BOB), send(node, to=BOB)]
    assert height(node) == 0
    node.call("evm_mine")
    assert node.call("eth_getBlockByNumber", "0x1", False)["transactions"] == names
    node.call("evm_setAutomine", True)
    send(node, to=BOB)
    assert height(node) == 2


@pytest.mark.parametrize("amount", ["123", "0x07b", 123])
def test_a_balance_can_be_set_with_a_lenient_number_and_is_proved_by_a_block(
    node: Client, amount: object
) -> None:
    node.call("anvil_setBalance", NOBODY, amount)
    assert height(node) == 1
    assert node.call("eth_getProof", NOBODY, [], "latest")["balance"] == "0x7b"
    assert node.call("eth_getBalance", NOBODY, "0x0") == "0x0"


def test_a_reorganization_replaces_blocks_and_can_carry_transactions(node: Client) -> None:
    scene = play(node)
    old = [node.call("eth_getBlockByNumber", hex(number), False) for number in range(5)]
    kept = node.call("eth_getRawTransactionByHash", scene.stored[1])
    fresh = {"from": ALICE, "to": BOB, "value": "0x9", "gas": "0x5208", "nonce": "0x3"}
    assert node.call("anvil_reorg", 2, [[kept, 0], [fresh, 1]]) is None
    new = [node.call("eth_getBlockByNumber", hex(number), False) for number in range(5)]
    same = [before["hash"] == after["hash"] for before, after in zip(old, new, strict=True)]
    assert same == [True, True, True, False, False]
    assert node.call("eth_getBlockByHash", old[4]["hash"], False) == old[4]
    assert node.call("eth_getTransactionReceipt", scene.stored[1])["blockNumber"] == "0x3"
    (last,) = node.call("eth_getBlockByNumber", "0x4", True)["transactions"]
    assert (last["to"], last["value"]) == (BOB, "0x9")


@pytest.mark.parametrize(
    "params", [[5], [1, [["0x00", 0]]], [1, [["{raw}", 1]]], [1, ["x"]], [1, [[{}, 0]]]]
)
def test_an_impossible_reorganization_changes_nothing(node: Client, params: list) -> None:
    scene = play(node)
    if "{raw}" in str(params):
        raw = node.call("eth_getRawTransactionByHash", scene.transferred)
        params = [1, [[raw, 1]]]
    head = node.call("eth_getBlockByNumber", "latest", False)
    with pytest.raises(CallError):
        node.call("anvil_reorg", *params)
    assert node.call("eth_getBlockByNumber", "latest", False) == head


def test_any_address_can_be_impersonated(node: Client) -> None:
    node.call("anvil_setBalance", NOBODY, hex(10**18))
    with pytest.raises(CallError, match="unknown account"):
        send(node, **{"from": NOBODY, "to": BOB})
    node.call("anvil_impersonateAccount", NOBODY)
    name = send(node, **{"from": NOBODY, "to": BOB, "value": "0x5"})
    shown = node.call("eth_getTransactionByHash", name)
    assert (shown["from"], shown["s"]) == (NOBODY, "0x0")
    receipt = node.call("eth_getTransactionReceipt", name)
    assert (receipt["from"], receipt["status"]) == (NOBODY, "0x1")
    assert node.call("eth_getTransactionCount", NOBODY) == "0x1"


def test_numbers_are_read_strictly_where_it_matters(node: Client) -> None:
    too_much = (("anvil_mine", "0x2711"), ("evm_increaseTime", 2**53), ("anvil_mine", True))
    for method, amount in too_much:
        with pytest.raises(CallError) as refusal:
            node.call(method, amount)
        assert refusal.value.code == -32602
    assert node.call("evm_increaseTime", 2**53 - 1 - START)
    assert word(height(node)) == word(0)
