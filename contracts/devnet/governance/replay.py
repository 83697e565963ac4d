"""The policy that the logs add up to: the deployment's own, and what changed since.

Nothing else may have been allowed: whatever neither the deployment nor the governance did was done
by hand, most likely by the deployer while it owned DstackKms, and spoils the deployment.
"""

from dataclasses import dataclass, field

from eth_utils import keccak, to_canonical_address

from contracts.artifact import selector
from contracts.devnet.governance.changes import Change, shown
from contracts.devnet.governance.policy_events import HASHED, MAPPINGS, POLICY_IDS, TYPED
from contracts.devnet.governance.transactions import StepError

_SILENT_SETTERS = {selector("setKmsQuote(bytes)"), selector("setKmsEventlog(bytes)")}

Entry = tuple[str, str, bytes]
"""Contract (kms, app), policy, value as PolicyChanged carries it."""


class ChangedSinceError(Exception):
    """The deployment is verified, and the governance has changed it since.

    `checks` are the sentences that still hold, None when an upgrade hid the
    state from the verification.
    """

    def __init__(self, since: list[Change], checks: list[str] | None) -> None:
        scope = "today's state is what these changes make of it"
        if checks is None:
            scope = "a new implementation is unknown here, so today's state was NOT checked"
        lines = "".join(f"\n  {change}" for change in since)
        super().__init__(
            "the deployment was as it must be, and today's policy is another: the governance (or, "
            f"for registered apps, anyone) changed it since; {scope}. Review:{lines}"
        )
        self.since, self.checks = since, checks


@dataclass
class Replay:
    """What the logs tell. `since` holds the changes that are not of the deployment.

    `allowed` is every entry ever mentioned and whether it is allowed today.
    """

    first: dict[Entry, Change] = field(default_factory=dict)
    allowed: dict[Entry, bool] = field(default_factory=dict)
    since: list[Change] = field(default_factory=list)

    @property
    def upgraded(self) -> bool:
        """Whether an implementation was replaced since."""
        return any(change.name == "Upgraded" for change in self.since)

    def latest(self, source: str, name: str, default: object) -> object:
        """The last argument of the newest such event since the deployment, else `default`."""
        found = [c.values[-1] for c in self.since if (c.source, c.name) == (source, name)]
        return found[-1] if found else default

    def listed(self, added: str, removed: str, start: tuple[bytes, ...]) -> tuple[bytes, ...]:
        """A list of the Safe (newest first) after the events since that add and remove."""
        members = list(start)
        for change in self.since:
            if change.source == "safe" and change.name == added:
                members.insert(0, change.values[0])
            elif change.source == "safe" and change.name == removed and change.values[0] in members:
                members.remove(change.values[0])
        return tuple(members)

    @property
    def keys_set(self) -> bool:
        """Whether an operation set the keys, quote or event log of DstackKms since."""
        return any(
            change.name == "KmsInfoSet"
            or (change.name == "CallExecuted" and change.values[4][:4] in _SILENT_SETTERS)
            for change in self.since
        )


def replay(changes: list[Change], document: dict) -> Replay:
    """Replays all changes; raises StepError at one made by hand or told in only half."""
    result, awaited = Replay(), None
    timelock = to_canonical_address(document["timelock"]["address"])
    deployer = to_canonical_address(document["deployer"])
    for position, change in enumerate(changes):
        record = change
        if change.source in ("kms", "app"):
            if (change.name == "PolicyChanged") == (awaited is None) and not _is_upgrade(change):
                raise _half(change)
            if awaited is not None:
                entry, enabled = _entry(change)
                if (*entry, enabled) != awaited:
                    raise _half(change)
                result.allowed[entry] = enabled
                if change.in_deployment:
                    result.first[entry] = change
                awaited = None
            else:
                awaited = _typed(change)
                record = changes[position + 1] if awaited and changes[position + 1 :] else change
        _refuse_by_hand(change, record, timelock, deployer)
        if not change.in_deployment and change.name != "PolicyChanged":
            result.since.append(change)
    if awaited is not None:
        raise _half(changes[-1])
    return result


def first_policy(document: dict) -> set[Entry]:
    """The entries that a deployment with these settings allows, and no other."""
    policy = document["policy"]

    def padded(address: str) -> bytes:
        return to_canonical_address(address).rjust(32, b"\x00")

    return {
        ("kms", "app-implementation", padded(document["app"]["implementation"])),
        ("kms", "kms-aggregated-mr", bytes.fromhex(policy["kmsAggregatedMr"][2:])),
        ("kms", "kms-device", bytes.fromhex(policy["kmsDevice"][2:])),
        ("kms", "gateway-app-id", keccak(text=policy["gatewayAppId"])),
        ("kms", "registered-app", padded(document["app"]["address"])),
        ("app", "device", bytes.fromhex(policy["appDevice"][2:])),
    }


def entries_shown(entries: set[Entry]) -> str:
    """Entries for people."""
    return ", ".join(sorted(f"{policy} {shown(value)}" for _, policy, value in entries)) or "none"


def getter(entry: Entry) -> tuple[str, str, object] | None:
    """Contract, signature and argument that ask for an entry of a list; None for other policies."""
    _, policy, value = entry
    if policy not in MAPPINGS:
        return None
    source, name = MAPPINGS[policy]
    if policy == "registered-app":
        return source, f"{name}(address)", value[12:]
    return source, f"{name}(bytes32)", value


def _typed(change: Change) -> tuple | None:
    """What the PolicyChanged after a typed event must say."""
    known = TYPED.get((change.source, change.name))
    if known is None:
        return None
    policy, enabled = known
    value = change.values[0] if change.values else bytes(32)
    if isinstance(value, bool):
        return change.source, policy, bytes(32), value
    if policy in HASHED:
        value = keccak(value if isinstance(value, bytes) else value.encode())
    return change.source, policy, value.rjust(32, b"\x00"), enabled


def _entry(change: Change) -> tuple[Entry, bool]:
    _, policy, value, enabled = change.values
    return (change.source, POLICY_IDS.get(policy, shown(policy)), value), enabled


def _is_upgrade(change: Change) -> bool:
    """The record of an upgrade precedes its Upgraded event and follows no typed one."""
    named = change.name == "PolicyChanged"
    return named and POLICY_IDS.get(change.values[1]) == "implementation-upgrade"


def _refuse_by_hand(change: Change, record: Change, timelock: bytes, deployer: bytes) -> None:
    """`record` is the PolicyChanged that names who made `change`, where there is one."""
    if change.in_deployment or change.source == "safe":
        return
    actor = record.values[0] if record.name == "PolicyChanged" else None
    if change.operation is not None and actor in (None, timelock):
        return
    if change.source == "timelock" and change.by_safe:
        return
    registers = record.name == "PolicyChanged" and _entry(record)[0][1] == "registered-app"
    if registers and actor != deployer:
        return
    by = f" (caller {shown(actor)})" if actor else ""
    raise StepError(
        f"verification: not true that nobody changed the governance by hand: {change}{by}: neither "
        "the deployment nor the timelock did that. Do not use this deployment; find out who did, "
        "and deploy again with another deployer key and another --output."
    )


def _half(change: Change) -> StepError:
    return StepError(
        "verification: not true that each typed event is followed by its PolicyChanged: see "
        f"{change}. The node left out a log; ask another one."
    )
