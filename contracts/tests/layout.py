"""How Solidity lays state out in storage (Solidity documentation, "Layout of State Variables")."""

from functools import cache

from eth_utils import keccak

WORD = 32


@cache
def element(key: bytes, slot: int) -> int:
    """The slot of `mapping[key]` for the mapping at `slot`; short keys are left-padded."""
    return number(keccak(key.rjust(WORD, b"\0") + slot.to_bytes(WORD, "big")))


def members(keys: set[bytes], slot: int) -> dict[int, int]:
    """The non-zero slots of a `mapping(… => bool)` that is true for `keys`."""
    return {element(key, slot): 1 for key in keys}


def dynamic(content: bytes, slot: int) -> dict[int, int]:
    """The non-zero slots of a `bytes` or `string` at `slot`."""
    if len(content) < WORD:
        return nonzero({slot: number(content.ljust(31, b"\0")) << 8 | len(content) * 2})
    start = number(keccak(slot.to_bytes(WORD, "big")))
    words = range(0, len(content), WORD)
    data = {start + at // WORD: number(content[at : at + WORD].ljust(WORD, b"\0")) for at in words}
    return nonzero({slot: len(content) * 2 + 1} | data)


def number(word: bytes) -> int:
    """Bytes as the big-endian integer a slot holds."""
    return int.from_bytes(word, "big")


def nonzero(slots: dict[int, int]) -> dict[int, int]:
    """The slots that differ from zero: what a node can tell apart from untouched ones."""
    return {slot: value for slot, value in slots.items() if value}
