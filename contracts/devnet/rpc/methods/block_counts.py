"""How many transactions and uncles a block has; there are no uncles since the merge."""

from contracts.devnet.chain.block import Block
from contracts.devnet.rpc.method import method
from contracts.devnet.rpc.node import Node
from contracts.devnet.rpc.requests.block_reference import BlockNumber, block_at, block_number
from contracts.devnet.rpc.wire.hexadecimal import hash32, index, quantity


@method("eth_getBlockTransactionCountByNumber", takes=(block_number,))
def count_by_number(node: Node, number: BlockNumber) -> str | None:
    """Transactions in a canonical block."""
    return _count(block_at(node.chain, number))


@method("eth_getBlockTransactionCountByHash", takes=(hash32,))
def count_by_hash(node: Node, block_hash: bytes) -> str | None:
    """Transactions in any block ever held."""
    return _count(node.chain.block_by_hash(block_hash))


@method("eth_getUncleCountByBlockNumber", takes=(block_number,))
def uncle_count_by_number(node: Node, number: BlockNumber) -> str | None:
    """Zero, or null for an unknown block."""
    return None if block_at(node.chain, number) is None else quantity(0)


@method("eth_getUncleCountByBlockHash", takes=(hash32,))
def uncle_count_by_hash(node: Node, block_hash: bytes) -> str | None:
    """Zero, or null for an unknown block."""
    return None if node.chain.block_by_hash(block_hash) is None else quantity(0)


@method("eth_getUncleByBlockNumberAndIndex", takes=(block_number, index))
def uncle_by_number(_node: Node, _number: BlockNumber, _index: int) -> None:
    """Always null."""


@method("eth_getUncleByBlockHashAndIndex", takes=(hash32, index))
def uncle_by_hash(_node: Node, _block_hash: bytes, _index: int) -> None:
    """Always null."""


def _count(block: Block | None) -> str | None:
    return None if block is None else quantity(len(block.transactions))
