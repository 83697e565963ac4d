"""Transactions of types 0, 1, 2, 3 and 4: strict decoding, hash, sender, intrinsic gas."""

from dataclasses import dataclass

from contracts.devnet.chain.requests import AccessList, Authorization


@dataclass(frozen=True)
class Transaction:
    """One signed (or impersonated) transaction; `to` None creates a contract.

    Legacy: `v` is as signed (27/28 or EIP-155), others: `v` is the y parity. `gas_price` is set
    for types 0 and 1 only, the two max fees for 2, 3 and 4 only. `raw` is the canonical encoding,
    `hash` its keccak256. An impersonated one has r = s = 0 (no signature), and its `sender` cannot
    be recovered from the encoding.
    """

    type: int
    chain_id: int | None  # None: legacy without replay protection
    nonce: int
    gas_price: int | None
    max_fee_per_gas: int | None
    max_priority_fee_per_gas: int | None
    gas: int
    to: bytes | None
    value: int
    data: bytes
    access_list: AccessList
    authorization_list: tuple[Authorization, ...]
    max_fee_per_blob_gas: int | None
    blob_versioned_hashes: tuple[bytes, ...]
    v: int
    r: int
    s: int
    sender: bytes
    raw: bytes
    hash: bytes

    @staticmethod
    def decode(raw: bytes) -> "Transaction":
        """Decodes and recovers the sender; raises ChainError with geth's text for what it refuses."""
        raise NotImplementedError

    def effective_gas_price(self, base_fee: int) -> int:
        """Wei per gas paid in a block with this base fee (EIP-1559)."""
        raise NotImplementedError
