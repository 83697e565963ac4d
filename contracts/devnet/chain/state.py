"""What can be asked about the state after a block, proofs included (EIP-1186)."""

from dataclasses import dataclass

from contracts.devnet.chain.accounts import NO_ACCOUNT, WorldState, read_slot
from contracts.devnet.chain.tries import Store


@dataclass(frozen=True)
class AccountProof:
    """An account and the trie nodes that prove it, root first; an absent one is all defaults."""

    address: bytes
    balance: int
    nonce: int
    code_hash: bytes
    storage_hash: bytes
    nodes: tuple[bytes, ...]


@dataclass(frozen=True)
class StorageProof:
    """A slot and the trie nodes that prove it, root first; none when the storage is empty."""

    slot: int
    value: int
    nodes: tuple[bytes, ...]


class StateView:
    """Read-only state of one state root."""

    def __init__(self, store: Store, root: bytes) -> None:
        self._store = store
        self._state = WorldState(store, root)
        self.root = root

    def balance(self, address: bytes) -> int:
        """Wei."""
        return self._state.balance(address)

    def nonce(self, address: bytes) -> int:
        """The next nonce."""
        return self._state.nonce(address)

    def code(self, address: bytes) -> bytes:
        """Runtime code, or the EIP-7702 designator."""
        return self._state.code(address)

    def storage(self, address: bytes, slot: int) -> int:
        """A storage value."""
        return self._state.slot(address, slot)

    def account_proof(self, address: bytes) -> AccountProof:
        """Proves an account, present or absent; an absent one has no hash, not that of no code."""
        record = self._state.account(address)
        nodes = self._store.prove(self.root, address)
        if record is None:
            return AccountProof(address, 0, 0, bytes(32), bytes(32), nodes)
        return AccountProof(
            address, record.balance, record.nonce, record.code_hash, record.storage_root, nodes
        )

    def storage_proof(self, address: bytes, slot: int) -> StorageProof:
        """Proves a slot, present or absent, against the account's storage hash."""
        root = (self._state.account(address) or NO_ACCOUNT).storage_root
        nodes = self._store.prove(root, slot.to_bytes(32, "big"))
        return StorageProof(slot, read_slot(self._store, root, slot), nodes)
