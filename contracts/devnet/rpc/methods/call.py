"""eth_call."""

from contracts.devnet.chain.errors import ChainError, ExecutionReverted
from contracts.devnet.chain.requests import StateOverrides
from contracts.devnet.chain.revert import revert_text
from contracts.devnet.rpc.method import method
from contracts.devnet.rpc.node import Node
from contracts.devnet.rpc.requests.block_reference import BlockReference, block_reference
from contracts.devnet.rpc.requests.call_arguments import Arguments, call_arguments, call_request
from contracts.devnet.rpc.requests.overrides import (
    block_override_members,
    call_block_overrides,
    state_overrides,
)
from contracts.devnet.rpc.wire.hexadecimal import data
from contracts.devnet.rpc.wire.parameters import optional


@method(
    "eth_call",
    takes=(
        call_arguments,
        optional(block_reference),
        optional(state_overrides),
        optional(block_override_members),
    ),
)
def call(
    node: Node,
    arguments: Arguments,
    reference: BlockReference | None,
    overrides: StateOverrides | None,
    block: dict[str, object] | None,
) -> str:
    """Runs a message after a block and gives what it returned; nothing is kept."""
    where = node.state_block(reference)
    replaced = call_block_overrides(block)
    request = call_request(arguments, node.chain_id)
    result = node.chain.call(request, where, overrides, replaced)
    if result.reverted:
        raise ExecutionReverted(revert_text(result.output), result.output)
    if result.error is not None:
        raise ChainError(result.error)
    return data(result.output)
