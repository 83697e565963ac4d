"""The world state that a block changes: accounts and storage, journaled, committed to tries."""

from typing import NamedTuple

import rlp
from eth_utils import keccak

from contracts.devnet.chain.tries import EMPTY_CODE_HASH, EMPTY_ROOT, Store

_ABSENT = object()


class AccountRecord(NamedTuple):
    """One leaf of the state trie. Within a block `storage_root` is the one before it."""

    nonce: int = 0
    balance: int = 0
    storage_root: bytes = EMPTY_ROOT
    code_hash: bytes = EMPTY_CODE_HASH

    @property
    def is_empty(self) -> bool:
        """Whether EIP-161 says that the account does not exist."""
        return self.nonce == 0 and self.balance == 0 and self.code_hash == EMPTY_CODE_HASH


NO_ACCOUNT = AccountRecord()


def read_account(store: Store, root: bytes, address: bytes) -> AccountRecord | None:
    """The account in the state of `root`."""
    leaf = store.read(root, address)
    if not leaf:
        return None
    nonce, balance, storage_root, code_hash = rlp.decode(leaf)
    return AccountRecord(_integer(nonce), _integer(balance), storage_root, code_hash)


def read_slot(store: Store, storage_root: bytes, slot: int) -> int:
    """The storage value in the storage trie of `storage_root`."""
    leaf = store.read(storage_root, slot.to_bytes(32, "big"))
    return _integer(rlp.decode(leaf)) if leaf else 0


def _integer(data: bytes) -> int:
    return int.from_bytes(data, "big")


