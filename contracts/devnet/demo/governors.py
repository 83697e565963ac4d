"""Who governs: roles and delay of the timelock, owners and threshold of the Safe."""

from dataclasses import dataclass, field

from contracts.devnet.demo.clients import Chain
from contracts.devnet.demo.events import Event


@dataclass
class Governors:
    """The governors after some events. `roles` holds (role, account) pairs ever granted."""

    roles: dict[tuple[bytes, str], bool] = field(default_factory=dict)
    delay: int = 0
    owners: set[str] = field(default_factory=set)
    threshold: int = 0


def replay_governors(events: list[Event]) -> Governors:
    """What the events of timelock and Safe say; modules and guards are none of it."""
    governors = Governors()
    for event in events:
        values = event.arguments
        match event.name:
            case "RoleGranted" | "RoleRevoked":
                granted = event.name == "RoleGranted"
                governors.roles[values["role"], values["account"]] = granted
            case "MinDelayChange":
                governors.delay = values["newDuration"]
            case "SafeSetup":
                governors.owners = set(values["owners"])
                governors.threshold = values["threshold"]
            case "AddedOwner":
                governors.owners.add(values["owner"])
            case "RemovedOwner":
                governors.owners.discard(values["owner"])
            case "ChangedThreshold":
                governors.threshold = values["threshold"]
    return governors


def read_governors(chain: Chain, mentioned: Governors) -> Governors:
    """The same, asked of the contracts now."""
    timelock = chain.timelock.functions
    return Governors(
        roles={pair: timelock.hasRole(*pair).call() for pair in mentioned.roles},
        delay=timelock.getMinDelay().call(),
        owners=set(chain.safe.retrieve_owners()),
        threshold=chain.safe.retrieve_threshold(),
    )
