# ruff: noqa: D102 (the decorator of each method names the published function that it models)
"""What every governed contract of the model has in common: dispatch, ownership, upgrades.

The model is written from the published behaviour alone. It has never seen the bytecode: it keeps
plain Python state and says which output, logs and storage a call must leave.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from eth_abi import decode
from eth_abi.exceptions import DecodingError

from contracts.evm import Log
from contracts.tests.layout import nonzero, number
from contracts.tests.published import (
    NOTHING,
    SELECTORS,
    SLOTS,
    ZERO,
    as_bytes,
    encode_raw,
    error,
    event,
    policy_changed,
    types_of,
    unauthorized,
)

if TYPE_CHECKING:
    from contracts.tests.model.chain import Chain

IMPLEMENTATION = SLOTS["eip1967.proxy.implementation"]
FOR_EVER = 2**64 - 1


class RevertedError(Exception):
    """A call that reverts with `data`."""

    def __init__(self, data: bytes = NOTHING) -> None:
        super().__init__(f"0x{data.hex()}")
        self.data = data


@dataclass
class Frame:
    """One message: who calls with how much, on which chain, and the logs so far."""

    chain: Chain
    sender: bytes
    value: int = 0
    logs: list[Log] = field(default_factory=list)


def require(condition: bool, data: bytes = NOTHING) -> None:
    """Reverts with `data` unless `condition` holds."""
    if not condition:
        raise RevertedError(data)


def external(signature: str, returns: str = "()", payable: bool = False) -> Callable:
    """Marks a method as the external function `signature` with return types `returns`."""

    def mark(method: Callable) -> Callable:
        method.external = (signature, returns, payable)
        return method

    return mark


@dataclass
class Governed:
    """Ownable2Step + Initializable + UUPS, on a proxy or (implementation = None) bare."""

    address: bytes
    implementation: bytes | None
    owner: bytes = ZERO
    pending_owner: bytes = ZERO
    initialized: int = 0
    nonce: int = 1

    externals: ClassVar[dict[bytes, Callable]]
    interfaces: ClassVar[set[bytes]]

    def __init_subclass__(cls) -> None:
        methods = [getattr(cls, name) for name in dir(cls)]
        marked = [method for method in methods if hasattr(method, "external")]
        cls.externals = {SELECTORS[method.external[0]]: method for method in marked}

    def dispatch(self, frame: Frame, data: bytes) -> bytes:
        """Runs the function that `data` selects; no fallback and no receive function exists."""
        method = self.externals.get(data[:4]) if len(data) >= 4 else None
        require(method is not None)
        signature, returns, payable = method.external
        require(payable or frame.value == 0)
        try:
            arguments = decode(as_bytes(types_of(signature)), data[4:])
        except DecodingError:
            raise RevertedError from None
        result = method(self, frame, *arguments)
        results = () if result is None else result if isinstance(result, tuple) else (result,)
        return encode_raw(types_of(returns), results)

    def emit(self, frame: Frame, signature: str, *values: object) -> None:
        """Logs an event of this contract."""
        frame.logs.append(event(self.address, signature, *values))

    def audit(self, frame: Frame, policy: str, value: bytes, enabled: bool = True) -> None:
        """Logs PolicyChanged with the caller of this frame as actor."""
        frame.logs.append(policy_changed(self.address, frame.sender, policy, value, enabled))

    def only_owner(self, frame: Frame) -> None:
        """Reverts for anyone but the owner."""
        require(frame.sender == self.owner, unauthorized(frame.sender))

    def initializer(self) -> None:
        """Lets an initializer run once; an implementation has used up its turn."""
        require(self.initialized == 0, error("InvalidInitialization()"))

    def change_owner(self, frame: Frame, owner: bytes) -> None:
        """Sets the owner and forgets the pending one."""
        self.emit(frame, "OwnershipTransferred(address,address)", self.owner, owner)
        self.owner, self.pending_owner = owner, ZERO

    def complete_initialization(self, frame: Frame) -> None:
        """Ends an initializer: version 1, for ever."""
        self.initialized = 1
        self.emit(frame, "Initialized(uint64)", 1)

    @external("owner()", "(address)")
    def get_owner(self, _: Frame) -> bytes:
        return self.owner

    @external("pendingOwner()", "(address)")
    def get_pending_owner(self, _: Frame) -> bytes:
        return self.pending_owner

    @external("transferOwnership(address)")
    def transfer_ownership(self, frame: Frame, to: str) -> None:
        self.only_owner(frame)
        self.pending_owner = unhex(to)
        self.emit(frame, "OwnershipTransferStarted(address,address)", self.owner, to)

    @external("acceptOwnership()")
    def accept_ownership(self, frame: Frame) -> None:
        require(frame.sender == self.pending_owner, unauthorized(frame.sender))
        self.change_owner(frame, frame.sender)

    @external("renounceOwnership()")
    def renounce_ownership(self, frame: Frame) -> None:
        self.only_owner(frame)
        self.change_owner(frame, ZERO)

    @external("proxiableUUID()", "(bytes32)")
    def proxiable_uuid(self, _: Frame) -> bytes:
        require(self.implementation is None, error("UUPSUnauthorizedCallContext()"))
        return IMPLEMENTATION.to_bytes(32, "big")

    @external("UPGRADE_INTERFACE_VERSION()", "(string)")
    def upgrade_interface_version(self, _: Frame) -> bytes:
        return b"5.0.0"

    @external("supportsInterface(bytes4)", "(bool)")
    def supports_interface(self, _: Frame, interface: bytes) -> bool:
        return interface in self.interfaces

    def authorize_upgrade(self, frame: Frame, implementation: bytes) -> None:
        """Who may upgrade; the audit entry comes before Upgraded."""
        self.only_owner(frame)
        self.audit(frame, "implementation-upgrade", implementation)

    @external("upgradeToAndCall(address,bytes)", payable=True)
    def upgrade_to_and_call(self, frame: Frame, to: str, data: bytes) -> None:
        require(self.implementation is not None, error("UUPSUnauthorizedCallContext()"))
        implementation = unhex(to)
        self.authorize_upgrade(frame, implementation)
        uuid = frame.chain.proxiable_uuid(implementation)
        invalid = error("ERC1967InvalidImplementation(address)", implementation)
        require(uuid is not None, invalid)
        require(len(uuid) >= 32)  # no code, or no answer: the decoder reverts outside the try
        slot = IMPLEMENTATION.to_bytes(32, "big")
        require(uuid == slot, error("UUPSUnsupportedProxiableUUID(bytes32)", uuid))
        self.implementation = implementation
        self.emit(frame, "Upgraded(address)", implementation)
        if data:
            delegate(self, frame, data)
        else:
            require(frame.value == 0, error("ERC1967NonPayable()"))

    def clone(self) -> Governed:
        """A copy that later calls do not touch."""
        twin = copy.copy(self)
        for name, value in vars(self).items():
            if isinstance(value, set | list):
                setattr(twin, name, value.copy())
        return twin

    def storage(self) -> dict[int, int]:
        """Every non-zero slot of the inherited contracts and the proxy."""
        return nonzero(
            {
                SLOTS["openzeppelin.storage.Ownable"]: number(self.owner),
                SLOTS["openzeppelin.storage.Ownable2Step"]: number(self.pending_owner),
                SLOTS["openzeppelin.storage.Initializable"]: self.initialized,
                IMPLEMENTATION: number(self.implementation or ZERO),
            }
        )


def delegate(contract: Governed, frame: Frame, data: bytes) -> None:
    """A checked delegatecall to the contract's own logic: an empty revert becomes FailedCall."""
    try:
        contract.dispatch(frame, data)
    except RevertedError as reverted:
        raise RevertedError(reverted.data or error("FailedCall()")) from None


def unhex(address: str) -> bytes:
    """An address as eth_abi decodes it, in bytes."""
    return bytes.fromhex(address[2:])
