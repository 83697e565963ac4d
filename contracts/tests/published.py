"""What the reference publishes about the contracts: selectors, topics, errors, policy ids, slots.

The figures in `published.json` were typed from the published interface, not derived; one test
checks each against its name. Everything the tests expect is built from them.
"""

import json
from pathlib import Path

from eth_abi import encode

from contracts.artifact import split_types
from contracts.evm import Log

FACTS = json.loads((Path(__file__).parent / "published.json").read_text())
SELECTORS = {
    signature: bytes.fromhex(selector[2:])
    for group in FACTS["functions"].values()
    for signature, selector in group.items()
}
SLOTS = {name: int(slot, 16) for name, slot in FACTS["slots"].items()}
POLICIES = {name: bytes.fromhex(policy[2:]) for name, policy in FACTS["policies"].items()}
ROLES = {name: bytes.fromhex(role[2:]) for name, role in FACTS["roles"].items()} | {
    "DEFAULT_ADMIN_ROLE": bytes(32)
}
ZERO = bytes(20)
NOTHING = b""
BOOT_INFO = "(address,bytes32,address,bytes32,bytes32,bytes32,bytes32,string,string[])"


def call(signature: str, *arguments: object) -> bytes:
    """Calldata with the published selector of `name(type,…)`."""
    return SELECTORS[signature] + encode_raw(types_of(signature), arguments)


def as_bytes(types: list[str]) -> list[str]:
    """The types with `bytes` for `string`: the contracts never look at UTF-8."""
    return [kind.replace("string", "bytes") for kind in types]


def encode_raw(types: list[str], values: tuple) -> bytes:
    """ABI encoding in which a string is given as its bytes, valid UTF-8 or not, or as text."""
    raw = [
        value.encode() if kind == "string" and isinstance(value, str) else value
        for kind, value in zip(types, values, strict=True)
    ]
    return encode(as_bytes(types), raw)


def types_of(signature: str) -> list[str]:
    """The parameter types of `name(type,…)`."""
    return split_types(signature[signature.index("(") :])


def event(at: bytes, signature: str, *values: object) -> Log:
    """The log that event `name(type,…)` leaves; its indexed parameters come first."""
    fact = FACTS["events"][signature]
    types, indexed = types_of(signature), fact["indexed"]
    topics = [encode_raw([kind], [value]) for kind, value in zip(types, values, strict=True)]
    topic0 = bytes.fromhex(fact["topic"][2:])
    data = encode_raw(types[indexed:], values[indexed:])
    return Log(at, (topic0, *topics[:indexed]), data)


def policy_changed(at: bytes, actor: bytes, policy: str, value: bytes, enabled: bool) -> Log:
    """A PolicyChanged log; `value` is left-padded to 32 bytes."""
    signature = "PolicyChanged(address,bytes32,bytes32,bool)"
    return event(at, signature, actor, POLICIES[policy], value.rjust(32, b"\0"), enabled)


def error(signature: str, *values: object) -> bytes:
    """The revert data of custom error `name(type,…)`."""
    return bytes.fromhex(FACTS["errors"][signature][2:]) + encode_raw(types_of(signature), values)


def require_failed(text: str) -> bytes:
    """The revert data of `require(…, text)`: Error(string)."""
    return error("Error(string)", text)


def unauthorized(caller: bytes) -> bytes:
    """The revert data of a caller who is not the owner."""
    return error("OwnableUnauthorizedAccount(address)", caller)
