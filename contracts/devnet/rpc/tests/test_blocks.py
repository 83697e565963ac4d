"""Blocks, transactions and receipts: shapes, widths, and hashes rebuilt from what is served."""

import re

import pytest
import rlp
from eth_utils import keccak
from trie import HexaryTrie

from contracts.devnet.json_rpc import CallError
from contracts.devnet.rpc.tests.scene import ALICE, BOB, TOPIC, Scene, word

UNKNOWN = "0x" + "22" * 32
QUANTITY = re.compile(r"0x(0|[1-9a-f][0-9a-f]*)")
BLOCK_QUANTITIES = (
    *("number", "difficulty", "gasLimit", "gasUsed", "timestamp", "baseFeePerGas"),
    *("blobGasUsed", "excessBlobGas", "size"),
)
BLOCK_WIDTHS = {
    "hash": 32,
    "parentHash": 32,
    "nonce": 8,
    "mixHash": 32,
    "sha3Uncles": 32,
    "logsBloom": 256,
    "stateRoot": 32,
    "miner": 20,
    "transactionsRoot": 32,
    "receiptsRoot": 32,
    "withdrawalsRoot": 32,
    "parentBeaconBlockRoot": 32,
    "requestsHash": 32,
}
HEADER = (
    *("parentHash", "sha3Uncles", "miner", "stateRoot", "transactionsRoot", "receiptsRoot"),
    *("logsBloom", "difficulty", "number", "gasLimit", "gasUsed", "timestamp", "extraData"),
    *("mixHash", "nonce", "baseFeePerGas", "withdrawalsRoot", "blobGasUsed", "excessBlobGas"),
    *("parentBeaconBlockRoot", "requestsHash"),
)


def data(text: str) -> bytes:
    return bytes.fromhex(text[2:])


@pytest.mark.parametrize("full", [False, True])
def test_a_block_has_every_member_in_its_width(scene: Scene, full: bool) -> None:
    block = scene.call("eth_getBlockByNumber", "0x2", full)
    expected = {*BLOCK_QUANTITIES, *BLOCK_WIDTHS, "extraData"}
    assert set(block) == expected | {"transactions", "uncles", "withdrawals"}
    assert all(QUANTITY.fullmatch(block[name]) for name in BLOCK_QUANTITIES)
    assert {name: len(data(block[name])) for name in BLOCK_WIDTHS} == BLOCK_WIDTHS
    assert (block["uncles"], block["withdrawals"]) == ([], [])
    shown = scene.call("eth_getTransactionByHash", scene.stored[0])
    assert block["transactions"] == [shown if full else scene.stored[0]]


@pytest.mark.parametrize("number", range(5))
def test_the_block_hash_is_the_hash_of_the_members_served(scene: Scene, number: int) -> None:
    block = scene.call("eth_getBlockByNumber", hex(number), False)
    fields = [
        rlp.sedes.big_endian_int.serialize(int(block[name], 16))
        if name in BLOCK_QUANTITIES
        else data(block[name])
        for name in HEADER
    ]
    encoded = rlp.encode(fields)
    assert "0x" + keccak(encoded).hex() == block["hash"]
    assert scene.call("debug_getRawHeader", block["hash"]) == "0x" + encoded.hex()
    header, transactions, ommers, withdrawals = rlp.decode(
        data(scene.call("debug_getRawBlock", hex(number)))
    )
    assert (header, ommers, withdrawals) == (fields, [], [])
    assert len(transactions) == len(block["transactions"])
    assert int(block["size"], 16) == len(data(scene.call("debug_getRawBlock", hex(number))))


@pytest.mark.parametrize("number", range(5))
def test_the_roots_are_those_of_the_raw_transactions_and_receipts(
    scene: Scene, number: int
) -> None:
    block = scene.call("eth_getBlockByNumber", hex(number), False)
    raw = [scene.call("debug_getRawTransaction", name) for name in block["transactions"]]
    receipts = scene.call("debug_getRawReceipts", block["hash"])
    assert [keccak(data(item)).hex() for item in raw] == [
        name[2:] for name in block["transactions"]
    ]
    for root, items in (("transactionsRoot", raw), ("receiptsRoot", receipts)):
        trie = HexaryTrie({})
        for index, item in enumerate(items):
            trie[rlp.encode(index)] = data(item)
        assert "0x" + trie.root_hash.hex() == block[root]


