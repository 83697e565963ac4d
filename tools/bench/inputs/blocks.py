"""A block of 300 transactions with its receipts, and logs beside it."""

import hashlib
from dataclasses import dataclass

from eth_abi import encode

from tools.bench.inputs.stream import Stream, keccak, quantity, text, word
from tools.bench.inputs.transactions import transaction
from tools.bench.inputs.tries import rlp, trie_root

TRANSACTIONS = 300
NUMBER, TIME = 24_000_000, 1_767_000_000
TRANSFER = keccak(b"Transfer(address,address,uint256)")
POLICY = keccak(b"PolicyChanged(address,bytes32,bytes32,bool)")
SCHEDULED = keccak(b"CallScheduled(bytes32,uint256,address,uint256,bytes,bytes32,uint256)")
OS_IMAGE = keccak(b"os-image")
ADD_OS_IMAGE = keccak(b"addOsImageHash(bytes32)")[:4]

_LOGS_OF_A_RECEIPT = (0, 1, 1, 2, 3, 4, 6, 9)
# of each twenty transactions: four legacy, fourteen of type 2 … as on mainnet
_KINDS = [0, 0, 0, 0, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 3, 4]


def log(source: Stream, emitters: list[bytes]) -> list:
    """A log: half Transfer, a fifth PolicyChanged, three tenths CallScheduled.

    That is static, static with a bool, and with dynamic bytes.
    """
    kind = source.below(10)
    if kind < 5:
        emitter = source.pick(emitters)
        topics = [TRANSFER, word(source.bytes(20)), word(source.bytes(20))]
        return [emitter, topics, word(source.bytes(9))]
    if kind < 7:
        topics = [POLICY, word(source.bytes(20)), OS_IMAGE, source.bytes(32)]
        return [source.pick(emitters), topics, word(bytes([source.below(2)]))]
    target, call = text(source.bytes(20)), ADD_OS_IMAGE + source.bytes(32)
    data = encode(
        ["address", "uint256", "bytes", "bytes32", "uint256"], [target, 0, call, bytes(32), 172800]
    )
    emitter = source.pick(emitters)
    return [emitter, [SCHEDULED, source.bytes(32), word(bytes([source.below(4)]))], data]


