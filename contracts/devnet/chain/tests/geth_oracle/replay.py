"""Executes a scenario with our block builder."""

from collections.abc import Iterable, Iterator

from contracts.devnet.chain.block import Block
from contracts.devnet.chain.builder import BlockBuilder, child_header, environment
from contracts.devnet.chain.decoding import decode_transaction
from contracts.devnet.chain.errors import TransactionInvalid
from contracts.devnet.chain.genesis import Account, ChainConfig, genesis_block
from contracts.devnet.chain.system_contracts import CODE
from contracts.devnet.chain.tests.geth_oracle.scenario import (
    CHAIN_ID,
    COINBASE,
    GAS_LIMIT,
    TIMESTAMP,
    Scenario,
)
from contracts.devnet.chain.tries import Store

SEEDS = (1, 2, 3)
BLOCKS = 6
TRANSACTIONS = 12


HEADER_FIELDS = {
    "stateRoot": "state_root",
    "txRoot": "transactions_root",
    "receiptsRoot": "receipts_root",
    "logsBloom": "logs_bloom",
    "gasUsed": "gas_used",
    "blobGasUsed": "blob_gas_used",
    "requestsHash": "requests_hash",
}
"""What t8n tells of a block, and our name for it."""


def header_fields(block: Block) -> dict[str, str]:
    """Those fields of a block, written as t8n writes them."""
    values = {name: getattr(block.header, ours) for name, ours in HEADER_FIELDS.items()}
    return {
        name: hex(value) if isinstance(value, int) else f"0x{value.hex()}"
        for name, value in values.items()
    }


class Replay:
    """A chain of blocks as the scenario of a seed has them."""

    def __init__(self, seed: int) -> None:
        self.scenario = Scenario(seed, lambda address: self._builder.state.nonce(address))
        system = {address: Account(nonce=1, code=code) for address, code in CODE.items()}
        self.accounts = {**system, **self.scenario.accounts}
        config = ChainConfig(CHAIN_ID, TIMESTAMP, GAS_LIMIT, coinbase=COINBASE)
        self._store = Store()
        self.head = genesis_block(self._store, config, self.scenario.accounts)
        self._hashes = {0: self.head.hash}

    def blocks(self) -> Iterator[Block]:
        """The block of fixed transactions, then those of random ones."""
        yield self._mine(self.scenario.fixed())
        for _ in range(BLOCKS):
            yield self._mine(self.scenario.random(TRANSACTIONS))

    def _mine(self, raws: Iterable[bytes]) -> Block:
        parent = self.head.header
        header = child_header(parent, parent.timestamp + 12)
        seen = environment(header, CHAIN_ID, self._hashes.__getitem__)
        self._builder = BlockBuilder(self._store, parent.state_root, header, seen)
        self._builder.begin()
        for raw in raws:
            try:
                self._builder.add(decode_transaction(raw))
            except TransactionInvalid:
                continue  # a program took its sender's funds; such a transaction is left out
        self.head = self._builder.seal()
        self._hashes[self.head.number] = self.head.hash
        return self.head
