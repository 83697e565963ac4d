"""eth_call, eth_estimateGas, eth_createAccessList."""

from eth_utils import to_checksum_address

from contracts.devnet.chain.errors import ChainError, ExecutionReverted
from contracts.devnet.chain.requests import StateOverrides
from contracts.devnet.chain.revert import revert_text
from contracts.devnet.rpc.answers.transaction import access_list_object
from contracts.devnet.rpc.fee_defaults import with_fees
from contracts.devnet.rpc.method import method
from contracts.devnet.rpc.node import Node
from contracts.devnet.rpc.requests.block_reference import BlockReference, block_reference
from contracts.devnet.rpc.requests.call_arguments import Arguments, call_arguments, call_request
from contracts.devnet.rpc.requests.overrides import state_overrides
from contracts.devnet.rpc.trial import TRIAL, trial
from contracts.devnet.rpc.wire.errors import RpcError
from contracts.devnet.rpc.wire.hexadecimal import data, quantity
from contracts.devnet.rpc.wire.parameters import optional


@method("eth_call", takes=TRIAL)
def call(node: Node, *parameters: object) -> str:
    """Runs a message after a block and gives what it returned; nothing is kept."""
    result = node.chain.call(*trial(node, *parameters))
    if result.reverted:
        raise ExecutionReverted(revert_text(result.output), result.output)
    if result.error is not None:
        raise ChainError(result.error)
    return data(result.output)


@method("eth_estimateGas", takes=TRIAL)
def estimate_gas(node: Node, *parameters: object) -> str:
    """The least gas limit, within geth's tolerance, with which the transaction succeeds."""
    return quantity(node.chain.estimate_gas(*trial(node, *parameters)))


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
