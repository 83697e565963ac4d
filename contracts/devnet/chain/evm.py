"""py-evm's Prague interpreter on our world state, and where it needed correction.

Corrections, each against the EIP named (py-evm 0.12.1b1):
- EIP-3860: the init code word cost of a creating transaction is intrinsic gas, not the first thing
  the init code pays, and it is due once; py-evm charges it inside the frame, and again for each
  CREATE whose sender is the transaction's origin (possible since EIP-7702).
- SELFDESTRUCT warns on standard error as deprecated; a node does not.
- BLOCKHASH is answered from the chain instead of a list of 256 hashes made for every call.

A call ends when its time is up: looked at between instructions, and within a precompile whenever it
calls a function, since py-evm's are Python and may run for minutes on the gas of one call.
"""

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from eth import constants
from eth.vm import mnemonics, opcode_values
from eth.vm.code_stream import CodeStream
from eth.vm.forks.byzantium.opcodes import ensure_no_static
from eth.vm.forks.cancun.logic import selfdestruct_eip6780
from eth.vm.forks.cancun.transaction_context import CancunTransactionContext
from eth.vm.forks.prague.computation import PRAGUE_PRECOMPILES, PragueComputation
from eth.vm.forks.prague.opcodes import PRAGUE_OPCODES
from eth.vm.forks.tangerine_whistle.constants import GAS_SELFDESTRUCT_EIP150
from eth.vm.message import Message
from eth.vm.opcode import as_opcode

from contracts.devnet.chain.accounts import EMPTY_CODE_HASH, WorldState
from contracts.devnet.chain.errors import InvalidRequest

__all__ = [
    "CREATE",
    "PRECOMPILES",
    "Deadline",
    "Environment",
    "Evm",
    "ExecutionState",
    "Message",
    "TransactionContext",
]

CREATE = constants.CREATE_CONTRACT_ADDRESS
"""The `to` by which py-evm knows a message that creates."""


PRECOMPILES = frozenset(PRAGUE_PRECOMPILES)
"""Addresses 1 to 0x11 (Prague, EIP-2537 included)."""

BLOCKHASH_WINDOW = 256

INSTRUCTIONS_BETWEEN_LOOKS = 256
"""At the clock, in one frame of a call: less than a millisecond of simple ones."""


@dataclass(frozen=True)
class Environment:
    """What the EVM can learn about its block. `block_hash` answers for the 256 blocks before."""

    chain_id: int
    number: int
    timestamp: int
    coinbase: bytes
    gas_limit: int
    prev_randao: bytes
    base_fee: int
    blob_base_fee: int
    block_hash: Callable[[int], bytes]


class Deadline:
    """The time, in seconds from now, that calls may take of the thread that runs them.

    Its own time counts, not that of the machine: what else runs does not decide how a call ends.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = time.thread_time() + seconds

    def check(self) -> None:
        """Raises InvalidRequest, with geth's text, once the time is up."""
        if time.thread_time() > self._end:
            raise InvalidRequest(f"execution aborted (timeout = {self._seconds:g}s)")


class TransactionContext(CancunTransactionContext):
    """What contracts see of their transaction, and for calls when they must end."""

    def __init__(self, *, deadline: Deadline | None = None, **fields: object) -> None:
        super().__init__(**fields)
        self.deadline = deadline


