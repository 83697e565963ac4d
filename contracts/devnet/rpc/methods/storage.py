"""eth_getStorageAt: a storage slot after a block."""

from contracts.devnet.rpc.method import method
from contracts.devnet.rpc.node import Node
from contracts.devnet.rpc.requests.block_reference import BlockReference, block_reference
from contracts.devnet.rpc.requests.storage_key import storage_key
from contracts.devnet.rpc.wire.hexadecimal import address, word
from contracts.devnet.rpc.wire.parameters import optional
from contracts.devnet.rpc.wire.values import string


@method("eth_getStorageAt", takes=(address, string, optional(block_reference)))
def get_storage_at(node: Node, account: bytes, key: str, reference: BlockReference | None) -> str:
    """One slot, as 32 bytes."""
    state = node.chain.state(node.state_block(reference))
    return word(state.storage(account, storage_key(key).slot))
