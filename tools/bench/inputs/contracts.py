"""Calls and typed data of the contracts: AppBootInfo, SafeTx."""

from eth_abi import encode

from tools.bench.inputs.blocks import ADD_OS_IMAGE
from tools.bench.inputs.stream import Stream, keccak, text, word

_BOOT = "(address,bytes32,address,bytes32,bytes32,bytes32,bytes32,string,string[])"
_SAFE_TX = [
    ("to", "address"),
    ("value", "uint256"),
    ("data", "bytes"),
    ("operation", "uint8"),
    ("safeTxGas", "uint256"),
    ("baseGas", "uint256"),
    ("gasPrice", "uint256"),
    ("gasToken", "address"),
    ("refundReceiver", "address"),
    ("nonce", "uint256"),
]


def boot_call(source: Stream) -> tuple[dict, bytes]:
    """An AppBootInfo and the calldata of isAppAllowed with it."""
    boot = {
        "appId": source.bytes(20),
        "composeHash": source.bytes(32),
        "instanceId": source.bytes(20),
        "deviceId": source.bytes(32),
        "mrAggregated": source.bytes(32),
        "mrSystem": source.bytes(32),
        "osImageHash": source.bytes(32),
        "tcbStatus": "UpToDate",
        "advisoryIds": ["INTEL-SA-00828", "INTEL-SA-00615"],
    }
    values = [text(v) if k in ("appId", "instanceId") else v for k, v in boot.items()]
    call = keccak(f"isAppAllowed({_BOOT})".encode())[:4] + encode([_BOOT], [values])
    return {k: text(v) if isinstance(v, bytes) else v for k, v in boot.items()}, call


def safe_tx(source: Stream) -> tuple[dict, bytes]:
    """The typed data of a Safe transaction (Safe 1.4.1) and its hash."""
    safe, to, data = source.bytes(20), source.bytes(20), ADD_OS_IMAGE + source.bytes(32)
    message = dict.fromkeys((name for name, _ in _SAFE_TX), "0") | {
        "to": text(to),
        "data": text(data),
        "gasToken": text(bytes(20)),
        "refundReceiver": text(bytes(20)),
        "nonce": "7",
        "operation": 0,
    }
    domain_type = keccak(b"EIP712Domain(uint256 chainId,address verifyingContract)")
    separator = keccak(domain_type + word(b"\1") + word(safe))
    kind = "SafeTx(" + ",".join(f"{kind} {name}" for name, kind in _SAFE_TX) + ")"
    words = [word(to), bytes(32), keccak(data)] + [bytes(32)] * 6 + [word(b"\7")]
    struct = keccak(keccak(kind.encode()) + b"".join(words))
    types = {
        "EIP712Domain": [
            {"name": "chainId", "type": "uint256"},
            {"name": "verifyingContract", "type": "address"},
        ],
        "SafeTx": [{"name": name, "type": kind} for name, kind in _SAFE_TX],
    }
    typed = {
        "types": types,
        "primaryType": "SafeTx",
        "domain": {"chainId": 1, "verifyingContract": text(safe)},
        "message": message,
    }
    return typed, keccak(b"\x19\x01" + separator + struct)
