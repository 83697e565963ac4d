"""Transactions that wait: admission by geth's rules and texts, order by nonce and tip."""

from collections.abc import Iterator

from contracts.devnet.chain.accounts import WorldState
from contracts.devnet.chain.block import Header
from contracts.devnet.chain.errors import TransactionRejected
from contracts.devnet.chain.transaction import BLOB, Transaction
from contracts.devnet.chain.transition import (
    MAX_INITCODE,
    MAX_NONCE,
    MAX_WORD,
    floor_gas,
    intrinsic_gas,
)

MIN_TIP = 1
PRICE_BUMP_PERCENT = 10
MAX_POOLED = 6_144  # geth: 5120 executable and 1024 queued slots
FEE_CAP_WEI = 10**18
"""Largest fee the node takes over RPC (geth --rpc.txfeecap, 1 ether)."""


class Pool:
    """Waiting transactions by sender and nonce. `version` changes whenever the content does."""

    def __init__(self, chain_id: int) -> None:
        self._chain_id = chain_id
        self._waiting: dict[bytes, dict[int, Transaction]] = {}
        self._arrival: dict[bytes, int] = {}
        self.version = 0

    def __len__(self) -> int:
        return len(self._arrival)

    def get(self, transaction_hash: bytes) -> Transaction | None:
        """A waiting transaction."""
        return next((tx for tx in self.all() if tx.hash == transaction_hash), None)

    def all(self) -> Iterator[Transaction]:
        """Every waiting transaction."""
        for queue in self._waiting.values():
            yield from queue.values()

    def add(self, transaction: Transaction, state: WorldState, head: Header) -> None:
        """Takes a transaction that `head` and its state allow; a better paid one replaces another.

        A nonce beyond the next is taken and waits. Raises TransactionRejected.
        """
        check_submission(transaction)
        if transaction.hash in self._arrival:
            raise TransactionRejected("already known")
        check_static(transaction, head, self._chain_id)
        self._check_state(transaction, state)
        queue = self._waiting.get(transaction.sender, {})
        previous = queue.get(transaction.nonce)
        if previous is not None:
            if not _outbids(transaction, previous):
                raise TransactionRejected("replacement transaction underpriced")
            del self._arrival[previous.hash]
        elif len(self) >= MAX_POOLED:
            raise TransactionRejected("txpool is full")
        self.version += 1
        self._waiting.setdefault(transaction.sender, {})[transaction.nonce] = transaction
        self._arrival[transaction.hash] = self.version

    def pending_nonce(self, sender: bytes, nonce: int) -> int:
        """The first nonce from `nonce` on that no waiting transaction has."""
        queue = self._waiting.get(sender, {})
        while nonce in queue:
            nonce += 1
        return nonce

    def runs(self, state: WorldState) -> dict[bytes, list[Transaction]]:
        """By sender, the transactions that can follow one another from its nonce in `state`."""
        found = {}
        for sender, queue in self._waiting.items():
            nonce, run = state.nonce(sender), []
            while nonce in queue:
                run.append(queue[nonce])
                nonce += 1
            if run:
                found[sender] = run
        return found

    def arrival(self, transaction: Transaction) -> int:
        """A number that is smaller for what came earlier."""
        return self._arrival[transaction.hash]

    def refresh(self, state: WorldState) -> None:
        """Drops what a new head has made impossible: used nonces, costs beyond the balance."""
        for sender, queue in list(self._waiting.items()):
            nonce, balance = state.nonce(sender), state.balance(sender)
            for transaction in list(queue.values()):
                if transaction.nonce < nonce or transaction.cost > balance:
                    del queue[transaction.nonce]
                    del self._arrival[transaction.hash]
                    self.version += 1
            if not queue:
                del self._waiting[sender]

    def _check_state(self, transaction: Transaction, state: WorldState) -> None:
        """Nonce and funds, the waiting transactions of the sender counted in."""
        following = state.nonce(transaction.sender)
        if transaction.nonce < following:
            raise TransactionRejected(
                f"nonce too low: next nonce {following}, tx nonce {transaction.nonce}"
            )
        balance, cost = state.balance(transaction.sender), transaction.cost
        shortage = f"insufficient funds for gas * price + value: balance {balance}"
        if balance < cost:
            raise TransactionRejected(f"{shortage}, tx cost {cost}, overshot {cost - balance}")
        queue = self._waiting.get(transaction.sender, {})
        run_end = self.pending_nonce(transaction.sender, following)
        spent = sum(tx.cost for nonce, tx in queue.items() if nonce < run_end)
        previous = queue.get(transaction.nonce) if transaction.nonce < run_end else None
        need = spent + cost - (previous.cost if previous else 0)
        if balance < need:
            added = (
                f"tx bumped {cost - previous.cost}" if previous is not None else f"tx cost {cost}"
            )
            raise TransactionRejected(
                f"{shortage}, queued cost {spent}, {added}, overshot {need - balance}"
            )


