"""eth_simulateV1: blocks of calls on top of a state, as real blocks that are never kept.

Unsigned calls become transactions whose signature is v = r = s = 0, as in geth; blocks that the
request leaves out between two numbers are empty ones, twelve seconds apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from contracts.devnet.chain.block import Block, Header, LocatedLog
from contracts.devnet.chain.builder import BlockBuilder, child_header, environment
from contracts.devnet.chain.calls import GAS_CAP, check_arguments, timed
from contracts.devnet.chain.errors import ChainError, TransactionInvalid
from contracts.devnet.chain.evm import Evm
from contracts.devnet.chain.history import History
from contracts.devnet.chain.overrides import (
    override_environment,
    override_precompiles,
    override_state,
)
from contracts.devnet.chain.requests import (
    CallRequest,
    SimulatedBlockRequest,
    SimulateRequest,
)
from contracts.devnet.chain.revert import revert_text
from contracts.devnet.chain.transaction import unsigned
from contracts.devnet.chain.transfers import TransferringEvm
from contracts.devnet.chain.transition import CALL, Outcome
from contracts.devnet.chain.tries import Store

MAX_BLOCKS = 256
MAX_CALLS_PER_BLOCK = 5_000
MAX_CALLS = 10_000
TIME_BETWEEN_BLOCKS = 12
INVALID_PARAMETERS = -32602
BLOCK_NUMBER_INVALID = -38020
BLOCK_TIMESTAMP_INVALID = -38021
CLIENT_LIMIT = -38026
VM_ERROR = -32015
BLOCK_GAS_LIMIT = -38015

VALIDATING = replace(CALL, nonce=True, free=False)


@dataclass(frozen=True)
class SimulatedCall:
    """One call's result. `logs` include the pseudo logs of transfers when they were asked for."""

    output: bytes
    logs: tuple[LocatedLog, ...]
    gas_used: int
    max_used_gas: int
    status: int
    error: ChainError | None = None


@dataclass(frozen=True)
class SimulatedBlock:
    """A block and what its calls returned; transaction senders are the calls'."""

    block: Block
    calls: tuple[SimulatedCall, ...]


def simulate(
    store: Store, history: History, chain_id: int, base: Block, request: SimulateRequest
) -> list[SimulatedBlock]:
    """Runs the request on the state after `base`. Raises ChainError with the method's codes."""
    _check_size(request)
    simulation = _Simulation(store, history, chain_id, base, request)
    for block in fill_gaps(request.blocks, base.header):
        simulation.run(block)
    return simulation.results


def fill_gaps(blocks: Sequence[SimulatedBlockRequest], base: Header) -> list[SimulatedBlockRequest]:
    """The blocks with numbers and times settled, and empty blocks in between."""
    filled: list[SimulatedBlockRequest] = []
    number, time = base.number, base.timestamp
    for block in blocks:
        wanted = block.block_overrides
        target = number + 1 if wanted.number is None else wanted.number
        if target <= number:
            raise ChainError(
                f"block numbers must be in order: {target} <= {number}", BLOCK_NUMBER_INVALID
            )
        if target - base.number > MAX_BLOCKS:
            raise ChainError("too many blocks", CLIENT_LIMIT)
        for missing in range(number + 1, target):
            time += TIME_BETWEEN_BLOCKS
            empty = SimulatedBlockRequest()
            settled = replace(empty.block_overrides, number=missing, time=time)
            filled.append(replace(empty, block_overrides=settled))
        at = time + TIME_BETWEEN_BLOCKS if wanted.time is None else wanted.time
        if at <= time:
            raise ChainError(
                f"block timestamps must be in order: {at} <= {time}", BLOCK_TIMESTAMP_INVALID
            )
        number, time = target, at
        filled.append(replace(block, block_overrides=replace(wanted, number=number, time=time)))
    return filled


