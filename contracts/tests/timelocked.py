"""A GovernanceTimelock under test and the operations that go through it."""

from dataclasses import dataclass

from eth_abi import encode
from eth_utils import keccak

from contracts.artifact import Artifact
from contracts.evm import Evm, Log, Outcome
from contracts.tests.published import call, error, event

PROPOSER = bytes.fromhex("a1" * 20)
EXECUTOR = bytes.fromhex("b2" * 20)
STRANGER = bytes.fromhex("c3" * 20)
MIN_DELAY = 3600
NOW = 1_700_000_000
TIMESTAMPS = 1  # storage slot of the mapping id => timestamp

TARGET = bytes.fromhex("11" * 20)
SALT = keccak(text="unique-operation-id")
NONE = bytes(32)

SCHEDULE = "schedule(address,uint256,bytes,bytes32,bytes32,uint256)"
EXECUTE = "execute(address,uint256,bytes,bytes32,bytes32)"
SCHEDULE_BATCH = "scheduleBatch(address[],uint256[],bytes[],bytes32,bytes32,uint256)"
EXECUTE_BATCH = "executeBatch(address[],uint256[],bytes[],bytes32,bytes32)"
SCHEDULED = "CallScheduled(bytes32,uint256,address,uint256,bytes,bytes32,uint256)"
EXECUTED = "CallExecuted(bytes32,uint256,address,uint256,bytes)"


@dataclass(frozen=True)
class Operation:
    """One single operation; its id is recomputed here, not asked for."""

    target: bytes = TARGET
    value: int = 0
    data: bytes = bytes.fromhex("79ba5097")
    predecessor: bytes = NONE
    salt: bytes = SALT

    @property
    def arguments(self) -> tuple:
        """What schedule, execute and the hash have in common."""
        return self.target, self.value, self.data, self.predecessor, self.salt

    @property
    def id(self) -> bytes:
        """keccak256(abi.encode(target, value, data, predecessor, salt))."""
        types = ["address", "uint256", "bytes", "bytes32", "bytes32"]
        return keccak(encode(types, self.arguments))

    def scheduled(self, timelock: bytes, delay: int) -> tuple[Log, ...]:
        """The logs of scheduling it."""
        values = (self.id, 0, self.target, self.value, self.data, self.predecessor, delay)
        logs = [event(timelock, SCHEDULED, *values)]
        if self.salt != NONE:
            logs.append(event(timelock, "CallSalt(bytes32,bytes32)", self.id, self.salt))
        return tuple(logs)

    def executed(self, timelock: bytes) -> Log:
        """The log of executing it."""
        return event(timelock, EXECUTED, self.id, 0, self.target, self.value, self.data)


@dataclass(frozen=True)
class Batch:
    """A batch operation: calls as (target, value, data)."""

    calls: tuple[tuple[bytes, int, bytes], ...]
    predecessor: bytes = NONE
    salt: bytes = SALT

    @property
    def arguments(self) -> tuple:
        """What scheduleBatch, executeBatch and the hash have in common."""
        columns = zip(*self.calls, strict=True) if self.calls else ((), (), ())
        return *(list(column) for column in columns), self.predecessor, self.salt

    @property
    def id(self) -> bytes:
        """keccak256(abi.encode(targets, values, payloads, predecessor, salt))."""
        types = ["address[]", "uint256[]", "bytes[]", "bytes32", "bytes32"]
        return keccak(encode(types, self.arguments))


@dataclass
class Timelock:
    """A deployed timelock, its EVM, and short forms of its calls."""

    evm: Evm
    address: bytes

    @staticmethod
    def deployed(
        executors: tuple[bytes, ...] = (EXECUTOR,), admin: bytes = bytes(20), evm: Evm | None = None
    ) -> "Timelock":
        """One proposer, who is canceller too; no admin but itself."""
        evm = evm or Evm(timestamp=NOW)
        creation = Artifact.load("GovernanceTimelock").creation(
            MIN_DELAY, [PROPOSER], list(executors), admin
        )
        return Timelock(evm, evm.deploy(creation))

    def send(
        self, signature: str, *arguments: object, by: bytes = PROPOSER, value: int = 0
    ) -> Outcome:
        """Calls a function of the timelock and keeps what it did."""
        data = call(signature, *arguments)
        return self.evm.send(self.address, data, sender=by, value=value)

    def schedule(self, operation: Operation, delay: int = MIN_DELAY, by: bytes = PROPOSER):
        """Schedules a single operation."""
        return self.send(SCHEDULE, *operation.arguments, delay, by=by)

    def execute(self, operation: Operation, by: bytes = EXECUTOR, value: int = 0) -> Outcome:
        """Executes a single operation."""
        return self.send(EXECUTE, *operation.arguments, by=by, value=value)

    def cancel(self, identity: bytes, by: bytes = PROPOSER) -> Outcome:
        """Cancels an operation."""
        return self.send("cancel(bytes32)", identity, by=by)

    def wait(self, seconds: int) -> None:
        """Lets time pass."""
        self.evm.timestamp += seconds

    def ask(self, signature: str, *arguments: object) -> bytes:
        """The return data of a query; raises AssertionError when it reverts."""
        outcome = self.evm.call(self.address, call(signature, *arguments))
        assert outcome.success, outcome
        return outcome.output

    def number(self, signature: str, *arguments: object) -> int:
        """The answer of a query as a number."""
        return int.from_bytes(self.ask(signature, *arguments), "big")


def wrong_state(identity: bytes, *wanted: int) -> bytes:
    """The revert data of an operation that is in none of the wanted states."""
    bitmap = sum(1 << state for state in wanted).to_bytes(32, "big")
    return error("TimelockUnexpectedOperationState(bytes32,bytes32)", identity, bitmap)


def missing_role(caller: bytes, role: bytes) -> bytes:
    """The revert data of a caller without a role."""
    return error("AccessControlUnauthorizedAccount(address,bytes32)", caller, role)