class WorldState:
    """Accounts after some block plus the changes since. Not thread-safe; cheap to make.

    Every change is journaled: `mark` names a point, `undo` goes back to it. What belongs to one
    transaction only (warm addresses and slots, transient storage, original values) is journaled
    with the rest and dropped by `end_transaction`.
    """

    def __init__(self, store: Store, root: bytes) -> None:
        self._store = store
        self._root = root
        self._base: dict[bytes, AccountRecord | None] = {}
        self._base_slots: dict[tuple[bytes, bytes, int], int] = {}
        self._accounts: dict[bytes, AccountRecord | None] = {}
        self._slots: dict[bytes, dict[int, int]] = {}
        self._codes: dict[bytes, bytes] = {}
        self._journal: list[tuple[dict, object, object]] = []
        self._original: dict[tuple[bytes, int], int] = {}
        self._warm: dict[object, bool] = {}
        self._transient: dict[tuple[bytes, int], bytes] = {}

    # -- accounts -------------------------------------------------------------------------------
    def account(self, address: bytes) -> AccountRecord | None:
        """The account now, None when it does not exist."""
        try:
            return self._accounts[address]
        except KeyError:
            pass
        try:
            return self._base[address]
        except KeyError:
            record = self._base[address] = read_account(self._store, self._root, address)
            return record

    def update_account(self, address: bytes, **fields: object) -> None:
        """Changes fields of an account, which then exists (until EIP-161 clears an empty one)."""
        record = self.account(address) or NO_ACCOUNT
        self._put(self._accounts, address, record._replace(**fields))

    def balance(self, address: bytes) -> int:
        """Wei."""
        record = self.account(address)
        return record.balance if record else 0

    def nonce(self, address: bytes) -> int:
        """The next nonce of an account."""
        record = self.account(address)
        return record.nonce if record else 0

    def code(self, address: bytes) -> bytes:
        """Runtime code, or the EIP-7702 designator."""
        record = self.account(address)
        if record is None or record.code_hash == EMPTY_CODE_HASH:
            return b""
        code = self._codes.get(record.code_hash)
        return self._store[record.code_hash] if code is None else code

    def write_code(self, address: bytes, code: bytes) -> None:
        """Sets the code; empty code removes it."""
        code_hash = keccak(code)
        self._codes[code_hash] = code
        self.update_account(address, code_hash=code_hash)

    def remove(self, address: bytes) -> None:
        """Deletes an account with its storage."""
        self.clear_storage(address)
        self._put(self._accounts, address, None)

    # -- storage --------------------------------------------------------------------------------
    def slot(self, address: bytes, slot: int) -> int:
        """A storage value now."""
        slots = self._slots.get(address)
        if slots is not None and slot in slots:
            return slots[slot]
        record = self.account(address)
        if record is None or record.storage_root == EMPTY_ROOT:
            return 0
        key = (address, record.storage_root, slot)
        value = self._base_slots.get(key)
        if value is None:
            value = self._base_slots[key] = read_slot(self._store, record.storage_root, slot)
        return value

    def original_slot(self, address: bytes, slot: int) -> int:
        """A storage value as it was when the transaction began (EIP-2200)."""
        original = self._original.get((address, slot))
        return self.slot(address, slot) if original is None else original

    def write_slot(self, address: bytes, slot: int, value: int) -> None:
        """Sets a storage value."""
        self._original.setdefault((address, slot), self.slot(address, slot))
        self._put(self._slots.setdefault(address, {}), slot, value)

    def clear_storage(self, address: bytes) -> None:
        """Empties an account's storage."""
        for slot in tuple(self._slots.get(address, ())):
            self.write_slot(address, slot, 0)
        record = self.account(address)
        if record is not None and record.storage_root != EMPTY_ROOT:
            self.update_account(address, storage_root=EMPTY_ROOT)

    # -- one transaction ------------------------------------------------------------------------
    def is_warm(self, key: object) -> bool:
        """Whether an address or (address, slot) was accessed in this transaction (EIP-2929)."""
        return key in self._warm

    def warm(self, key: object) -> None:
        """Notes the access of an address or (address, slot)."""
        if key not in self._warm:
            self._put(self._warm, key, True)

    def transient(self, address: bytes, slot: int) -> bytes:
        """A transient storage value (EIP-1153)."""
        return self._transient.get((address, slot), b"")

    def write_transient(self, address: bytes, slot: int, value: bytes) -> None:
        """Sets a transient storage value."""
        self._put(self._transient, (address, slot), value)

    def mark(self) -> int:
        """A point to go back to."""
        return len(self._journal)

    def undo(self, mark: int) -> None:
        """Takes back every change since `mark`."""
        journal = self._journal
        while len(journal) > mark:
            table, key, old = journal.pop()
            if old is _ABSENT:
                del table[key]
            else:
                table[key] = old

    def end_transaction(self) -> None:
        """Makes the changes final and clears touched accounts that are empty (EIP-161)."""
        touched = {key for table, key, _ in self._journal if table is self._accounts}
        for address in touched:
            record = self._accounts[address]
            if record is not None and record.is_empty:
                self.remove(address)
        self.settle()

    def settle(self) -> None:
        """Makes the changes final as they are, and drops what belongs to one transaction."""
        self._journal.clear()
        self._original.clear()
        self._warm.clear()
        self._transient.clear()

    # -- commitment -----------------------------------------------------------------------------
    def commit(self) -> bytes:
        """Writes every change to the store; returns the new state root. The state ends here."""
        self.end_transaction()
        for address, slots in self._slots.items():
            record = self.account(address)
            if record is None:
                continue
            items = [
                (slot.to_bytes(32, "big"), rlp.encode(value) if value else b"")
                for slot, value in slots.items()
                if value or record.storage_root != EMPTY_ROOT
            ]
            root = self._store.write(record.storage_root, items)
            if root != record.storage_root:
                self._accounts[address] = record._replace(storage_root=root)
        leaves = []
        for address, record in self._accounts.items():
            if record is not None:
                leaves.append((address, rlp.encode(list(record))))
                if record.code_hash not in self._store:
                    self._store[record.code_hash] = self._codes[record.code_hash]
            else:
                leaves.append((address, b""))
        return self._store.write(self._root, leaves)

    def _put(self, table: dict, key: object, value: object) -> None:
        self._journal.append((table, key, table.get(key, _ABSENT)))
        table[key] = value
