"""eth_getBlockByNumber, eth_getBlockByHash, and how many transactions a block has."""

from contracts.devnet.chain.block import Block
from contracts.devnet.rpc.answers.block import block_object, hide_unsettled
from contracts.devnet.rpc.method import method
from contracts.devnet.rpc.node import Node
from contracts.devnet.rpc.requests.block_reference import BlockNumber, block_at, block_number
from contracts.devnet.rpc.wire.hexadecimal import hash32, quantity
from contracts.devnet.rpc.wire.values import boolean

Answer = dict[str, object] | None


@method("eth_getBlockByNumber", takes=(block_number, boolean))
def get_block_by_number(node: Node, number: BlockNumber, full: bool) -> Answer:
    """A canonical block, or null beyond the head."""
    block = block_at(node.chain, number)
    if block is None:
        return None
    shown = block_object(block, full=full)
    return hide_unsettled(shown) if number == "pending" else shown


@method("eth_getBlockByHash", takes=(hash32, boolean))
def get_block_by_hash(node: Node, block_hash: bytes, full: bool) -> Answer:
    """Any block ever held, replaced ones too, or null."""
    block = node.chain.block_by_hash(block_hash)
    return None if block is None else block_object(block, full=full)


@method("eth_getBlockTransactionCountByNumber", takes=(block_number,))
def count_by_number(node: Node, number: BlockNumber) -> str | None:
    """Transactions in a canonical block."""
    return _count(block_at(node.chain, number))


@method("eth_getBlockTransactionCountByHash", takes=(hash32,))
def count_by_hash(node: Node, block_hash: bytes) -> str | None:
    """Transactions in any block ever held."""
    return _count(node.chain.block_by_hash(block_hash))


def _count(block: Block | None) -> str | None:
    return None if block is None else quantity(len(block.transactions))
