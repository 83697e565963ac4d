"""Transactions from bytes: typed fields, nothing but the canonical encoding, then the sender.

Refusals are geth's, to the word: they name its Go types and the path to what is wrong.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NoReturn

import rlp
from eth_keys import keys
from eth_keys.exceptions import BadSignature, ValidationError
from eth_utils import keccak

from contracts.devnet.chain.errors import TransactionRejected
from contracts.devnet.chain.requests import AccessList, Authorization
from contracts.devnet.chain.strict_rlp import Item, decode_list
from contracts.devnet.chain.transaction import (
    BLOB,
    FIELDS,
    LEGACY,
    SECP256K1_ORDER,
    SET_CODE,
    Transaction,
)

MAX_SIZE = 128 * 1024
"""Most bytes of a transaction that a node takes (geth's pool)."""

TYPES = ("LegacyTx", "AccessListTx", "DynamicFeeTx", "BlobTx", "SetCodeTx")
GO_NAMES = {
    "chain_id": "ChainID",
    "nonce": "Nonce",
    "gas_price": "GasPrice",
    "max_priority_fee_per_gas": "GasTipCap",
    "max_fee_per_gas": "GasFeeCap",
    "gas": "Gas",
    "to": "To",
    "value": "Value",
    "data": "Data",
    "access_list": "AccessList",
    "max_fee_per_blob_gas": "BlobFeeCap",
    "blob_versioned_hashes": "BlobHashes",
    "authorization_list": "AuthList",
    "v": "V",
    "r": "R",
    "s": "S",
}
EXPECTED_STRING = "expected input string or byte"
EXPECTED_LIST = "expected input list"
NOT_CANONICAL = "non-canonical integer (leading zero bytes)"


def decode_transaction(raw: bytes) -> Transaction:
    """The transaction and its sender. Raises TransactionRejected."""
    if len(raw) > MAX_SIZE:
        raise TransactionRejected(f"oversized data: transaction size {len(raw)}, limit {MAX_SIZE}")
    kind, items = _split(raw)
    names = (*FIELDS[kind], "v", "r", "s")
    values = _struct(
        items,
        f"types.{TYPES[kind]}",
        f"(types.{TYPES[kind]})",
        [(GO_NAMES[name], _decoder(kind, name)) for name in names],
        nested=False,
    )
    fields = dict(zip(names, values, strict=True))
    if kind == LEGACY:
        fields["chain_id"] = (fields["v"] - 35) // 2 if fields["v"] >= 35 else None  # EIP-155
    transaction = Transaction(type=kind, raw=raw, hash=keccak(raw), **fields)
    return replace(transaction, sender=_recover(transaction, items[:-3]))


def _split(raw: bytes) -> tuple[int, list[Item]]:
    """Type and encoded fields (EIP-2718)."""
    if raw and raw[0] > 0x7F:
        kind, body = LEGACY, raw
    elif len(raw) <= 1:
        raise TransactionRejected("typed transaction too short")
    else:
        kind, body = raw[0], raw[1:]
        if kind == LEGACY or kind not in FIELDS:
            raise TransactionRejected("transaction type not supported")
    if body[0] < 0xC0:
        raise TransactionRejected(f"rlp: {EXPECTED_LIST} for types.{TYPES[kind]}")
    items = decode_list(body)
    if kind == BLOB and items and isinstance(items[0], list):
        raise TransactionRejected(
            "blob transactions with sidecars are not supported by this development chain"
        )
    return kind, items


def _recover(transaction: Transaction, fields: list[Item]) -> bytes:
    """Who signed (EIP-155, 2718, low s as EIP-2)."""
    kind, v, chain_id = transaction.type, transaction.v, transaction.chain_id
    if kind != LEGACY:
        parity, message = v, bytes([kind]) + rlp.encode(fields)
    elif chain_id is not None:
        parity, message = v - 35 - 2 * chain_id, rlp.encode([*fields, chain_id, 0, 0])
    else:
        parity, message = v - 27, rlp.encode(fields)
    r, s = transaction.r, transaction.s
    if parity not in (0, 1) or not 0 < r < SECP256K1_ORDER or not 0 < s <= SECP256K1_ORDER // 2:
        raise TransactionRejected("invalid sender: invalid transaction v, r, s values")
    try:
        signature = keys.Signature(vrs=(parity, r, s))
        return signature.recover_public_key_from_msg_hash(keccak(message)).to_canonical_address()
    except (BadSignature, ValidationError):
        raise TransactionRejected("invalid sender: recovery failed") from None


# -- typed fields: a decoder takes an item and its path ----------------------------------------
Decoder = Callable[[Item, str], object]


def _decoder(kind: int, name: str) -> Decoder:
    """How a field of a transaction type is decoded: Go's field types differ between them."""
    if name in ("nonce", "gas"):
        return _uint(64)
    if name == "to":
        return _address if kind in (BLOB, SET_CODE) else _optional_address
    if name == "data":
        return _bytes
    if name == "access_list":
        return _access_list
    if name == "authorization_list":
        return _authorizations
    if name == "blob_versioned_hashes":
        return lambda item, path: _each(item, "[]common.Hash", path, _hash)
    return _uint256 if kind in (BLOB, SET_CODE) else _big


def _fail(reason: str, kind: str, path: str) -> NoReturn:
    raise TransactionRejected(f"rlp: {reason} for {kind}, decoding into {path}")


def _struct(
    item: Item, kind: str, path: str, fields: Sequence[tuple[str, Decoder]], nested: bool = True
) -> list:
    """The fields of a Go struct, one after the other."""
    if not isinstance(item, list):
        _fail(EXPECTED_LIST, kind, path)
    where = f", decoding into {path}" if nested else ""
    values = []
    for index, (name, decoder) in enumerate(fields):
        if index == len(item):
            raise TransactionRejected(f"rlp: too few elements for {kind}{where}")
        values.append(decoder(item[index], f"{path}.{name}"))
    if len(item) > len(fields):
        raise TransactionRejected(f"rlp: input list has too many elements for {kind}{where}")
    return values


def _each(item: Item, kind: str, path: str, decoder: Decoder) -> tuple:
    if not isinstance(item, list):
        _fail(EXPECTED_LIST, kind, path)
    return tuple(decoder(entry, f"{path}[{index}]") for index, entry in enumerate(item))


def _string(item: Item, kind: str, path: str) -> bytes:
    if not isinstance(item, bytes):
        _fail(EXPECTED_STRING, kind, path)
    return item


def _bytes(item: Item, path: str) -> bytes:
    return _string(item, "[]uint8", path)


def _fixed(item: Item, size: int, kind: str, path: str) -> bytes:
    data = _string(item, kind, path)
    if len(data) != size:
        _fail(f"input string too {'short' if len(data) < size else 'long'}", kind, path)
    return data


def _address(item: Item, path: str) -> bytes:
    return _fixed(item, 20, "common.Address", path)


def _optional_address(item: Item, path: str) -> bytes | None:
    if item == []:
        _fail("wrong kind of empty value (got List, want String)", "*common.Address", path)
    return None if item == b"" else _address(item, path)


def _hash(item: Item, path: str) -> bytes:
    return _fixed(item, 32, "common.Hash", path)


def _slot(item: Item, path: str) -> int:
    return int.from_bytes(_hash(item, path), "big")


def _uint(bits: int) -> Decoder:
    kind = f"uint{bits}"

    def decode(item: Item, path: str) -> int:
        data = _string(item, kind, path)
        if len(data) > bits // 8:
            _fail("input string too long", kind, path)
        return _integer(data, kind, path)

    return decode


def _big(item: Item, path: str) -> int:
    """Of any size: what is too large is refused for what it means, not for how it is written."""
    return _integer(_string(item, "*big.Int", path), "*big.Int", path)


def _uint256(item: Item, path: str) -> int:
    data = _string(item, "*uint256.Int", path)
    if len(data) > 32:
        raise TransactionRejected("rlp: value too large for uint256")
    return _integer(data, "*uint256.Int", path)


def _integer(data: bytes, kind: str, path: str) -> int:
    if data[:1] == b"\0":
        _fail(NOT_CANONICAL, kind, path)
    return int.from_bytes(data, "big")


def _access_list(item: Item, path: str) -> AccessList:
    def entry(item: Item, path: str) -> tuple:
        slots = lambda item, path: _each(item, "[]common.Hash", path, _slot)  # noqa: E731
        fields = [("Address", _address), ("StorageKeys", slots)]
        return tuple(_struct(item, "types.AccessTuple", path, fields))

    return _each(item, "types.AccessList", path, entry)


def _authorizations(item: Item, path: str) -> tuple[Authorization, ...]:
    def entry(item: Item, path: str) -> Authorization:
        fields = [
            *(("ChainID", _uint256), ("Address", _address), ("Nonce", _uint(64))),
            *(("V", _uint(8)), ("R", _uint256), ("S", _uint256)),
        ]
        return Authorization(*_struct(item, "types.SetCodeAuthorization", path, fields))

    return _each(item, "[]types.SetCodeAuthorization", path, entry)
