"""What must be true of a finished deployment, asked of the chain and of nobody else."""

from eth_abi import decode
from eth_abi.exceptions import DecodingError
from eth_utils import keccak, to_canonical_address, to_checksum_address

from contracts.artifact import Artifact, calldata
from contracts.devnet.governance import safe
from contracts.devnet.governance.changes import NAMES, read_changes, shown
from contracts.devnet.governance.json_rpc import RpcError
from contracts.devnet.governance.node import Node
from contracts.devnet.governance.replay import (
    ChangedSinceError,
    Replay,
    entries_shown,
    first_policy,
    getter,
    replay,
)
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
    def __init__(self, node: Node, history: Replay) -> None:
        self.node, self.history = node, history
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
    """The sentences that were checked and hold; raises StepError at the first that does not.

    Raises ChangedSinceError when the deployment was right and the governance has changed since:
    then the state was compared with what the logged changes make of it.
    """
    history = replay(read_changes(node, document), document)
    checks = _Checks(node, history)
    _verify_first_policy(checks, document)
    if history.upgraded:
        raise ChangedSinceError(history.since, None)
    address = {
        name: to_canonical_address(document[name]["address"])
        for name in ("safe", "timelock", "kms", "app")
    }
    _verify_safe(checks, document, address["safe"])
    _verify_timelock(checks, document, address["timelock"], address["safe"])
    _verify_kms(checks, document, address)
    _verify_app(checks, document, address)
    _verify_lists(checks, address)
    if history.since:
        # Anyone may register an app; after any other change only the first sentences still hold.
        registered = all(change.name == "AppRegistered" for change in history.since)
        raise ChangedSinceError(history.since, checks.passed if registered else checks.passed[:2])
    return checks.passed


def _verify_first_policy(checks: _Checks, document: dict) -> None:
    """What the deployment allowed, by its own logs: every entry that was meant and no other."""
    made, meant = checks.history.first, first_policy(document)
    for entry in made:
        if entry not in meant:
            raise StepError(
                f"verification: not true that the deployment allowed nothing else: {made[entry]} "
                f"allowed {entries_shown({entry})}. Do not use this deployment; deploy again."
            )
    missing = meant - set(made)
    if missing:
        raise StepError(
            "verification: not true that the deployment's logs tell its whole first policy: "
            f"missing {entries_shown(missing)}. Ask another node."
        )
    checks.passed.append("the deployment allowed its first policy and nothing else")
    checks.passed.append("nobody changed the governance by hand")


def _verify_lists(checks: _Checks, address: dict[str, bytes]) -> None:
    """Every entry that any log ever mentioned, asked of the contract."""
    for entry, allowed in checks.history.allowed.items():
        asked = getter(entry)
        if asked is not None:
            source, signature, argument = asked
            actual = checks.asked(address[source], signature, "bool", argument)
            name = f"{NAMES[source]} holds for {entries_shown({entry})} what the logs say"
            checks.equal(name, actual, allowed)


def _verify_safe(checks: _Checks, document: dict, account: bytes) -> None:
    node = checks.node
    owners = tuple(map(to_canonical_address, document["owners"]))
    history = checks.history
    threshold = history.latest("safe", "ChangedThreshold", document["threshold"])
    checks.equal("the Safe is a 1.4.1 proxy", keccak(node.code(account)), safe.PROXY_CODE_HASH)
    singleton = to_canonical_address(document["safe"]["singleton"])
    checks.equal("the Safe runs its singleton", _address(node.storage(account, 0)), singleton)
    actual = checks.asked(account, "getOwners()", "address[]")
    today = history.listed("AddedOwner", "RemovedOwner", owners)
    if today == owners:
        checks.equal("the Safe has exactly its owners", actual, owners)
    else:  # swapOwner keeps the place in the list
        checks.equal("the Safe has exactly its owners", set(actual), set(today))
    actual = checks.asked(account, "getThreshold()", "uint256")
    checks.equal(f"the Safe needs {threshold} signatures", actual, threshold)
    first = _mapping_slot(b"\x01".rjust(32, b"\x00"), 1)
    modules = history.listed("EnabledModule", "DisabledModule", ())
    newest = int.from_bytes(modules[0], "big") if modules else 1
    checks.equal("the Safe has no module", node.storage(account, first), newest)
    guard = int.from_bytes(history.latest("safe", "ChangedGuard", _ZERO), "big")
    checks.equal("the Safe has no guard", node.storage(account, _GUARD), guard)
    actual = _address(node.storage(account, _HANDLER))
    handler = history.latest("safe", "ChangedFallbackHandler", safe.HANDLER.address)
    checks.equal("the Safe has the canonical fallback handler", actual, handler)