class ExecutionState(WorldState):
    """A world state in a block: the interface that py-evm's opcodes use, under py-evm's names."""

    def __init__(self, store: object, root: bytes, environment: Environment) -> None:
        super().__init__(store, root)
        self.environment = environment

    # What the opcodes read of the block.
    coinbase = property(lambda self: self.environment.coinbase)
    timestamp = property(lambda self: self.environment.timestamp)
    block_number = property(lambda self: self.environment.number)
    mix_hash = property(lambda self: self.environment.prev_randao)
    gas_limit = property(lambda self: self.environment.gas_limit)
    base_fee = property(lambda self: self.environment.base_fee)
    blob_base_fee = property(lambda self: self.environment.blob_base_fee)
    execution_context = property(lambda self: self.environment)  # CHAINID reads its chain_id

    def get_ancestor_hash(self, number: int) -> bytes:
        """BLOCKHASH: empty outside of the last 256 blocks."""
        if not self.block_number - BLOCKHASH_WINDOW <= number < self.block_number or number < 0:
            return b""
        return self.environment.block_hash(number)

    # What they read and write of accounts.
    get_balance = WorldState.balance
    get_nonce = WorldState.nonce
    get_code = WorldState.code
    set_code = WorldState.write_code
    set_storage = WorldState.write_slot
    delete_storage = WorldState.clear_storage
    get_transient_storage = WorldState.transient
    set_transient_storage = WorldState.write_transient
    snapshot = WorldState.mark
    revert = WorldState.undo

    def commit(self, _snapshot: int | None = None) -> bytes:
        """With a snapshot: keeps a frame's changes. Without: commits the state, giving its root."""
        return super().commit() if _snapshot is None else b""

    def set_balance(self, address: bytes, wei: int) -> None:
        """Sets a balance."""
        self.update_account(address, balance=wei)

    def delta_balance(self, address: bytes, wei: int) -> None:
        """Adds to a balance, or takes from it."""
        self.update_account(address, balance=self.balance(address) + wei)

    def increment_nonce(self, address: bytes) -> None:
        """Adds one to a nonce."""
        self.update_account(address, nonce=self.nonce(address) + 1)

    def get_storage(self, address: bytes, slot: int, from_journal: bool = True) -> int:
        """A slot now, or (not from_journal) as it was when the transaction began."""
        return self.slot(address, slot) if from_journal else self.original_slot(address, slot)

    def get_code_hash(self, address: bytes) -> bytes:
        """The code hash of an existing account."""
        record = self.account(address)
        return record.code_hash if record else EMPTY_CODE_HASH

    def account_exists(self, address: bytes) -> bool:
        """Whether there is such an account."""
        return self.account(address) is not None

    def account_is_empty(self, address: bytes) -> bool:
        """Whether EIP-161 counts the account as empty; a missing one is."""
        record = self.account(address)
        return record is None or record.is_empty

    def has_code_or_nonce(self, address: bytes) -> bool:
        """Whether a contract cannot be created here (EIP-684; storage too since EIP-7610)."""
        record = self.account(address)
        return record is not None and (
            record.nonce != 0
            or record.code_hash != EMPTY_CODE_HASH
            or record.storage_root != constants.BLANK_ROOT_HASH
        )

    def touch_account(self, address: bytes) -> None:
        """Notes an account for EIP-161 clearing."""
        if self.account_is_empty(address):
            self.update_account(address)

    def is_address_warm(self, address: bytes) -> bool:
        """EIP-2929; precompiles always are."""
        return self.is_warm(address) or address in PRECOMPILES

    def mark_address_warm(self, address: bytes) -> None:
        """EIP-2929."""
        self.warm(address)

    def is_storage_warm(self, address: bytes, slot: int) -> bool:
        """EIP-2929."""
        return self.is_warm((address, slot))

    def mark_storage_warm(self, address: bytes, slot: int) -> None:
        """EIP-2929."""
        self.warm((address, slot))


class _TimedCode(CodeStream):
    """The instructions of a call, which end when its time is up."""

    def __init__(self, code: bytes, deadline: Deadline) -> None:
        super().__init__(code)
        self._deadline = deadline

    def __iter__(self) -> Iterator[int]:
        self._deadline.check()
        for count, opcode in enumerate(super().__iter__(), start=1):
            if count % INSTRUCTIONS_BETWEEN_LOOKS == 0:
                self._deadline.check()
            yield opcode


def _interruptible(precompile: Callable[["Evm"], object]) -> Callable[["Evm"], object]:
    """The precompile, ended when the time of the call is up."""

    def run(computation: "Evm") -> object:
        deadline = computation.transaction_context.deadline
        if deadline is None:
            return precompile(computation)
        before = sys.gettrace()
        sys.settrace(lambda *_: deadline.check())
        try:
            return precompile(computation)
        finally:
            sys.settrace(before)

    return run


class Evm(PragueComputation):
    """One frame of execution."""

    opcodes = PRAGUE_OPCODES | {
        opcode_values.SELFDESTRUCT: as_opcode(
            logic_fn=ensure_no_static(selfdestruct_eip6780),
            mnemonic=mnemonics.SELFDESTRUCT,
            gas_cost=GAS_SELFDESTRUCT_EIP150,
        ),
    }

    _precompiles: ClassVar = {
        address: _interruptible(precompile) for address, precompile in PRAGUE_PRECOMPILES.items()
    }

    def __init__(self, state: object, message: Message, context: TransactionContext) -> None:
        super().__init__(state, message, context)
        if context.deadline is not None:
            self.code = _TimedCode(message.code, context.deadline)

    @property
    def stack_values(self) -> list[int | bytes]:
        """The stack, top last."""
        return self._stack.values

    @classmethod
    def consume_initcode_gas_cost(cls, computation: "Evm") -> None:
        """Nothing: the cost is intrinsic gas (EIP-3860), charged by the transition."""
