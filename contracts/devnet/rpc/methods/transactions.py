"""eth_getTransactionBy…, eth_getRawTransactionByHash and receipts."""

from contracts.devnet.chain.block import Block
from contracts.devnet.rpc.answers.receipt import receipt_object
from contracts.devnet.rpc.answers.transaction import transaction_object
from contracts.devnet.rpc.method import method
from contracts.devnet.rpc.node import Node
from contracts.devnet.rpc.requests.block_reference import (
    BlockNumber,
    BlockReference,
    block_at,
    block_number,
    block_reference,
    find_block,
)
from contracts.devnet.rpc.wire.hexadecimal import data, hash32, index

Answer = dict[str, object] | None


@method("eth_getTransactionByHash", takes=(hash32,))
def get_by_hash(node: Node, transaction_hash: bytes) -> Answer:
    """A canonically mined or waiting transaction, or null."""
    located = node.chain.transaction(transaction_hash)
    if located is None:
        return None
    return transaction_object(located.transaction, located.block, located.index)


@method("eth_getTransactionByBlockNumberAndIndex", takes=(block_number, index))
def get_by_number_and_index(node: Node, number: BlockNumber, position: int) -> Answer:
    """The transaction at a place of a canonical block, or null."""
    return _shown(block_at(node.chain, number), position)


@method("eth_getTransactionByBlockHashAndIndex", takes=(hash32, index))
def get_by_hash_and_index(node: Node, block_hash: bytes, position: int) -> Answer:
    """The transaction at a place of any block ever held, or null."""
    return _shown(node.chain.block_by_hash(block_hash), position)


@method("eth_getRawTransactionByHash", "debug_getRawTransaction", takes=(hash32,))
def get_raw_by_hash(node: Node, transaction_hash: bytes) -> str:
    """The encoding of a transaction (EIP-2718), or no bytes."""
    located = node.chain.transaction(transaction_hash)
    return data(b"" if located is None else located.transaction.raw)


def _shown(block: Block | None, position: int) -> Answer:
    if block is None or position >= len(block.transactions):
        return None
    return transaction_object(block.transactions[position], block, position)


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
