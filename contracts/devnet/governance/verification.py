"""What must be true of a finished deployment, asked of the chain and of nobody else."""

from eth_abi import decode
from eth_abi.exceptions import DecodingError
from eth_utils import keccak, to_canonical_address, to_checksum_address

from contracts.artifact import Artifact, calldata
from contracts.devnet.governance import safe
from contracts.devnet.governance.json_rpc import RpcError
from contracts.devnet.governance.node import Node
from contracts.devnet.governance.transactions import StepError

_ZERO = bytes(20)
_NO_ROLE = bytes(32)
_ROLE_GRANTED = "0x" + keccak(text="RoleGranted(bytes32,address,address)").hex()
_ROLE_REVOKED = "0x" + keccak(text="RoleRevoked(bytes32,address,address)").hex()
_ERC1967 = {name: int.from_bytes(keccak(text=f"eip1967.proxy.{name}"), "big") - 1 for name in (
    "implementation", "admin", "beacon")}  # fmt: skip
_GUARD = int.from_bytes(keccak(text="guard_manager.guard.address"), "big")
_HANDLER = int.from_bytes(keccak(text="fallback_manager.handler.address"), "big")


class _Checks:
    def __init__(self, node: Node) -> None:
        self.node = node
        self.passed: list[str] = []

    def equal(self, sentence: str, actual: object, expected: object) -> None:
        """Notes that a sentence is true; raises StepError with both values when it is not."""
        if actual != expected:
            raise StepError(
                f"verification: not true that {sentence}: the chain says {_shown(actual)}, "
                f"not {_shown(expected)}. Do not use this deployment."
            )
        self.passed.append(sentence)

    def asked(self, to: bytes, signature: str, kind: str, *arguments: object) -> object:
        """The one value that a view function returns, addresses as bytes."""
        try:
            (value,) = decode([kind], self.node.call(to, calldata(signature, *arguments)))
        except (RpcError, DecodingError) as error:
            raise StepError(
                f"verification: {to_checksum_address(to)} does not answer {signature}: {error}"
            ) from error
        if kind == "address":
            return to_canonical_address(value)
        return tuple(map(to_canonical_address, value)) if kind == "address[]" else value


def verify(node: Node, document: dict) -> list[str]:
    """The sentences that were checked and hold; raises StepError at the first that does not."""
    checks = _Checks(node)
    address = {
        name: to_canonical_address(document[name]["address"])
        for name in ("safe", "timelock", "kms", "app")
    }
    _verify_safe(checks, document, address["safe"])
    _verify_timelock(checks, document, address["timelock"], address["safe"])
    _verify_kms(checks, document, address)
    _verify_app(checks, document, address)
    return checks.passed


def _verify_safe(checks: _Checks, document: dict, account: bytes) -> None:
    node = checks.node
    owners = tuple(map(to_canonical_address, document["owners"]))
    threshold = document["threshold"]
    checks.equal("the Safe is a 1.4.1 proxy", keccak(node.code(account)), safe.PROXY_CODE_HASH)
    singleton = to_canonical_address(document["safe"]["singleton"])
    checks.equal("the Safe runs its singleton", _address(node.storage(account, 0)), singleton)
    actual = checks.asked(account, "getOwners()", "address[]")
    checks.equal("the Safe has exactly its owners", actual, owners)
    actual = checks.asked(account, "getThreshold()", "uint256")
    checks.equal(f"the Safe needs {threshold} signatures", actual, threshold)
    first = _mapping_slot(b"\x01".rjust(32, b"\x00"), 1)
    checks.equal("the Safe has no module", node.storage(account, first), 1)
    checks.equal("the Safe has no guard", node.storage(account, _GUARD), 0)
    actual = _address(node.storage(account, _HANDLER))
    checks.equal("the Safe has the canonical fallback handler", actual, safe.HANDLER.address)


def _verify_timelock(checks: _Checks, document: dict, timelock: bytes, account: bytes) -> None:
    node = checks.node
    code = node.code(timelock)
    expected = Artifact.load("GovernanceTimelock").runtime
    checks.equal("the timelock's code is its artifact", code, expected)
    actual = checks.asked(timelock, "getMinDelay()", "uint256")
    checks.equal(f"the timelock's delay is {document['delay']} s", actual, document["delay"])
    holders = _role_holders(node, timelock, document["transactions"]["timelock"]["blockNumber"])
    roles = {
        "PROPOSER_ROLE": ({account}, "only the Safe may propose"),
        "CANCELLER_ROLE": ({account}, "only the Safe may cancel"),
        "EXECUTOR_ROLE": ({_ZERO}, "anyone may execute"),
        "": ({timelock}, "only the timelock itself administers its roles"),
    }
    for name, (members, sentence) in roles.items():
        role = keccak(text=name) if name else _NO_ROLE
        checks.equal(sentence, holders.pop(role, set()), members)
        for member in members:
            granted = checks.asked(timelock, "hasRole(bytes32,address)", "bool", role, member)
            checks.equal(f"{sentence} (hasRole)", granted, True)
    checks.equal("the timelock has no other role", {r for r, m in holders.items() if m}, set())


