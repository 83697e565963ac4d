"""Revert data in words: Error(string) and Panic(uint256), as geth puts them into messages."""

PREFIX = "execution reverted"
ERROR = bytes.fromhex("08c379a0")
PANIC = bytes.fromhex("4e487b71")

PANICS = {
    0x00: "generic panic",
    0x01: "assert(false)",
    0x11: "arithmetic underflow or overflow",
    0x12: "division or modulo by zero",
    0x21: "enum overflow",
    0x22: "invalid encoded storage byte array accessed",
    0x31: "out-of-bounds array access; popping on an empty array",
    0x32: "out-of-bounds access of an array or bytesN",
    0x41: "out of memory",
    0x51: "uninitialized function",
}


def revert_text(data: bytes) -> str:
    """Geth's message for revert data, with the reason if the data has one of the two forms."""
    if data.startswith(ERROR) and len(data) >= 68:
        offset = int.from_bytes(data[4:36], "big")
        body = data[4:]
        if offset + 32 <= len(body):
            length = int.from_bytes(body[offset : offset + 32], "big")
            if offset + 32 + length <= len(body):
                reason = body[offset + 32 : offset + 32 + length].decode("utf-8", "replace")
                return f"{PREFIX}: {reason}"
    if data.startswith(PANIC) and len(data) >= 36:
        code = int.from_bytes(data[4:36], "big")
        return f"{PREFIX}: {PANICS.get(code, f'unknown panic code: {code:#x}')}"
    return PREFIX
