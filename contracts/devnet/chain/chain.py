"""The chain: one object that the JSON-RPC server, the demo and the tests talk to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from contracts.devnet.chain.block import (
    Block,
    ChainChange,
    LocatedLog,
    LocatedTransaction,
)
from contracts.devnet.chain.requests import (
    AccessListResult,
    BlockOverrides,
    CallRequest,
    CallResult,
    LogCriteria,
    SimulateRequest,
    StateOverrides,
)
from contracts.devnet.chain.transaction import Transaction

# Where the names live: Block, Header, Receipt, Log, Located*, ChainChange in block.py; requests in
# requests.py; errors in errors.py; StateView, AccountProof in state.py; FeeHistory in fees.py;
# SimulatedBlock, SimulatedCall in simulate.py.


@dataclass(frozen=True)
class Account:
    """A genesis account: wei, nonce, runtime code, storage slot -> value."""

    balance: int = 0
    nonce: int = 0
    code: bytes = b""
    storage: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class ChainConfig:
    """Fixed facts of a chain. `clock` gives Unix seconds; tests inject one."""

    chain_id: int = 31337
    timestamp: int = 1_700_000_000
    gas_limit: int = 30_000_000
    finality_depth: int = 2
    base_fee: int = 1_000_000_000
    coinbase: bytes = bytes(20)
    clock: Callable[[], int] = lambda: 0


class Chain:
    """A Prague chain in memory. Single-threaded; every method returns when its effect is complete."""

    automine: bool

    def __init__(self, config: ChainConfig, accounts: dict[bytes, Account]) -> None: ...

    # -- blocks ---------------------------------------------------------------------------------
    @property
    def head(self) -> Block: ...
    @property
    def pending(self) -> Block:
        """What mining now would build on the head; empty of transactions when none can be mined."""
        ...

    @property
    def safe(self) -> Block:
        """Half of the finality depth (rounded up) behind the head, never below genesis."""
        ...

    @property
    def finalized(self) -> Block:
        """The finality depth behind the head, never below genesis."""
        ...

    def block(self, number: int) -> Block | None: ...
    def block_by_hash(self, block_hash: bytes) -> Block | None: ...
    def is_canonical(self, block: Block) -> bool: ...
    def transaction(self, transaction_hash: bytes) -> LocatedTransaction | None: ...
    def logs(self, criteria: LogCriteria) -> list[LocatedLog]: ...
    def block_logs(self, block: Block) -> list[LocatedLog]: ...

    # -- state ----------------------------------------------------------------------------------
    def state(self, block: Block) -> "StateView":
        """Read-only state after `block`, which may be pending or replaced.

        StateView: balance(address) nonce(address) code(address) storage(address, slot) and
        account_proof(address) -> AccountProof(address, balance, nonce, code_hash, storage_hash, nodes),
        storage_proof(address, slot) -> StorageProof(slot, value, nodes).
        """
        ...

    def pending_nonce(self, address: bytes) -> int:
        """The next nonce when the pool is counted in."""
        ...

    # -- calls ----------------------------------------------------------------------------------
    def call(
        self,
        request: CallRequest,
        block: Block,
        overrides: StateOverrides | None = None,
        block_overrides: BlockOverrides | None = None,
    ) -> CallResult: ...
    def estimate_gas(
        self,
        request: CallRequest,
        block: Block,
        overrides: StateOverrides | None = None,
        block_overrides: BlockOverrides | None = None,
    ) -> int: ...
    def access_list(
        self, request: CallRequest, block: Block, overrides: StateOverrides | None = None
    ) -> AccessListResult: ...
    def simulate(self, payload: SimulateRequest, block: Block) -> "list[SimulatedBlock]":
        """SimulatedBlock: block (a real Block: header, transactions, receipts), calls: tuple of
        SimulatedCall(output, logs: tuple[LocatedLog], gas_used, max_used_gas, status, error: ChainError | None).
        """
        ...

    # -- fees -----------------------------------------------------------------------------------
    def gas_price(self) -> int: ...
    def max_priority_fee(self) -> int: ...
    def blob_base_fee(self) -> int: ...
    def fee_history(
        self, count: int, newest: Block, percentiles: Sequence[float] | None
    ) -> "FeeHistory":
        """FeeHistory(oldest_block: int, base_fees (count+1), gas_used_ratios, blob_base_fees (count+1),
        blob_gas_used_ratios, rewards: list[list[int]] | None)."""
        ...

    # -- transactions ---------------------------------------------------------------------------
    def submit(self, raw: bytes) -> bytes:
        """Takes a signed transaction; mines at once when `automine`. Returns its hash.

        Raises TransactionRejected with geth's text.
        """
        ...

    def submit_impersonated(self, request: CallRequest) -> bytes:
        """Takes a transaction from request.sender without a signature (r = s = 0). Returns its hash."""
        ...

    # -- time and mining ------------------------------------------------------------------------
    def mine(self, timestamp: int | None = None, count: int = 1) -> list[Block]: ...
    def increase_time(self, seconds: int) -> int:
        """Moves the clock; returns the total offset in seconds."""
        ...

    def set_next_timestamp(self, timestamp: int) -> None: ...

    # -- development verbs ----------------------------------------------------------------------
    def snapshot(self) -> int: ...
    def revert(self, snapshot: int) -> bool: ...
    def reorg(self, depth: int, transactions: Sequence[tuple[bytes, int]] = ()) -> None:
        """Replaces the last `depth` blocks; (raw transaction, index of the new block from 0) pairs."""
        ...

    def set_balance(self, address: bytes, wei: int) -> None:
        """Mints a block whose state carries the change, so that it stays provable; likewise below."""
        ...

    def set_nonce(self, address: bytes, nonce: int) -> None: ...
    def set_code(self, address: bytes, code: bytes) -> None: ...
    def set_storage(self, address: bytes, slot: int, value: int) -> None: ...

    def on_change(self, listener: Callable[[ChainChange], None]) -> Callable[[], None]:
        """Calls `listener` after each change of the canonical chain; returns the unsubscriber."""
        ...

    def on_pending(self, listener: Callable[[Transaction], None]) -> Callable[[], None]:
        """Calls `listener` with each transaction the pool takes; returns the unsubscriber."""
        ...