def _verify_kms(checks: _Checks, document: dict, address: dict[str, bytes]) -> None:
    kms, policy = address["kms"], document["policy"]
    _verify_proxy(checks, "DstackKms", document["kms"], address["timelock"])
    implementation = to_canonical_address(document["app"]["implementation"])
    actual = checks.asked(kms, "appImplementation()", "address")
    checks.equal("DstackKms deploys apps with our implementation", actual, implementation)
    for signature, member, sentence in (
        ("kmsAllowedAggregatedMrs(bytes32)", "kmsAggregatedMr", "the KMS measurement is allowed"),
        ("kmsAllowedDeviceIds(bytes32)", "kmsDevice", "the KMS device is allowed"),
    ):
        value = bytes.fromhex(policy[member][2:])
        checks.equal(sentence, checks.asked(kms, signature, "bool", value), True)
    actual = checks.asked(kms, "gatewayAppId()", "string")
    checks.equal("the gateway app id is set", actual, policy["gatewayAppId"])
    actual = checks.asked(kms, "registeredApps(address)", "bool", address["app"])
    checks.equal("the app is registered", actual, True)


def _verify_app(checks: _Checks, document: dict, address: dict[str, bytes]) -> None:
    app = address["app"]
    _verify_proxy(checks, "DstackApp", document["app"], address["timelock"])
    for signature, sentence in (
        ("allowAnyDevice()", "the app does not allow any device"),
        ("requireTcbUpToDate()", "the app has no TCB rule"),
    ):
        checks.equal(sentence, checks.asked(app, signature, "bool"), False)
    upgrades_disabled = checks.node.storage(app, 1) & 0xFF
    checks.equal("the app can be upgraded by the timelock", upgrades_disabled, 0)
    device = bytes.fromhex(document["policy"]["appDevice"][2:])
    actual = checks.asked(app, "allowedDeviceIds(bytes32)", "bool", device)
    checks.equal("the app's device is allowed", actual, True)


def _verify_proxy(checks: _Checks, name: str, entry: dict, timelock: bytes) -> None:
    """Proxy code, implementation code, ERC-1967 slots and owner of one UUPS contract."""
    node, proxy = checks.node, to_canonical_address(entry["address"])
    implementation = to_canonical_address(entry["implementation"])
    expected = Artifact.load("ERC1967Proxy").runtime
    checks.equal(f"{name} is an ERC1967Proxy", node.code(proxy), expected)
    actual = _address(node.storage(proxy, _ERC1967["implementation"]))
    checks.equal(f"{name} runs its implementation", actual, implementation)
    for slot in ("admin", "beacon"):
        checks.equal(f"{name} has no {slot}", node.storage(proxy, _ERC1967[slot]), 0)
    artifact, code = Artifact.load(name), bytearray(node.code(implementation))
    # The one immutable of a UUPS contract is its own address.
    immutables = {bytes(code[start : start + length]) for start, length in artifact.immutables}
    checks.equal(f"{name} knows itself", immutables, {implementation.rjust(32, b"\x00")})
    checks.equal(f"{name}'s code is its artifact", artifact.masked(code), artifact.runtime)
    actual = checks.asked(proxy, "owner()", "address")
    checks.equal(f"{name} belongs to the timelock", actual, timelock)
    actual = checks.asked(proxy, "pendingOwner()", "address")
    checks.equal(f"{name} is offered to nobody", actual, _ZERO)


def _role_holders(node: Node, timelock: bytes, first_block: int) -> dict[bytes, set[bytes]]:
    """Who holds which role, replayed from every RoleGranted and RoleRevoked."""
    holders: dict[bytes, set[bytes]] = {}
    for log in node.logs(timelock, first_block):
        if log["topics"][0] not in (_ROLE_GRANTED, _ROLE_REVOKED):
            continue
        role, member = (bytes.fromhex(topic[2:]) for topic in log["topics"][1:3])
        members = holders.setdefault(role, set())
        granted = log["topics"][0] == _ROLE_GRANTED
        (members.add if granted else members.discard)(member[12:])
    return holders


def _mapping_slot(key: bytes, slot: int) -> int:
    return int.from_bytes(keccak(key + slot.to_bytes(32, "big")), "big")


def _address(word: int) -> bytes:
    return word.to_bytes(32, "big")[12:]


def _shown(value: object) -> str:
    if isinstance(value, bytes):
        return to_checksum_address(value) if len(value) == 20 else f"0x{value[:32].hex()}"
    if isinstance(value, set | tuple):
        return "{" + ", ".join(sorted(map(_shown, value))) + "}"
    return str(value)