def test_headers_are_blocks_without_their_body(scene: Scene) -> None:
    block = scene.call("eth_getBlockByNumber", "0x2", False)
    header = {key: block[key] for key in {*HEADER, "hash"}}
    assert scene.call("eth_getHeaderByNumber", "0x2") == header
    assert scene.call("eth_getHeaderByHash", block["hash"]) == header


def test_tags_name_blocks(scene: Scene) -> None:
    numbers = {
        tag: int(scene.call("eth_getBlockByNumber", tag, False)["number"], 16)
        for tag in ("earliest", "finalized", "safe", "latest", "pending")
    }
    assert numbers == {"earliest": 0, "finalized": 0, "safe": 2, "latest": 4, "pending": 5}


def test_the_pending_block_hides_what_is_not_settled(scene: Scene) -> None:
    block = scene.call("eth_getBlockByNumber", "pending", True)
    assert (block["hash"], block["nonce"], block["miner"]) == (None, None, None)
    assert block["parentHash"] == scene.call("eth_getBlockByNumber", "latest", False)["hash"]
    assert scene.call("eth_getBlockReceipts", "pending") == []


@pytest.mark.parametrize(
    ("method", "params", "result"),
    [
        ("eth_getBlockByNumber", ["0xffff", False], None),
        ("eth_getBlockByHash", [UNKNOWN, False], None),
        ("eth_getHeaderByNumber", ["0xffff"], None),
        ("eth_getHeaderByHash", [UNKNOWN], None),
        ("eth_getBlockReceipts", ["0xffff"], None),
        ("eth_getBlockReceipts", [UNKNOWN], None),
        ("eth_getBlockTransactionCountByNumber", ["0xffff"], None),
        ("eth_getBlockTransactionCountByHash", [UNKNOWN], None),
        ("eth_getUncleCountByBlockNumber", ["0xffff"], None),
        ("eth_getUncleCountByBlockHash", [UNKNOWN], None),
        ("eth_getUncleByBlockNumberAndIndex", ["0x2", "0x0"], None),
        ("eth_getUncleByBlockHashAndIndex", [UNKNOWN, "0x0"], None),
        ("eth_getTransactionByHash", [UNKNOWN], None),
        ("eth_getTransactionReceipt", [UNKNOWN], None),
        ("eth_getTransactionByBlockNumberAndIndex", ["0x2", "0x1"], None),
        ("eth_getTransactionByBlockNumberAndIndex", ["0xffff", "0x0"], None),
        ("eth_getTransactionByBlockHashAndIndex", [UNKNOWN, "0x0"], None),
        ("eth_getRawTransactionByHash", [UNKNOWN], "0x"),
        ("eth_getRawTransactionByBlockNumberAndIndex", ["0x2", "0x1"], "0x"),
        ("eth_getRawTransactionByBlockHashAndIndex", [UNKNOWN, "0x0"], "0x"),
        ("debug_getRawTransaction", [UNKNOWN], "0x"),
        ("debug_getRawHeader", ["0xffff"], "0x"),
        ("debug_getRawBlock", ["0xffff"], "0x"),
        ("debug_getRawReceipts", ["0xffff"], None),
        ("debug_getRawReceipts", [UNKNOWN], []),
    ],
)
def test_what_is_unknown_is_null_or_empty(
    scene: Scene, method: str, params: list, result: object
) -> None:
    assert scene.call(method, *params) == result


@pytest.mark.parametrize("what", ["header", "block"])
def test_raw_by_an_unknown_hash_is_an_error(scene: Scene, what: str) -> None:
    with pytest.raises(CallError, match=rf"{what} #\[34 34 .* 34\] not found"):
        scene.call(f"debug_getRaw{what.capitalize()}", UNKNOWN)


