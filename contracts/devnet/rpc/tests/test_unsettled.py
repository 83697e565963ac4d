"""The pending block, and blocks that are replaced: what no recorded session holds to the byte.

geth's pending block tells the time of day, and `anvil_reorg` is none of its methods. Beside each
other stood both nodes' answers once; what they share is stated here.
"""

import pytest

from contracts.devnet.json_rpc import CallError, Client
from contracts.devnet.rpc.tests.scene import ALICE, BOB, Scene, play, send, word


def state_questions(contract: str) -> list[tuple[str, list]]:
    """Methods that take a block as their last parameter, and what comes before it."""
    call = {"from": ALICE, "to": contract, "data": word(9)}
    return [
        *((f"eth_get{name}", [contract]) for name in ("Balance", "TransactionCount", "Code")),
        ("eth_getStorageAt", [contract, "0x0"]),
        ("eth_getProof", [contract, ["0x0"]]),
        *((f"eth_{name}", [call]) for name in ("call", "estimateGas", "createAccessList")),
    ]


def answers(node: Client, questions: list[tuple[str, list]]) -> list[object]:
    return [node.call(method, *params) for method, params in questions]


def at(block: object, questions: list[tuple[str, list]]) -> list[tuple[str, list]]:
    return [(method, [*params, block]) for method, params in questions]


def test_the_pending_state_is_that_of_the_head_while_nothing_waits(scene: Scene) -> None:
    questions = state_questions(scene.contract)
    latest, pending = (answers(scene.client, at(tag, questions)) for tag in ("latest", "pending"))
    for proof in (latest[4], pending[4]):  # a block writes to the contracts of the system
        del proof["accountProof"]
    assert pending == latest


def test_what_is_not_settled_of_the_pending_block_is_null(scene: Scene) -> None:
    head, shown = (scene.call("eth_getBlockByNumber", tag, False) for tag in ("latest", "pending"))
    assert (shown["number"], shown["parentHash"]) == ("0x5", head["hash"])
    assert [name for name in shown if shown[name] is None] == ["hash", "nonce", "miner"]
    assert head.keys() - shown.keys() == {"parentBeaconBlockRoot"}
    asked = [
        ("eth_getBlockByNumber", ["pending", True]),
        ("eth_getBlockTransactionCountByNumber", ["pending"]),
        ("eth_getTransactionByBlockNumberAndIndex", ["pending", "0x0"]),
        ("eth_getBlockReceipts", ["pending"]),
        ("debug_getRawReceipts", ["pending"]),
    ]
    assert answers(scene.client, asked) == [shown, "0x0", None, [], []]
    fees = scene.call("eth_feeHistory", "0x1", "pending", [])
    assert (fees["oldestBlock"], fees["gasUsedRatio"]) == ("0x5", [0])
    (simulated,) = scene.call("eth_simulateV1", {"blockStateCalls": [{}]}, "pending")
    assert simulated["number"] == "0x6"


def test_what_waits_is_counted_in_the_pending_block_alone(node: Client) -> None:
    node.call("evm_setAutomine", False)
    waiting = send(node, to=BOB)
    counts = [node.call("eth_getTransactionCount", ALICE, tag) for tag in ("latest", "pending")]
    assert counts == ["0x0", "0x1"]
    assert node.call("eth_getBlockByNumber", "pending", False)["transactions"] == [waiting]
    assert node.call("eth_getTransactionByHash", waiting)["blockHash"] is None
    assert node.call("eth_getTransactionReceipt", waiting) is None


def test_a_replaced_block_is_read_by_its_hash_and_is_not_canonical(node: Client) -> None:
    scene = play(node)
    sent = send(node, to=scene.contract, data=word(7))
    receipt = node.call("eth_getTransactionReceipt", sent)
    block = receipt["blockHash"]
    questions = [*state_questions(scene.contract), ("eth_getBlockReceipts", [])]
    by_hash = [
        *at({"blockHash": block}, questions),
        *at({"blockHash": block, "requireCanonical": False}, questions),
        ("debug_getRawHeader", [{"blockHash": block, "requireCanonical": True}]),
        ("eth_getBlockByHash", [block, False]),
        ("eth_getBlockTransactionCountByHash", [block]),
        ("eth_getTransactionByBlockHashAndIndex", [block, "0x0"]),
        ("eth_getLogs", [{"blockHash": block}]),
    ]
    canonical = at({"blockHash": block, "requireCanonical": True}, questions)
    before = answers(node, by_hash)
    assert answers(node, canonical) == before[: len(canonical)]
    node.call("anvil_reorg", 1, [])
    assert answers(node, by_hash) == before
    for method, params in canonical:
        with pytest.raises(CallError) as refusal:
            node.call(method, *params)
        assert (refusal.value.code, refusal.value.message) == (
            -32000,
            "hash is not currently canonical",
        )
    assert node.call("eth_getLogs", {"fromBlock": "0x5"}) == []
    assert node.call("eth_getTransactionReceipt", sent) is None
    assert node.call("eth_getTransactionByHash", sent) is None
