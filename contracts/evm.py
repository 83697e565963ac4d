"""A Prague EVM in memory, for tests and fixtures that need real bytecode but no node.

Messages run directly on py-evm's state: no block, no intrinsic gas, no fee. Whatever a contract
wrote can be read back whole, because every slot it touched is remembered.
"""

from dataclasses import dataclass

import rlp
from eth.constants import BLANK_ROOT_HASH, CREATE_CONTRACT_ADDRESS
from eth.db.atomic import AtomicDB
from eth.vm.execution_context import ExecutionContext
from eth.vm.forks.prague.state import PragueState
from eth.vm.message import Message
from eth_utils import keccak

GAS = 30_000_000
DEPLOYER = bytes.fromhex("d0" * 20)


@dataclass(frozen=True)
class Log:
    """One event as the EVM recorded it."""

    address: bytes
    topics: tuple[bytes, ...]
    data: bytes


@dataclass(frozen=True)
class Outcome:
    """What one message did. A failed one has no logs; `output` then is its revert data."""

    success: bool
    output: bytes
    logs: tuple[Log, ...]
    gas_used: int
    error: str | None = None


class _RecordingState(PragueState):
    """Prague state that remembers which storage slots were ever written."""

    __slots__ = ["touched"]

    def __init__(self, *arguments: object) -> None:
        self.touched: dict[bytes, set[int]] = {}
        super().__init__(*arguments)

    def set_storage(self, address: bytes, slot: int, value: int) -> None:
        self.touched.setdefault(address, set()).add(slot)
        super().set_storage(address, slot, value)


class Evm:
    """A fresh state with a clock; addresses are 20 bytes, timestamps Unix seconds."""

    def __init__(self, chain_id: int = 31337, timestamp: int = 1_700_000_000) -> None:
        self._chain_id = chain_id
        self._timestamp = timestamp
        self._db = AtomicDB()
        self._state = _RecordingState(self._db, self._context(), BLANK_ROOT_HASH)
        self.deployment: Outcome | None = None

    def _context(self) -> ExecutionContext:
        return ExecutionContext(
            coinbase=bytes(20),
            timestamp=self._timestamp,
            block_number=1,
            difficulty=0,
            mix_hash=bytes(32),
            gas_limit=GAS,
            prev_hashes=(),
            chain_id=self._chain_id,
            base_fee_per_gas=0,
            excess_blob_gas=0,
        )

    @property
    def timestamp(self) -> int:
        """The time contracts see, in Unix seconds."""
        return self._timestamp

    @timestamp.setter
    def timestamp(self, seconds: int) -> None:
        self._timestamp = seconds
        self._state.execution_context = self._context()

    def deploy(
        self, creation: bytes, *, sender: bytes = DEPLOYER, at: bytes | None = None
    ) -> bytes:
        """Runs creation bytecode; its address follows CREATE unless `at` names one.

        What the constructor did stays in `deployment`. Raises RuntimeError with the revert data
        when it fails.
        """
        nonce = self._state.get_nonce(sender)
        address = at or keccak(rlp.encode([sender, nonce]))[12:]
        self._state.increment_nonce(sender)
        outcome = self._run(sender, CREATE_CONTRACT_ADDRESS, b"", 0, GAS, creation, address)
        self._state.lock_changes()
        if not outcome.success:
            raise RuntimeError(f"deployment failed: {outcome.error}, data 0x{outcome.output.hex()}")
        self.deployment = outcome
        return address

    def place(self, address: bytes, code: bytes) -> None:
        """Puts runtime bytecode at an address, as a genesis allocation does."""
        self._state.set_code(address, code)

    def fund(self, address: bytes, wei: int) -> None:
        """Sets a balance, in wei."""
        self._state.set_balance(address, wei)

    def send(
        self, to: bytes, data: bytes, *, sender: bytes = DEPLOYER, value: int = 0, gas: int = GAS
    ) -> Outcome:
        """Sends a message and keeps what it changed, unless it fails."""
        outcome = self._run(sender, to, data, value, gas, self._state.get_code(to), None)
        self._state.lock_changes()
        return outcome

    def call(
        self, to: bytes, data: bytes, *, sender: bytes = DEPLOYER, value: int = 0, gas: int = GAS
    ) -> Outcome:
        """Like `send`, but nothing is kept: `eth_call`."""
        snapshot = self._state.snapshot()
        try:
            return self._run(sender, to, data, value, gas, self._state.get_code(to), None)
        finally:
            self._state.revert(snapshot)

    def code(self, address: bytes) -> bytes:
        """The runtime bytecode at an address."""
        return self._state.get_code(address)

    def balance(self, address: bytes) -> int:
        """A balance, in wei."""
        return self._state.get_balance(address)

    def storage(self, address: bytes) -> dict[int, int]:
        """Every non-zero storage slot of an account."""
        slots = self._state.touched.get(address, ())
        values = {slot: self._state.get_storage(address, slot) for slot in slots}
        return {slot: value for slot, value in values.items() if value}

    def written_slots(self, address: bytes) -> list[int]:
        """Every storage slot of an account that was ever written, whatever it holds now."""
        return sorted(self._state.touched.get(address, ()))

    def whole_storage(self) -> dict[bytes, dict[int, int]]:
        """Every non-zero slot of every account that anything was ever written to."""
        accounts = {address: self.storage(address) for address in self._state.touched}
        return {address: slots for address, slots in accounts.items() if slots}

    def set_storage(self, address: bytes, slot: int, value: int) -> None:
        """Writes a slot by fiat, as no contract did."""
        self._state.set_storage(address, slot, value)

    def snapshot(self) -> bytes:
        """The state root now: a point to come back to with `revert`, as often as wanted."""
        self._state.persist()
        return self._state.state_root

    def revert(self, state_root: bytes) -> None:
        """Goes back to the state of `snapshot`, the clock excepted."""
        touched = self._state.touched
        self._state = _RecordingState(self._db, self._context(), state_root)
        self._state.touched = touched

    def _run(
        self,
        sender: bytes,
        to: bytes,
        data: bytes,
        value: int,
        gas: int,
        code: bytes,
        create_address: bytes | None,
    ) -> Outcome:
        message = Message(
            gas=gas,
            to=to,
            sender=sender,
            value=value,
            data=data,
            code=code,
            create_address=create_address,
        )
        context = self._state.get_transaction_context_class()(gas_price=0, origin=sender)
        kind = self._state.computation_class
        apply = kind.apply_create_message if create_address else kind.apply_message
        computation = apply(self._state, message, context)
        self._state.clear_transient_storage()
        entries = computation.get_log_entries() if computation.is_success else ()
        logs = tuple(
            Log(address, tuple(topic.to_bytes(32, "big") for topic in topics), bytes(data))
            for address, topics, data in entries
        )
        return Outcome(
            success=computation.is_success,
            output=bytes(computation.output),
            logs=logs,
            gas_used=gas - computation.get_gas_remaining(),
            error=None if computation.is_success else repr(computation.error),
        )
