"""The policy that events say is in force, and the policy that the contracts hold."""

from dataclasses import dataclass, field

from eth_utils import keccak, to_bytes, to_canonical_address
from web3 import Web3

from contracts.devnet.demo.clients import Chain
from contracts.devnet.demo.events import Event
from contracts.devnet.demo.narration import SurpriseError
from contracts.devnet.governance.policy_events import HASHED, MAPPINGS, POLICY_IDS, TYPED

_SINGLE = {  # the one value of a policy, before anything set it
    "gateway-app-id": keccak(b""),
    "app-implementation": bytes(32),
    "kms-info": keccak(b""),
}
_IMPLEMENTATION_SLOT = int.from_bytes(keccak(text="eip1967.proxy.implementation"), "big") - 1
_FUNCTIONS = {
    "addOsImageHash": "os-image",
    "removeOsImageHash": "os-image",
    "addKmsAggregatedMr": "kms-aggregated-mr",
    "removeKmsAggregatedMr": "kms-aggregated-mr",
    "addKmsDevice": "kms-device",
    "removeKmsDevice": "kms-device",
    "addComposeHash": "compose-hash",
    "removeComposeHash": "compose-hash",
    "addDevice": "device",
    "removeDevice": "device",
}


@dataclass
class Policy:
    """What is in force. Values are 32 bytes: a hash, a padded address, the hash of a text.

    `allowed` maps (policy, value) to whether it is allowed, for everything ever mentioned; `single`
    maps a policy to its one value, and holds the implementation behind each proxy; `flags` maps a
    policy to its switch; `owners` maps kms and app to owner and pending owner.
    """

    allowed: dict[tuple[str, bytes], bool] = field(default_factory=dict)
    single: dict[str, bytes] = field(default_factory=dict)
    flags: dict[str, bool] = field(default_factory=dict)
    owners: dict[str, tuple[str, str]] = field(default_factory=dict)

    def set(self, policy: str, value: bytes, enabled: bool) -> None:
        """Applies one change."""
        if policy in MAPPINGS:
            self.allowed[policy, value] = enabled
        elif policy in _SINGLE:
            self.single[policy] = value
        elif policy != "implementation-upgrade":
            self.flags[policy] = enabled


def replay(events: list[Event], seed: dict[str, bool], scheduled: list[tuple]) -> Policy:
    """The policy after all events.

    `seed` holds the app's flags at its creation, which no event tells. `scheduled` lists the
    (function, arguments) of every call that was ever scheduled: what they mention counts as not
    allowed until an event allows it. Raises SurpriseError when a typed event and its PolicyChanged
    differ, or one of them stands alone.
    """
    policy = Policy(single=dict(_SINGLE), flags=dict(seed))
    for function, arguments in scheduled:
        if function in _FUNCTIONS:
            policy.allowed[_FUNCTIONS[function], arguments[0]] = False
    awaited: tuple | None = None
    for event in events:
        if event.source not in ("kms", "app"):
            continue
        if event.name == "PolicyChanged":
            awaited = _match(policy, event, awaited)
            continue
        if awaited is not None:
            raise SurpriseError(f"block {event.block}: no PolicyChanged follows {awaited}")
        awaited = _typed(event)
        if event.name == "Upgraded":
            word = as_word("implementation-upgrade", event.arguments["implementation"])
            policy.single[f"implementation of {event.source}"] = word
        _follow_owner(policy, event)
    if awaited is not None:
        raise SurpriseError(f"no PolicyChanged follows {awaited}")
    return policy


def _match(policy: Policy, event: Event, awaited: tuple | None) -> None:
    arguments = event.arguments
    name = POLICY_IDS.get(arguments["policy"])
    change = (event.source, name, arguments["value"], arguments["enabled"])
    if name != "implementation-upgrade" and change != awaited:
        raise SurpriseError(f"block {event.block}: PolicyChanged {change} follows {awaited}")
    policy.set(name, arguments["value"], arguments["enabled"])


def _typed(event: Event) -> tuple | None:
    """What the PolicyChanged after a typed event must say."""
    known = TYPED.get((event.source, event.name))
    if known is None:
        return None
    name, enabled = known
    value = next(iter(event.arguments.values()), b"")
    if isinstance(value, bool):
        return event.source, name, bytes(32), value
    return event.source, name, as_word(name, value), enabled


def as_word(policy: str, value: str | bytes) -> bytes:
    """A value as PolicyChanged carries it: text and keys hashed, addresses padded, hashes as is.

    The policy decides, not the look of the value: a gateway app id may read like an address.
    """
    if policy in HASHED:
        return keccak(value if isinstance(value, bytes) else value.encode())
    if isinstance(value, str):
        value = to_canonical_address(value)
    return value.rjust(32, b"\x00")


def _follow_owner(policy: Policy, event: Event) -> None:
    owner, _ = policy.owners.get(event.source, ("", ""))
    zero = "0x" + "00" * 20
    if event.name == "OwnershipTransferStarted":
        policy.owners[event.source] = (owner, event.arguments["newOwner"])
    elif event.name == "OwnershipTransferred":
        policy.owners[event.source] = (event.arguments["newOwner"], zero)


def flags(chain: Chain, block: int | str = "latest") -> dict[str, bool]:
    """The app's three switches at a block. The third has no getter: storage slot 1, lowest byte."""
    app = chain.app
    slot = chain.web3.eth.get_storage_at(app.address, 1, block)
    return {
        "allow-any-device": app.functions.allowAnyDevice().call(block_identifier=block),
        "require-tcb-up-to-date": app.functions.requireTcbUpToDate().call(block_identifier=block),
        "upgrades-disabled": to_bytes(slot)[-1] != 0,
    }


def read_back(chain: Chain, mentioned: Policy) -> Policy:
    """The same policy as the contracts hold it now: everything `mentioned` is asked again."""
    kms, contracts = chain.kms.functions, {"kms": chain.kms, "app": chain.app}
    current = Policy(flags=flags(chain))
    for policy, value in mentioned.allowed:
        source, getter = MAPPINGS[policy]
        argument = Web3.to_checksum_address(value[12:]) if policy == "registered-app" else value
        current.allowed[policy, value] = contracts[source].functions[getter](argument).call()
    current.single["gateway-app-id"] = as_word("gateway-app-id", kms.gatewayAppId().call())
    current.single["app-implementation"] = as_word(
        "app-implementation", kms.appImplementation().call()
    )
    current.single["kms-info"] = as_word("kms-info", kms.kmsInfo().call()[0])
    for source, contract in contracts.items():
        owner, pending = (contract.functions[name]().call() for name in ("owner", "pendingOwner"))
        current.owners[source] = (owner, pending)
        word = chain.web3.eth.get_storage_at(contract.address, _IMPLEMENTATION_SLOT)
        current.single[f"implementation of {source}"] = bytes(word)
    return current
