"""Decodes the one canonical RLP encoding of a list, in time linear in its length and bounded depth.

The `rlp` package takes quadratic time for deeply nested lists, which come from outside. Reasons are
geth's.
"""

from contracts.devnet.chain.errors import TransactionRejected

MAX_DEPTH = 8
"""Lists within lists: a transaction's access list, its entry, the entry's slots; some to spare."""

Item = bytes | list


def decode_list(data: bytes) -> list[Item]:
    """The items of a list that is all of `data`. Raises TransactionRejected."""
    items = _items(data, 0, len(data), MAX_DEPTH, "value size exceeds available input length")
    if len(items) > 1:
        raise TransactionRejected("rlp: input contains more than one value")
    return items[0]


def _items(data: bytes, start: int, end: int, depth: int, too_long: str) -> list[Item]:
    """The items between two offsets."""
    items: list[Item] = []
    while start < end:
        head = data[start]
        if head < 0x80:
            items.append(data[start : start + 1])
            start += 1
            continue
        is_list = head >= 0xC0
        size = head - (0xC0 if is_list else 0x80)
        start += 1
        if size > 55:
            width = size - 55
            size = int.from_bytes(data[start : start + width], "big")
            if start + width > end:
                raise TransactionRejected(f"rlp: {too_long}")
            if data[start] == 0 or size < 56:
                raise TransactionRejected("rlp: non-canonical size information")
            start += width
        if start + size > end:
            raise TransactionRejected(f"rlp: {too_long}")
        if is_list:
            if depth == 0:
                raise TransactionRejected("rlp: lists are nested too deeply")
            inner = "element is larger than containing list"
            items.append(_items(data, start, start + size, depth - 1, inner))
        else:
            item = data[start : start + size]
            if size == 1 and item[0] < 0x80:
                raise TransactionRejected("rlp: non-canonical size information")
            items.append(item)
        start += size
    return items
