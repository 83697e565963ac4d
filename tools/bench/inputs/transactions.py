"""Signed transactions of types 0 to 4, in bytes and as nodes show them."""

from dataclasses import dataclass

import coincurve

from tools.bench.inputs.stream import Stream, keccak, quantity, text, word
from tools.bench.inputs.tries import rlp


def _sign(key: bytes, digest: bytes) -> tuple[int, int, int]:
    signature = coincurve.PrivateKey(key).sign_recoverable(digest, hasher=None)
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:64], "big")
    return r, s, signature[64]


def _address(key: bytes) -> bytes:
    return keccak(coincurve.PrivateKey(key).public_key.format(compressed=False)[1:])[12:]


def _calldata(source: Stream) -> bytes:
    size = source.pick([0, 0, 0, 68, 68, 68, 68, 132, 228, 580, 1412])
    words = b"".join(
        (bytes(12) + source.bytes(20)) if index & 1 else (bytes(24) + source.bytes(8))
        for index in range(size // 32)
    )
    return source.bytes(4) + words if size else b""


def access_list(source: Stream, count: int) -> list:
    """Entries of two storage keys each (EIP-2930)."""
    return [[source.bytes(20), [source.bytes(32) for _ in range(2)]] for _ in range(count)]


@dataclass
class Signed:
    """A signed transaction."""

    raw: bytes
    json: dict
    sender: bytes
    digest: bytes
    key: bytes


def transaction(
    source: Stream,
    index: int,
    kind: int,
    keys: list[bytes],
    data: bytes | None = None,
    accesses: list | None = None,
) -> Signed:
    """The transaction of type `kind` at `index` of its block, signed by one of `keys`."""
    key = keys[source.below(len(keys))]
    nonce, gas, to = source.below(4000), 21000 + source.below(400000), source.bytes(20)
    value = source.below(10**19)
    tip, cap = 10**9 + source.below(10**9), 40 * 10**9 + source.below(10**9)
    price = 20 * 10**9 + source.below(10**9)
    data = _calldata(source) if data is None else data
    if accesses is None:
        accesses = access_list(source, 2) if kind in (1, 3) else []
    blobs, authorization = [], []
    if kind == 0:
        body = [nonce, price, gas, to, value, data]
        digest = keccak(rlp([*body, 1, 0, 0]))
        r, s, parity = _sign(key, digest)
        raw = rlp([*body, parity + 37, r, s])
    else:
        fees = [price] if kind == 1 else [tip, cap]
        body = [1, nonce, *fees, gas, to, value, data, accesses]
        if kind == 3:
            blobs = [b"\1" + source.bytes(31) for _ in range(3)]
            body += [3 * 10**9, blobs]
        if kind == 4:
            signer = keys[source.below(len(keys))]
            delegate, count = source.bytes(20), source.below(9)
            r, s, parity = _sign(signer, keccak(b"\5" + rlp([1, delegate, count])))
            authorization = [1, delegate, count, parity, r, s]
            body.append([authorization])
        digest = keccak(bytes([kind]) + rlp(body))
        r, s, parity = _sign(key, digest)
        raw = bytes([kind]) + rlp([*body, parity, r, s])
    json = {
        "blockHash": None,
        "blockNumber": None,
        "from": text(_address(key)),
        "gas": quantity(gas),
        "gasPrice": quantity(price if kind < 2 else tip + 7 * 10**9),
    }
    if kind >= 2:
        json |= {"maxFeePerGas": quantity(cap), "maxPriorityFeePerGas": quantity(tip)}
    if kind == 3:
        json["maxFeePerBlobGas"] = quantity(3 * 10**9)
    json |= {
        "hash": text(keccak(raw)),
        "input": text(data),
        "nonce": quantity(nonce),
        "to": text(to),
        "transactionIndex": quantity(index),
        "value": quantity(value),
        "type": quantity(kind),
    }
    if kind:
        json["accessList"] = [
            {"address": text(address), "storageKeys": [text(slot) for slot in slots]}
            for address, slots in accesses
        ]
    json["chainId"] = "0x1"
    if kind == 3:
        json["blobVersionedHashes"] = [text(blob) for blob in blobs]
    if kind == 4:
        json["authorizationList"] = [_shown(authorization)]
    json |= {"v": quantity(parity + 37 if kind == 0 else parity), "r": quantity(r)}
    json["s"] = quantity(s)
    if kind:
        json["yParity"] = quantity(parity)
    return Signed(raw, json, _address(key), digest, key)


def _shown(authorization: list) -> dict:
    chain, delegate, nonce, parity, r, s = authorization
    return {
        "chainId": quantity(chain),
        "address": text(delegate),
        "nonce": quantity(nonce),
        "yParity": quantity(parity),
        "r": quantity(r),
        "s": quantity(s),
    }


def transfer_call(source: Stream) -> bytes:
    """Calldata of an ERC-20 transfer."""
    return bytes.fromhex("a9059cbb") + word(source.bytes(20)) + word(source.bytes(8))