def check_submission(transaction: Transaction) -> None:
    """What geth asks of a transaction that comes over RPC, before the pool sees it."""
    fee = transaction.gas * transaction.fee_cap
    if fee > FEE_CAP_WEI:
        raise TransactionRejected(
            f"tx fee ({fee / 10**18:.2f} ether) exceeds the configured cap (1.00 ether)"
        )
    if transaction.chain_id is None:
        raise TransactionRejected("only replay-protected (EIP-155) transactions allowed over RPC")


def check_static(transaction: Transaction, head: Header, chain_id: int) -> None:
    """The rules that need no state, in geth's order."""
    if transaction.type == BLOB:
        raise TransactionRejected("missing sidecar in blob transaction")
    if transaction.to is None and len(transaction.data) > MAX_INITCODE:
        raise TransactionRejected(
            f"max initcode size exceeded: code size {len(transaction.data)} limit {MAX_INITCODE}"
        )
    if transaction.gas > head.gas_limit:
        raise TransactionRejected("exceeds block gas limit")
    if transaction.fee_cap > MAX_WORD:
        raise TransactionRejected("max fee per gas higher than 2^256-1")
    if transaction.tip_cap > MAX_WORD:
        raise TransactionRejected("max priority fee per gas higher than 2^256-1")
    if transaction.fee_cap < transaction.tip_cap:
        raise TransactionRejected("max priority fee per gas higher than max fee per gas")
    if transaction.chain_id != chain_id:
        raise TransactionRejected(
            "invalid sender: invalid chain id for signer: "
            f"have {transaction.chain_id} want {chain_id}"
        )
    if transaction.nonce >= MAX_NONCE:
        raise TransactionRejected("nonce has max value")
    if transaction.value > MAX_WORD:
        raise TransactionRejected("insufficient funds for gas * price + value")
    for name, least in (
        (
            "intrinsic gas too low",
            intrinsic_gas(
                transaction.data,
                transaction.to,
                transaction.access_list,
                transaction.authorization_list,
            ),
        ),
        ("insufficient gas for floor data gas cost", floor_gas(transaction.data)),
    ):
        if transaction.gas < least:
            raise TransactionRejected(f"{name}: gas {transaction.gas}, minimum needed {least}")
    if transaction.tip_cap < MIN_TIP:
        raise TransactionRejected(
            "transaction gas price below minimum: "
            f"gas tip cap {transaction.tip_cap}, minimum needed {MIN_TIP}"
        )
    if transaction.authorization_list == ():
        raise TransactionRejected("set code tx must have at least one authorization tuple")


def _outbids(transaction: Transaction, previous: Transaction) -> bool:
    """Whether both caps rise by the price bump."""
    return all(
        new > old and new * 100 >= old * (100 + PRICE_BUMP_PERCENT)
        for new, old in (
            (transaction.fee_cap, previous.fee_cap),
            (transaction.tip_cap, previous.tip_cap),
        )
    )
