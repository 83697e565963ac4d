"""Who allowed what, when, through which operation, Safe transaction and signatures."""

from dataclasses import dataclass

from eth_utils import keccak
from safe_eth.eth.contracts import get_safe_V1_4_1_contract
from safe_eth.safe.safe_signature import SafeSignature
from web3.exceptions import Web3Exception

from contracts.devnet.demo.clients import Chain
from contracts.devnet.demo.events import Event
from contracts.devnet.demo.narration import SurpriseError

# Events that tell how, not what: they are attribution, or repeat a typed event.
_SILENT = {
    "PolicyChanged",
    "CallSalt",
    "SafeMultiSigTransaction",
    "AppDeployedViaFactory",
    "Initialized",
}
_NAMES = {"timelock": "timelock", "safe": "Safe", "kms": "DstackKms", "app": "DstackApp"}
ROLES = {  # TimelockController's roles by id
    keccak(text=name) if name != "DEFAULT_ADMIN_ROLE" else bytes(32): name
    for name in ("DEFAULT_ADMIN_ROLE", "PROPOSER_ROLE", "CANCELLER_ROLE", "EXECUTOR_ROLE")
}


@dataclass(frozen=True)
class SafeExecution:
    """One executed Safe transaction and the owners whose signatures it carried."""

    nonce: int
    safe_tx_hash: bytes
    signers: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """One line of history. Without a Safe execution, `sender` did it alone."""

    timestamp: int
    block: int
    what: str
    operation: bytes | None
    execution: SafeExecution | None
    sender: str


@dataclass
class History:
    """Everything that happened, and what it happened through."""

    entries: list[Entry]
    executions: list[SafeExecution]
    operations: dict[bytes, str]
    scheduled_calls: list[tuple]


def tell_history(chain: Chain, events: list[Event]) -> History:
    """Joins the events: change → CallExecuted → CallScheduled → Safe transaction → signers.

    Raises SurpriseError when a link is missing.
    """
    executions = _safe_executions(chain, events)
    history = History([], list(executions.values()), {}, [])
    scheduled_by: dict[bytes, SafeExecution] = {}
    told: set[object] = set()  # operations and Safe transactions whose effect has its own line
    for event in events:
        execution = executions.get(event.transaction)
        operation, what = None, ""
        match event.name:
            case "CallScheduled":
                operation = event.arguments["id"]
                if execution is None:
                    raise SurpriseError(f"block {event.block}: scheduled by no Safe transaction")
                history.operations[operation], scheduled_by[operation] = "Waiting", execution
                contract, function, arguments = _call(chain, event)
                history.scheduled_calls.append((function, arguments))
                what = f"scheduled: {contract}.{function}({', '.join(map(_shown, arguments))})"
            case "Cancelled":
                operation, what = event.arguments["id"], "cancelled"
                history.operations[operation] = "Unset"
            case "CallExecuted":
                operation = event.arguments["id"]
                execution = _scheduler(scheduled_by, operation, event)
                history.operations[operation] = "Done"
                if (event.transaction, operation, event.arguments["target"]) not in told:
                    what = f"executed without effect on {event.arguments['target']}"
            case "ExecutionSuccess":
                if event.transaction not in told:
                    what = "Safe: a transaction without effect here"
            case name if name not in _SILENT:
                operation = _cause(chain, events, event)
                if operation:
                    execution = _scheduler(scheduled_by, operation, event)
                what = _words(event)
        told |= {event.transaction, (event.transaction, operation, _address(chain, event))}
        if what:
            sender = chain.web3.eth.get_transaction(event.transaction)["from"]
            timestamp = chain.web3.eth.get_block(event.block)["timestamp"]
            history.entries.append(
                Entry(timestamp, event.block, what, operation, execution, sender)
            )
    return history


def _scheduler(
    scheduled_by: dict[bytes, SafeExecution], operation: bytes, event: Event
) -> SafeExecution:
    if operation not in scheduled_by:
        raise SurpriseError(
            f"block {event.block}: operation 0x{operation.hex()} ran and was never scheduled"
        )
    return scheduled_by[operation]


