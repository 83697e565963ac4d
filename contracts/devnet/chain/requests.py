"""What callers ask of the chain, as values: calls, overrides, simulations, log criteria."""

from dataclasses import dataclass, field

AccessList = tuple[tuple[bytes, tuple[int, ...]], ...]
"""EIP-2930: (address, slots) pairs in the order given."""


@dataclass(frozen=True)
class Authorization:
    """One EIP-7702 authorization tuple: `address` is the code the authority delegates to."""

    chain_id: int
    address: bytes
    nonce: int
    y_parity: int
    r: int
    s: int


@dataclass(frozen=True)
class CallRequest:
    """A transaction that nobody signed, as eth_call takes it; None means "not given".

    `to` None creates a contract. Fees are wei per gas. A request never carries both kinds of fee.
    """

    sender: bytes = bytes(20)
    to: bytes | None = None
    gas: int | None = None
    gas_price: int | None = None
    max_fee_per_gas: int | None = None
    max_priority_fee_per_gas: int | None = None
    value: int = 0
    data: bytes = b""
    nonce: int | None = None
    access_list: AccessList | None = None
    authorization_list: tuple[Authorization, ...] | None = None
    max_fee_per_blob_gas: int | None = None
    blob_versioned_hashes: tuple[bytes, ...] | None = None
    chain_id: int | None = None


@dataclass(frozen=True)
class AccountOverride:
    """One account's state for the length of a call (geth's OverrideAccount).

    `state` replaces the whole storage, `state_diff` single slots; both at once are refused.
    """

    balance: int | None = None
    nonce: int | None = None
    code: bytes | None = None
    state: dict[int, int] | None = None
    state_diff: dict[int, int] | None = None
    move_precompile_to: bytes | None = None


StateOverrides = dict[bytes, AccountOverride]


@dataclass(frozen=True)
class BlockOverrides:
    """Header fields for the length of a call (geth's BlockOverrides); None leaves one alone."""

    number: int | None = None
    time: int | None = None
    gas_limit: int | None = None
    fee_recipient: bytes | None = None
    prev_randao: bytes | None = None
    base_fee_per_gas: int | None = None
    blob_base_fee: int | None = None
    beacon_root: bytes | None = None


@dataclass(frozen=True)
class CallResult:
    """How a call ended. `output` is the return data, or the revert data when it reverted.

    `error` is None for success, else geth's text: "execution reverted", "out of gas", ….
    """

    output: bytes
    gas_used: int
    error: str | None = None

    @property
    def reverted(self) -> bool:
        """Whether the contract itself said no (REVERT), as opposed to running out of gas or so."""
        return self.error == "execution reverted"


@dataclass(frozen=True)
class AccessListResult:
    """eth_createAccessList: the list, the gas with it, and the VM's error if the call failed."""

    entries: AccessList
    gas_used: int
    error: str | None = None


@dataclass(frozen=True)
class SimulatedBlockRequest:
    """One element of eth_simulateV1's blockStateCalls."""

    calls: tuple[CallRequest, ...] = ()
    state_overrides: StateOverrides = field(default_factory=dict)
    block_overrides: BlockOverrides = field(default_factory=BlockOverrides)


@dataclass(frozen=True)
class SimulateRequest:
    """The payload of eth_simulateV1."""

    blocks: tuple[SimulatedBlockRequest, ...]
    trace_transfers: bool = False
    validation: bool = False


@dataclass(frozen=True)
class LogCriteria:
    """Which logs: either a canonical range (inclusive) or one block by hash.

    `addresses` empty means any. `topics[i]` is the set of values allowed at position i, None or
    empty for any; a log with fewer topics than positions never matches (EIP-1474).
    """

    first: int | None = None
    last: int | None = None
    block_hash: bytes | None = None
    addresses: tuple[bytes, ...] = ()
    topics: tuple[tuple[bytes, ...] | None, ...] = ()
