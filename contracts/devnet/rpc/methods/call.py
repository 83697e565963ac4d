"""eth_call."""

from contracts.devnet.chain.errors import ChainError, ExecutionReverted
from contracts.devnet.chain.revert import revert_text
from contracts.devnet.rpc.method import method
from contracts.devnet.rpc.node import Node
from contracts.devnet.rpc.trial import TRIAL, trial
from contracts.devnet.rpc.wire.hexadecimal import data


@method("eth_call", takes=TRIAL)
def call(node: Node, *parameters: object) -> str:
    """Runs a message after a block and gives what it returned; nothing is kept."""
    result = node.chain.call(*trial(node, *parameters))
    if result.reverted:
        raise ExecutionReverted(revert_text(result.output), result.output)
    if result.error is not None:
        raise ChainError(result.error)
    return data(result.output)