def test_counts(scene: Scene) -> None:
    block_hash = scene.call("eth_getBlockByNumber", "0x2", False)["hash"]
    assert scene.call("eth_getBlockTransactionCountByNumber", "0x2") == "0x1"
    assert scene.call("eth_getBlockTransactionCountByHash", block_hash) == "0x1"
    assert scene.call("eth_getUncleCountByBlockNumber", "0x2") == "0x0"
    assert scene.call("eth_getUncleCountByBlockHash", block_hash) == "0x0"


def test_a_transaction_is_the_same_by_hash_and_by_place(scene: Scene) -> None:
    shown = scene.call("eth_getTransactionByHash", scene.stored[0])
    by_place = scene.call("eth_getTransactionByBlockNumberAndIndex", "0x2", "0x0")
    by_hash = scene.call("eth_getTransactionByBlockHashAndIndex", shown["blockHash"], "0x0")
    assert shown == by_place == by_hash
    raw = scene.call("eth_getRawTransactionByHash", scene.stored[0])
    assert raw == scene.call("eth_getRawTransactionByBlockNumberAndIndex", "0x2", "0x0")
    place = [shown["blockHash"], "0x0"]
    assert raw == scene.call("eth_getRawTransactionByBlockHashAndIndex", *place)


def test_a_dynamic_fee_transaction_has_geths_members(scene: Scene) -> None:
    shown = scene.call("eth_getTransactionByHash", scene.stored[0])
    block = scene.call("eth_getBlockByNumber", "0x2", False)
    assert set(shown) == {
        *("blockHash", "blockNumber", "blockTimestamp", "from", "gas", "gasPrice"),
        *("maxFeePerGas", "maxPriorityFeePerGas", "hash", "input", "nonce", "to"),
        *("transactionIndex", "value", "type", "accessList", "chainId", "v", "r", "s", "yParity"),
    }
    assert shown["blockHash"] == block["hash"]
    assert shown["blockTimestamp"] == block["timestamp"]
    assert (shown["from"], shown["to"]) == (ALICE, scene.contract)
    assert (shown["type"], shown["nonce"], shown["input"]) == ("0x2", "0x1", word(5))
    paid = int(block["baseFeePerGas"], 16) + int(shown["maxPriorityFeePerGas"], 16)
    assert int(shown["gasPrice"], 16) == paid
    assert shown["v"] == shown["yParity"]


def test_a_receipt_has_geths_members(scene: Scene) -> None:
    receipt = scene.call("eth_getTransactionReceipt", scene.stored[1])
    shown = scene.call("eth_getTransactionByHash", scene.stored[1])
    assert set(receipt) == {
        *("blockHash", "blockNumber", "transactionHash", "transactionIndex", "from", "to"),
        *("gasUsed", "cumulativeGasUsed", "contractAddress", "logs", "logsBloom", "type"),
        *("effectiveGasPrice", "status"),
    }
    assert receipt["effectiveGasPrice"] == shown["gasPrice"]
    assert (receipt["status"], receipt["contractAddress"]) == ("0x1", None)
    assert receipt["logs"] == [
        {
            "address": scene.contract,
            "topics": [TOPIC],
            "data": word(6),
            "blockNumber": "0x3",
            "transactionHash": scene.stored[1],
            "transactionIndex": "0x0",
            "blockHash": receipt["blockHash"],
            "blockTimestamp": shown["blockTimestamp"],
            "logIndex": "0x0",
            "removed": False,
        }
    ]
    assert scene.call("eth_getBlockReceipts", receipt["blockHash"]) == [receipt]


def test_a_creation_has_a_contract_address_and_no_receiver(scene: Scene) -> None:
    receipt = scene.call("eth_getTransactionReceipt", scene.created)
    assert (receipt["to"], receipt["contractAddress"]) == (None, scene.contract)
    assert scene.call("eth_getTransactionByHash", scene.created)["to"] is None


def test_a_transfer_has_no_input(scene: Scene) -> None:
    shown = scene.call("eth_getTransactionByHash", scene.transferred)
    assert (shown["to"], shown["input"], shown["value"]) == (BOB, "0x", "0x1")