def _words(event: Event) -> str:
    """An event in words, its values in full."""
    name, values = _NAMES[event.source], event.arguments
    match event.name:
        case "OwnershipTransferred":
            return f"{name}: owner is {values['newOwner']}"
        case "OwnershipTransferStarted":
            return f"{name}: offered to {values['newOwner']}"
        case "RoleGranted" | "RoleRevoked":
            role = ROLES.get(values["role"], _shown(values["role"]))
            return f"{name}: {event.name}({role}, {values['account']})"
        case "SafeSetup":
            return f"{name}: set up, {values['threshold']} of {len(values['owners'])} owners"
        case _:
            return f"{name}: {event.name}({', '.join(map(_shown, values.values()))})"


def _address(chain: Chain, event: Event) -> str:
    contracts = {"kms": chain.kms, "app": chain.app, "timelock": chain.timelock}
    return contracts[event.source].address if event.source in contracts else chain.safe.address


def _cause(chain: Chain, events: list[Event], event: Event) -> bytes | None:
    """The operation that made a contract emit an event: its CallExecuted is logged right after."""
    emitter = _address(chain, event)
    for later in events:
        if (
            later.transaction == event.transaction
            and later.index > event.index
            and later.name == "CallExecuted"
            and later.arguments["target"] == emitter
        ):
            return later.arguments["id"]
    return None


def _safe_executions(chain: Chain, events: list[Event]) -> dict[bytes, SafeExecution]:
    """Executed Safe transactions by the hash of the transaction that carried them.

    The Safe's nonce is not logged: it is the count of executions. The hash is computed again from
    the calldata by safe-eth-py, and the signers are recovered from it.
    """
    account = get_safe_V1_4_1_contract(chain.web3, chain.safe.address)
    executions: dict[bytes, SafeExecution] = {}
    for event in events:
        if event.name == "ExecutionFailure":
            raise SurpriseError(f"block {event.block}: a Safe transaction failed")
        if event.name != "ExecutionSuccess":
            continue
        nonce, safe_tx_hash = len(executions), event.arguments["txHash"]
        transaction = chain.web3.eth.get_transaction(event.transaction)
        if transaction["to"] != account.address or event.transaction in executions:
            raise SurpriseError(f"block {event.block}: the Safe was not called directly, once")
        _, call = account.decode_function_input(transaction["input"])
        rebuilt = chain.safe.build_multisig_tx(
            call["to"],
            call["value"],
            call["data"],
            call["operation"],
            call["safeTxGas"],
            call["baseGas"],
            call["gasPrice"],
            call["gasToken"],
            call["refundReceiver"],
            safe_nonce=nonce,
        )
        if bytes(rebuilt.safe_tx_hash) != safe_tx_hash:
            raise SurpriseError(f"block {event.block}: nonce {nonce} gives another safeTxHash")
        signatures = SafeSignature.parse_signature(call["signatures"], safe_tx_hash)
        signers = tuple(signature.owner for signature in signatures)
        executions[event.transaction] = SafeExecution(nonce, safe_tx_hash, signers)
    return executions


def _call(chain: Chain, event: Event) -> tuple[str, str, tuple]:
    """Contract, function and arguments of a scheduled call; raises SurpriseError if unknown."""
    target = event.arguments["target"]
    contracts = (("DstackKms", chain.kms), ("DstackApp", chain.app), ("timelock", chain.timelock))
    for name, contract in contracts:
        if contract.address == target:
            try:
                function, arguments = contract.decode_function_input(event.arguments["data"])
            except (ValueError, Web3Exception) as error:
                raise SurpriseError(
                    f"block {event.block}: calldata that is none of {name}: {error}"
                ) from error
            return name, function.fn_name, tuple(arguments.values())
    raise SurpriseError(f"block {event.block}: a call to the unknown contract {target}")


def _shown(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_shown, value))}]"
    return "0x" + value.hex() if isinstance(value, bytes) else str(value)
