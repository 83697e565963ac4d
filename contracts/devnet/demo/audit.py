"""Step 10: the authorization history, replayed from logs and compared with the contracts."""

from contracts.devnet.demo.clients import Chain, utc
from contracts.devnet.demo.events import read_events
from contracts.devnet.demo.governors import Governors, read_governors, replay_governors
from contracts.devnet.demo.history import ROLES, Entry, History, tell_history
from contracts.devnet.demo.narration import Narrator
from contracts.devnet.demo.operation import STATES
from contracts.devnet.demo.policy import Policy, flags, read_back, replay


def audit(chain: Chain, narrator: Narrator) -> list[dict]:
    """Tells the history as a table, checks it against the state, and gives it for JSON.

    Raises SurpriseError when a link of the chain of responsibility or a value is missing.
    """
    narrator.step("Replay who allowed what, when, and through which signatures")
    transactions = chain.deployment["transactions"]
    events = read_events(chain, chain.deployment["blocks"]["first"])
    history = tell_history(chain, events)
    _tell(chain, history, narrator)
    seed = flags(chain, transactions["app"]["blockNumber"])
    replayed = replay(events, seed, history.scheduled_calls)
    current = read_back(chain, replayed)
    _compare(narrator, replayed, current)
    _compare_governors(chain, narrator, replay_governors(events))
    for operation, state in history.operations.items():
        actual = STATES[chain.timelock.functions.getOperationState(operation).call()]
        waits = state == "Waiting" and actual in ("Waiting", "Ready")
        sentence = f"operation 0x{operation.hex()} is {actual}"
        narrator.check(sentence, waits or actual == state, f"the logs say {state}")
    nonce = chain.safe.retrieve_nonce()
    narrator.check(
        f"the Safe executed {nonce} transactions, and each is in the history",
        nonce == len(history.executions),
        f"the logs hold {len(history.executions)}",
    )
    return [_as_json(entry) for entry in history.entries]


def _tell(chain: Chain, history: History, narrator: Narrator) -> None:
    operations = {operation: f"op {n}" for n, operation in enumerate(history.operations, 1)}
    owners = chain.deployment["owners"]
    names = {owner: f"owner {number}" for number, owner in enumerate(owners, 1)}
    rows = []
    for entry in history.entries:
        signers = entry.execution.signers if entry.execution else ()
        by = [names.get(signer, signer) for signer in signers]
        rows.append(
            (
                utc(entry.timestamp),
                operations.get(entry.operation, "–"),
                f"tx {entry.execution.nonce}" if entry.execution else "–",
                " + ".join(sorted(by)) or _alone(chain, entry),
                entry.what,
            )
        )
    narrator.say("Everything the four contracts ever logged. “scheduled” was signed and waits; a")
    narrator.say("contract's name before an event says that it took effect.\n")
    narrator.table(("when (UTC)", "operation", "Safe tx", "signed by", "what"), rows)
    narrator.say("")
    for operation, label in operations.items():
        narrator.value(label, f"0x{operation.hex()}")
    for execution in history.executions:
        narrator.value(f"tx {execution.nonce}", f"0x{execution.safe_tx_hash.hex()}")
    for owner, label in names.items():
        narrator.value(label, owner)
    narrator.value("deployer", chain.deployment["deployer"])
    narrator.say("\n   And the contracts hold exactly what this history adds up to:")


def _alone(chain: Chain, entry: Entry) -> str:
    return "deployer" if entry.sender == chain.deployment["deployer"] else entry.sender


def _compare(narrator: Narrator, replayed: Policy, current: Policy) -> None:
    for (policy, value), allowed in replayed.allowed.items():
        verdict = "allowed" if allowed else "not allowed"
        actual = current.allowed[policy, value]
        narrator.check(f"{policy} 0x{value.hex()} is {verdict}", actual == allowed, str(actual))
    for part in ("single", "flags", "owners"):
        expected, actual = getattr(replayed, part), getattr(current, part)
        for name in expected | actual:
            value = expected.get(name)
            sentence = f"{name} is {_shown(value)}"
            narrator.check(sentence, actual.get(name) == value, _shown(actual.get(name)))


def _compare_governors(chain: Chain, narrator: Narrator, replayed: Governors) -> None:
    current = read_governors(chain, replayed)
    for pair, granted in replayed.roles.items():
        role, account = ROLES.get(pair[0], _shown(pair[0])), pair[1]
        verb = "has" if granted else "has not"
        sentence = f"{account} {verb} {role}"
        narrator.check(sentence, current.roles[pair] == granted, str(current.roles[pair]))
    for sentence, actual, expected in (
        (f"the delay is {replayed.delay} s", current.delay, replayed.delay),
        (f"the Safe has {len(replayed.owners)} owners", current.owners, replayed.owners),
        (f"{replayed.threshold} of them must sign", current.threshold, replayed.threshold),
    ):
        narrator.check(sentence, actual == expected, str(actual))


def _shown(value: object) -> str:
    match value:
        case bytes():
            return "0x" + value.hex()
        case bool():
            return "on" if value else "off"
        case (owner, pending):
            return f"owned by {owner}, offered to {pending}"
        case _:
            return str(value)


def _as_json(entry: Entry) -> dict:
    execution = entry.execution
    return {
        "timestamp": entry.timestamp,
        "block": entry.block,
        "what": entry.what,
        "operationId": "0x" + entry.operation.hex() if entry.operation else None,
        "safeTxHash": "0x" + execution.safe_tx_hash.hex() if execution else None,
        "safeNonce": execution.nonce if execution else None,
        "signers": sorted(execution.signers) if execution else [],
        "sender": entry.sender,
    }
