"""evm_increaseTime, evm_setNextBlockTimestamp."""

from contracts.devnet.rpc.method import method
from contracts.devnet.rpc.node import Node
from contracts.devnet.rpc.requests.number import seconds


@method("evm_increaseTime", "anvil_increaseTime", takes=(seconds,))
def increase_time(node: Node, more: int) -> int:
    """Moves the clock forward; gives the whole offset in seconds, as a number."""
    return node.chain.increase_time(more)


@method("evm_setNextBlockTimestamp", "anvil_setNextBlockTimestamp", takes=(seconds,))
def set_next_block_timestamp(node: Node, timestamp: int) -> None:
    """The next block's time, which must be later than the head's."""
    node.chain.set_next_timestamp(timestamp)
