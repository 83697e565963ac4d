"""Every block ever made, and which of them are canonical now."""

from collections.abc import Iterator, Sequence

from contracts.devnet.chain.block import (
    Block,
    LocatedLog,
    LocatedTransaction,
    bloom_bits,
)
from contracts.devnet.chain.requests import LogCriteria


class History:
    """Blocks by hash and number. A replaced block stays readable by its hash."""

    def __init__(self, genesis: Block) -> None:
        self._canonical = [genesis]
        self._by_hash = {genesis.hash: genesis}
        self._positions: dict[bytes, tuple[Block, int]] = {}
        self._blooms: dict[bytes, int] = {}

    @property
    def head(self) -> Block:
        """The newest canonical block."""
        return self._canonical[-1]

    def block(self, number: int) -> Block | None:
        """The canonical block with this number."""
        return self._canonical[number] if 0 <= number < len(self._canonical) else None

    def by_hash(self, block_hash: bytes) -> Block | None:
        """Any block, canonical or replaced."""
        return self._by_hash.get(block_hash)

    def is_canonical(self, block: Block) -> bool:
        """Whether `block` belongs to the chain that ends at the head."""
        at = self.block(block.number)
        return at is not None and at.hash == block.hash

    def ancestor_hash(self, parent: Block, number: int) -> bytes:
        """The hash of the block `number`, counted back from `parent` (itself included)."""
        block = parent
        while block.number > number:
            if self.is_canonical(block):
                return self._canonical[number].hash
            block = self._by_hash[block.header.parent_hash]
        return block.hash

    def transaction(self, transaction_hash: bytes) -> LocatedTransaction | None:
        """A transaction of the canonical chain."""
        position = self._positions.get(transaction_hash)
        if position is None:
            return None
        block, index = position
        return LocatedTransaction(block.transactions[index], block, index)

    def switch(self, ancestor: int, added: Sequence[Block]) -> None:
        """Makes the canonical chain end with `added` on top of the canonical block `ancestor`."""
        for block in self._canonical[ancestor + 1 :]:
            for transaction in block.transactions:
                self._positions.pop(transaction.hash, None)
        del self._canonical[ancestor + 1 :]
        for block in added:
            self._canonical.append(block)
            self._by_hash[block.hash] = block
            for index, transaction in enumerate(block.transactions):
                self._positions[transaction.hash] = (block, index)

    def logs(self, criteria: LogCriteria) -> list[LocatedLog]:
        """The logs that match, in order: of the canonical chain, or of one block named by hash."""
        if criteria.block_hash is not None:
            block = self.by_hash(criteria.block_hash)
            blocks: Sequence[Block] = () if block is None else (block,)
        else:
            first = max(criteria.first or 0, 0)
            last = len(self._canonical) - 1 if criteria.last is None else criteria.last
            blocks = self._canonical[first : last + 1]
        wanted = _bloom_alternatives(criteria)
        found: list[LocatedLog] = []
        for block in blocks:
            filled = self._bloom(block)
            if all(any(filled & bits == bits for bits in options) for options in wanted):
                found += (entry for entry in located_logs(block) if matches(criteria, entry))
        return found

    def _bloom(self, block: Block) -> int:
        bits = self._blooms.get(block.hash)
        if bits is None:
            bits = int.from_bytes(block.header.logs_bloom, "big")
            self._blooms[block.hash] = bits
        return bits


def located_logs(block: Block) -> Iterator[LocatedLog]:
    """Every log of a block, numbered through the block."""
    for index, (transaction, receipt) in enumerate(
        zip(block.transactions, block.receipts, strict=True)
    ):
        for offset, log in enumerate(receipt.logs):
            yield LocatedLog(log, block, transaction, index, receipt.first_log_index + offset)


def matches(criteria: LogCriteria, entry: LocatedLog) -> bool:
    """Whether a log has one of the addresses and, position by position, one of the topics."""
    log = entry.log
    if criteria.addresses and log.address not in criteria.addresses:
        return False
    if len(criteria.topics) > len(log.topics):
        return False
    return all(
        not allowed or topic in allowed
        for allowed, topic in zip(criteria.topics, log.topics, strict=False)
    )


def _bloom_alternatives(criteria: LogCriteria) -> list[list[int]]:
    """For each condition, the bloom bits of the values that satisfy it."""
    conditions = [criteria.addresses, *criteria.topics]
    return [[bloom_bits(value) for value in values] for values in conditions if values]
