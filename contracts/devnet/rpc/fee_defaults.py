"""The fees of a transaction whose sender named none or only some."""

from dataclasses import replace

from contracts.devnet.chain.block import Block
from contracts.devnet.chain.chain import Chain
from contracts.devnet.chain.requests import CallRequest
from contracts.devnet.rpc.wire.errors import RpcError


def with_fees(chain: Chain, request: CallRequest, block: Block) -> CallRequest:
    """The request with a gas price or both fees: the suggested tip, and twice the base fee above.

    The base fee is that of `block`.

    Raises RpcError, with geth's texts, for fees that no block could take.
    """
    if request.gas_price is not None:
        if request.authorization_list is not None:
            raise RpcError("both gasPrice and authorizationList specified")
        if request.gas_price == 0:
            raise RpcError("gasPrice must be non-zero after london fork")
        return request
    tip, cap = request.max_priority_fee_per_gas, request.max_fee_per_gas
    if cap == 0 and tip is not None:
        raise RpcError("maxFeePerGas must be non-zero")
    tip = chain.max_priority_fee() if tip is None else tip
    cap = tip + 2 * block.header.base_fee_per_gas if cap is None else cap
    if cap < tip:
        raise RpcError(f"maxFeePerGas ({cap:#x}) < maxPriorityFeePerGas ({tip:#x})")
    return replace(request, max_fee_per_gas=cap, max_priority_fee_per_gas=tip)
