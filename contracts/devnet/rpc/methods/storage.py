"""eth_getStorageAt, eth_getStorageValues: storage slots after a block."""

from contracts.devnet.rpc.method import method
from contracts.devnet.rpc.node import Node
from contracts.devnet.rpc.requests.block_reference import BlockReference, block_reference
from contracts.devnet.rpc.requests.storage_key import storage_key
from contracts.devnet.rpc.wire.errors import LIMIT_EXCEEDED, RpcError, invalid_params
from contracts.devnet.rpc.wire.hexadecimal import address, data, hash32, word
from contracts.devnet.rpc.wire.parameters import optional
from contracts.devnet.rpc.wire.values import array, mapping, string

MAX_SLOTS = 1024
"""Slots in one eth_getStorageValues."""

_slots = mapping(address, array(hash32, "[]common.Hash"), "map[common.Address][]common.Hash")


@method("eth_getStorageAt", takes=(address, string, optional(block_reference)))
def get_storage_at(node: Node, account: bytes, key: str, reference: BlockReference | None) -> str:
    """One slot, as 32 bytes."""
    state = node.chain.state(node.state_block(reference))
    return word(state.storage(account, storage_key(key).slot))


@method("eth_getStorageValues", takes=(_slots, optional(block_reference)))
def get_storage_values(
    node: Node, slots: dict[bytes, list[bytes] | None] | None, reference: BlockReference | None
) -> dict[str, list[str]]:
    """Many slots of many accounts, each as 32 bytes."""
    wanted = {account: keys or [] for account, keys in (slots or {}).items()}
    total = sum(len(keys) for keys in wanted.values())
    if total > MAX_SLOTS:
        raise RpcError(f"too many slots (max {MAX_SLOTS})", LIMIT_EXCEEDED)
    if total == 0:
        raise invalid_params("empty request")
    state = node.chain.state(node.state_block(reference))
    return {
        data(account): [word(state.storage(account, int.from_bytes(key, "big"))) for key in keys]
        for account, keys in wanted.items()
    }
