"""Transactions: what the pool takes and refuses; transactions and receipts as read back."""

import rlp
from eth_account import Account
from eth_utils import keccak

from contracts.devnet.conformance.exchange import Call, Script
from contracts.devnet.conformance.stage import ETHER, GWEI, Stage, words

SEND = "eth_sendRawTransaction"
UNKNOWN = "0x" + "de" * 32
HALF_ORDER = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0
ORDER = 2 * HALF_ORDER + 1
BLOB_HASH = b"\x01" + bytes(31)


def script(stage: Stage) -> Script:
    """Reads back what the stage mined, then offers the pool one transaction of each kind."""
    for name, transaction in stage.transactions.items():
        for method in (
            "eth_getTransactionByHash",
            "eth_getTransactionReceipt",
            "debug_getRawTransaction",
        ):
            loose = ("*", "width") if name == "fund" else ()
            yield Call(f"{method}/{name}", method, [transaction["hash"]], loose)
    for method in (
        "eth_getTransactionByHash",
        "eth_getTransactionReceipt",
        "debug_getRawTransaction",
    ):
        yield Call(f"{method}/unknown", method, [UNKNOWN])
    yield from _accepted(stage)
    yield from _refused(stage)
    yield from _undecodable(stage)
    yield from _queued(stage)


def _accepted(stage: Stage) -> Script:
    bob, write = stage.address("bob"), stage.address("write")
    access = [{"address": write, "storageKeys": ["0x" + words(8)]}]
    authorization = stage.bob.sign_authorization(
        {"chainId": 0, "address": stage.address("echo"), "nonce": 1}
    )
    foreign = stage.bob.sign_authorization(
        {"chainId": 1, "address": stage.address("read"), "nonce": 2}
    )
    kinds = {
        "type 0": {"to": bob, "value": 1, "gas": 21_000, "gasPrice": 10 * GWEI},
        "type 1": {
            "to": write,
            "data": "0x" + words(8, 1),
            "gasPrice": 10 * GWEI,
            "accessList": access,
        },
        "type 2": {"to": write, "data": "0x" + words(8, 2), "accessList": access},
        "type 4": {"to": bob, "authorizationList": [authorization, foreign]},
        "creation": {"data": "0x5f5ff3"},
        "that reverts": {"to": stage.address("revert"), "data": "0x1234"},
        "exact gas": {"to": bob, "gas": 21_000},
    }
    for name, fields in kinds.items():
        raw = stage.sign(name, **fields)
        reply = yield Call(f"{SEND}/{name}", SEND, [raw])
        if "result" in reply:
            created = stage.settle(name, raw, reply["result"])["contractAddress"]
            if created:
                stage.know("created", created)
        for method in ("eth_getTransactionByHash", "eth_getTransactionReceipt"):
            params = ["0x" + keccak(hexstr=raw).hex()]
            yield Call(f"{method}/after {name}", method, params)
    yield Call(f"{SEND}/mined already", SEND, [stage.raw("type 2")])


def _refused(stage: Stage) -> Script:
    bob, echo = stage.address("bob"), stage.address("echo")
    poor = Account.from_key(keccak(text="conformance poor"))
    stage.know("poor", poor.address)
    nonce = stage.nonce()
    transfer = {"to": bob, "gas": 21_000}
    kinds = {
        "nonce too low": {**transfer, "nonce": 0},
        "nonce one too low": {**transfer, "nonce": nonce - 1},
        "nonce at its end": {**transfer, "nonce": 2**64 - 1},
        "intrinsic gas too low": {"to": bob, "gas": 20_999},
        "intrinsic gas of data": {"to": echo, "data": "0x" + "11" * 10, "gas": 21_159},
        "floor gas of data": {"to": echo, "data": "0x" + "11" * 1000, "gas": 45_000},
        "intrinsic gas of creation": {"data": "0x00", "gas": 53_000},
        "above the block gas limit": {"to": bob, "gas": 30_000_001},
        "value too high": {**transfer, "value": 10**6 * ETHER},
        "tip above cap": {**transfer, "maxFeePerGas": GWEI, "maxPriorityFeePerGas": 2 * GWEI},
        "no tip": {**transfer, "maxPriorityFeePerGas": 0},
        "no gas price": {**transfer, "gasPrice": 0},
        "fee above the node's cap": {**transfer, "gas": 20_000_000, "gasPrice": 100 * GWEI},
        "foreign chain id": {**transfer, "chainId": 1},
        "foreign chain id, type 0": {**transfer, "gasPrice": 10 * GWEI, "chainId": 1},
        "creation code too long": {"data": "0x" + "00" * 49_153, "gas": 5_000_000},
        "transaction too long": {"to": echo, "data": "0x" + "00" * 131_072, "gas": 10_000_000},
    }
    for name, fields in kinds.items():
        yield Call(f"{SEND}/{name}", SEND, [stage.sign(name, **fields)])
    raw = stage.sign("no funds", poor, nonce=0, **transfer)
    yield Call(f"{SEND}/no funds", SEND, [raw])
    unprotected = _unprotected(stage, nonce)
    yield Call(f"{SEND}/unprotected", SEND, [unprotected])
    gap = stage.sign(
        "gap of a delegated account", stage.bob, nonce=stage.nonce(stage.bob) + 3, **transfer
    )
    yield Call(f"{SEND}/gap of a delegated account", SEND, [gap])
    yield Call(
        f"{SEND}/no authorization",
        SEND,
        [_typed(stage, 4, [bytes.fromhex(bob[2:]), 0, b"", [], []])],
    )
    blob = [bytes.fromhex(bob[2:]), 0, b"", [], GWEI, [BLOB_HASH]]
    yield Call(f"{SEND}/blob without sidecar", SEND, [_typed(stage, 3, blob)])


