"""eth_estimateGas."""

from contracts.devnet.rpc.method import method
from contracts.devnet.rpc.node import Node
from contracts.devnet.rpc.trial import TRIAL, trial
from contracts.devnet.rpc.wire.hexadecimal import quantity


@method("eth_estimateGas", takes=TRIAL)
def estimate_gas(node: Node, *parameters: object) -> str:
    """The least gas limit, within geth's tolerance, with which the transaction succeeds."""
    return quantity(node.chain.estimate_gas(*trial(node, *parameters)))
