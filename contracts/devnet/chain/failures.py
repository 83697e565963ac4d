"""geth's words for the error that ended a frame."""

import re

from eth import exceptions
from eth.abc import ComputationAPI

REVERTED = "execution reverted"

_BY_CLASS = {
    exceptions.OutOfGas: "out of gas",
    exceptions.InvalidJumpDestination: "invalid jump destination",
    exceptions.WriteProtection: "write protection",
    exceptions.OutOfBoundsRead: "return data out of bounds",
    exceptions.ReservedBytesInCode: "invalid code: must not begin with 0xef",
    exceptions.StackDepthLimit: "max call depth exceeded",
    exceptions.InsufficientFunds: "insufficient balance for transfer",
    exceptions.FullStack: "stack limit reached 1024 (1023)",
    exceptions.Revert: REVERTED,
}

_BY_TEXT = (
    (r"Jump resulted in invalid instruction", "invalid jump destination"),  # inside of push data
    (r"Invalid opcode 0xfe ", "invalid opcode: INVALID"),
    (r"Invalid opcode (\S+) ", r"invalid opcode: opcode \1 not defined"),
    (
        r"Contract code size exceeds EIP170 limit of (\d+)\.\s+Got code of size: (\d+)",
        r"max code size exceeded: code size \2 limit \1",
    ),
    (r"Write contract code for CREATE", "contract creation code storage out of gas"),
    (r"Net-metered SSTORE", "out of gas: not enough gas for reentrancy sentry"),
    # These parts of a call's cost are dynamic in geth, which wraps the error once more.
    (r"Reason: (?:CALL|CALLCODE|DELEGATECALL|STATICCALL)$", "out of gas: out of gas"),
    (r"charges implicit account load for reading code$", "out of gas: out of gas"),
    # Precompiles.
    (r"Invalid EC(?:ADD|MUL) parameters", "point is not on curve"),
    (r"Invalid ECPAIRING parameters", "point is not on curve"),
    (r"final block indicator", "invalid final flag"),
    (r"input length|^Length of data", "invalid input length"),
    (r"does not match versioned hash", "mismatched versioned hash"),
    (r"KZG proof verification failed", "error verifying kzg proof"),
    (r"Point is not on curve", "invalid point: not on curve"),
    (r"G1 point\.$", "g1 point is not on correct subgroup"),
    (r"G2 point\.$", "g2 point is not on correct subgroup"),
    (r">= field modulus$", "invalid fp.Element encoding"),
)

# Items an opcode takes from the stack (yellow paper, appendix H); the others take none.
_TAKEN = {
    **dict.fromkeys([0x15, 0x19, 0x31, 0x35, 0x3B, 0x3F, 0x40, 0x49, 0x50, 0x51, 0x54], 1),
    **dict.fromkeys([0x56, 0x5C, 0xFF], 1),
    **dict.fromkeys([*range(0x01, 0x08), 0x0A, 0x0B, *range(0x10, 0x15), 0x16, 0x17, 0x18], 2),
    **dict.fromkeys([0x1A, 0x1B, 0x1C, 0x1D, 0x20, 0x52, 0x53, 0x55, 0x57, 0x5D, 0xF3, 0xFD], 2),
    **dict.fromkeys([0x08, 0x09, 0x37, 0x39, 0x3E, 0x5E, 0xF0], 3),
    0x3C: 4,
    0xF1: 7,
    0xF2: 7,
    0xF4: 6,
    0xF5: 4,
    0xFA: 6,
    **{0x80 + n: n + 1 for n in range(16)},
    **{0x90 + n: n + 2 for n in range(16)},
    **{0xA0 + n: n + 2 for n in range(5)},
}


def failure_text(frame: ComputationAPI) -> str:
    """What geth says of a failed frame."""
    error, text = frame.error, str(frame.error)
    if isinstance(error, exceptions.Revert):
        return REVERTED
    if isinstance(error, exceptions.InsufficientStack):
        return _underflow(frame, text)
    if type(error) is exceptions.VMError and len(frame.msg.data) % 192 and "ECPAIRING" in text:
        return "bad elliptic curve pairing size"
    for pattern, words in _BY_TEXT:
        match = re.search(pattern, text)
        if match:
            return match.expand(words)
    return _BY_CLASS.get(type(error), text)


def _underflow(frame: ComputationAPI, text: str) -> str:
    """How many items there were and how many the opcode takes.

    An opcode that takes items one by one has some in hand when it fails; they are not counted.
    """
    code = frame.code
    opcode = code[code.program_counter - 1]
    counted = re.search(r"only had (\d+)", text)
    present = int(counted[1]) if counted else len(frame.stack_values)
    return f"stack underflow ({present} <=> {_TAKEN.get(opcode, 1)})"
