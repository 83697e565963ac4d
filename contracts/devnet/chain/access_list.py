"""eth_createAccessList: runs a call until the list of what it touches no longer changes."""

from dataclasses import replace

from contracts.devnet.chain.calls import GAS_CAP, CallSite, payload_of
from contracts.devnet.chain.delegation import authority, delegate
from contracts.devnet.chain.errors import InvalidRequest, TransactionInvalid
from contracts.devnet.chain.evm import PRECOMPILES, ExecutionState
from contracts.devnet.chain.requests import AccessList, AccessListResult, CallRequest
from contracts.devnet.chain.transition import CALL, apply, contract_address


class RecordingState(ExecutionState):
    """Remembers every slot and address that opcodes ask about, in failed frames too.

    The target of a delegation (EIP-7702) is not named by the opcode and, as in geth, not listed.
    """

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)
        self.accounts: set[bytes] = set()
        self.slots: dict[bytes, set[int]] = {}
        self._delegate: bytes | None = None

    def get_code(self, address: bytes) -> bytes:
        """The code; a designator's target is about to be asked for and will not count."""
        code = super().get_code(address)
        self._delegate = delegate(code)
        return code

    def is_address_warm(self, address: bytes) -> bool:
        """EIP-2929, recorded."""
        if address != self._delegate:
            self.accounts.add(address)
        self._delegate = None
        return super().is_address_warm(address)

    def is_storage_warm(self, address: bytes, slot: int) -> bool:
        """EIP-2929, recorded."""
        self.slots.setdefault(address, set()).add(slot)
        return super().is_storage_warm(address, slot)


def create_access_list(site: CallSite, request: CallRequest, tip: int) -> AccessListResult:
    """The list that makes the call cheapest to repeat, sorted, without what is warm anyway.

    A request without fees gets geth's defaults: `tip` and twice the base fee, which the sender must
    be able to pay. Raises InvalidRequest when the call cannot start.
    """
    request = _with_fees(request, tip, site.environment.base_fee)
    nonce = site.state().nonce(request.sender) if request.nonce is None else request.nonce
    gas = GAS_CAP if request.gas is None else min(request.gas, GAS_CAP)
    payload = payload_of(replace(request, nonce=nonce), gas, site.environment)
    excluded = {payload.sender, payload.to or contract_address(payload.sender, nonce)}
    excluded |= PRECOMPILES
    excluded |= {authority(entry) for entry in payload.authorization_list or ()} - {None}
    given = tuple(entry for entry in payload.access_list if entry[0] not in excluded)
    listed = _merged(given, set(), {})
    while True:
        state = site.state(site.priced(payload), RecordingState)
        try:
            outcome = apply(state, replace(payload, access_list=listed), gas, CALL, site.evm)
        except TransactionInvalid as error:
            raise InvalidRequest(f"failed to apply transaction: err: {error.message}") from error
        grown = _merged(listed, state.accounts - excluded, state.slots)
        if grown == listed:
            return AccessListResult(listed, outcome.gas_used, outcome.error)
        listed = grown


def _with_fees(request: CallRequest, tip: int, base_fee: int) -> CallRequest:
    if request.gas_price is not None:
        return request
    if request.max_priority_fee_per_gas is not None:
        tip = request.max_priority_fee_per_gas
    cap = tip + 2 * base_fee if request.max_fee_per_gas is None else request.max_fee_per_gas
    if cap < tip:
        raise InvalidRequest(f"maxFeePerGas ({cap:#x}) < maxPriorityFeePerGas ({tip:#x})")
    return replace(request, max_fee_per_gas=cap, max_priority_fee_per_gas=tip)


def _merged(listed: AccessList, accounts: set[bytes], slots: dict[bytes, set[int]]) -> AccessList:
    """The union, sorted by address and slot."""
    union = {address: set(keys) for address, keys in listed}
    for address in accounts:
        union.setdefault(address, set())
    for address, keys in slots.items():
        union.setdefault(address, set()).update(keys)
    return tuple((address, tuple(sorted(union[address]))) for address in sorted(union))