class _Simulation:
    """The blocks so far, each the parent of the next."""

    def __init__(
        self, store: Store, history: History, chain_id: int, base: Block, request: SimulateRequest
    ) -> None:
        self._store = store
        self._history = history
        self._chain_id = chain_id
        self._base = base
        self._request = request
        self._gas_left = GAS_CAP
        self._checks = timed(VALIDATING if request.validation else CALL)
        self.results: list[SimulatedBlock] = []

    def run(self, block: SimulatedBlockRequest) -> None:
        """Builds and executes one block."""
        parent = self.results[-1].block if self.results else self._base
        builder = self._begin(block, parent)
        evm = override_precompiles(block.state_overrides)
        tracing = type("TracingEvm", (TransferringEvm, evm), {})
        outcomes = [
            self._call(builder, call, tracing if self._request.trace_transfers else evm)
            for call in block.calls
        ]
        sealed = builder.seal()
        self.results.append(SimulatedBlock(sealed, _results(sealed, outcomes)))

    def _begin(self, block: SimulatedBlockRequest, parent: Block) -> BlockBuilder:
        """The block's header, overridden state and system calls, in geth's order."""
        overrides = block.block_overrides
        header = replace(
            child_header(parent.header, overrides.time),
            number=overrides.number,
            prev_randao=overrides.prev_randao or bytes(32),
            parent_beacon_block_root=overrides.beacon_root or bytes(32),
        )
        if overrides.gas_limit is not None:
            header = replace(header, gas_limit=overrides.gas_limit)
        if overrides.fee_recipient is not None:
            header = replace(header, coinbase=overrides.fee_recipient)
        if overrides.base_fee_per_gas is not None:
            header = replace(header, base_fee_per_gas=overrides.base_fee_per_gas)
        elif not self._request.validation:
            header = replace(header, base_fee_per_gas=0)
        seen = environment(header, self._chain_id, self._block_hash)
        builder = BlockBuilder(
            self._store,
            parent.header.state_root,
            header,
            override_environment(seen, replace(overrides, beacon_root=None)),
        )
        override_state(builder.state, block.state_overrides)
        builder.begin()
        return builder

    def _block_hash(self, number: int) -> bytes:
        if number <= self._base.number:
            return self._history.ancestor_hash(self._base, number)
        return self.results[number - self._base.number - 1].block.hash

    def _call(
        self, builder: BlockBuilder, call: CallRequest, evm: type[Evm]
    ) -> tuple[Outcome, bool]:
        """One call: its outcome and whether the node's gas cap limited it."""
        check_arguments(call, self._chain_id)
        remaining = builder.header.gas_limit - builder.gas_used
        wanted = remaining if call.gas is None else call.gas
        if wanted > remaining:
            raise ChainError(
                f"block gas limit reached: remaining: {remaining}, required: {wanted}",
                BLOCK_GAS_LIMIT,
            )
        gas = min(wanted, self._gas_left)
        nonce = builder.state.nonce(call.sender) if call.nonce is None else call.nonce
        transaction = unsigned(replace(call, gas=gas, nonce=nonce), self._chain_id)
        try:
            outcome = builder.add(transaction, self._checks, evm)
        except TransactionInvalid as error:
            raise ChainError(f"err: {error.message} (supplied gas {gas})", error.why) from error
        if outcome.gas_used > self._gas_left:
            raise ChainError(
                f"RPC gas cap exhausted: need {outcome.gas_used}, remaining {self._gas_left}"
            )
        self._gas_left -= outcome.gas_used
        return outcome, gas < wanted


def _check_size(request: SimulateRequest) -> None:
    if not request.blocks:
        raise ChainError("empty input", INVALID_PARAMETERS)
    if len(request.blocks) > MAX_BLOCKS:
        raise ChainError("too many blocks", CLIENT_LIMIT)
    total = 0
    for block in request.blocks:
        if len(block.calls) > MAX_CALLS_PER_BLOCK:
            raise ChainError(
                f"too many calls in block: {len(block.calls)} > {MAX_CALLS_PER_BLOCK}",
                CLIENT_LIMIT,
            )
        total += len(block.calls)
        if total > MAX_CALLS:
            raise ChainError(f"too many calls: {total} > {MAX_CALLS}", CLIENT_LIMIT)


def _results(block: Block, outcomes: list[tuple[Outcome, bool]]) -> tuple[SimulatedCall, ...]:
    """The calls' results. As in geth, logs that were taken back count in the others' numbers."""
    results, first = [], 0
    for index, (outcome, capped) in enumerate(outcomes):
        results.append(
            SimulatedCall(
                output=b"" if outcome.error else outcome.output,
                logs=tuple(
                    LocatedLog(log, block, block.transactions[index], index, first + place)
                    for place, log in outcome.traced_logs
                ),
                gas_used=outcome.gas_used,
                max_used_gas=outcome.peak_gas,
                status=int(outcome.error is None),
                error=_error(outcome, capped),
            )
        )
        first += outcome.logged
    return tuple(results)


def _error(outcome: Outcome, capped: bool) -> ChainError | None:
    if outcome.error is None:
        return None
    if outcome.error == "execution reverted":
        return ChainError(revert_text(outcome.output), 3, outcome.output)
    limit = " (gas limit was capped by the RPC server's global gas cap)" if capped else ""
    return ChainError(outcome.error + limit, VM_ERROR)
