"""Which transactions go into a block, and in which order."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from contracts.devnet.chain.accounts import WorldState
from contracts.devnet.chain.block import Block
from contracts.devnet.chain.builder import BlockBuilder, child_header, environment
from contracts.devnet.chain.errors import InvalidRequest, TransactionInvalid
from contracts.devnet.chain.fee_market import next_base_fee
from contracts.devnet.chain.history import History
from contracts.devnet.chain.pool import Pool
from contracts.devnet.chain.transaction import Transaction
from contracts.devnet.chain.transition import GAS_TRANSACTION, MINING, Checks
from contracts.devnet.chain.tries import Store

IMPERSONATED = Checks(sender=False)
"""An impersonated sender may be a contract."""


class Miner:
    """Builds blocks on any parent. Building changes nothing but the append-only store."""

    def __init__(self, store: Store, history: History, chain_id: int) -> None:
        self._store = store
        self._history = history
        self._chain_id = chain_id

    def state(self, block: Block) -> WorldState:
        """The state after `block`."""
        return WorldState(self._store, block.header.state_root)

    def has_work(self, parent: Block, pool: Pool) -> bool:
        """Whether a block on `parent` would contain a transaction that pays its base fee."""
        base_fee = next_base_fee(parent.header)
        return len(pool) > 0 and any(
            run[0].fee_cap >= base_fee for run in pool.runs(self.state(parent)).values()
        )

    def build(self, parent: Block, timestamp: int, pool: Pool) -> Block:
        """A block with what the pool holds, highest tip first, as far as gas and fees allow.

        A transaction below the base fee waits, and with it what follows from its sender.
        """
        builder = self._begin(parent, timestamp)
        base_fee = builder.header.base_fee_per_gas
        runs = pool.runs(builder.state) if len(pool) else {}
        while runs and builder.header.gas_limit - builder.gas_used >= GAS_TRANSACTION:
            sender = max(runs, key=lambda s: _priority(pool, runs[s][0], base_fee))
            transaction = runs[sender][0]
            if not _include(builder, transaction) or len(runs[sender]) == 1:
                del runs[sender]
            else:
                del runs[sender][0]
        return builder.seal()

    def build_exactly(
        self, parent: Block, timestamp: int, transactions: Iterable[Transaction], extra_data: bytes
    ) -> Block:
        """A block with exactly these transactions; InvalidRequest if one cannot be executed."""
        builder = self._begin(parent, timestamp, extra_data)
        for transaction in transactions:
            try:
                builder.add(transaction, _checks(transaction))
            except TransactionInvalid as error:
                raise InvalidRequest(
                    f"transaction 0x{transaction.hash.hex()} cannot be mined: {error.message}"
                ) from error
        return builder.seal()

    def mint(self, parent: Block, timestamp: int, change: Callable[[WorldState], None]) -> Block:
        """An empty block whose state carries a change that no transaction made."""
        builder = self._begin(parent, timestamp)
        change(builder.state)
        return builder.seal()

    def _begin(self, parent: Block, timestamp: int, extra_data: bytes = b"") -> BlockBuilder:
        header = replace(child_header(parent.header, timestamp), extra_data=extra_data)
        builder = BlockBuilder(
            self._store,
            parent.header.state_root,
            header,
            environment(header, self._chain_id, lambda n: self._history.ancestor_hash(parent, n)),
        )
        builder.begin()
        return builder


def _include(builder: BlockBuilder, transaction: Transaction) -> bool:
    """Adds a transaction unless it must wait for another block."""
    try:
        builder.add(transaction, _checks(transaction))
    except TransactionInvalid:
        return False
    return True


def _checks(transaction: Transaction) -> Checks:
    return IMPERSONATED if transaction.is_impersonated else MINING


def _priority(pool: Pool, transaction: Transaction, base_fee: int) -> tuple[int, int]:
    tip = min(transaction.tip_cap, transaction.fee_cap - base_fee)
    return tip, -pool.arrival(transaction)
