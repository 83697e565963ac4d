"""A GovernanceTimelock under test and the operations that go through it."""

from dataclasses import dataclass

from eth_abi import encode
from eth_utils import keccak

from contracts.artifact import Artifact
from contracts.evm import Evm, Log, Outcome
from contracts.tests.published import call, event

PROPOSER = bytes.fromhex("a1" * 20)
EXECUTOR = bytes.fromhex("b2" * 20)
MIN_DELAY = 3600

SALT = keccak(text="unique-operation-id")
NONE = bytes(32)

SCHEDULE = "schedule(address,uint256,bytes,bytes32,bytes32,uint256)"
EXECUTE = "execute(address,uint256,bytes,bytes32,bytes32)"
SCHEDULE_BATCH = "scheduleBatch(address[],uint256[],bytes[],bytes32,bytes32,uint256)"
EXECUTE_BATCH = "executeBatch(address[],uint256[],bytes[],bytes32,bytes32)"
EXECUTED = "CallExecuted(bytes32,uint256,address,uint256,bytes)"


@dataclass(frozen=True)
class Operation:
    """One call without value, predecessor none; its id is recomputed here, not asked for."""

    target: bytes
    data: bytes

    @property
    def arguments(self) -> tuple:
        """What schedule, execute and the hash have in common."""
        return self.target, 0, self.data, NONE, SALT

    @property
    def id(self) -> bytes:
        """keccak256(abi.encode(target, value, data, predecessor, salt))."""
        return keccak(encode(["address", "uint256", "bytes", "bytes32", "bytes32"], self.arguments))

    def executed(self, timelock: bytes) -> Log:
        """The log of executing it."""
        return event(timelock, EXECUTED, self.id, 0, self.target, 0, self.data)


@dataclass(frozen=True)
class Batch:
    """Several calls as (target, value, data)."""

    calls: tuple[tuple[bytes, int, bytes], ...]

    @property
    def arguments(self) -> tuple:
        """What scheduleBatch, executeBatch and the hash have in common."""
        return *(list(column) for column in zip(*self.calls, strict=True)), NONE, SALT

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
    def deployed(evm: Evm) -> "Timelock":
        """One proposer, one executor; no admin but itself."""
        creation = Artifact.load("GovernanceTimelock").creation(
            MIN_DELAY, [PROPOSER], [EXECUTOR], bytes(20)
        )
        return Timelock(evm, evm.deploy(creation))

    def send(self, signature: str, *arguments: object, by: bytes = PROPOSER) -> Outcome:
        """Calls a function of the timelock and keeps what it did."""
        return self.evm.send(self.address, call(signature, *arguments), sender=by)

    def schedule(self, operation: Operation) -> Outcome:
        """Schedules an operation for the least delay."""
        return self.send(SCHEDULE, *operation.arguments, MIN_DELAY)

    def execute(self, operation: Operation) -> Outcome:
        """Executes an operation."""
        return self.send(EXECUTE, *operation.arguments, by=EXECUTOR)

    def wait(self, seconds: int) -> None:
        """Lets time pass."""
        self.evm.timestamp += seconds
