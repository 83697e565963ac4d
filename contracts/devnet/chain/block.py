"""Headers, receipts, logs and blocks as values whose hashes are always recomputed from content."""

from dataclasses import dataclass, field

from contracts.devnet.chain.transaction import Transaction


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
        raise NotImplementedError

    @property
    def hash(self) -> bytes:
        """keccak256 of the encoding: the block hash."""
        raise NotImplementedError


@dataclass(frozen=True)
class Log:
    """One event: 20-byte address, up to four 32-byte topics, data."""

    address: bytes
    topics: tuple[bytes, ...]
    data: bytes


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
        raise NotImplementedError


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
        """The consensus encoding: header, transactions, no ommers, no withdrawals (EIP-4895)."""
        raise NotImplementedError

    @property
    def size(self) -> int:
        """Bytes of the consensus encoding."""
        raise NotImplementedError


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


@dataclass(frozen=True)
class ChainChange:
    """What changed canonically: removed blocks newest first, added blocks oldest first."""

    added: tuple[Block, ...] = ()
    removed: tuple[Block, ...] = ()
