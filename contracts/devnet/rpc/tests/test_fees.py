"""Fee suggestions and history."""

import pytest

from contracts.devnet.json_rpc import CallError
from contracts.devnet.rpc.tests.scene import Scene


def test_suggestions_are_above_what_the_next_block_asks(scene: Scene) -> None:
    tip = int(scene.call("eth_maxPriorityFeePerGas"), 16)
    base = int(scene.call("eth_getBlockByNumber", "latest", False)["baseFeePerGas"], 16)
    assert int(scene.call("eth_gasPrice"), 16) == base + tip
    pending = scene.call("eth_getBlockByNumber", "pending", False)["baseFeePerGas"]
    assert scene.call("eth_baseFee") == pending
    assert scene.call("eth_blobBaseFee") == "0x1"


def test_the_history_tells_base_fees_fullness_and_tips(scene: Scene) -> None:
    history = scene.call("eth_feeHistory", "0x2", "latest", [25, 75])
    assert set(history) == {
        *("oldestBlock", "reward", "baseFeePerGas", "gasUsedRatio"),
        *("baseFeePerBlobGas", "blobGasUsedRatio"),
    }
    blocks = [scene.call("eth_getBlockByNumber", hex(number), False) for number in (3, 4)]
    assert history["oldestBlock"] == "0x3"
    assert history["baseFeePerGas"][:2] == [block["baseFeePerGas"] for block in blocks]
    assert history["baseFeePerGas"][2] == scene.call("eth_baseFee")
    assert history["gasUsedRatio"] == [
        int(block["gasUsed"], 16) / int(block["gasLimit"], 16) for block in blocks
    ]
    assert history["blobGasUsedRatio"] == [0, 0]
    assert [len(tips) for tips in history["reward"]] == [2, 2]


def test_without_percentiles_there_is_no_reward(scene: Scene) -> None:
    for percentiles in ([], None):
        assert "reward" not in scene.call("eth_feeHistory", 1, "latest", percentiles)


@pytest.mark.parametrize(("count", "newest", "oldest"), [(1024, "latest", 0), (9, "0x2", 0)])
def test_a_history_begins_at_genesis(scene: Scene, count: int, newest: str, oldest: int) -> None:
    history = scene.call("eth_feeHistory", count, newest, [])
    assert history["oldestBlock"] == hex(oldest)
    assert len(history["baseFeePerGas"]) == len(history["gasUsedRatio"]) + 1


@pytest.mark.parametrize("count", ["0x0", 0, ""])
def test_a_history_of_nothing_is_empty(scene: Scene, count: object) -> None:
    empty = {"oldestBlock": "0x0", "gasUsedRatio": None}
    assert scene.call("eth_feeHistory", count, "latest", [50]) == empty


@pytest.mark.parametrize(
    ("newest", "percentiles", "message"),
    [
        ("latest", [101], "invalid reward percentile: 101.000000"),
        ("latest", [-1], "invalid reward percentile: -1.000000"),
        ("latest", [50, 20], "invalid reward percentile: #0:50.000000 >= #1:20.000000"),
        ("latest", list(range(101)), "invalid reward percentile: over the query limit 100"),
        ("0xffff", [], "request beyond head block: requested 65535, head 4"),
    ],
)
def test_impossible_histories_are_refused(
    scene: Scene, newest: str, percentiles: list, message: str
) -> None:
    with pytest.raises(CallError) as refusal:
        scene.call("eth_feeHistory", "0x1", newest, percentiles)
    assert (refusal.value.code, refusal.value.message) == (-32000, message)
