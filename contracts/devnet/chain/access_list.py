"""eth_createAccessList: runs a call until the list of what it touches no longer changes."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from eth.vm import opcode_values

from contracts.devnet.chain.calls import GAS_CAP, CallSite, payload_of
from contracts.devnet.chain.delegation import authority
from contracts.devnet.chain.errors import InvalidRequest, TransactionInvalid
from contracts.devnet.chain.evm import PRECOMPILES, Evm
from contracts.devnet.chain.requests import AccessList, AccessListResult, CallRequest
from contracts.devnet.chain.transaction import Transaction, unsigned
from contracts.devnet.chain.transition import apply, contract_address

STORAGE = (opcode_values.SLOAD, opcode_values.SSTORE)
ACCOUNT = (
    opcode_values.EXTCODECOPY,
    opcode_values.EXTCODEHASH,
    opcode_values.EXTCODESIZE,
    opcode_values.BALANCE,
    opcode_values.SELFDESTRUCT,
)
CALLS = (
    opcode_values.CALL,
    opcode_values.CALLCODE,
    opcode_values.DELEGATECALL,
    opcode_values.STATICCALL,
)


@dataclass
class _Touched:
    """What opcodes named while a call ran, in frames that failed too."""

    accounts: set[bytes] = field(default_factory=set)
    slots: dict[bytes, set[int]] = field(default_factory=dict)

    def recording(self, evm: type[Evm]) -> type[Evm]:
        """The EVM that writes down what an opcode names before it runs."""
        watched = dict.fromkeys(STORAGE, self._slot)
        watched |= dict.fromkeys(ACCOUNT, lambda frame: self._account(frame, 1, 1))
        watched |= dict.fromkeys(CALLS, lambda frame: self._account(frame, 2, 5))
        opcodes = {code: _watched(evm.opcodes[code], note) for code, note in watched.items()}
        return type("RecordingEvm", (evm,), {"opcodes": evm.opcodes | opcodes})

    def _slot(self, frame: Evm) -> None:
        stack = frame.stack_values
        if stack:
            slot = int.from_bytes(_bytes(stack[-1]), "big")
            self.slots.setdefault(frame.msg.storage_address, set()).add(slot)

    def _account(self, frame: Evm, position: int, needed: int) -> None:
        stack = frame.stack_values
        if len(stack) >= needed:
            self.accounts.add(_bytes(stack[-position])[12:])


def create_access_list(site: CallSite, request: CallRequest, tip: int) -> AccessListResult:
    """The list with which the call can be repeated, sorted, without what is warm anyway.

    A request without fees gets geth's defaults: `tip` and twice the base fee, which the sender must
    be able to pay. Raises InvalidRequest when the call cannot start.
    """
    site.refuse_moved_precompiles()
    request = _with_fees(request, tip, site.environment.base_fee)
    nonce = site.state().nonce(request.sender) if request.nonce is None else request.nonce
    gas = GAS_CAP if request.gas is None else min(request.gas, GAS_CAP)
    request = replace(request, nonce=nonce, gas=gas)
    payload = payload_of(request, gas, site.environment)
    excluded = {payload.sender, payload.to or contract_address(payload.sender, nonce)}
    excluded |= PRECOMPILES
    excluded |= {authority(entry) for entry in payload.authorization_list or ()} - {None}
    listed = _merged(
        tuple(e for e in payload.access_list if e[0] not in excluded), _Touched(), set()
    )
    while True:
        touched = _Touched()
        payload = replace(payload, access_list=listed)
        state = site.state(site.priced(payload))
        try:
            outcome = apply(state, payload, gas, site.checks, touched.recording(site.evm))
        except TransactionInvalid as error:
            failed = _transaction(request, listed, site)
            raise InvalidRequest(
                f"failed to apply transaction: 0x{failed.hash.hex()} err: {error.message}"
            ) from error
        grown = _merged(listed, touched, excluded)
        if grown == listed:
            return AccessListResult(listed, outcome.gas_used, outcome.error)
        listed = grown


def _transaction(request: CallRequest, listed: AccessList, site: CallSite) -> Transaction:
    """What geth would sign: legacy with a gas price; with blobs, twice the blob base fee."""
    if request.gas_price is not None:
        request = replace(request, access_list=None)
    else:
        request = replace(request, access_list=listed)
    if request.blob_versioned_hashes is not None and request.max_fee_per_blob_gas is None:
        request = replace(request, max_fee_per_blob_gas=2 * site.environment.blob_base_fee)
    return unsigned(request, site.environment.chain_id)


def _with_fees(request: CallRequest, tip: int, base_fee: int) -> CallRequest:
    if request.gas_price is not None:
        return request
    if request.max_priority_fee_per_gas is not None:
        tip = request.max_priority_fee_per_gas
    cap = tip + 2 * base_fee if request.max_fee_per_gas is None else request.max_fee_per_gas
    if cap < tip:
        raise InvalidRequest(f"maxFeePerGas ({cap:#x}) < maxPriorityFeePerGas ({tip:#x})")
    return replace(request, max_fee_per_gas=cap, max_priority_fee_per_gas=tip)


def _merged(listed: AccessList, touched: _Touched, excluded: set[bytes]) -> AccessList:
    """The union, sorted by address and slot. A slot names its account even if it is excluded."""
    union = {address: set(keys) for address, keys in listed}
    for address in touched.accounts - excluded:
        union.setdefault(address, set())
    for address, keys in touched.slots.items():
        union.setdefault(address, set()).update(keys)
    return tuple((address, tuple(sorted(union[address]))) for address in sorted(union))


def _watched(opcode: Callable, note: Callable[[Evm], None]) -> Callable:
    def run(computation: Evm) -> None:
        note(computation)
        opcode(computation=computation)

    return run


def _bytes(item: int | bytes) -> bytes:
    """A stack item as the 32 bytes that it is."""
    return item.to_bytes(32, "big") if isinstance(item, int) else item.rjust(32, b"\0")
