"""Merkle-Patricia tries over one append-only store: every state ever reached stays readable.

The store maps a node's keccak256 to its RLP, and a code hash to its code; nothing is ever removed.
What was written last is in memory, the rest in a file that ends with the process. Reading and
proving walk decoded nodes of our own; writing is the `trie` package's.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from functools import lru_cache

import rlp
from eth_utils import keccak
from trie import HexaryTrie

EMPTY_ROOT = keccak(rlp.encode(b""))
EMPTY_CODE_HASH = keccak(b"")

Node = list  # a decoded node: [path, value], [path, child] or 16 children and a value


REMEMBERED = 8192
"""Nodes that are remembered decoded, and as many encoded: some 20 MB."""

WRITTEN_AT_ONCE = 1024
"""New entries that wait in memory for the file."""


class Store:
    """Hash to bytes, append-only; used by one thread at a time."""

    def __init__(self) -> None:
        # "" is a database of its own on disk, without a name; SQLite deletes it with the process.
        self._file = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._file.execute("PRAGMA journal_mode = OFF")
        self._file.execute("CREATE TABLE store (hash BLOB PRIMARY KEY, content BLOB) WITHOUT ROWID")
        self._new = {EMPTY_ROOT: rlp.encode(b""), EMPTY_CODE_HASH: b""}
        self._remembered = lru_cache(REMEMBERED)(self._read)
        self.node = lru_cache(REMEMBERED)(lambda node_hash: rlp.decode(self[node_hash]))
        """The decoded node with a hash; KeyError when the store never held it."""

    def __getitem__(self, content_hash: bytes) -> bytes:
        content = self._new.get(content_hash)
        return self._remembered(content_hash) if content is None else content

    def __setitem__(self, content_hash: bytes, content: bytes) -> None:
        self._new[content_hash] = content
        if len(self._new) >= WRITTEN_AT_ONCE:
            self._file.execute("BEGIN")
            self._file.executemany("INSERT OR IGNORE INTO store VALUES (?, ?)", self._new.items())
            self._file.execute("COMMIT")
            self._new.clear()

    def __contains__(self, content_hash: bytes) -> bool:
        try:
            return self[content_hash] is not None
        except KeyError:
            return False

    def _read(self, content_hash: bytes) -> bytes:
        found = self._file.execute("SELECT content FROM store WHERE hash = ?", (content_hash,))
        for (content,) in found:
            return content
        raise KeyError(content_hash)

    def read(self, root: bytes, key: bytes) -> bytes:
        """The value at keccak256(key) in the trie of `root`; empty when there is none."""
        if root == EMPTY_ROOT:
            return b""
        value, _ = self._walk(root, keccak(key))
        return value

    def prove(self, root: bytes, key: bytes) -> tuple[bytes, ...]:
        """The RLP nodes from the root towards keccak256(key), present or absent (EIP-1186).

        The proof of anything in an empty trie is empty.
        """
        if root == EMPTY_ROOT:
            return ()
        _, hashes = self._walk(root, keccak(key))
        return tuple(self[node_hash] for node_hash in hashes)

    def write(self, root: bytes, items: Iterable[tuple[bytes, bytes]]) -> bytes:
        """Puts values at keccak256(key), empty ones remove; returns the new root."""
        trie = HexaryTrie(self, root)
        for key, value in items:
            trie.set(keccak(key), value)
        return trie.root_hash

    def _walk(self, root: bytes, path: bytes) -> tuple[bytes, list[bytes]]:
        """The value under a path, and the hashes of the nodes on the way."""
        nibbles = path.hex()
        hashes = [root]
        node = self.node(root)
        while True:
            if len(node) == 17:
                child, nibbles = node[int(nibbles[0], 16)], nibbles[1:]
            else:
                prefix, is_leaf = _nibbles(node[0])
                if not nibbles.startswith(prefix):
                    return b"", hashes
                child, nibbles = node[1], nibbles[len(prefix) :]
                if is_leaf:
                    return (child if not nibbles else b""), hashes
            if child == b"":
                return b"", hashes
            if isinstance(child, bytes):
                hashes.append(child)
                node = self.node(child)
            else:
                node = child  # embedded in its parent: shorter than a hash, not a node of the proof


def _nibbles(compact: bytes) -> tuple[str, bool]:
    """Hex-prefix decoding (yellow paper, appendix C): the path's hex digits, and whether a leaf."""
    digits = compact.hex()
    flag = int(digits[0], 16)
    return digits[1 if flag & 1 else 2 :], bool(flag & 2)


def ordered_root(values: Sequence[bytes]) -> bytes:
    """The root of the trie from RLP(index) to value: transactions, receipts, withdrawals."""
    trie = HexaryTrie({})
    for index, value in enumerate(values):
        trie.set(rlp.encode(index), value)
    return trie.root_hash
