"""eth_createAccessList (EIP-2930)."""

from eth_utils import to_checksum_address

from contracts.devnet.chain.requests import StateOverrides
from contracts.devnet.rpc.answers.transaction import access_list_object
from contracts.devnet.rpc.fee_defaults import with_fees
from contracts.devnet.rpc.method import method
from contracts.devnet.rpc.node import Node
from contracts.devnet.rpc.requests.block_reference import BlockReference, block_reference
from contracts.devnet.rpc.requests.call_arguments import Arguments, call_arguments, call_request
from contracts.devnet.rpc.requests.overrides import state_overrides
from contracts.devnet.rpc.wire.errors import RpcError
from contracts.devnet.rpc.wire.hexadecimal import quantity
from contracts.devnet.rpc.wire.parameters import optional


@method(
    "eth_createAccessList",
    takes=(call_arguments, optional(block_reference), optional(state_overrides)),
)
def create_access_list(
    node: Node,
    arguments: Arguments,
    reference: BlockReference | None,
    overrides: StateOverrides | None,
) -> dict[str, object]:
    """The accounts and slots a transaction touches, and the gas it uses when they are listed."""
    where = node.state_block(reference)
    _refuse_moves(overrides or {})
    request = with_fees(node.chain, call_request(arguments, node.chain_id), where)
    result = node.chain.access_list(request, where, overrides)
    shown: dict[str, object] = {
        "accessList": access_list_object(result.entries),
        "gasUsed": quantity(result.gas_used),
    }
    if result.error is not None:
        shown["error"] = result.error
    return shown


def _refuse_moves(overrides: StateOverrides) -> None:
    """Geth knows no precompiles where it applies these overrides, so that none can be moved."""
    for address in sorted(overrides):
        if overrides[address].move_precompile_to is not None:
            raise RpcError(f"account {to_checksum_address(address)} is not a precompile")
