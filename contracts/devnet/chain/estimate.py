"""eth_estimateGas: the search that geth does, so that the numbers are geth's."""

from dataclasses import replace

from contracts.devnet.chain.calls import GAS_CAP, CallSite, payload_of
from contracts.devnet.chain.errors import (
    ChainError,
    ExecutionReverted,
    Invalid,
    InvalidRequest,
    TransactionInvalid,
)
from contracts.devnet.chain.requests import CallRequest
from contracts.devnet.chain.revert import revert_text
from contracts.devnet.chain.transition import GAS_TRANSACTION, Outcome, Payload

ERROR_RATIO = 0.015
CALL_STIPEND = 2_300


def estimate_gas(site: CallSite, request: CallRequest) -> int:
    """The gas limit, at most 1.5 % too high, with which the request succeeds.

    Raises ExecutionReverted, or ChainError with geth's text when no limit would do.
    """
    payload = payload_of(request, min(request.gas or 0, GAS_CAP), site.environment)
    high = _highest(site, payload)
    if not payload.data and payload.to is not None and not site.state().code(payload.to):
        outcome = _attempt_quietly(site, payload, GAS_TRANSACTION)
        if outcome is not None and outcome.error is None:
            return GAS_TRANSACTION
    outcome = _attempt(site, payload, high)
    if outcome is None or outcome.ran_out_of_gas:
        raise InvalidRequest(f"gas required exceeds allowance ({high})")
    if outcome.error == "execution reverted":
        raise ExecutionReverted(revert_text(outcome.output), outcome.output)
    if outcome.error is not None:
        raise ChainError(outcome.error)
    low = outcome.gas_used - 1
    optimistic = (outcome.peak_gas + CALL_STIPEND) * 64 // 63
    if optimistic < high:
        low, high = _narrow(site, payload, low, high, optimistic)
    while low + 1 < high and (high - low) / high >= ERROR_RATIO:
        middle = min(low + (high - low) // 2, low * 2)
        low, high = _narrow(site, payload, low, high, middle)
    return high


def _highest(site: CallSite, payload: Payload) -> int:
    """The most gas that the request, the block, the sender's balance and the node allow."""
    high = payload.gas if payload.gas >= GAS_TRANSACTION else site.environment.gas_limit
    if payload.fee_cap:
        available = site.state().balance(payload.sender)
        if payload.value >= available:
            raise InvalidRequest("insufficient funds for transfer")
        available -= payload.value
        blobs = payload.blob_gas * payload.blob_fee_cap
        if payload.blob_hashes and blobs >= available:
            raise InvalidRequest("insufficient funds for gas * price + value")
        high = min(high, (available - blobs) // payload.fee_cap)
    return min(high, GAS_CAP)


def _narrow(site: CallSite, payload: Payload, low: int, high: int, gas: int) -> tuple[int, int]:
    outcome = _attempt(site, payload, gas)
    return (gas, high) if outcome is None or outcome.error is not None else (low, gas)


def _attempt(site: CallSite, payload: Payload, gas: int) -> Outcome | None:
    """One execution; None when the limit does not even cover the intrinsic gas."""
    try:
        return site.run(replace(payload, gas=gas))
    except TransactionInvalid as error:
        if error.why is Invalid.INTRINSIC_GAS:
            return None
        raise InvalidRequest(f"failed with {gas} gas: {error.message}") from error


def _attempt_quietly(site: CallSite, payload: Payload, gas: int) -> Outcome | None:
    try:
        return _attempt(site, payload, gas)
    except InvalidRequest:
        return None
