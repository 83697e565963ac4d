"""eth_getBlockByNumber, eth_getBlockByHash and their header forms."""

from contracts.devnet.rpc.answers.block import block_object, header_object, hide_unsettled
from contracts.devnet.rpc.method import method
from contracts.devnet.rpc.node import Node
from contracts.devnet.rpc.requests.block_reference import BlockNumber, block_at, block_number
from contracts.devnet.rpc.wire.hexadecimal import hash32
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


@method("eth_getHeaderByNumber", takes=(block_number,))
def get_header_by_number(node: Node, number: BlockNumber) -> Answer:
    """The header of a canonical block, or null beyond the head."""
    block = block_at(node.chain, number)
    if block is None:
        return None
    shown = header_object(block.header)
    return hide_unsettled(shown) if number == "pending" else shown


@method("eth_getHeaderByHash", takes=(hash32,))
def get_header_by_hash(node: Node, block_hash: bytes) -> Answer:
    """The header of any block ever held, or null."""
    block = node.chain.block_by_hash(block_hash)
    return None if block is None else header_object(block.header)
