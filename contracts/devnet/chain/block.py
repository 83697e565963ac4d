"""Headers, receipts, logs and blocks as values whose hashes are always recomputed from content."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from functools import cached_property

import rlp
from eth_utils import keccak

from contracts.devnet.chain.transaction import Transaction

EMPTY_OMMERS_HASH = keccak(rlp.encode([]))
EMPTY_REQUESTS_HASH = hashlib.sha256(b"").digest()
EMPTY_BLOOM = bytes(256)


@dataclass(frozen=True)
class Header:
    """The 21 header fields of Prague, in the order they are hashed (EIP-7685)."""

    parent_hash: bytes
    ommers_hash: bytes
    coinbase: bytes
    state_root: bytes
    transactions_root: bytes
    receipts_root: bytes
    logs_bloom: bytes
    difficulty: int
    number: int
    gas_limit: int
    gas_used: int
    timestamp: int
    extra_data: bytes
    prev_randao: bytes
    nonce: bytes
    base_fee_per_gas: int
    withdrawals_root: bytes
    blob_gas_used: int
    excess_blob_gas: int
    parent_beacon_block_root: bytes
    requests_hash: bytes

    def rlp(self) -> bytes:
        """The consensus encoding."""
        return rlp.encode(self.items())

    def items(self) -> list[bytes | int]:
        """The fields in the order they are hashed."""
        return [getattr(self, field.name) for field in fields(self)]

    @cached_property
    def hash(self) -> bytes:
        """keccak256 of the encoding: the block hash."""
        return keccak(self.rlp())


@dataclass(frozen=True)
class Log:
    """One event: 20-byte address, up to four 32-byte topics, data."""

    address: bytes
    topics: tuple[bytes, ...]
    data: bytes


def bloom(logs: Iterable[Log]) -> bytes:
    """The 2048-bit filter of addresses and topics (yellow paper §4.3.1)."""
    bits = 0
    for log in logs:
        for item in (log.address, *log.topics):
            bits |= bloom_bits(item)
    return bits.to_bytes(256, "big")


def bloom_bits(item: bytes) -> int:
    """The three bits that an address or topic sets, as a 2048-bit integer."""
    digest = keccak(item)
    bits = 0
    for index in (0, 2, 4):
        bits |= 1 << (int.from_bytes(digest[index : index + 2], "big") & 2047)
    return bits


@dataclass(frozen=True)
class Receipt:
    """A transaction's outcome; fields after `logs` are derived and not part of the encoding."""

    type: int
    status: int
    cumulative_gas_used: int
    bloom: bytes
    logs: tuple[Log, ...]
    gas_used: int
    effective_gas_price: int
    contract_address: bytes | None
    first_log_index: int
    blob_gas_used: int | None = None
    blob_gas_price: int | None = None

    def encode(self) -> bytes:
        """The consensus encoding (EIP-2718): what the receipts trie holds."""
        logs = [[log.address, list(log.topics), log.data] for log in self.logs]
        body = rlp.encode([self.status, self.cumulative_gas_used, self.bloom, logs])
        return body if self.type == 0 else bytes([self.type]) + body


@dataclass(frozen=True)
class Block:
    """A block with its receipts. Withdrawals are always the empty list."""

    header: Header
    transactions: tuple[Transaction, ...] = ()
    receipts: tuple[Receipt, ...] = field(default=(), repr=False)

    @property
    def hash(self) -> bytes:
        """The block hash."""
        return self.header.hash

    @property
    def number(self) -> int:
        """The block number."""
        return self.header.number

    def rlp(self) -> bytes:
        """The consensus encoding: header, transactions, no ommers, no withdrawals (EIP-4895).

        A legacy transaction stands there as its list, a typed one as a byte string (EIP-2718).
        """
        transactions = [
            rlp.decode(transaction.raw) if transaction.type == 0 else transaction.raw
            for transaction in self.transactions
        ]
        return rlp.encode([self.header.items(), transactions, [], []])

    @cached_property
    def size(self) -> int:
        """Bytes of the consensus encoding."""
        return len(self.rlp())


@dataclass(frozen=True)
class LocatedLog:
    """A log and where it stands. `index` counts from the block's first log (EIP-1474)."""

    log: Log
    block: Block
    transaction: Transaction
    transaction_index: int
    index: int


@dataclass(frozen=True)
class LocatedTransaction:
    """A transaction, mined (block and index set) or waiting in the pool (both None)."""

    transaction: Transaction
    block: Block | None = None
    index: int | None = None
