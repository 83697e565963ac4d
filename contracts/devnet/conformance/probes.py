"""Contracts of a few bytes, written by hand, that make every outcome of an EVM call happen."""


def creation(runtime: bytes) -> bytes:
    """Creation code that deploys `runtime` unchanged (PUSH2 length, CODECOPY, RETURN)."""
    return b"\x61" + len(runtime).to_bytes(2, "big") + bytes.fromhex("80600a5f395ff3") + runtime


def _return_words(*opcodes: str) -> bytes:
    """Runtime code that returns one word for each opcode that needs no argument."""
    stores = b"".join(
        bytes.fromhex(opcode) + b"\x61" + (32 * index).to_bytes(2, "big") + b"\x52"
        for index, opcode in enumerate(opcodes)
    )
    return stores + b"\x61" + (32 * len(opcodes)).to_bytes(2, "big") + bytes.fromhex("5ff3")


ECHO = bytes.fromhex("365f5f37365ff3")
"""Returns its calldata."""

REVERT = bytes.fromhex("365f5f37365ffd")
"""Reverts with its calldata."""

WRITE = bytes.fromhex("6020355f355500")
"""Stores word 1 of its calldata in the slot that word 0 names."""

READ = bytes.fromhex("5f35545f5260205ff3")
"""Returns the slot that word 0 of its calldata names."""

EMIT = bytes.fromhex("6020355f3560403603806040" + "5f375fa200")
"""Emits LOG2: topics are words 0 and 1 of its calldata, data is the rest."""

LOOP = bytes.fromhex("5b5f56")
"""Never ends: out of gas."""

INVALID = bytes.fromhex("fe")
"""The designated invalid opcode."""

UNDERFLOW = bytes.fromhex("01")
"""ADD on an empty stack."""

BAD_JUMP = bytes.fromhex("600356")
"""Jumps to where no JUMPDEST is."""

TOUCH = bytes.fromhex("5f35316020355401" + "5f5260205ff3")
"""Returns the balance of the address in word 0 plus the slot in word 1: two cold accesses."""

FORWARD = bytes.fromhex("5f5f5f5f345f355af15f5260205ff3")
"""Sends the value it got to the address in word 0 and returns whether that succeeded."""

CONTEXT = _return_words(
    "30", "32", "33", "34", "3a", "41", "42", "43", "44", "45", "46", "48", "4a"
)
"""ADDRESS ORIGIN CALLER CALLVALUE GASPRICE COINBASE TIMESTAMP NUMBER PREVRANDAO GASLIMIT CHAINID
BASEFEE BLOBBASEFEE, one word each."""

ALL = {
    "echo": ECHO,
    "revert": REVERT,
    "write": WRITE,
    "read": READ,
    "emit": EMIT,
    "loop": LOOP,
    "invalid": INVALID,
    "underflow": UNDERFLOW,
    "badJump": BAD_JUMP,
    "touch": TOUCH,
    "forward": FORWARD,
    "context": CONTEXT,
}
