"""Transactions decode to what their signers meant, and nothing but their one encoding is taken."""

import pytest
import rlp
from eth_account import Account as Signer
from eth_utils import keccak
from hypothesis import given
from hypothesis import strategies as st

from contracts.devnet.chain.decoding import decode_transaction
from contracts.devnet.chain.errors import TransactionRejected
from contracts.devnet.chain.strict_rlp import decode_list
from contracts.devnet.chain.tests.world import CHAIN_ID, GWEI
from contracts.devnet.chain.transaction import SECP256K1_ORDER

SIGNER = Signer.from_key(keccak(text="signer"))
TO = "0x" + "11" * 20
COMMON = {"nonce": 3, "gas": 60_000, "to": TO, "value": 7, "data": b"\x01\x02"}
DYNAMIC = {"maxFeePerGas": 5 * GWEI, "maxPriorityFeePerGas": GWEI, "chainId": CHAIN_ID}
LIST = [{"address": "0x" + "22" * 20, "storageKeys": ["0x" + "00" * 31 + "05"]}]
AUTHORIZATION = SIGNER.sign_authorization({"chainId": 0, "address": "0x" + "33" * 20, "nonce": 9})

KINDS = {
    "legacy": {**COMMON, "gasPrice": GWEI, "chainId": CHAIN_ID},
    "unprotected": {**COMMON, "gasPrice": GWEI},
    "access list": {**COMMON, "type": 1, "gasPrice": GWEI, "chainId": CHAIN_ID, "accessList": LIST},
    "dynamic fee": {**COMMON, "type": 2, **DYNAMIC, "accessList": LIST},
    "set code": {**COMMON, "type": 4, **DYNAMIC, "authorizationList": [AUTHORIZATION]},
    "creation": {**{k: v for k, v in COMMON.items() if k != "to"}, "type": 2, **DYNAMIC},
}


def signed(kind: str) -> bytes:
    return bytes(SIGNER.sign_transaction(KINDS[kind]).raw_transaction)


@pytest.mark.parametrize("kind", KINDS)
def test_what_eth_account_signs_decodes_to_the_same(kind: str) -> None:
    raw, meant = signed(kind), KINDS[kind]
    transaction = decode_transaction(raw)
    assert transaction.type == meant.get("type", 0)
    assert transaction.hash == keccak(raw)
    assert transaction.sender == bytes.fromhex(SIGNER.address[2:])
    assert transaction.chain_id == meant.get("chainId")
    assert (transaction.nonce, transaction.gas, transaction.value) == (3, 60_000, 7)
    assert transaction.to == (bytes.fromhex(TO[2:]) if "to" in meant else None)
    assert transaction.data == b"\x01\x02"
    assert transaction.fee_cap == meant.get("maxFeePerGas", meant.get("gasPrice"))
    assert transaction.tip_cap == meant.get("maxPriorityFeePerGas", meant.get("gasPrice"))
    if "accessList" in meant:
        assert transaction.access_list == ((b"\x22" * 20, (5,)),)
    if "authorizationList" in meant:
        (entry,) = transaction.authorization_list
        assert (entry.chain_id, entry.address, entry.nonce) == (0, b"\x33" * 20, 9)
        assert (entry.y_parity, entry.r, entry.s) == (
            AUTHORIZATION.y_parity,
            AUTHORIZATION.r,
            AUTHORIZATION.s,
        )


@pytest.mark.parametrize(
    ("base_fee", "price"),
    [(0, GWEI), (3 * GWEI, 4 * GWEI), (4 * GWEI, 5 * GWEI), (5 * GWEI, 5 * GWEI)],
)
def test_the_effective_price_is_the_base_fee_and_a_tip_below_the_cap(
    base_fee: int, price: int
) -> None:
    assert decode_transaction(signed("dynamic fee")).effective_gas_price(base_fee) == price


def changed(kind: str, **items: object) -> bytes:
    """The signed transaction with items replaced by position name."""
    raw = signed(kind)
    body = raw if kind == "legacy" else raw[1:]
    fields = rlp.decode(body)
    for name, value in items.items():
        fields[int(name[1:])] = value
    encoded = rlp.encode(fields)
    return encoded if kind == "legacy" else raw[:1] + encoded


