"""evm_snapshot, evm_revert."""

from contracts.devnet.rpc.method import method
from contracts.devnet.rpc.node import Node
from contracts.devnet.rpc.requests.number import number
from contracts.devnet.rpc.wire.hexadecimal import quantity


@method("evm_snapshot", "anvil_snapshot")
def snapshot(node: Node) -> str:
    """Remembers the chain as it is; gives the snapshot's number."""
    return quantity(node.chain.snapshot())


@method("evm_revert", "anvil_revert", takes=(number,))
def revert(node: Node, wanted: int) -> bool:
    """Goes back to a snapshot and forgets it and later ones; false when there is none."""
    return node.chain.revert(wanted)