def _add(bloom: bytearray, item: bytes) -> None:
    digest = keccak(item)
    for at in (0, 2, 4):
        bit = int.from_bytes(digest[at : at + 2], "big") & 2047
        bloom[255 - bit // 8] |= 1 << (bit % 8)


@dataclass
class Block:
    """A block as nodes answer it, and the bytes that it commits to."""

    json: dict
    receipts: list[dict]
    header: bytes
    transactions: list[bytes]
    encoded_receipts: list[bytes]
    emitters: list[bytes]


def block(source: Stream, keys: list[bytes]) -> Block:
    """The block."""
    emitters = [source.bytes(20) for _ in range(60)]
    signed = [transaction(source, i, _KINDS[i % 20], keys) for i in range(TRANSACTIONS)]
    total, cumulative, log_index = bytearray(256), 0, 0
    receipts, encoded = [], []
    for index, sent in enumerate(signed):
        used = min(int(sent.json["gas"], 16), 21000 + source.below(150000))
        cumulative += used
        bloom = bytearray(256)
        logs = [log(source, emitters) for _ in range(source.pick(_LOGS_OF_A_RECEIPT))]
        for address, topics, _ in logs:
            for item in (address, *topics):
                _add(bloom, item)
                _add(total, item)
        status, kind = int(index % 37 != 0), int(sent.json["type"], 16)
        body = rlp([status, cumulative, bytes(bloom), logs])
        encoded.append((bytes([kind]) if kind else b"") + body)
        shown = _receipt(sent.json, index, (used, cumulative, status), bloom)
        shown["logs"] = [
            _log(entry, sent.json["hash"], index, log_index + n) for n, entry in enumerate(logs)
        ]
        receipts.append(shown)
        log_index += len(logs)
    raws = [sent.raw for sent in signed]
    withdrawals = [
        [90_000_000 + i, 1_200_000 + i, source.bytes(20), 19_000_000 + source.below(10**6)]
        for i in range(16)
    ]
    header = _header(source, bytes(total), cumulative, (raws, encoded, withdrawals))
    raw_header = rlp(list(header.values()))
    block_hash = text(keccak(raw_header))
    for sent in signed:
        sent.json.update(blockHash=block_hash, blockNumber=quantity(NUMBER))
    for shown in receipts:
        shown["blockHash"] = block_hash
        for entry in shown["logs"]:
            entry["blockHash"] = block_hash
    members = {
        name: text(value) if isinstance(value, bytes) else quantity(value)
        for name, value in header.items()
    }
    json = members | {
        "hash": block_hash,
        "size": quantity(sum(map(len, raws)) + len(raw_header)),
        "transactions": [sent.json for sent in signed],
        "uncles": [],
        "withdrawals": [_withdrawal(*entry) for entry in withdrawals],
    }
    return Block(json, receipts, raw_header, raws, encoded, emitters)


def _header(source: Stream, bloom: bytes, gas: int, parts: tuple) -> dict:
    transactions, receipts, withdrawals = parts
    return {
        "parentHash": source.bytes(32),
        "sha3Uncles": keccak(rlp([])),
        "miner": source.bytes(20),
        "stateRoot": source.bytes(32),
        "transactionsRoot": trie_root(transactions),
        "receiptsRoot": trie_root(receipts),
        "logsBloom": bloom,
        "difficulty": 0,
        "number": NUMBER,
        "gasLimit": 60_000_000,
        "gasUsed": gas,
        "timestamp": TIME,
        "extraData": b"dstack anchors",
        "mixHash": source.bytes(32),
        "nonce": bytes(8),
        "baseFeePerGas": 7 * 10**9,
        "withdrawalsRoot": trie_root([rlp(entry) for entry in withdrawals]),
        "blobGasUsed": 786432,
        "excessBlobGas": 393216,
        "parentBeaconBlockRoot": source.bytes(32),
        "requestsHash": hashlib.sha256(b"").digest(),
    }


def _withdrawal(index: int, validator: int, address: bytes, amount: int) -> dict:
    return {
        "index": quantity(index),
        "validatorIndex": quantity(validator),
        "address": text(address),
        "amount": quantity(amount),
    }


def _receipt(sent: dict, index: int, gas: tuple, bloom: bytearray) -> dict:
    used, cumulative, status = gas
    blob = {"blobGasPrice": "0x1", "blobGasUsed": quantity(3 * 131072)}
    return {
        "blockHash": None,
        "blockNumber": quantity(NUMBER),
        "contractAddress": None,
        "cumulativeGasUsed": quantity(cumulative),
        "effectiveGasPrice": sent["gasPrice"],
        "from": sent["from"],
        "gasUsed": quantity(used),
        "logs": [],
        "logsBloom": text(bloom),
        "status": quantity(status),
        "to": sent["to"],
        "transactionHash": sent["hash"],
        "transactionIndex": quantity(index),
        "type": sent["type"],
    } | (blob if sent["type"] == "0x3" else {})


def _log(entry: list, transaction_hash: str, index: int, log_index: int) -> dict:
    address, topics, data = entry
    return {
        "address": text(address),
        "topics": [text(topic) for topic in topics],
        "data": text(data),
        "blockNumber": quantity(NUMBER),
        "transactionHash": transaction_hash,
        "transactionIndex": quantity(index),
        "blockHash": None,
        "blockTimestamp": quantity(TIME),
        "logIndex": quantity(log_index),
        "removed": False,
    }


def logs(source: Stream, emitters: list[bytes], count: int) -> list[dict]:
    """Logs as one answer of eth_getLogs, twenty in each block."""
    answer = []
    for index in range(count):
        entry = log(source, emitters)
        number = NUMBER + index // 20
        shown = _log(entry, text(source.bytes(32)), index % 200, index % 20)
        shown["blockNumber"] = quantity(number)
        shown["blockHash"] = text(keccak(b"%d" % number))
        shown["blockTimestamp"] = quantity(TIME + 12 * (number - NUMBER))
        answer.append(shown)
    return answer