# What geth's recorded session has not (fixtures/rpc).
MALFORMED = {
    "a string": (b"\x83abc", "rlp: expected input list for types.LegacyTx"),
    "a string in an envelope": (b"\x02\x83abc", "rlp: expected input list for types.DynamicFeeTx"),
    "a value that is a list": (
        changed("dynamic fee", _6=[]),
        "rlp: expected input string or byte for *big.Int, decoding into (types.DynamicFeeTx).Value",
    ),
    "a value above 256 bits where Go has no big.Int": (
        changed("set code", _6=b"\x01" * 33),
        "rlp: value too large for uint256",
    ),
    "set code without a destination": (
        changed("set code", _5=b""),
        "rlp: input string too short for common.Address, decoding into (types.SetCodeTx).To",
    ),
    "a list where bytes belong": (
        changed("dynamic fee", _7=[b"\x01"]),
        "rlp: expected input string or byte for []uint8, decoding into (types.DynamicFeeTx).Data",
    ),
    "an access list that is bytes": (
        changed("dynamic fee", _8=b""),
        "rlp: expected input list for types.AccessList, "
        "decoding into (types.DynamicFeeTx).AccessList",
    ),
    "an access list entry of three": (
        changed("dynamic fee", _8=[[b"\x22" * 20, [], []]]),
        "rlp: input list has too many elements for types.AccessTuple, "
        "decoding into (types.DynamicFeeTx).AccessList[0]",
    ),
    "a destination that is a list": (
        changed("dynamic fee", _5=[]),
        "rlp: wrong kind of empty value (got List, want String) for *common.Address, "
        "decoding into (types.DynamicFeeTx).To",
    ),
    "a short storage key": (
        changed("dynamic fee", _8=[[b"\x22" * 20, [b"\0" * 31]]]),
        "rlp: input string too short for common.Hash, "
        "decoding into (types.DynamicFeeTx).AccessList[0].StorageKeys[0]",
    ),
    "an authorization with five fields": (
        changed("set code", _9=[[b"", b"\x33" * 20, b"", b"", b"\x01"]]),
        "rlp: too few elements for types.SetCodeAuthorization, "
        "decoding into (types.SetCodeTx).AuthList[0]",
    ),
    "r of zero": (
        changed("dynamic fee", _10=b""),
        "invalid sender: invalid transaction v, r, s values",
    ),
    "a blob transaction with its blobs": (
        b"\x03" + rlp.encode([rlp.decode(signed("dynamic fee")[1:]), [], [], []]),
        "blob transactions with sidecars are not supported by this development chain",
    ),
    "a legacy v that no rule gives": (
        changed("legacy", _6=b"\x1d"),
        "invalid sender: invalid transaction v, r, s values",
    ),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_malformed_bytes_are_refused(name: str) -> None:
    raw, reason = MALFORMED[name]
    with pytest.raises(TransactionRejected) as error:
        decode_transaction(raw)
    assert error.value.message == reason


@pytest.mark.parametrize("kind", ["legacy", "dynamic fee"])
def test_half_of_the_group_order_is_the_greatest_s(kind: str) -> None:
    raw = signed(kind)
    envelope, fields = (b"", rlp.decode(raw)) if raw[0] >= 0xC0 else (raw[:1], rlp.decode(raw[1:]))
    half = (SECP256K1_ORDER // 2).to_bytes(32, "big")
    taken = decode_transaction(envelope + rlp.encode([*fields[:-1], half]))
    assert taken.s == SECP256K1_ORDER // 2  # somebody's signature, whoever that is (EIP-2)


NON_CANONICAL = "rlp: non-canonical size information"
TOO_LONG = "rlp: value size exceeds available input length"
OVERLAPPING = "rlp: element is larger than containing list"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("c28101", NON_CANONICAL),
        ("f801" + "01", NON_CANONICAL),
        ("f837" + "01" * 55, NON_CANONICAL),
        ("f839b837" + "01" * 55, NON_CANONICAL),
        ("f838" + "01" * 55, TOO_LONG),
        ("f90038" + "01" * 56, NON_CANONICAL),
        ("c3b80101", NON_CANONICAL),
        ("c2820102", OVERLAPPING),
        ("c1c2", OVERLAPPING),
        ("c2f838", OVERLAPPING),
        ("c1f8", OVERLAPPING),
        ("c2", TOO_LONG),
        ("f8", TOO_LONG),
        ("ff" + "ff" * 8, TOO_LONG),
        ("c0c0", "rlp: input contains more than one value"),
        ("c9c8c7c6c5c4c3c2c1c0", "rlp: lists are nested too deeply"),
    ],
)
def test_every_encoding_but_the_canonical_is_refused(data: str, reason: str) -> None:
    with pytest.raises(TransactionRejected) as error:
        decode_list(bytes.fromhex(data))
    assert error.value.message == reason


nested = st.recursive(
    st.binary(max_size=80), lambda inner: st.lists(inner, max_size=6), max_leaves=20
)


def depth(item: list | bytes) -> int:
    return 1 + max(map(depth, item), default=0) if isinstance(item, list) else 0


@given(st.lists(nested, max_size=8).filter(lambda items: depth(items) <= 4))
def test_what_the_rlp_package_encodes_comes_back(items: list) -> None:
    assert decode_list(rlp.encode(items)) == items


@given(st.integers(0xC0, 0xFF), st.binary(max_size=80))
def test_any_bytes_are_decoded_as_the_rlp_package_does_or_refused(head: int, rest: bytes) -> None:
    data = bytes([head]) + rest
    try:
        items = decode_list(data)
    except TransactionRejected:
        return
    assert rlp.decode(data, strict=True) == items
    assert rlp.encode(items) == data


def test_lists_nested_without_end_are_refused() -> None:
    raw = b"\xc0"
    while len(raw) < 100_000:
        size = len(raw).to_bytes(3, "big").lstrip(b"\0")
        raw = (
            bytes([0xC0 + len(raw)]) if len(raw) < 56 else bytes([0xF7 + len(size)]) + size
        ) + raw
    with pytest.raises(TransactionRejected, match=r"^rlp: lists are nested too deeply$"):
        decode_transaction(raw)


def test_an_oversized_transaction_is_not_even_decoded() -> None:
    with pytest.raises(TransactionRejected, match=r"^oversized data: transaction size 131073"):
        decode_transaction(b"\xc0" * 131_073)
