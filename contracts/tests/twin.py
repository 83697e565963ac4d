"""The real contracts and their model side by side: every message goes to both and must agree."""

from dataclasses import dataclass, field

from contracts.artifact import Artifact
from contracts.evm import DEPLOYER, Evm, Outcome
from contracts.tests.model.app import App
from contracts.tests.model.chain import Chain, Expected
from contracts.tests.model.contract import Governed
from contracts.tests.model.kms import Kms

ARTIFACTS = {Kms: "DstackKms", App: "DstackApp"}


def disagreements(outcome: Outcome, expected: Expected) -> list[str]:
    """How an outcome differs from what the model expects; empty when it does not."""
    found = []
    for name in ("success", "output", "logs"):
        is_, should = getattr(outcome, name), getattr(expected, name)
        if is_ != should:
            found.append(f"{name}: contract {shown(is_)}, model {shown(should)}")
    return found


def shown(value: object) -> str:
    """A value for a failure message: bytes in hex."""
    return f"0x{value.hex()}" if isinstance(value, bytes) else repr(value)


@dataclass
class Twin:
    """An EVM and a model that received the same messages.

    `storage` is what the last comparison read: every non-zero slot of every account.
    """

    evm: Evm = field(default_factory=Evm)
    chain: Chain = field(default_factory=Chain)
    storage: dict[bytes, dict[int, int]] = field(default_factory=dict)

    def implementation(self, kind: type[Governed]) -> bytes:
        """Deploys the bare implementation of a contract."""
        address = self.evm.deploy(Artifact.load(ARTIFACTS[kind]).creation())
        self.chain.place_implementation(kind, address)
        self.compare()
        return address

    def proxy(self, implementation: bytes, data: bytes = b"", sender: bytes = DEPLOYER) -> bytes:
        """Deploys an ERC-1967 proxy that both sides accept; raises when either refuses."""
        creation = Artifact.load("ERC1967Proxy").creation(implementation, data)
        address = self.evm.deploy(creation, sender=sender)
        expected = self.chain.construct(sender, address, implementation, data)
        outcome = Outcome(True, b"", self.evm.deployment.logs, 0)
        assert not disagreements(outcome, expected)
        self.compare()
        return address

    def send(self, sender: bytes, to: bytes, data: bytes, value: int = 0) -> Outcome:
        """Sends a message to both; raises AssertionError when they differ in anything."""
        outcome = self.send_blindly(sender, to, data, value)
        self.compare()
        return outcome

    def send_blindly(self, sender: bytes, to: bytes, data: bytes, value: int = 0) -> Outcome:
        """Like `send`, but the storage is left to a later comparison."""
        self.evm.fund(sender, value)
        outcome = self.evm.send(to, data, sender=sender, value=value)
        found = disagreements(outcome, self.chain.send(sender, to, data, value))
        assert not found, found
        return outcome

    def compare(self) -> None:
        """Raises AssertionError when any slot of any account differs from the model."""
        real, model = self.evm.whole_storage(), self.chain.storage()
        self.storage = real
        if real != model:
            accounts = real.keys() | model.keys()
            wrong = [
                f"0x{account.hex()} slot {slot:#x}: contract {a:#x}, model {b:#x}"
                for account in accounts
                for slot in real.get(account, {}).keys() | model.get(account, {}).keys()
                if (a := real.get(account, {}).get(slot, 0))
                != (b := model.get(account, {}).get(slot, 0))
            ]
            raise AssertionError("storage differs: " + "; ".join(sorted(wrong)))
