"""Every change that the four contracts ever logged, and what each went through.

A change belongs to the deployment (one of its transactions made it), to a timelock operation, to
the Safe, or to nobody: then somebody made it by hand.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from eth_abi import decode
from eth_abi.exceptions import DecodingError
from eth_utils import keccak, to_canonical_address, to_checksum_address

from contracts.artifact import Artifact, split_types, type_string
from contracts.devnet.governance.node import Node
from contracts.devnet.governance.transactions import StepError

NAMES = {"safe": "the Safe", "timelock": "the timelock", "kms": "DstackKms", "app": "DstackApp"}
_ARTIFACTS = {"timelock": "GovernanceTimelock", "kms": "DstackKms", "app": "DstackApp"}
# Events of Safe 1.4.1 that tell of its configuration, and the execution that follows them. All
# have static arguments, so that where the indexed ones lie makes no difference.
_SAFE_EVENTS = (
    "AddedOwner(address)",
    "RemovedOwner(address)",
    "ChangedThreshold(uint256)",
    "EnabledModule(address)",
    "DisabledModule(address)",
    "ChangedGuard(address)",
    "ChangedFallbackHandler(address)",
    "ExecutionSuccess(bytes32,uint256)",
)
_NO_CHANGE = {
    "",
    "AppDeployedViaFactory",
    "CallExecuted",
    "CallSalt",
    "CallScheduled",
    "Cancelled",
    "ExecutionSuccess",
    "Initialized",
}


@dataclass(frozen=True)
class Change:
    """One event that tells of a change; `values` are its arguments, addresses as 20 bytes.

    `operation` is the timelock operation that made it, None without one. `in_deployment` says that
    a transaction of the deployment made it, or the operation with which the timelock accepted.
    `by_safe` says that a Safe transaction surrounds it.
    """

    source: str
    name: str
    values: tuple
    block: int
    transaction: str
    operation: bytes | None = None
    in_deployment: bool = False
    by_safe: bool = False

    def __str__(self) -> str:
        what = f"{self.name}({', '.join(map(shown, self.values))})"
        through = f"operation 0x{self.operation.hex()}" if self.operation else self.transaction
        return f"block {self.block}: {NAMES[self.source]}: {what}, by {through}"


def shown(value: object) -> str:
    """A value of an event or getter for people."""
    if isinstance(value, bytes):
        return to_checksum_address(value) if len(value) == 20 else "0x" + value.hex()
    return str(value)


def read_changes(node: Node, document: dict) -> list[Change]:
    """The changes since the first block of the deployment, in the order of the chain.

    An executed call of an operation that logged nothing else is a change too (CallExecuted), as
    some setters have no event. Raises StepError for a log that its contract cannot have made.
    """
    steps = document["transactions"].values()
    first = min(step["blockNumber"] for step in steps if "blockNumber" in step)
    sources = {to_canonical_address(document[name]["address"]): name for name in NAMES}
    logs = [log for address in sources for log in node.logs(address, first)]
    logs.sort(key=lambda log: (int(log["blockNumber"], 16), int(log["logIndex"], 16)))
    own = {step["hash"] for step in steps}
    acceptance = bytes.fromhex(document["acceptance"]["operationId"][2:])
    decoded = [_decoded(log, sources[to_canonical_address(log["address"])]) for log in logs]
    changes, told = [], set()
    for position, change in enumerate(decoded):
        if change.name == "CallExecuted":
            operation, _, target, *_ = change.values
            call = operation, change.transaction, target
            quiet = call not in told
            told.discard(call)  # a batch may call the same contract again
            if quiet and operation != acceptance:
                changes.append(replace(change, operation=operation, by_safe=True))
            continue
        if change.name in _NO_CHANGE:
            continue
        address = to_canonical_address(document[change.source]["address"])
        after = list(_rest_of_transaction(decoded, position))
        executed = (e for e in after if e.name == "CallExecuted" and e.values[2] == address)
        operation = next((call.values[0] for call in executed), None)
        told.add((operation, change.transaction, address))
        by_safe = change.source == "safe" or any(e.name == "ExecutionSuccess" for e in after)
        belongs = operation == acceptance if operation else change.transaction in own
        changes.append(
            replace(
                change,
                operation=operation,
                in_deployment=belongs and change.source != "safe",
                by_safe=by_safe,
            )
        )
    return changes


def _rest_of_transaction(decoded: list[Change], position: int) -> Iterator[Change]:
    """What the same transaction logged later; a call's CallExecuted follows its events."""
    for later in decoded[position + 1 :]:
        if later.transaction != decoded[position].transaction:
            return
        yield later


def _decoded(log: dict, source: str) -> Change:
    """A log as a change that is placed nowhere yet; nameless for what only the Safe itself uses."""
    block, topics = int(log["blockNumber"], 16), [bytes.fromhex(t[2:]) for t in log["topics"]]
    data = bytes.fromhex(log["data"][2:])
    known = _events(source).get(topics[0]) if topics else None
    if known is None:
        if source == "safe":
            return Change(source, "", (), block, log["transactionHash"])
        raise StepError(
            f"verification: log {int(log['logIndex'], 16)} of block {block} is no event of "
            f"{NAMES[source]}. Do not use this deployment."
        )
    name, inputs = known
    try:
        if source == "safe":
            words = b"".join(topics[1:]) + data
            values = decode([kind for kind, _ in inputs], words)
        else:
            rest = iter(decode([kind for kind, indexed in inputs if not indexed], data))
            words = iter(topics[1:])
            values = [
                decode([kind], next(words))[0] if indexed else next(rest)
                for kind, indexed in inputs
            ]
    except (DecodingError, StopIteration) as error:
        raise StepError(f"verification: a {name} of block {block} does not decode") from error
    values = tuple(
        to_canonical_address(value) if kind == "address" else value
        for (kind, _), value in zip(inputs, values, strict=True)
    )
    return Change(source, name, values, block, log["transactionHash"])


def _events(source: str) -> dict[bytes, tuple[str, list[tuple[str, bool]]]]:
    """Name and arguments (type, whether indexed) of a contract's events, by topic 0."""
    if source == "safe":
        return {
            keccak(text=signature): (
                signature[: signature.index("(")],
                [(kind, False) for kind in split_types(signature[signature.index("(") :])],
            )
            for signature in _SAFE_EVENTS
        }
    events = {}
    for entry in Artifact.load(_ARTIFACTS[source]).abi:
        if entry["type"] == "event":
            inputs = [(type_string(part), part["indexed"]) for part in entry["inputs"]]
            signature = f"{entry['name']}({','.join(kind for kind, _ in inputs)})"
            events[keccak(text=signature)] = entry["name"], inputs
    return events