def _verify_timelock(checks: _Checks, document: dict, timelock: bytes, account: bytes) -> None:
    node = checks.node
    code = node.code(timelock)
    expected = Artifact.load("GovernanceTimelock").runtime
    checks.equal("the timelock's code is its artifact", code, expected)
    actual = checks.asked(timelock, "getMinDelay()", "uint256")
    delay = checks.history.latest("timelock", "MinDelayChange", document["delay"])
    checks.equal(f"the timelock's delay is {delay} s", actual, delay)
    holders = _role_holders(node, timelock, document["transactions"]["timelock"]["blockNumber"])
    roles = {
        "PROPOSER_ROLE": ({account}, "only the Safe may propose"),
        "CANCELLER_ROLE": ({account}, "only the Safe may cancel"),
        "EXECUTOR_ROLE": ({_ZERO}, "anyone may execute"),
        "": ({timelock}, "only the timelock itself administers its roles"),
    }
    for name, (members, sentence) in roles.items():
        role = keccak(text=name) if name else _NO_ROLE
        members = _changed_members(checks.history, role, members)
        checks.equal(sentence, holders.pop(role, set()), members)
        for member in members:
            granted = checks.asked(timelock, "hasRole(bytes32,address)", "bool", role, member)
            checks.equal(f"{sentence} (hasRole)", granted, True)
    others = {
        role for role in holders if holders[role] != _changed_members(checks.history, role, set())
    }
    checks.equal("the timelock has no other role", others, set())


def _changed_members(history: Replay, role: bytes, members: set[bytes]) -> set[bytes]:
    """Who holds a role after the operations since the deployment."""
    today = set(members)
    for change in history.since:
        if change.name == "RoleGranted" and change.values[0] == role:
            today.add(change.values[1])
        elif change.name == "RoleRevoked" and change.values[0] == role:
            today.discard(change.values[1])
    return today


def _verify_kms(checks: _Checks, document: dict, address: dict[str, bytes]) -> None:
    kms, policy = address["kms"], document["policy"]
    _verify_proxy(checks, "DstackKms", document["kms"], address["timelock"])
    history = checks.history
    implementation = history.latest(
        "kms", "AppImplementationSet", to_canonical_address(document["app"]["implementation"])
    )
    actual = checks.asked(kms, "appImplementation()", "address")
    checks.equal("DstackKms deploys apps with our implementation", actual, implementation)
    for signature, name, member, sentence in (
        (
            "kmsAllowedAggregatedMrs(bytes32)",
            "kms-aggregated-mr",
            "kmsAggregatedMr",
            "the KMS measurement is allowed",
        ),
        ("kmsAllowedDeviceIds(bytes32)", "kms-device", "kmsDevice", "the KMS device is allowed"),
    ):
        value = bytes.fromhex(policy[member][2:])
        today = history.allowed["kms", name, value]
        checks.equal(sentence, checks.asked(kms, signature, "bool", value), today)
    actual = checks.asked(kms, "gatewayAppId()", "string")
    gateway = history.latest("kms", "GatewayAppIdSet", policy["gatewayAppId"])
    checks.equal("the gateway app id is set", actual, gateway)
    if not history.keys_set:  # quote and event log are set without an event
        slots = [checks.node.storage(kms, slot) for slot in range(4)]
        checks.equal("DstackKms has no keys or quote yet", slots, [0] * 4)
    actual = checks.asked(kms, "registeredApps(address)", "bool", address["app"])
    checks.equal("the app is registered", actual, True)


def _verify_app(checks: _Checks, document: dict, address: dict[str, bytes]) -> None:
    app = address["app"]
    _verify_proxy(checks, "DstackApp", document["app"], address["timelock"])
    history = checks.history
    for signature, event, sentence in (
        ("allowAnyDevice()", "AllowAnyDeviceSet", "the app does not allow any device"),
        ("requireTcbUpToDate()", "RequireTcbUpToDateSet", "the app has no TCB rule"),
    ):
        today = history.latest("app", event, False)
        checks.equal(sentence, checks.asked(app, signature, "bool"), today)
    upgrades_disabled = checks.node.storage(app, 1) & 0xFF
    final = any(change.name == "UpgradesDisabled" for change in history.since)
    checks.equal("the app can be upgraded by the timelock", upgrades_disabled, int(final))
    device = bytes.fromhex(document["policy"]["appDevice"][2:])
    actual = checks.asked(app, "allowedDeviceIds(bytes32)", "bool", device)
    today = history.allowed["app", "device", device]
    checks.equal("the app's device is allowed", actual, today)


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
    owner, pending = timelock, _ZERO
    for change in checks.history.since:
        if NAMES[change.source] == name and change.name == "OwnershipTransferStarted":
            pending = change.values[1]
        elif NAMES[change.source] == name and change.name == "OwnershipTransferred":
            owner, pending = change.values[1], _ZERO
    actual = checks.asked(proxy, "owner()", "address")
    checks.equal(f"{name} belongs to the timelock", actual, owner)
    actual = checks.asked(proxy, "pendingOwner()", "address")
    checks.equal(f"{name} is offered to nobody", actual, pending)


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
        return shown(value[:32])
    if isinstance(value, set | tuple):
        return "{" + ", ".join(sorted(map(_shown, value))) + "}"
    return str(value)
