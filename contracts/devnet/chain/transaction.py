"""Transactions of types 0, 1, 2, 3 and 4: strict decoding, hash and sender."""

from dataclasses import dataclass

import rlp
from eth_keys import keys
from eth_keys.exceptions import BadSignature, ValidationError
from eth_utils import keccak

from contracts.devnet.chain.errors import TransactionRejected
from contracts.devnet.chain.requests import AccessList, Authorization, CallRequest
from contracts.devnet.chain.strict_rlp import decode_list

LEGACY, ACCESS_LIST, DYNAMIC_FEE, BLOB, SET_CODE = range(5)
SECP256K1_ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141

# Field names in encoding order; the signature (v, r, s) follows each.
FIELDS = {
    LEGACY: ("nonce", "gas_price", "gas", "to", "value", "data"),
    ACCESS_LIST: (
        *("chain_id", "nonce", "gas_price", "gas", "to", "value", "data", "access_list"),
    ),
    DYNAMIC_FEE: (
        *("chain_id", "nonce", "max_priority_fee_per_gas", "max_fee_per_gas"),
        *("gas", "to", "value", "data", "access_list"),
    ),
    BLOB: (
        *("chain_id", "nonce", "max_priority_fee_per_gas", "max_fee_per_gas"),
        *("gas", "to", "value", "data", "access_list"),
        *("max_fee_per_blob_gas", "blob_versioned_hashes"),
    ),
    SET_CODE: (
        *("chain_id", "nonce", "max_priority_fee_per_gas", "max_fee_per_gas"),
        *("gas", "to", "value", "data", "access_list", "authorization_list"),
    ),
}
NAMES = {
    LEGACY: "LegacyTx",
    ACCESS_LIST: "AccessListTx",
    DYNAMIC_FEE: "DynamicFeeTx",
    BLOB: "BlobTx",
    SET_CODE: "SetCodeTx",
}
WORD_64 = frozenset({"nonce", "gas"})
MAX_SIZE = 128 * 1024
"""Most bytes of a transaction that a node takes (geth's pool)."""


@dataclass(frozen=True)
class Transaction:
    """One signed (or impersonated) transaction; `to` None creates a contract.

    Legacy: `v` is as signed (27/28 or EIP-155), others: `v` is the y parity. `gas_price` is set
    for types 0 and 1 only, the two max fees for 2, 3 and 4 only. `raw` is the canonical encoding,
    `hash` its keccak256.
    """

    type: int
    nonce: int
    gas: int
    to: bytes | None
    value: int
    data: bytes
    v: int
    r: int
    s: int
    chain_id: int | None = None  # None: legacy without replay protection
    gas_price: int | None = None
    max_fee_per_gas: int | None = None
    max_priority_fee_per_gas: int | None = None
    access_list: AccessList = ()
    authorization_list: tuple[Authorization, ...] | None = None
    max_fee_per_blob_gas: int | None = None
    blob_versioned_hashes: tuple[bytes, ...] | None = None
    sender: bytes = b""
    raw: bytes = b""
    hash: bytes = b""

    @property
    def is_impersonated(self) -> bool:
        """Whether nobody signed it (see impersonation.py)."""
        return self.s == 0

    @property
    def fee_cap(self) -> int:
        """The most a unit of gas may cost, in wei."""
        return self.gas_price if self.max_fee_per_gas is None else self.max_fee_per_gas

    @property
    def tip_cap(self) -> int:
        """The most of it that goes to the block's beneficiary, in wei."""
        tip = self.max_priority_fee_per_gas
        return self.gas_price if tip is None else tip

    @property
    def cost(self) -> int:
        """The most wei this transaction can take from its sender."""
        blobs = 131_072 * len(self.blob_versioned_hashes or ())
        return self.gas * self.fee_cap + self.value + blobs * (self.max_fee_per_blob_gas or 0)

    def effective_gas_price(self, base_fee: int) -> int:
        """Wei per gas paid in a block with this base fee (EIP-1559)."""
        return min(self.fee_cap, self.tip_cap + base_fee)

    @staticmethod
    def decode(raw: bytes) -> "Transaction":
        """Decodes strictly and recovers the sender.

        Raises TransactionRejected with geth's text for what it is modelled on, "rlp: …" otherwise.
        """
        if len(raw) > MAX_SIZE:
            raise TransactionRejected(
                f"oversized data: transaction size {len(raw)}, limit {MAX_SIZE}"
            )
        kind, items = _split(raw)
        names = FIELDS[kind]
        if len(items) != len(names) + 3:
            amount = "few" if len(items) < len(names) + 3 else "many"
            raise TransactionRejected(f"rlp: too {amount} elements for types.{NAMES[kind]}")
        fields = {
            name: _field(kind, name, item)
            for name, item in zip((*names, "v", "r", "s"), items, strict=True)
        }
        if kind == LEGACY and fields["v"] not in (27, 28):
            fields["chain_id"] = (fields["v"] - 35) // 2 if fields["v"] >= 35 else None
        transaction = Transaction(type=kind, raw=raw, hash=keccak(raw), **fields)
        sender = _recover(kind, items, transaction)
        object.__setattr__(transaction, "sender", sender)
        return transaction


def default_type(request: CallRequest) -> int:
    """The type of transaction that has room for what a request carries."""
    if request.gas_price is not None:
        return LEGACY if request.access_list is None else ACCESS_LIST
    if request.authorization_list is not None:
        return SET_CODE
    return BLOB if request.blob_versioned_hashes is not None else DYNAMIC_FEE


