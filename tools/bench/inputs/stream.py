"""Where all bytes of the inputs come from, and how they are written."""

import hashlib

from Crypto.Hash import keccak as _keccak

_SEED = b"dstack-governance performance anchors 1"
_REACH = 1 << 22


def keccak(data: bytes) -> bytes:
    """Keccak-256."""
    return _keccak.new(digest_bits=256, data=data).digest()


class Stream:
    """A deterministic source of bytes and numbers, another for each name."""

    def __init__(self, name: str) -> None:
        self._source = hashlib.shake_256(_SEED + b"/" + name.encode())
        self._bytes, self._at = self._source.digest(_REACH), 0

    def bytes(self, count: int) -> bytes:
        """The next bytes."""
        if self._at + count > len(self._bytes):
            self._source.update(b"more")
            self._bytes, self._at = self._source.digest(max(_REACH, count)), 0
        self._at += count
        return self._bytes[self._at - count : self._at]

    def below(self, bound: int) -> int:
        """The next number, less than `bound`."""
        return int.from_bytes(self.bytes(8), "big") % bound

    def pick(self, items: list | tuple) -> object:
        """One of `items`."""
        return items[self.below(len(items))]


def text(value: bytes) -> str:
    """Bytes as nodes write them."""
    return "0x" + bytes(value).hex()


def quantity(value: int) -> str:
    """A number as nodes write it."""
    return hex(value)


def word(value: bytes) -> bytes:
    """The 32 bytes of a word of the ABI, zeros before."""
    return bytes(32 - len(value)) + value
