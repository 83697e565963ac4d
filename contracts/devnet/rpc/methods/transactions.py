"""eth_getTransactionBy…, eth_getRawTransactionByHash."""

from contracts.devnet.chain.block import Block
from contracts.devnet.rpc.answers.transaction import transaction_object
from contracts.devnet.rpc.method import method
from contracts.devnet.rpc.node import Node
from contracts.devnet.rpc.requests.block_reference import BlockNumber, block_at, block_number
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
