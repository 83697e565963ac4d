"""evm_mine, anvil_mine, evm_setAutomine, evm_setIntervalMining."""

from contracts.devnet.rpc.method import method
from contracts.devnet.rpc.node import Node
from contracts.devnet.rpc.requests.number import number, seconds
from contracts.devnet.rpc.wire.errors import invalid_params
from contracts.devnet.rpc.wire.parameters import optional
from contracts.devnet.rpc.wire.values import boolean, record

MAX_BLOCKS = 10_000
"""Blocks that one call may mine."""

_options = record("MineOptions", {"timestamp": seconds, "blocks": number})


def _timestamp_or_options(value: object) -> dict[str, object]:
    """A Unix time, or `{timestamp, blocks}`."""
    return _options(value) if isinstance(value, dict) else {"timestamp": seconds(value)}


@method("evm_mine", takes=(optional(_timestamp_or_options),))
def mine(node: Node, options: dict[str, object] | None) -> str:
    """Mines one block, or as many as asked for, the first at the given time. Gives "0x0"."""
    options = options or {}
    _mine(node, options.get("blocks", 1), options.get("timestamp"), 0)
    return "0x0"


@method("anvil_mine", "hardhat_mine", takes=(optional(number), optional(seconds)))
def mine_many(node: Node, blocks: int | None, interval: int | None) -> None:
    """Mines blocks (1), `interval` seconds apart."""
    _mine(node, 1 if blocks is None else blocks, None, interval or 0)


@method("evm_setAutomine", "anvil_setAutomine", takes=(boolean,))
def set_automine(node: Node, automine: bool) -> None:
    """Whether each transaction is mined as it comes."""
    node.chain.automine = automine


@method("anvil_getAutomine", "hardhat_getAutomine")
def get_automine(node: Node) -> bool:
    """Whether each transaction is mined as it comes."""
    return node.chain.automine


@method("evm_setIntervalMining", "anvil_setIntervalMining", takes=(seconds,))
def set_interval_mining(node: Node, interval: int) -> None:
    """Mines every so many seconds and no longer at once; 0 stops that."""
    node.chain.automine = False
    node.set_interval(interval)


def _mine(node: Node, blocks: int, timestamp: int | None, interval: int) -> None:
    if blocks > MAX_BLOCKS:
        raise invalid_params(f"at most {MAX_BLOCKS} blocks can be mined at once, not {blocks}")
    for position in range(blocks):
        if position and interval:
            timestamp = node.chain.head.header.timestamp + interval
        node.chain.mine(timestamp=timestamp)
        timestamp = None
