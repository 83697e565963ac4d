"""eth_getBalance, eth_getCode, eth_getTransactionCount, eth_getStorageAt, eth_getProof."""

from contracts.devnet.rpc.method import method
from contracts.devnet.rpc.node import Node
from contracts.devnet.rpc.requests.block_reference import BlockReference, block_reference
from contracts.devnet.rpc.requests.storage_key import storage_key
from contracts.devnet.rpc.wire.errors import invalid_params
from contracts.devnet.rpc.wire.hexadecimal import address, data, quantity, word
from contracts.devnet.rpc.wire.parameters import optional
from contracts.devnet.rpc.wire.values import array, string


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


@method("eth_getStorageAt", takes=(address, string, optional(block_reference)))
def get_storage_at(node: Node, account: bytes, key: str, reference: BlockReference | None) -> str:
    """One slot, as 32 bytes."""
    state = node.chain.state(node.state_block(reference))
    return word(state.storage(account, storage_key(key).slot))


MAX_KEYS = 1024
"""Storage keys in one request."""


@method("eth_getProof", takes=(address, array(string, "[]string"), optional(block_reference)))
def get_proof(
    node: Node, account: bytes, keys: list[str] | None, reference: BlockReference | None
) -> dict[str, object]:
    """Trie nodes from the state root to an account and from its storage root to slots."""
    keys = keys or []
    if len(keys) > MAX_KEYS:
        raise invalid_params(f"too many storage keys requested (max {MAX_KEYS}, got {len(keys)})")
    slots = [storage_key(key) for key in keys]
    state = node.chain.state(node.state_block(reference))
    proof = state.account_proof(account)
    return {
        "address": data(account),
        "accountProof": [data(item) for item in proof.nodes],
        "balance": quantity(proof.balance),
        "codeHash": data(proof.code_hash),
        "nonce": quantity(proof.nonce),
        "storageHash": data(proof.storage_hash),
        "storageProof": [
            {
                "key": key.shown,
                "value": quantity(found.value),
                "proof": [data(item) for item in found.nodes],
            }
            for key, found in ((key, state.storage_proof(account, key.slot)) for key in slots)
        ],
    }
