"""eth_getBalance, eth_getCode, eth_getTransactionCount: an account after a block."""

from contracts.devnet.rpc.method import method
from contracts.devnet.rpc.node import Node
from contracts.devnet.rpc.requests.block_reference import BlockReference, block_reference
from contracts.devnet.rpc.wire.hexadecimal import address, data, quantity
from contracts.devnet.rpc.wire.parameters import optional


@method("eth_getBalance", takes=(address, optional(block_reference)))
def get_balance(node: Node, account: bytes, reference: BlockReference | None) -> str:
    """Wei."""
    return quantity(node.chain.state(node.state_block(reference)).balance(account))


@method("eth_getCode", takes=(address, optional(block_reference)))
def get_code(node: Node, account: bytes, reference: BlockReference | None) -> str:
    """Runtime bytecode, or no bytes."""
    return data(node.chain.state(node.state_block(reference)).code(account))


@method("eth_getTransactionCount", takes=(address, optional(block_reference)))
def get_transaction_count(node: Node, account: bytes, reference: BlockReference | None) -> str:
    """The next nonce; for "pending" the pool is counted in."""
    if reference is not None and reference.number == "pending":
        return quantity(node.chain.pending_nonce(account))
    return quantity(node.chain.state(node.state_block(reference)).nonce(account))