def _undecodable(stage: Stage) -> Script:
    good = bytes.fromhex(stage.sign("good", to=stage.address("bob"), gas=21_000)[2:])
    fields = rlp.decode(good[1:])

    def signature(y: int, r: int, s: int) -> bytes:
        return b"\x02" + rlp.encode([*fields[:9], y, r, s])

    y, r, s = (int.from_bytes(value, "big") for value in fields[9:])
    kinds = {
        "empty": b"",
        "one byte": b"\x02",
        "empty list": b"\xc0",
        "type 5": b"\x05" + good[1:],
        "type 127": b"\x7f" + good[1:],
        "type 0 byte": b"\x00" + good[1:],
        "cut short": good[:-1],
        "trailing byte": good + b"\0",
        "too few fields": b"\x02" + rlp.encode(fields[:11]),
        "too many fields": b"\x02" + rlp.encode([*fields, b""]),
        "nonce with zero": b"\x02" + rlp.encode([fields[0], b"\0\1", *fields[2:]]),
        "nonce above 64 bits": b"\x02" + rlp.encode([fields[0], b"\1" * 9, *fields[2:]]),
        "address of 19 bytes": b"\x02" + rlp.encode([*fields[:5], b"\1" * 19, *fields[6:]]),
        "value above 256 bits": b"\x02" + rlp.encode([*fields[:6], b"\1" * 33, *fields[7:]]),
        "signature all zero": signature(0, 0, 0),
        "signature high s": signature(1 - y, r, ORDER - s),
        "signature r too high": signature(y, ORDER, s),
        "signature parity 2": signature(2, r, s),
        "signature without a point": signature(0, 5, 1),
        "signature of another": signature(y, r, s - 1),
    }
    for name, raw in kinds.items():
        yield Call(f"{SEND}/undecodable {name}", SEND, ["0x" + raw.hex()], ())


def _queued(stage: Stage) -> Script:
    """Transactions that wait, of an account that nothing else uses."""
    carol = stage.carol
    transfer = {"to": stage.address("bob"), "gas": 21_000, "nonce": 3}
    waiting = stage.sign("waiting", carol, **transfer)
    yield Call(f"{SEND}/waiting", SEND, [waiting])
    yield Call(f"{SEND}/known already", SEND, [waiting])
    for method in (
        "eth_getTransactionByHash",
        "eth_getTransactionReceipt",
        "debug_getRawTransaction",
    ):
        yield Call(f"{method}/waiting", method, ["0x" + keccak(hexstr=waiting).hex()])
    for tag in ("latest", "pending"):
        params = [carol.address, tag]
        yield Call(f"eth_getTransactionCount/waiting {tag}", "eth_getTransactionCount", params)
    dearer = {"maxFeePerGas": 10 * GWEI + 1, "maxPriorityFeePerGas": GWEI + 1}
    cheap = stage.sign("replacement too cheap", carol, **transfer, **dearer)
    yield Call(f"{SEND}/replacement too cheap", SEND, [cheap])
    dearer = {"maxFeePerGas": 20 * GWEI, "maxPriorityFeePerGas": 2 * GWEI}
    yield Call(
        f"{SEND}/replacement", SEND, [stage.sign("replacement", carol, **transfer, **dearer)]
    )
    params = ["0x" + keccak(hexstr=waiting).hex()]
    yield Call("eth_getTransactionByHash/replaced", "eth_getTransactionByHash", params)


def _unprotected(stage: Stage, nonce: int) -> str:
    fields = [nonce, 10 * GWEI, 21_000, bytes.fromhex(stage.address("bob")[2:]), 1, b""]
    signature = stage.alice.unsafe_sign_hash(keccak(rlp.encode(fields)))
    return "0x" + rlp.encode([*fields, signature.v, signature.r, signature.s]).hex()


def _typed(stage: Stage, kind: int, tail: list) -> str:
    """A signed transaction that eth-account refuses to make: fees first, then `tail`."""
    prefix = bytes([kind])
    fields = [stage.chain_id, stage.nonce(), GWEI, 10 * GWEI, 100_000, *tail]
    signature = stage.alice.unsafe_sign_hash(keccak(prefix + rlp.encode(fields)))
    signed = [*fields, signature.v - 27, signature.r, signature.s]
    return "0x" + (prefix + rlp.encode(signed)).hex()
