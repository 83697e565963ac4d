"""The chain: one object that the JSON-RPC server and the tests talk to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from contracts.devnet.chain.access_list import create_access_list
from contracts.devnet.chain.block import Block, LocatedLog, LocatedTransaction
from contracts.devnet.chain.calls import CallSite, call
from contracts.devnet.chain.clock import BlockClock
from contracts.devnet.chain.decoding import decode_transaction
from contracts.devnet.chain.errors import InvalidRequest
from contracts.devnet.chain.estimate import estimate_gas
from contracts.devnet.chain.fee_market import blob_base_fee
from contracts.devnet.chain.fees import FeeHistory, fee_history, suggest_tip
from contracts.devnet.chain.genesis import Account, ChainConfig, genesis_block
from contracts.devnet.chain.history import History
from contracts.devnet.chain.impersonation import impersonated
from contracts.devnet.chain.miner import Miner
from contracts.devnet.chain.pool import Pool
from contracts.devnet.chain.requests import (
    AccessListResult,
    BlockOverrides,
    CallRequest,
    CallResult,
    LogCriteria,
    SimulateRequest,
    StateOverrides,
)
from contracts.devnet.chain.simulate import SimulatedBlock, simulate
from contracts.devnet.chain.state import StateView
from contracts.devnet.chain.transaction import Transaction
from contracts.devnet.chain.tries import Store

__all__ = ["Account", "Chain", "ChainConfig"]

VIEWS = 16
"""States that are remembered with what was read of them."""


class Chain:
    """A Prague chain in memory. Single-threaded; a method returns when its effect is complete."""

    def __init__(self, config: ChainConfig, accounts: Mapping[bytes, Account]) -> None:
        self.config = config
        self.automine = True
        self._store = Store()
        self._history = History(genesis_block(self._store, config, accounts))
        self._clock = BlockClock(config.clock)
        self._miner = Miner(self._store, self._history, config.chain_id)
        self._pool = Pool(config.chain_id)
        self._view = lru_cache(VIEWS)(lambda root: StateView(self._store, root))
        self._pending: tuple[object, Block] | None = None

    # -- blocks ---------------------------------------------------------------------------------
    @property
    def head(self) -> Block:
        """The newest block."""
        return self._history.head

    @property
    def pending(self) -> Block:
        """What mining now would build on the head; empty of transactions when none can be mined."""
        timestamp = self._clock.after(self.head.header.timestamp)
        key = (self.head.hash, self._pool.version, timestamp)
        if self._pending is None or self._pending[0] != key:
            self._pending = (key, self._miner.build(self.head, timestamp, self._pool))
        return self._pending[1]

    @property
    def safe(self) -> Block:
        """Half of the finality depth (rounded up) behind the head, never below genesis."""
        return self._behind((self.config.finality_depth + 1) // 2)

    @property
    def finalized(self) -> Block:
        """The finality depth behind the head, never below genesis."""
        return self._behind(self.config.finality_depth)

    def block(self, number: int) -> Block | None:
        """The canonical block with this number."""
        return self._history.block(number)

    def block_by_hash(self, block_hash: bytes) -> Block | None:
        """Any block ever canonical, replaced ones included."""
        return self._history.by_hash(block_hash)

    def is_canonical(self, block: Block) -> bool:
        """Whether the chain that ends at the head contains `block`."""
        return self._history.is_canonical(block)

    def transaction(self, transaction_hash: bytes) -> LocatedTransaction | None:
        """A transaction of the canonical chain or of the pool."""
        located = self._history.transaction(transaction_hash)
        if located is None:
            waiting = self._pool.get(transaction_hash)
            located = LocatedTransaction(waiting) if waiting is not None else None
        return located

    def logs(self, criteria: LogCriteria) -> list[LocatedLog]:
        """The logs that match, in chain order. Ranges are clipped to the chain, not refused."""
        return self._history.logs(criteria)

    # -- state ----------------------------------------------------------------------------------
    def state(self, block: Block) -> StateView:
        """Read-only state after `block`, which may be pending or replaced."""
        return self._view(block.header.state_root)

    def pending_nonce(self, address: bytes) -> int:
        """The next nonce when the pool is counted in."""
        return self._pool.pending_nonce(address, self.state(self.head).nonce(address))

    # -- calls ----------------------------------------------------------------------------------
    def call(
        self,
        request: CallRequest,
        block: Block,
        overrides: StateOverrides | None = None,
        block_overrides: BlockOverrides | None = None,
    ) -> CallResult:
        """eth_call. Raises InvalidRequest when the call cannot start; a failed one is a result."""
        return call(self._site(block, overrides, block_overrides), request)

    def estimate_gas(
        self,
        request: CallRequest,
        block: Block,
        overrides: StateOverrides | None = None,
        block_overrides: BlockOverrides | None = None,
    ) -> int:
        """eth_estimateGas. Raises ExecutionReverted, or ChainError with geth's text."""
        return estimate_gas(self._site(block, overrides, block_overrides), request)

    def access_list(
        self, request: CallRequest, block: Block, overrides: StateOverrides | None = None
    ) -> AccessListResult:
        """eth_createAccessList. Raises InvalidRequest when the call cannot start."""
        return create_access_list(self._site(block, overrides), request, suggest_tip(self._history))

    def simulate(self, payload: SimulateRequest, block: Block) -> list[SimulatedBlock]:
        """eth_simulateV1 on top of `block`. Raises ChainError with the method's own codes."""
        return simulate(self._store, self._history, self.config.chain_id, block, payload)

    # -- fees -----------------------------------------------------------------------------------
    def gas_price(self) -> int:
        """The suggested price of a legacy transaction, in wei."""
        return self.max_priority_fee() + self.head.header.base_fee_per_gas

    def max_priority_fee(self) -> int:
        """The suggested tip, in wei."""
        return suggest_tip(self._history)

    def blob_base_fee(self) -> int:
        """The price of blob gas at the head, in wei."""
        return blob_base_fee(self.head.header.excess_blob_gas)

    def fee_history(
        self, count: int, newest: Block, percentiles: Sequence[float] | None = None
    ) -> FeeHistory:
        """eth_feeHistory; percentiles are from 0 to 100 and rise."""
        return fee_history(self._history, count, newest, percentiles or ())

    # -- transactions ---------------------------------------------------------------------------
    def submit(self, raw: bytes) -> bytes:
        """Takes a signed transaction; mines at once when `automine`. Returns its hash.

        Raises TransactionRejected with geth's text.
        """
        return self._take(decode_transaction(raw))

    def submit_impersonated(self, request: CallRequest) -> bytes:
        """Takes a transaction of request.sender without a signature; returns its hash.

        Missing nonce, gas and fees are filled in as eth_sendTransaction does. See impersonation.py
        for what stands in the place of the signature. Raises ChainError.
        """
        tip, base_fee = self.max_priority_fee(), self.head.header.base_fee_per_gas
        if request.nonce is None:
            request = replace(request, nonce=self.pending_nonce(request.sender))
        if request.gas is None:
            request = replace(request, gas=self.estimate_gas(request, self.head))
        if request.gas_price is None:
            if request.max_priority_fee_per_gas is None:
                request = replace(request, max_priority_fee_per_gas=tip)
            if request.max_fee_per_gas is None:
                cap = request.max_priority_fee_per_gas + 2 * base_fee
                request = replace(request, max_fee_per_gas=cap)
        return self._take(impersonated(request, self.config.chain_id))

    def _take(self, transaction: Transaction) -> bytes:
        self._pool.add(transaction, self._miner.state(self.head), self.head.header)
        if self.automine:
            self._mine_waiting()
        return transaction.hash

    def _mine_waiting(self) -> None:
        """Mines until nothing waits that could be mined."""
        while self._miner.has_work(self.head, self._pool):
            timestamp = self._clock.after(self.head.header.timestamp)
            block = self._miner.build(self.head, timestamp, self._pool)
            if not block.transactions:
                return
            self._append(block)

    # -- time and mining ------------------------------------------------------------------------
    def mine(self, count: int = 1) -> list[Block]:
        """Mines `count` blocks."""
        blocks = []
        for _ in range(count):
            parent = self.head.header.timestamp
            block = self._miner.build(self.head, self._clock.after(parent), self._pool)
            self._append(block)
            blocks.append(block)
        return blocks

    def increase_time(self, seconds: int) -> int:
        """Moves the clock; returns the total offset in seconds.

        Counts from the head when quick blocks have put it ahead of the clock, so that the next
        block is at least `seconds` later than the head, which is what callers wait for.
        """
        self._clock.set_now(max(self._clock.now, self.head.header.timestamp) + seconds)
        return self._clock.offset

    # -- development verbs ----------------------------------------------------------------------
    def reorg(self, depth: int, transactions: Sequence[tuple[bytes, int]] = ()) -> None:
        """Replaces the last `depth` blocks by as many new ones with other hashes.

        `transactions` are (raw transaction, index of its new block from 0); the new blocks contain
        these and no others, what the old ones held is dropped (anvil). The new blocks' timestamps
        are the old ones'; their extra data says "reorg", for otherwise an empty block would come
        back as itself. Raises InvalidRequest, nothing changed, if a transaction cannot be executed.
        """
        if not 0 < depth <= self.head.number:
            raise InvalidRequest(
                f"cannot reorganize {depth} blocks: the head is block {self.head.number}", -32602
            )
        batches: list[list[Transaction]] = [[] for _ in range(depth)]
        for raw, index in transactions:
            if not 0 <= index < depth:
                raise InvalidRequest(f"block index {index} is not below the depth {depth}", -32602)
            transaction = decode_transaction(raw)
            if transaction.chain_id != self.config.chain_id:
                raise InvalidRequest(
                    f"invalid chain id for signer: have {transaction.chain_id} "
                    f"want {self.config.chain_id}"
                )
            batches[index].append(transaction)
        ancestor = self.head.number - depth
        parent, added = self.block(ancestor), []
        for offset, batch in enumerate(batches):
            timestamp = self.block(ancestor + 1 + offset).header.timestamp
            parent = self._miner.build_exactly(parent, timestamp, batch, b"reorg")
            added.append(parent)
        self._switch(ancestor, added)

    def set_balance(self, address: bytes, wei: int) -> None:
        """Sets a balance in a block of its own, so that it is provable.

        This changes the state by fiat: such a block has no transaction, and its
        state root is its parent's state with the change. Every hash and proof is true, but nobody
        can derive the change by executing the block.
        """
        self._mint(lambda state: state.update_account(address, balance=wei))

    # -- inside ---------------------------------------------------------------------------------
    def _behind(self, depth: int) -> Block:
        return self._history.block(max(self.head.number - depth, 0))

    def _site(
        self,
        block: Block,
        overrides: StateOverrides | None = None,
        block_overrides: BlockOverrides | None = None,
    ) -> CallSite:
        return CallSite(
            self._store, self._history, self.config.chain_id, block, overrides, block_overrides
        )

    def _mint(self, change: Callable[[object], None]) -> None:
        timestamp = self.head.header.timestamp + 1
        self._append(self._miner.mint(self.head, timestamp, change))

    def _append(self, block: Block) -> None:
        self._switch(self.head.number, [block])

    def _switch(self, ancestor: int, added: Sequence[Block]) -> None:
        self._history.switch(ancestor, added)
        self._pool.refresh(self._miner.state(self.head))
