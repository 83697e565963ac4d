"""The state transition: yellow paper §6, EIP-1559, 2929, 3529, 3607, 4844, 7623, 7702.

Mining, eth_call, gas estimates and simulations all run this one transition. What a call leaves out
(nonce, sender and fee checks) is named by `Checks`. Refusals carry geth's texts.
"""

from dataclasses import dataclass
from typing import NamedTuple

import rlp
from eth_utils import keccak, to_checksum_address

from contracts.devnet.chain.block import Log
from contracts.devnet.chain.delegation import apply_authorizations, delegate
from contracts.devnet.chain.errors import Invalid, TransactionInvalid
from contracts.devnet.chain.evm import (
    CREATE,
    Deadline,
    Evm,
    ExecutionState,
    Message,
    TransactionContext,
)
from contracts.devnet.chain.failures import failure_text
from contracts.devnet.chain.requests import AccessList, Authorization
from contracts.devnet.chain.transfers import TRANSFER_LOGGER

GAS_TRANSACTION = 21_000
GAS_CREATE = 32_000
GAS_ZERO_BYTE = 4
GAS_NONZERO_BYTE = 16
GAS_INITCODE_WORD = 2
GAS_ACCESS_ADDRESS = 2_400
GAS_ACCESS_SLOT = 1_900
GAS_AUTHORIZATION = 25_000
GAS_FLOOR_TOKEN = 10
GAS_PER_BLOB = 131_072
REFUND_QUOTIENT = 5
MAX_INITCODE = 49_152
MAX_NONCE = 2**64 - 1
MAX_WORD = 2**256 - 1
BLOB_HASH_VERSION = 1


@dataclass(frozen=True)
class Payload:
    """What a transaction asks for, its signature aside. Fees in wei per gas."""

    sender: bytes
    to: bytes | None
    nonce: int
    gas: int
    gas_price: int  # effective
    fee_cap: int
    tip_cap: int
    value: int = 0
    data: bytes = b""
    access_list: AccessList = ()
    authorization_list: tuple[Authorization, ...] | None = None
    blob_fee_cap: int = 0
    blob_hashes: tuple[bytes, ...] | None = None

    @property
    def blob_gas(self) -> int:
        """Blob gas used (EIP-4844)."""
        return GAS_PER_BLOB * len(self.blob_hashes or ())


@dataclass(frozen=True)
class Checks:
    """Which rules hold. A call keeps none of them; `free` then lets zero fees pay nothing.

    `deadline` is when the execution must have ended.
    """

    nonce: bool = True
    sender: bool = True
    free: bool = False
    deadline: Deadline | None = None


MINING = Checks()
CALL = Checks(nonce=False, sender=False, free=True)


