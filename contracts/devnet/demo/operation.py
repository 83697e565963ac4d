"""A timelock operation: calls that are scheduled, wait, and run together."""

from dataclasses import dataclass

from eth_abi import encode
from eth_utils import keccak
from web3.contract.contract import Contract, ContractFunction

from contracts.devnet.demo.clients import Chain

NO_PREDECESSOR = bytes(32)
STATES = ("Unset", "Waiting", "Ready", "Done")


@dataclass(frozen=True)
class Call:
    """One call of a policy function, for example addOsImageHash of DstackKms."""

    name: str
    contract: Contract
    function: str
    value: bytes

    @property
    def data(self) -> bytes:
        """Its calldata."""
        return bytes.fromhex(self.contract.encode_abi(self.function, [self.value])[2:])

    def __str__(self) -> str:
        return f"{self.name}.{self.function}(0x{self.value.hex()})"


@dataclass(frozen=True)
class Operation:
    """A batch of calls under a salt.

    The salt is the hash of the purpose, so that whoever reads the purpose can rebuild the id.
    """

    purpose: str
    calls: tuple[Call, ...]

    @property
    def salt(self) -> bytes:
        """Keccak-256 of the purpose."""
        return keccak(text=self.purpose)

    @property
    def batch(self) -> tuple:
        """Targets, values, payloads, predecessor, salt: the arguments of hashOperationBatch."""
        targets = [call.contract.address for call in self.calls]
        payloads = [call.data for call in self.calls]
        return targets, [0] * len(targets), payloads, NO_PREDECESSOR, self.salt

    @property
    def id(self) -> bytes:
        """The operation id: keccak(abi.encode(batch)). It binds neither chain nor timelock."""
        types = ["address[]", "uint256[]", "bytes[]", "bytes32", "bytes32"]
        return keccak(encode(types, self.batch))

    def schedule(self, chain: Chain, delay: int) -> ContractFunction:
        """The call by which the Safe schedules it, `delay` in seconds."""
        return chain.timelock.functions.scheduleBatch(*self.batch, delay)

    def execute(self, chain: Chain) -> ContractFunction:
        """The call by which anyone executes it once it is ready."""
        return chain.timelock.functions.executeBatch(*self.batch)

    def state(self, chain: Chain) -> str:
        """Unset, Waiting, Ready or Done, as the timelock says."""
        return STATES[chain.timelock.functions.getOperationState(self.id).call()]

    def ready_at(self, chain: Chain) -> int:
        """When it may be executed, in Unix seconds."""
        return chain.timelock.functions.getTimestamp(self.id).call()
