"""debug_getRaw…: consensus encodings, from which every hash can be rebuilt."""

from contracts.devnet.chain.block import Block
from contracts.devnet.rpc.method import method
from contracts.devnet.rpc.node import Node
from contracts.devnet.rpc.requests.block_reference import (
    BlockReference,
    block_at,
    block_reference,
)
from contracts.devnet.rpc.wire.errors import RpcError
from contracts.devnet.rpc.wire.hexadecimal import data


@method("debug_getRawHeader", takes=(block_reference,))
def get_raw_header(node: Node, reference: BlockReference) -> str:
    """RLP of the header; no bytes beyond the head."""
    block = _found(node, reference, "header")
    return data(b"" if block is None else block.header.rlp())


@method("debug_getRawBlock", takes=(block_reference,))
def get_raw_block(node: Node, reference: BlockReference) -> str:
    """RLP of the block; no bytes beyond the head."""
    block = _found(node, reference, "block")
    return data(b"" if block is None else block.rlp())


@method("debug_getRawReceipts", takes=(block_reference,))
def get_raw_receipts(node: Node, reference: BlockReference) -> list[str] | None:
    """EIP-2718 encodings of the receipts; an unknown hash has none, an unknown number is null."""
    if reference.block_hash is not None:
        block = node.chain.block_by_hash(reference.block_hash)
        return [] if block is None else [data(receipt.encode()) for receipt in block.receipts]
    block = block_at(node.chain, reference.number)
    return None if block is None else [data(receipt.encode()) for receipt in block.receipts]


def _found(node: Node, reference: BlockReference, what: str) -> Block | None:
    if reference.block_hash is None:
        return block_at(node.chain, reference.number)
    block = node.chain.block_by_hash(reference.block_hash)
    if block is None:
        shown = " ".join(str(byte) for byte in reference.block_hash)
        raise RpcError(f"{what} #[{shown}] not found")
    return block