class _Ran(NamedTuple):
    """What the first frame came to."""

    output: bytes
    gas_left: int
    error: str | None = None
    refund: int = 0
    logs: tuple[tuple[int, Log], ...] = ()
    destroyed: tuple[bytes, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What a transaction did. `error` is geth's text, None for success; a revert keeps its data.

    `traced_logs` are the logs and, between them, the pseudo logs of a TransferringEvm; each stands
    beside its place among all that was logged, `logged` in number, failed frames included.
    """

    output: bytes
    gas_used: int
    peak_gas: int  # before refunds
    error: str | None = None
    contract_address: bytes | None = None
    traced_logs: tuple[tuple[int, Log], ...] = ()
    logged: int = 0

    @property
    def ran_out_of_gas(self) -> bool:
        """Whether more gas could have helped."""
        return self.error is not None and self.error.startswith("out of gas")

    @property
    def logs(self) -> tuple[Log, ...]:
        """The logs that go into the receipt."""
        return tuple(log for _, log in self.traced_logs if log.address != TRANSFER_LOGGER)


def intrinsic_gas(
    data: bytes,
    to: bytes | None,
    access_list: AccessList,
    authorization_list: tuple[Authorization, ...] | None,
) -> int:
    """Gas due before the first instruction (EIP-2028, 2930, 3860, 7702)."""
    zeros = data.count(0)
    gas = GAS_TRANSACTION + GAS_ZERO_BYTE * zeros + GAS_NONZERO_BYTE * (len(data) - zeros)
    if to is None:
        gas += GAS_CREATE + GAS_INITCODE_WORD * ((len(data) + 31) // 32)
    gas += GAS_ACCESS_ADDRESS * len(access_list)
    gas += GAS_ACCESS_SLOT * sum(len(slots) for _, slots in access_list)
    return gas + GAS_AUTHORIZATION * len(authorization_list or ())


def floor_gas(data: bytes) -> int:
    """The least a transaction pays for its calldata (EIP-7623)."""
    zeros = data.count(0)
    return GAS_TRANSACTION + GAS_FLOOR_TOKEN * (zeros + 4 * (len(data) - zeros))


def contract_address(sender: bytes, nonce: int) -> bytes:
    """Where CREATE puts a contract."""
    return keccak(rlp.encode([sender, nonce]))[12:]


def apply(
    state: ExecutionState,
    payload: Payload,
    block_gas: int,
    checks: Checks = MINING,
    evm: type[Evm] = Evm,
) -> Outcome:
    """Executes one transaction with at most `block_gas` gas left in its block.

    Raises TransactionInvalid, the state unchanged, when no block may contain it. The caller ends
    the transaction in the state (`end_transaction`).
    """
    env = state.environment
    _check(state, payload, block_gas, checks)
    _check_funds(state, payload)
    intrinsic = intrinsic_gas(
        payload.data, payload.to, payload.access_list, payload.authorization_list
    )
    floor = floor_gas(payload.data)
    if payload.gas < intrinsic:
        raise TransactionInvalid(
            Invalid.INTRINSIC_GAS,
            f"intrinsic gas too low: have {payload.gas}, want {intrinsic}",
        )
    if payload.gas < floor:
        raise TransactionInvalid(
            Invalid.OTHER,
            f"insufficient gas for floor data gas cost: have {payload.gas}, want {floor}",
        )
    prepaid = payload.gas * payload.gas_price + payload.blob_gas * env.blob_base_fee
    if state.balance(payload.sender) - prepaid < payload.value:
        raise TransactionInvalid(
            Invalid.INSUFFICIENT_FUNDS,
            f"insufficient funds for transfer: address {to_checksum_address(payload.sender)}",
        )

    if prepaid:
        state.delta_balance(payload.sender, -prepaid)
    nonce = state.nonce(payload.sender)
    state.update_account(payload.sender, nonce=nonce + 1)
    refund = apply_authorizations(state, payload.authorization_list or (), env.chain_id)
    created = contract_address(payload.sender, nonce) if payload.to is None else None
    _warm(state, payload, created)
    context = TransactionContext(
        gas_price=payload.gas_price,
        origin=payload.sender,
        blob_versioned_hashes=payload.blob_hashes,
        deadline=checks.deadline,
    )
    ran = _run(state, payload, created, payload.gas - intrinsic, evm, context)

    peak = payload.gas - ran.gas_left
    used = max(peak - min(refund + ran.refund, peak // REFUND_QUOTIENT), floor)
    if payload.gas_price:
        state.delta_balance(payload.sender, (payload.gas - used) * payload.gas_price)
    if not (checks.free and payload.fee_cap == 0 and payload.tip_cap == 0):
        state.delta_balance(env.coinbase, used * (payload.gas_price - env.base_fee))
    for address in ran.destroyed:
        state.remove(address)  # after the fees: what a destroyed account earned is gone with it
    logged = context.get_next_log_counter()
    return Outcome(ran.output, used, max(peak, floor), ran.error, created, ran.logs, logged)


def _check(state: ExecutionState, payload: Payload, block_gas: int, checks: Checks) -> None:
    """The rules that need no gas accounting, in geth's order."""
    env = state.environment
    who = f"address {to_checksum_address(payload.sender)}"
    if checks.nonce:
        expected = state.nonce(payload.sender)
        detail = f"{who}, tx: {payload.nonce} state: {expected}"
        if payload.nonce > expected:
            raise TransactionInvalid(Invalid.NONCE_TOO_HIGH, f"nonce too high: {detail}")
        if payload.nonce < expected:
            raise TransactionInvalid(Invalid.NONCE_TOO_LOW, f"nonce too low: {detail}")
        if expected >= MAX_NONCE:
            raise TransactionInvalid(
                Invalid.OTHER, f"nonce has max value: {who}, nonce: {expected}"
            )
    if checks.sender:
        code = state.code(payload.sender)
        if code and delegate(code) is None:
            raise TransactionInvalid(
                Invalid.SENDER_NOT_EOA, f"sender not an eoa: {who}, len(code): {len(code)}"
            )
    if not (checks.free and payload.fee_cap == 0 and payload.tip_cap == 0):
        if payload.fee_cap < payload.tip_cap:
            raise TransactionInvalid(
                Invalid.PARAMETERS,
                f"max priority fee per gas higher than max fee per gas: {who}, "
                f"maxPriorityFeePerGas: {payload.tip_cap}, maxFeePerGas: {payload.fee_cap}",
            )
        if payload.fee_cap < env.base_fee:
            raise TransactionInvalid(
                Invalid.BASE_FEE_TOO_LOW,
                f"max fee per gas less than block base fee: {who}, "
                f"maxFeePerGas: {payload.fee_cap}, baseFee: {env.base_fee}",
            )
    _check_kind(state, payload, checks, who)
    if payload.to is None and len(payload.data) > MAX_INITCODE:
        raise TransactionInvalid(
            Invalid.INITCODE_SIZE,
            f"max initcode size exceeded: code size {len(payload.data)} limit {MAX_INITCODE}",
        )
    if payload.gas > block_gas:
        raise TransactionInvalid(Invalid.BLOCK_GAS_LIMIT, "gas limit reached")


def _check_kind(state: ExecutionState, payload: Payload, checks: Checks, who: str) -> None:
    """The rules of blob (EIP-4844) and set-code (EIP-7702) transactions."""
    if payload.blob_hashes is not None:
        if payload.to is None:
            raise TransactionInvalid(Invalid.OTHER, "blob transaction of type create")
        if not payload.blob_hashes:
            raise TransactionInvalid(Invalid.OTHER, "blob transaction missing blob hashes")
        for index, blob_hash in enumerate(payload.blob_hashes):
            if blob_hash[0] != BLOB_HASH_VERSION:
                raise TransactionInvalid(Invalid.OTHER, f"blob {index} has invalid hash version")
        unpaid = checks.free and payload.blob_fee_cap == 0
        if not unpaid and payload.blob_fee_cap < state.environment.blob_base_fee:
            raise TransactionInvalid(
                Invalid.OTHER,
                f"max fee per blob gas less than block blob gas fee: {who} blobGasFeeCap: "
                f"{payload.blob_fee_cap}, blobBaseFee: {state.environment.blob_base_fee}",
            )
    if payload.authorization_list is not None:
        sender = to_checksum_address(payload.sender)
        if payload.to is None:
            raise TransactionInvalid(
                Invalid.OTHER,
                f"EIP-7702 transaction cannot be used to create contract (sender {sender})",
            )
        if not payload.authorization_list:
            raise TransactionInvalid(
                Invalid.OTHER, f"EIP-7702 transaction with empty auth list (sender {sender})"
            )


def _check_funds(state: ExecutionState, payload: Payload) -> None:
    """The sender must be able to pay the most this transaction can cost."""
    who = f"address {to_checksum_address(payload.sender)}"
    want = payload.gas * payload.fee_cap + payload.value + payload.blob_gas * payload.blob_fee_cap
    have = state.balance(payload.sender)
    if want > MAX_WORD:
        detail = f"{who} required balance exceeds 256 bits"
    elif have < want:
        detail = f"{who} have {have} want {want}"
    else:
        return
    raise TransactionInvalid(
        Invalid.INSUFFICIENT_FUNDS, f"insufficient funds for gas * price + value: {detail}"
    )


def _warm(state: ExecutionState, payload: Payload, created: bytes | None) -> None:
    """What is warm from the start (EIP-2929, 2930); py-evm adds the fee recipient (EIP-3651)."""
    state.warm(payload.sender)
    state.warm(created or payload.to)
    for address, slots in payload.access_list:
        state.warm(address)
        for slot in slots:
            state.warm((address, slot))


def _run(
    state: ExecutionState,
    payload: Payload,
    created: bytes | None,
    gas: int,
    evm: type[Evm],
    context: TransactionContext,
) -> _Ran:
    """The first frame, and with it all that it calls."""
    if created is not None:
        if state.has_code_or_nonce(created):
            return _Ran(b"", 0, "contract address collision")
        message = Message(
            gas=gas,
            to=CREATE,
            sender=payload.sender,
            value=payload.value,
            data=b"",
            code=payload.data,
            create_address=created,
        )
        frame = evm.apply_create_message(state, message, context)
    else:
        code = state.code(payload.to)
        target = delegate(code)
        if target is not None:
            state.warm(target)
            code = state.code(target)
        message = Message(
            gas=gas,
            to=payload.to,
            sender=payload.sender,
            value=payload.value,
            data=payload.data,
            code=code,
            is_delegation=target is not None,
        )
        frame = evm.apply_message(state, message, context)
    if frame.is_error:
        return _Ran(bytes(frame.output), frame.get_gas_remaining(), failure_text(frame))
    logs = tuple(
        (index, Log(address, tuple(topic.to_bytes(32, "big") for topic in topics), bytes(data)))
        for index, address, topics, data in frame.get_raw_log_entries()
    )
    return _Ran(
        bytes(frame.output),
        frame.get_gas_remaining(),
        refund=frame.get_gas_refund(),
        logs=logs,
        destroyed=tuple(frame.get_accounts_for_deletion()),
    )
