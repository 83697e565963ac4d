"""eth_estimateGas."""

from contracts.devnet.chain.requests import StateOverrides
from contracts.devnet.rpc.method import method
from contracts.devnet.rpc.node import Node
from contracts.devnet.rpc.requests.block_reference import BlockReference, block_reference
from contracts.devnet.rpc.requests.call_arguments import Arguments, call_arguments, call_request
from contracts.devnet.rpc.requests.overrides import (
    block_override_members,
    call_block_overrides,
    state_overrides,
)
from contracts.devnet.rpc.wire.hexadecimal import quantity
from contracts.devnet.rpc.wire.parameters import optional


@method(
    "eth_estimateGas",
    takes=(
        call_arguments,
        optional(block_reference),
        optional(state_overrides),
        optional(block_override_members),
    ),
)
def estimate_gas(
    node: Node,
    arguments: Arguments,
    reference: BlockReference | None,
    overrides: StateOverrides | None,
    block: dict[str, object] | None,
) -> str:
    """The least gas limit, within geth's tolerance, with which the transaction succeeds."""
    where = node.state_block(reference)
    replaced = call_block_overrides(block)
    request = call_request(arguments, node.chain_id)
    return quantity(node.chain.estimate_gas(request, where, overrides, replaced))
