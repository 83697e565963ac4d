"""Storage slots as callers write them: hexadecimal of up to 32 bytes, prefix optional."""

from dataclasses import dataclass

from contracts.devnet.rpc.wire.errors import invalid_params
from contracts.devnet.rpc.wire.hexadecimal import data, quantity
from contracts.devnet.rpc.wire.json_text import dump

_DIGITS = frozenset("0123456789abcdefABCDEF")


@dataclass(frozen=True)
class StorageKey:
    """A slot, and whether it was written with all 32 bytes."""

    slot: int
    whole: bool

    @property
    def shown(self) -> str:
        """How eth_getProof repeats it: 32 bytes if so given, else as a quantity."""
        return data(self.slot.to_bytes(32, "big")) if self.whole else quantity(self.slot)


def storage_key(text: str) -> StorageKey:
    """Reads a slot; raises RpcError for what is no hexadecimal or too long."""
    digits = text[2:] if text[:2] in ("0x", "0X") else text
    digits = "0" * (len(digits) % 2) + digits
    if len(digits) > 64:
        raise invalid_params(f"storage key too long (want at most 32 bytes): {dump(text)}")
    if not _DIGITS.issuperset(digits):
        raise invalid_params(f"invalid hex in storage key: {dump(text)}")
    return StorageKey(int(digits or "0", 16), len(digits) == 64)
