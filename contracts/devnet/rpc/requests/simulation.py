"""The payload of eth_simulateV1."""

from dataclasses import dataclass

from contracts.devnet.chain.requests import SimulatedBlockRequest, SimulateRequest
from contracts.devnet.rpc.requests.call_arguments import call_arguments, call_request
from contracts.devnet.rpc.requests.overrides import (
    block_override_members,
    block_overrides,
    state_overrides,
)
from contracts.devnet.rpc.wire.errors import LIMIT_EXCEEDED, RpcError, invalid_params
from contracts.devnet.rpc.wire.values import array, boolean, pointer, record

MAX_BLOCKS = 256
MAX_CALLS_PER_BLOCK = 5_000
MAX_CALLS = 10_000

_block = record(
    "ethapi.simBlock",
    {
        "BlockOverrides": pointer(block_override_members),
        "StateOverrides": state_overrides,
        "Calls": array(call_arguments, "[]ethapi.TransactionArgs"),
    },
)
_options = record(
    "ethapi.simOpts",
    {
        "BlockStateCalls": array(_block, "[]ethapi.simBlock"),
        "TraceTransfers": boolean,
        "Validation": boolean,
        "ReturnFullTransactions": boolean,
    },
)


@dataclass(frozen=True)
class Simulation:
    """The decoded payload; limits are checked when it becomes a request of the chain."""

    blocks: list[dict[str, object]]
    trace_transfers: bool
    validation: bool
    full_transactions: bool

    def request(self, chain_id: int) -> SimulateRequest:
        """What the chain runs; raises RpcError for calls that no chain could run."""
        return SimulateRequest(
            blocks=tuple(_block_request(block, chain_id) for block in self.blocks),
            trace_transfers=self.trace_transfers,
            validation=self.validation,
        )

    def check_limits(self) -> None:
        """Raises RpcError beyond what one request may ask for."""
        if not self.blocks:
            raise invalid_params("empty input")
        if len(self.blocks) > MAX_BLOCKS:
            raise RpcError("too many blocks", LIMIT_EXCEEDED)
        total = 0
        for block in self.blocks:
            calls = len(block.get("Calls") or ())
            total += calls
            if calls > MAX_CALLS_PER_BLOCK:
                message = f"too many calls in block: {calls} > {MAX_CALLS_PER_BLOCK}"
                raise RpcError(message, LIMIT_EXCEEDED)
            if total > MAX_CALLS:
                raise RpcError(f"too many calls: {total} > {MAX_CALLS}", LIMIT_EXCEEDED)


def simulation(value: object) -> Simulation:
    """The payload object."""
    options = _options(value)
    return Simulation(
        blocks=options.get("BlockStateCalls") or [],
        trace_transfers=options.get("TraceTransfers", False),
        validation=options.get("Validation", False),
        full_transactions=options.get("ReturnFullTransactions", False),
    )


def _block_request(block: dict[str, object], chain_id: int) -> SimulatedBlockRequest:
    overrides = block.get("BlockOverrides") or {}
    if overrides.get("Withdrawals"):
        raise invalid_params("withdrawals are not supported by the development chain")
    return SimulatedBlockRequest(
        calls=tuple(call_request(call, chain_id) for call in block.get("Calls") or ()),
        state_overrides=block.get("StateOverrides") or {},
        block_overrides=block_overrides(overrides),
    )
