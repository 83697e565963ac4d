"""eth_getBlockReceipts, eth_getTransactionReceipt."""

from contracts.devnet.rpc.answers.receipt import receipt_object
from contracts.devnet.rpc.method import method
from contracts.devnet.rpc.node import Node
from contracts.devnet.rpc.requests.block_reference import (
    BlockReference,
    block_reference,
    find_block,
)
from contracts.devnet.rpc.wire.hexadecimal import hash32


@method("eth_getBlockReceipts", takes=(block_reference,))
def get_block_receipts(node: Node, reference: BlockReference) -> list[dict[str, object]] | None:
    """Every receipt of a block in order, or null for an unknown block."""
    block = find_block(node.chain, reference)
    if block is None:
        return None
    return [receipt_object(block, position) for position in range(len(block.transactions))]


@method("eth_getTransactionReceipt", takes=(hash32,))
def get_transaction_receipt(node: Node, transaction_hash: bytes) -> dict[str, object] | None:
    """The receipt of a canonically mined transaction, or null."""
    located = node.chain.transaction(transaction_hash)
    if located is None or located.block is None:
        return None
    return receipt_object(located.block, located.index)