def unsigned(request: CallRequest, chain_id: int, v: int = 0, r: int = 0) -> Transaction:
    """A transaction with a request's sender and s = 0, where no signature has it.

    Missing fees are zero. A legacy one without v is not replay-protected, as geth makes it.
    """
    kind = default_type(request)
    fields: dict = {
        "chain_id": chain_id,
        "nonce": request.nonce or 0,
        "gas": request.gas or 0,
        "to": request.to,
        "value": request.value,
        "data": request.data,
        "access_list": request.access_list or (),
    }
    if kind in (LEGACY, ACCESS_LIST):
        fields["gas_price"] = request.gas_price
    else:
        fields["max_fee_per_gas"] = request.max_fee_per_gas or 0
        fields["max_priority_fee_per_gas"] = request.max_priority_fee_per_gas or 0
    if kind == SET_CODE:
        fields["authorization_list"] = request.authorization_list
    if kind == BLOB:
        fields["max_fee_per_blob_gas"] = request.max_fee_per_blob_gas or 0
        fields["blob_versioned_hashes"] = request.blob_versioned_hashes
    raw = encode(kind, fields, v, r, 0)
    return Transaction(
        type=kind, v=v, r=r, s=0, sender=request.sender, raw=raw, hash=keccak(raw), **fields
    )


def encode(kind: int, fields: dict, v: int, r: int, s: int) -> bytes:
    """The canonical encoding of fields (names as in FIELDS) with a signature."""
    items = [_item(name, fields[name]) for name in FIELDS[kind]]
    body = rlp.encode([*items, v, r, s])
    return body if kind == LEGACY else bytes([kind]) + body


def _split(raw: bytes) -> tuple[int, list]:
    """Type and fields as byte strings."""
    if raw and raw[0] > 0x7F:
        kind, body = LEGACY, raw
    elif len(raw) <= 1:
        raise TransactionRejected("typed transaction too short")
    else:
        kind, body = raw[0], raw[1:]
        if kind == LEGACY or kind not in FIELDS:
            raise TransactionRejected("transaction type not supported")
    if body[0] < 0xC0:
        raise TransactionRejected(f"rlp: expected input list for types.{NAMES[kind]}")
    items = decode_list(body)
    if kind == BLOB and items and isinstance(items[0], list):
        raise TransactionRejected(
            "blob transactions with sidecars are not supported by this development chain"
        )
    return kind, items


def _field(kind: int, name: str, item: bytes | list) -> object:
    """One decoded field; nothing but its one canonical encoding is taken."""
    where = f"decoding into (types.{NAMES[kind]}).{name}"
    if name == "access_list":
        return _access_list(item, where)
    if name == "authorization_list":
        return _authorizations(item, where)
    if name == "blob_versioned_hashes":
        if not isinstance(item, list) or any(not _is_bytes(entry, 32) for entry in item):
            raise TransactionRejected(f"rlp: expected list of 32-byte hashes, {where}")
        return tuple(item)
    if not isinstance(item, bytes):
        raise TransactionRejected(f"rlp: expected input string or byte, {where}")
    if name == "data":
        return item
    if name == "to":
        if len(item) == 20:
            return item
        if item or kind in (BLOB, SET_CODE):
            raise TransactionRejected(
                f"rlp: input string of {len(item)} bytes for address, {where}"
            )
        return None
    return _integer(item, 8 if name in WORD_64 else 32, where)


def _integer(item: object, size: int, where: str) -> int:
    if not isinstance(item, bytes):
        raise TransactionRejected(f"rlp: expected input string or byte, {where}")
    if item[:1] == b"\0":
        raise TransactionRejected(f"rlp: non-canonical integer (leading zero bytes), {where}")
    if len(item) > size:
        raise TransactionRejected(f"rlp: input string too long for uint{8 * size}, {where}")
    return int.from_bytes(item, "big")


def _is_bytes(item: object, size: int) -> bool:
    return isinstance(item, bytes) and len(item) == size


def _access_list(item: bytes | list, where: str) -> AccessList:
    entries = []
    for entry in item if isinstance(item, list) else [None]:
        match entry:
            case [address, list(slots)] if _is_bytes(address, 20) and all(
                _is_bytes(slot, 32) for slot in slots
            ):
                entries.append((address, tuple(int.from_bytes(slot, "big") for slot in slots)))
            case _:
                raise TransactionRejected(f"rlp: malformed access list, {where}")
    return tuple(entries)


def _authorizations(item: bytes | list, where: str) -> tuple[Authorization, ...]:
    entries = []
    for entry in item if isinstance(item, list) else [None]:
        if not isinstance(entry, list) or len(entry) != 6 or not _is_bytes(entry[1], 20):
            raise TransactionRejected(f"rlp: malformed authorization list, {where}")
        chain_id, nonce, parity, r, s = (
            _integer(value, size, where)
            for value, size in zip((entry[0], *entry[2:]), (32, 8, 1, 32, 32), strict=True)
        )
        entries.append(Authorization(chain_id, entry[1], nonce, parity, r, s))
    return tuple(entries)


def _recover(kind: int, items: list, transaction: Transaction) -> bytes:
    """Who signed (EIP-155, 2718); raises TransactionRejected for a signature geth refuses."""
    fields, v = items[:-3], transaction.v
    if kind != LEGACY:
        parity, message = v, bytes([kind]) + rlp.encode(fields)
    elif transaction.chain_id is not None:
        chain_id = transaction.chain_id
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


def _item(name: str, value: object) -> object:
    """A field as RLP takes it."""
    if name == "to":
        return value or b""
    if name == "access_list":
        return [[a, [slot.to_bytes(32, "big") for slot in slots]] for a, slots in value]
    if name == "authorization_list":
        return [[a.chain_id, a.address, a.nonce, a.y_parity, a.r, a.s] for a in value]
    if name == "blob_versioned_hashes":
        return list(value)
    return value
