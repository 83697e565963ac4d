"""Transactions of types 0, 1, 2, 3 and 4, and their encoding."""

from dataclasses import dataclass

import rlp
from eth_utils import keccak

from contracts.devnet.chain.requests import AccessList, Authorization, CallRequest

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
