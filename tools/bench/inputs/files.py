"""Writes the inputs of the benchmarks as files."""

import json
from pathlib import Path

from tools.bench.inputs import blocks, contracts, evidence
from tools.bench.inputs.stream import Stream, keccak, quantity, text
from tools.bench.inputs.transactions import access_list, transaction, transfer_call
from tools.bench.inputs.tries import deep_proof, rlp

_LOGS = 10_000


class _Folder:
    """The files, and what must come out of them."""

    def __init__(self, path: Path) -> None:
        self.path, self.expected = path, {}
        path.mkdir(parents=True, exist_ok=True)

    def put(self, name: str, content: object) -> None:
        if not isinstance(content, bytes):
            content = json.dumps(content, separators=(",", ":")).encode()
        (self.path / name).write_bytes(content)


def write(path: Path) -> None:
    """All inputs, and `expected.json` last."""
    folder = _Folder(path)
    blob = Stream("blob").bytes(1 << 20)
    folder.put("blob.bin", blob)
    folder.expected["keccak"] = {str(n): text(keccak(blob[:n])) for n in (32, 136, 1024, 1 << 20)}
    keys = [Stream(f"key{i}").bytes(32) for i in range(40)]
    _transactions(folder, keys)
    _chain(folder, keys)
    _contracts(folder)
    _proof(folder)
    _numbers(folder)
    evidence.write(path, blob)
    (path / "expected.json").write_text(json.dumps(folder.expected, indent=1) + "\n")


def _transactions(folder: _Folder, keys: list[bytes]) -> None:
    source = Stream("transactions")
    call = transfer_call(source)
    folder.expected["transactions"] = {}
    for name, kind, accesses in (("legacy", 0, []), ("eip1559", 2, access_list(source, 1))):
        signed = transaction(source, 0, kind, keys, call, accesses)
        folder.put(f"tx_{name}.bin", signed.raw)
        folder.expected["transactions"][name] = {
            "hash": text(keccak(signed.raw)),
            "sender": text(signed.sender),
            "signingHash": text(signed.digest),
            "key": text(signed.key),
        }


def _chain(folder: _Folder, keys: list[bytes]) -> None:
    block = blocks.block(Stream("block"), keys)
    folder.put("header.rlp", block.header)
    folder.put("block.json", {"jsonrpc": "2.0", "id": 1, "result": block.json})
    folder.put("receipts.json", {"jsonrpc": "2.0", "id": 1, "result": block.receipts})
    folder.put("block_transactions.json", [text(raw) for raw in block.transactions])
    folder.put("block_receipts_encoded.json", [text(raw) for raw in block.encoded_receipts])
    names = ("hash", "transactionsRoot", "receiptsRoot", "logsBloom")
    folder.expected["block"] = {name: block.json[name] for name in names}
    logs = blocks.logs(Stream("logs"), block.emitters, _LOGS)
    folder.put("logs.json", {"jsonrpc": "2.0", "id": 1, "result": logs})
    folder.expected["logs"] = {
        name: sum(entry["topics"][0] == text(topic) for entry in logs)
        for name, topic in (
            ("Transfer", blocks.TRANSFER),
            ("PolicyChanged", blocks.POLICY),
            ("CallScheduled", blocks.SCHEDULED),
        )
    }


def _contracts(folder: _Folder) -> None:
    boot, call = contracts.boot_call(Stream("evm"))
    folder.put("boot_info.json", boot)
    folder.put("boot_call.bin", call)
    typed, digest = contracts.safe_tx(Stream("safe"))
    folder.put("safe_tx.json", typed)
    folder.expected["safeTxHash"] = text(digest)


def _proof(folder: _Folder) -> None:
    source = Stream("proofs")
    address, slot, value = source.bytes(20), source.bytes(32), 1
    slot_nodes = deep_proof(source, keccak(slot), rlp(value), 7, 3)
    account = [9, 12345678901234567890, keccak(slot_nodes[0]), keccak(b"code")]
    account_nodes = deep_proof(source, keccak(address), rlp(account), 7, 3)
    folder.put(
        "proof.json",
        {
            "stateRoot": text(keccak(account_nodes[0])),
            "address": text(address),
            "nonce": quantity(account[0]),
            "balance": quantity(account[1]),
            "storageHash": text(account[2]),
            "codeHash": text(account[3]),
            "accountProof": [text(node) for node in account_nodes],
            "slot": text(slot),
            "value": quantity(value),
            "storageProof": [text(node) for node in slot_nodes],
        },
    )


def _numbers(folder: _Folder) -> None:
    source = Stream("numbers")
    sizes = [8 + 8 * (index % 4) for index in range(1024)]
    numbers = [int.from_bytes(source.bytes(size), "big") for size in sizes]
    folder.put("u256_decimal.json", [str(number) for number in numbers])
    folder.put("addresses.json", [_checksummed(source.bytes(20)) for _ in range(256)])


def _checksummed(address: bytes) -> str:
    digits = keccak(address.hex().encode()).hex()
    pairs = zip(address.hex(), digits, strict=False)
    return "0x" + "".join(c.upper() if int(digit, 16) > 7 else c for c, digit in pairs)
