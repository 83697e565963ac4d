"""Value transfers as pseudo logs, shaped as ERC-20 Transfer events (eth_simulateV1, ERC-7528).

As in geth a transfer that never begins, for want of funds or depth, still takes a log's number.
"""

from collections.abc import Callable

from eth.exceptions import Halt
from eth.vm import mnemonics, opcode_values
from eth.vm.forks.byzantium.opcodes import ensure_no_static
from eth.vm.forks.cancun.logic import selfdestruct_eip6780
from eth.vm.forks.tangerine_whistle.constants import GAS_SELFDESTRUCT_EIP150
from eth.vm.opcode import as_opcode
from eth_utils import keccak

from contracts.devnet.chain.evm import Evm

TRANSFER_LOGGER = b"\xee" * 20
"""Where ERC-7528 places ether: the address that pseudo logs carry."""
TRANSFER_TOPIC = int.from_bytes(keccak(text="Transfer(address,address,uint256)"), "big")


class TransferringEvm(Evm):
    """Logs each transfer of value before what the receiving frame logs; a failed one logs none."""

    def __enter__(self) -> "TransferringEvm":
        message = self.msg
        is_callcode = message.sender == message.storage_address != message.code_address
        if message.should_transfer_value and message.value and not is_callcode:
            self.log_transfer(message.sender, message.storage_address, message.value)
        return super().__enter__()

    def log_transfer(self, sender: bytes, recipient: bytes, wei: int) -> None:
        """Appends a pseudo log."""
        topics = (TRANSFER_TOPIC, int.from_bytes(sender, "big"), int.from_bytes(recipient, "big"))
        self.add_log_entry(TRANSFER_LOGGER, topics, wei.to_bytes(32, "big"))


def _selfdestruct(computation: TransferringEvm) -> None:
    beneficiary = computation.stack_pop1_bytes().rjust(32, b"\0")[-20:]
    computation.stack_push_bytes(beneficiary)
    sender = computation.msg.storage_address
    balance = computation.state.get_balance(sender)
    try:
        selfdestruct_eip6780(computation)
    except Halt:
        if balance:
            computation.log_transfer(sender, beneficiary, balance)
        raise


def _numbered(opcode: Callable, position: int) -> Callable:
    """A call or creation with its value `position` from the top, numbered if no frame runs too."""

    def run(computation: TransferringEvm) -> None:
        stack, frames = computation.stack_values, len(computation.children)
        value = stack[-position] if len(stack) >= position else 0
        has_value = any(value) if isinstance(value, bytes) else value > 0
        opcode(computation=computation)
        if has_value and len(computation.children) == frames:
            computation.transaction_context.get_next_log_counter()

    return run


TransferringEvm.opcodes = Evm.opcodes | {
    opcode_values.CALL: _numbered(Evm.opcodes[opcode_values.CALL], 3),
    opcode_values.CREATE: _numbered(Evm.opcodes[opcode_values.CREATE], 1),
    opcode_values.CREATE2: _numbered(Evm.opcodes[opcode_values.CREATE2], 1),
    opcode_values.SELFDESTRUCT: as_opcode(
        logic_fn=ensure_no_static(_selfdestruct),
        mnemonic=mnemonics.SELFDESTRUCT,
        gas_cost=GAS_SELFDESTRUCT_EIP150,
    ),
}
