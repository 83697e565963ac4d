"""Merkle-Patricia tries over one append-only store: every state ever reached stays readable.

The store maps a node's keccak256 to its RLP, and a code hash to its code; nothing is ever removed.
Reading and proving walk decoded nodes of our own; writing is the `trie` package's.
"""

from collections.abc import Iterable, Sequence

import rlp
from eth_utils import keccak
from trie import HexaryTrie

EMPTY_ROOT = keccak(rlp.encode(b""))
EMPTY_CODE_HASH = keccak(b"")

Node = list  # a decoded node: [path, value], [path, child] or 16 children and a value


class Store(dict[bytes, bytes]):
    """Hash to bytes, append-only, with the decoded trie nodes remembered beside it."""

    def __init__(self) -> None:
        super().__init__({EMPTY_ROOT: rlp.encode(b""), EMPTY_CODE_HASH: b""})
        self._decoded: dict[bytes, Node] = {}

    def node(self, node_hash: bytes) -> Node:
        """The decoded node with this hash; KeyError when the store never held it."""
        node = self._decoded.get(node_hash)
        if node is None:
            node = self._decoded[node_hash] = rlp.decode(self[node_hash])
        return node

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
        _, nodes = self._walk(root, keccak(key))
        return nodes

    def write(self, root: bytes, items: Iterable[tuple[bytes, bytes]]) -> bytes:
        """Puts values at keccak256(key), empty ones remove; returns the new root."""
        trie = HexaryTrie(self, root)
        for key, value in items:
            trie.set(keccak(key), value)
        return trie.root_hash

    def _walk(self, root: bytes, path: bytes) -> tuple[bytes, tuple[bytes, ...]]:
        nibbles = path.hex()
        nodes = [self[root]]
        node = self.node(root)
        while True:
            if len(node) == 17:
                child, nibbles = node[int(nibbles[0], 16)], nibbles[1:]
            else:
                prefix, is_leaf = _nibbles(node[0])
                if not nibbles.startswith(prefix):
                    return b"", tuple(nodes)
                child, nibbles = node[1], nibbles[len(prefix) :]
                if is_leaf:
                    return (child if not nibbles else b""), tuple(nodes)
            if child == b"":
                return b"", tuple(nodes)
            if isinstance(child, bytes):
                nodes.append(self[child])
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
