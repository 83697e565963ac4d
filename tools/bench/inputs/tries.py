"""RLP, and Merkle-Patricia tries built whole from sorted pairs."""

from tools.bench.inputs.stream import Stream, keccak


def rlp(item: int | bytes | bytearray | list) -> bytes:
    """RLP of a number, bytes or a list of these (Yellow Paper, appendix B)."""
    if isinstance(item, int):
        item = item.to_bytes((item.bit_length() + 7) // 8, "big")
    if isinstance(item, bytes | bytearray):
        if len(item) == 1 and item[0] < 0x80:
            return bytes(item)
        return _head(len(item), 0x80) + bytes(item)
    body = b"".join(map(rlp, item))
    return _head(len(body), 0xC0) + body


def _head(count: int, base: int) -> bytes:
    if count < 56:
        return bytes([base + count])
    size = count.to_bytes((count.bit_length() + 7) // 8, "big")
    return bytes([base + 55 + len(size)]) + size


def nibbles(key: bytes) -> list[int]:
    """The path of a key."""
    return [digit for byte in key for digit in (byte >> 4, byte & 15)]


def _compact(path: list[int], leaf: int) -> bytes:
    odd = len(path) & 1
    flat = [2 * leaf + odd, *path] if odd else [2 * leaf + odd, 0, *path]
    return bytes(flat[i] << 4 | flat[i + 1] for i in range(0, len(flat), 2))


def _node(pairs: list[tuple[list[int], bytes]], depth: int) -> list:
    """The node over sorted pairs of path and value, as an RLP item."""
    if len(pairs) == 1:
        return [_compact(pairs[0][0][depth:], 1), pairs[0][1]]
    first, last, shared = pairs[0][0], pairs[-1][0], depth
    while shared < min(len(first), len(last)) and first[shared] == last[shared]:
        shared += 1
    if shared > depth:
        return [_compact(first[depth:shared], 0), _reference(_node(pairs, shared))]
    children, value = [], b""
    if len(first) == depth:
        value, pairs = pairs[0][1], pairs[1:]
    for digit in range(16):
        below = [pair for pair in pairs if pair[0][depth] == digit]
        children.append(_reference(_node(below, depth + 1)) if below else b"")
    return [*children, value]


def _reference(item: list) -> list | bytes:
    raw = rlp(item)
    return item if len(raw) < 32 else keccak(raw)


def trie_root(values: list[bytes]) -> bytes:
    """The root of the trie whose keys are the RLP of the indexes."""
    pairs = sorted((nibbles(rlp(index)), value) for index, value in enumerate(values))
    return keccak(rlp(_node(pairs, 0)))


def deep_proof(source: Stream, key: bytes, value: bytes, full: int, children: int) -> list[bytes]:
    """A valid proof as long as on mainnet.

    `full` branches of 16 hashes, one branch with `children` entries, one leaf; the siblings are
    random, for nobody hashes what is below them.
    """
    path = nibbles(key)
    nodes = [rlp([_compact(path[full + 1 :], 1), value])]
    for depth in range(full, -1, -1):
        branch = [source.bytes(32) for _ in range(16)] + [b""]
        if depth == full:
            for digit in range(16):
                if (digit - path[depth]) % 16 >= children:
                    branch[digit] = b""
        branch[path[depth]] = keccak(nodes[0])
        nodes.insert(0, rlp(branch))
    return nodes
