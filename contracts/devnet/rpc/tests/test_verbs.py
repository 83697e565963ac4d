"""The development verbs: time, mining, snapshots, state by fiat, reorganizations."""

import pytest

from contracts.devnet.json_rpc import CallError, Client
from contracts.devnet.rpc.tests.scene import ALICE, BOB, NOBODY, play, send, word
from contracts.devnet.rpc.tests.serving import START, serving


def time_of(node: Client, block: str = "latest") -> int:
    return int(node.call("eth_getBlockByNumber", block, False)["timestamp"], 16)


def height(node: Client) -> int:
    return int(node.call("eth_blockNumber"), 16)


def test_mining_adds_blocks(node: Client) -> None:
    assert node.call("evm_mine") == "0x0"
    assert node.call("evm_mine", {"blocks": 2}) == "0x0"
    assert node.call("anvil_mine") is None
    assert node.call("hardhat_mine", "0x3") is None
    assert height(node) == 7


def test_mining_takes_a_time_or_an_interval(node: Client) -> None:
    node.call("evm_mine", START + 100)
    assert time_of(node) == START + 100
    node.call("evm_mine", {"timestamp": hex(START + 200), "blocks": 2})
    assert time_of(node, "0x2") == START + 200
    node.call("anvil_mine", "0x3", 60)
    times = [time_of(node, hex(number)) for number in (4, 5, 6)]
    assert [times[1] - times[0], times[2] - times[1]] == [60, 60]


def test_time_can_be_moved_and_named(node: Client) -> None:
    node.call("evm_increaseTime", 3600)
    node.call("evm_mine")
    assert time_of(node) >= START + 3600
    node.call("evm_setNextBlockTimestamp", START + 9000)
    assert time_of(node, "pending") == START + 9000
    node.call("evm_mine")
    assert time_of(node) == START + 9000
    node.call("evm_mine")
    assert time_of(node) == START + 9001


def test_time_moves_from_the_head_when_quick_blocks_are_ahead_of_the_clock(node: Client) -> None:
    node.call("anvil_mine", 20)
    head = time_of(node)
    assert head == START + 20
    node.call("evm_increaseTime", 3600)
    node.call("evm_mine")
    assert time_of(node) == head + 3600


@pytest.mark.parametrize("timestamp", [0, START])
def test_time_never_goes_back(node: Client, timestamp: int) -> None:
    for method in ("evm_setNextBlockTimestamp", "evm_mine"):
        with pytest.raises(CallError) as refusal:
            node.call(method, timestamp)
        assert refusal.value.code == -32602
    node.call("evm_setNextBlockTimestamp", START + 1)
    node.call("evm_mine")
    assert time_of(node) == START + 1


def test_without_automine_transactions_wait_for_a_block(node: Client) -> None:
    assert node.call("anvil_getAutomine") is True
    node.call("evm_setAutomine", False)
    names = [send(node, to=BOB), send(node, to=BOB)]
    assert height(node) == 0
    node.call("evm_mine")
    assert node.call("eth_getBlockByNumber", "0x1", False)["transactions"] == names
    node.call("evm_setAutomine", True)
    send(node, to=BOB)
    assert height(node) == 2


def test_blocks_can_come_by_the_clock() -> None:
    with serving(frozen=False) as node:
        node.call("evm_setIntervalMining", 1)
        name = node.call("eth_newBlockFilter")
        sent = send(node, to=BOB)
        while not node.call("eth_getFilterChanges", name):
            pass
        assert node.call("eth_getTransactionReceipt", sent)["blockNumber"] == "0x1"
        node.call("evm_setIntervalMining", 0)


def test_a_snapshot_brings_everything_back_once(node: Client) -> None:
    scene = play(node)
    before = node.call("eth_getBlockByNumber", "latest", False)
    snapshot = node.call("evm_snapshot")
    send(node, to=scene.contract, data=word(9))
    later = node.call("eth_getBlockByNumber", "latest", False)["hash"]
    assert node.call("evm_revert", snapshot) is True
    assert node.call("eth_getBlockByNumber", "latest", False) == before
    assert node.call("eth_getStorageAt", scene.contract, "0x0") == word(6)
    assert node.call("eth_getBlockByHash", later, False)["number"] == "0x5"
    assert node.call("evm_revert", snapshot) is False


def test_an_earlier_snapshot_forgets_the_later_ones(node: Client) -> None:
    first, second = node.call("evm_snapshot"), node.call("evm_snapshot")
    assert node.call("evm_revert", first) is True
    assert node.call("evm_revert", second) is False
    assert node.call("evm_revert", "0xffff") is False


@pytest.mark.parametrize("prefix", ["anvil", "hardhat"])
def test_state_can_be_set_and_is_proved_by_a_block(node: Client, prefix: str) -> None:
    node.call(f"{prefix}_setBalance", NOBODY, "0x7b")
    node.call(f"{prefix}_setNonce", NOBODY, "0x5")
    node.call(f"{prefix}_setCode", NOBODY, "0x60")
    assert node.call(f"{prefix}_setStorageAt", NOBODY, "0x1", word(77)) is True
    assert height(node) == 4
    assert node.call("eth_getBalance", NOBODY) == "0x7b"
    assert node.call("eth_getTransactionCount", NOBODY) == "0x5"
    assert node.call("eth_getCode", NOBODY) == "0x60"
    assert node.call("eth_getStorageAt", NOBODY, "0x1") == word(77)
    proof = node.call("eth_getProof", NOBODY, ["0x1"], "latest")
    assert (proof["balance"], proof["nonce"]) == ("0x7b", "0x5")
    assert proof["storageProof"][0]["value"] == "0x4d"
    assert node.call("eth_getBalance", NOBODY, "0x0") == "0x0"


@pytest.mark.parametrize("amount", ["123", "0x07b", 123])
def test_the_verbs_read_numbers_leniently(node: Client, amount: object) -> None:
    node.call("anvil_setBalance", NOBODY, amount)
    assert node.call("eth_getBalance", NOBODY) == "0x7b"


def test_a_reorganization_replaces_blocks_and_keeps_the_old_ones_by_hash(node: Client) -> None:
    scene = play(node)
    old = [node.call("eth_getBlockByNumber", hex(number), False) for number in range(5)]
    assert node.call("anvil_reorg", 2) is None
    new = [node.call("eth_getBlockByNumber", hex(number), False) for number in range(5)]
    assert [a["hash"] == b["hash"] for a, b in zip(old, new, strict=True)] == [
        *(True, True, True, False, False)
    ]
    assert new[3]["parentHash"] == old[2]["hash"]
    assert node.call("eth_getBlockByHash", old[4]["hash"], False) == old[4]
    assert node.call("eth_getStorageAt", scene.contract, "0x0") == word(5)
    assert node.call("eth_getTransactionReceipt", scene.stored[1]) is None
    receipts = node.call("eth_getBlockReceipts", old[3]["hash"])
    assert [receipt["transactionHash"] for receipt in receipts] == [scene.stored[1]]
    assert node.call("debug_getRawHeader", old[3]["hash"]) != "0x"


def test_a_reorganization_can_carry_transactions(node: Client) -> None:
    scene = play(node)
    kept = node.call("eth_getRawTransactionByHash", scene.stored[1])
    fresh = {"from": ALICE, "to": BOB, "value": "0x9", "gas": "0x5208", "nonce": "0x3"}
    node.call("anvil_reorg", 2, [[kept, 0], [fresh, 1]])
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
