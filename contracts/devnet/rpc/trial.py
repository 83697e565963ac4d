"""What eth_call and eth_estimateGas take: a message, after which block, and a changed world."""

from contracts.devnet.chain.block import Block
from contracts.devnet.chain.requests import BlockOverrides, CallRequest, StateOverrides
from contracts.devnet.rpc.node import Node
from contracts.devnet.rpc.requests.block_reference import BlockReference, block_reference
from contracts.devnet.rpc.requests.call_arguments import Arguments, call_arguments, call_request
from contracts.devnet.rpc.requests.overrides import (
    block_override_members,
    call_block_overrides,
    state_overrides,
)
from contracts.devnet.rpc.wire.parameters import optional

TRIAL = (
    call_arguments,
    optional(block_reference),
    optional(state_overrides),
    optional(block_override_members),
)
"""The parameters of both methods."""


def trial(
    node: Node,
    arguments: Arguments,
    reference: BlockReference | None,
    overrides: StateOverrides | None,
    block: dict[str, object] | None,
) -> tuple[CallRequest, Block, StateOverrides | None, BlockOverrides | None]:
    """What the chain needs to try the message; raises RpcError when the node cannot."""
    where = node.state_block(reference)
    replaced = call_block_overrides(block)
    return call_request(arguments, node.chain_id), where, overrides, replaced
