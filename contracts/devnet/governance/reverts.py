"""Revert data in words: what a contract refused, for people."""

from functools import cache

from eth_abi import decode
from eth_abi.exceptions import DecodingError
from eth_utils import to_checksum_address

from contracts.artifact import Artifact, selector, type_string

_ERROR, _PANIC = selector("Error(string)"), selector("Panic(uint256)")
_STATES = ("Unset", "Waiting", "Ready", "Done")
# Safe 1.4.1, docs/error_codes.md.
_SAFE_CODES = {
    "GS000": "the setup call failed",
    "GS010": "not enough gas for the Safe transaction",
    "GS013": "the call inside the Safe transaction failed",
    "GS020": "fewer signatures than the threshold",
    "GS021": "a contract signature points into the signature table",
    "GS024": "a contract owner refused the signature",
    "GS025": "an owner has not approved this hash",
    "GS026": "a signature is not by an owner, not in ascending order, doubled, or for another hash",
    "GS031": "only the Safe itself may call this",
}


def explain(data: bytes) -> str:
    """One sentence for revert data; data of an unknown error is given as hex."""
    try:
        return _explain(bytes(data))
    except (DecodingError, UnicodeDecodeError):
        return f"malformed revert data 0x{bytes(data).hex()}"


def _explain(data: bytes) -> str:
    head, body = data[:4], data[4:]
    if not data:
        return "reverted without data"
    if head == _ERROR:
        (text,) = decode(["string"], body)
        return f"{text}: {_SAFE_CODES[text]}" if text in _SAFE_CODES else text
    if head == _PANIC:
        return f"Panic(0x{decode(['uint256'], body)[0]:02x})"
    if head not in _custom_errors():
        return f"unknown error 0x{data.hex()}"
    name, types = _custom_errors()[head]
    values = decode(types, body)
    shown = ", ".join(_shown(kind, value) for kind, value in zip(types, values, strict=True))
    words = _words(name, values)
    return f"{name}({shown})" + (f": {words}" if words else "")


def _words(name: str, values: tuple) -> str:
    match name:
        case "TimelockUnexpectedOperationState":
            bitmap = int.from_bytes(values[1], "big")
            wanted = [state for bit, state in enumerate(_STATES) if bitmap >> bit & 1]
            return f"the operation would have to be {' or '.join(wanted)}"
        case "TimelockInsufficientDelay":
            return f"a delay of {values[0]} s is shorter than the minimum of {values[1]} s"
        case "TimelockUnexecutedPredecessor":
            return "the operation that must come first is not executed"
        case "AccessControlUnauthorizedAccount":
            return "the caller lacks the role"
        case "OwnableUnauthorizedAccount":
            return "the caller is not the owner"
        case "InvalidInitialization":
            return "the contract is initialized already"
        case _:
            return ""


def _shown(kind: str, value: object) -> str:
    if kind == "address":
        return to_checksum_address(value)
    return f"0x{value.hex()}" if isinstance(value, bytes) else str(value)


@cache
def _custom_errors() -> dict[bytes, tuple[str, list[str]]]:
    errors = {}
    for contract in ("GovernanceTimelock", "DstackKms", "DstackApp", "ERC1967Proxy"):
        for entry in Artifact.load(contract).abi:
            if entry["type"] == "error":
                types = [type_string(parameter) for parameter in entry["inputs"]]
                errors[selector(f"{entry['name']}({','.join(types)})")] = (entry["name"], types)
    return errors
