"""The model of a chain that holds governed contracts: messages, atomicity, addresses."""

from dataclasses import dataclass, field

import rlp
from eth_utils import keccak

from contracts.evm import Log
from contracts.tests.model.contract import (
    FOR_EVER,
    IMPLEMENTATION,
    Frame,
    Governed,
    RevertedError,
    delegate,
    require,
)
from contracts.tests.published import NOTHING, error


@dataclass(frozen=True)
class Expected:
    """What a message must do: succeed or not, return or revert data, logs."""

    success: bool
    output: bytes
    logs: tuple[Log, ...]


@dataclass
class Chain:
    """All governed contracts, and what other code answers to proxiableUUID(): None is a revert."""

    accounts: dict[bytes, Governed] = field(default_factory=dict)
    uuids: dict[bytes, bytes | None] = field(default_factory=dict)

    def send(self, sender: bytes, to: bytes, data: bytes, value: int = 0) -> Expected:
        """Applies one message; a failing one leaves no trace."""
        return self._atomically(
            sender, value, lambda frame: self.accounts[to].dispatch(frame, data)
        )

    def place_implementation(self, kind: type[Governed], address: bytes) -> None:
        """A deployed implementation: it can never be initialized itself."""
        self.accounts[address] = kind(address, None, initialized=FOR_EVER)

    def construct(
        self, sender: bytes, address: bytes, implementation: bytes, data: bytes
    ) -> Expected:
        """`new ERC1967Proxy(implementation, data)` at an address known before."""

        def run(frame: Frame) -> bytes:
            self.construct_proxy(frame, address, implementation, data)
            return NOTHING

        return self._atomically(sender, 0, run)

    def construct_proxy(
        self, frame: Frame, address: bytes, implementation: bytes, data: bytes
    ) -> None:
        """The constructor of the ERC-1967 proxy inside a message."""
        logic = self.accounts.get(implementation)
        invalid = error("ERC1967InvalidImplementation(address)", implementation)
        require(logic is not None, invalid)
        proxy = self.accounts[address] = type(logic)(address, implementation)
        proxy.emit(frame, "Upgraded(address)", implementation)
        if data:
            delegate(proxy, frame, data)

    def proxiable_uuid(self, address: bytes) -> bytes | None:
        """The return data of `proxiableUUID()`; None when it reverts, nothing without code."""
        account = self.accounts.get(address)
        if account is None:
            return self.uuids.get(address, NOTHING)
        return IMPLEMENTATION.to_bytes(32, "big") if account.implementation is None else None

    def storage(self) -> dict[bytes, dict[int, int]]:
        """Every non-zero slot of every account."""
        slots = {address: account.storage() for address, account in self.accounts.items()}
        return {address: values for address, values in slots.items() if values}

    def create_address(self, creator: bytes, nonce: int) -> bytes:
        """Where CREATE puts the contract of a creator with this nonce (Yellow Paper, 7)."""
        return keccak(rlp.encode([creator, nonce]))[12:]

    def _atomically(self, sender: bytes, value: int, run: callable) -> Expected:
        before = {address: account.clone() for address, account in self.accounts.items()}
        frame = Frame(self, sender, value)
        try:
            return Expected(True, run(frame), tuple(frame.logs))
        except RevertedError as reverted:
            self.accounts = before
            return Expected(False, reverted.data, ())
