"""Calls that leave no trace: eth_call, and the ground that estimates and access lists stand on."""

from dataclasses import replace

from eth_utils import to_checksum_address

from contracts.devnet.chain.block import Block
from contracts.devnet.chain.builder import environment
from contracts.devnet.chain.errors import InvalidRequest, TransactionInvalid
from contracts.devnet.chain.evm import Deadline, Environment, ExecutionState
from contracts.devnet.chain.history import History
from contracts.devnet.chain.overrides import (
    override_environment,
    override_precompiles,
    override_state,
)
from contracts.devnet.chain.requests import (
    BlockOverrides,
    CallRequest,
    CallResult,
    StateOverrides,
)
from contracts.devnet.chain.transition import CALL, Checks, Outcome, Payload, apply
from contracts.devnet.chain.tries import Store

GAS_CAP = 50_000_000
"""Most gas that one call over RPC may use (geth --rpc.gascap)."""


CALL_SECONDS = 5.0
"""How long one may run (geth --rpc.evmtimeout)."""


def timed(checks: Checks = CALL) -> Checks:
    """The checks of a call that starts now."""
    return replace(checks, deadline=Deadline(CALL_SECONDS))


class CallSite:
    """A state and a block in which calls run, each from the same start."""

    def __init__(
        self,
        store: Store,
        history: History,
        chain_id: int,
        block: Block,
        overrides: StateOverrides | None = None,
        block_overrides: BlockOverrides | None = None,
    ) -> None:
        self._store = store
        self._root = block.header.state_root
        self._overrides = overrides
        parent = history.by_hash(block.header.parent_hash)
        self.environment = override_environment(
            environment(block.header, chain_id, lambda n: _ancestor_hash(history, parent, n)),
            block_overrides,
        )
        self.evm = override_precompiles(overrides)
        self.checks = timed()
        """Of all calls here: they share what time there is."""

    def state(
        self,
        environment: Environment | None = None,
        kind: type[ExecutionState] = ExecutionState,
    ) -> ExecutionState:
        """A fresh copy of the state, overrides applied."""
        state = kind(self._store, self._root, environment or self.environment)
        override_state(state, self._overrides)
        return state

    def refuse_moved_precompiles(self) -> None:
        """Raises InvalidRequest if an override moves a precompile: access lists know none."""
        for address, account in (self._overrides or {}).items():
            if account.move_precompile_to is not None:
                raise InvalidRequest(f"account {to_checksum_address(address)} is not a precompile")

    def run(self, payload: Payload) -> Outcome:
        """Executes once, from the start; raises TransactionInvalid."""
        return apply(self.state(self.priced(payload)), payload, payload.gas, self.checks, self.evm)

    def priced(self, payload: Payload) -> Environment:
        """The environment of a call; as in geth, one without a price sees a base fee of zero."""
        env = self.environment
        if payload.gas_price == 0:
            env = replace(env, base_fee=0)
        if payload.blob_hashes is not None and payload.blob_fee_cap == 0:
            env = replace(env, blob_base_fee=0)
        return env


def _ancestor_hash(history: History, parent: Block | None, number: int) -> bytes:
    if parent is None or number > parent.number:
        return b""
    return history.ancestor_hash(parent, number)


def call(site: CallSite, request: CallRequest) -> CallResult:
    """eth_call. Raises InvalidRequest when the call cannot start."""
    gas = GAS_CAP if request.gas is None else min(request.gas, GAS_CAP)
    payload = payload_of(request, gas, site.environment)
    try:
        outcome = site.run(payload)
    except TransactionInvalid as error:
        raise InvalidRequest(f"err: {error.message} (supplied gas {payload.gas})") from error
    return CallResult(outcome.output, outcome.gas_used, outcome.error)


def payload_of(request: CallRequest, gas: int, env: Environment) -> Payload:
    """The transaction that a request stands for, missing fields zero. Raises InvalidRequest."""
    check_arguments(request, env.chain_id)
    if request.gas_price is not None:
        price = cap = tip = request.gas_price
    else:
        cap, tip = request.max_fee_per_gas or 0, request.max_priority_fee_per_gas or 0
        price = min(tip + env.base_fee, cap) if cap or tip else 0
    return Payload(
        sender=request.sender,
        to=request.to,
        nonce=request.nonce or 0,
        gas=gas,
        gas_price=price,
        fee_cap=cap,
        tip_cap=tip,
        value=request.value,
        data=request.data,
        access_list=request.access_list or (),
        authorization_list=request.authorization_list,
        blob_fee_cap=request.max_fee_per_blob_gas or 0,
        blob_hashes=request.blob_versioned_hashes,
    )


def check_arguments(request: CallRequest, chain_id: int) -> None:
    """Refuses a request whose fields contradict each other or the chain."""
    if request.gas_price is not None and (
        request.max_fee_per_gas is not None or request.max_priority_fee_per_gas is not None
    ):
        raise InvalidRequest("both gasPrice and (maxFeePerGas or maxPriorityFeePerGas) specified")
    if request.chain_id is not None and request.chain_id != chain_id:
        raise InvalidRequest(
            f"chainId does not match node's (have={request.chain_id}, want={chain_id})"
        )
