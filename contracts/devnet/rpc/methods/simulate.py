"""eth_simulateV1."""

from contracts.devnet.rpc.answers.block import block_object
from contracts.devnet.rpc.answers.log import log_object
from contracts.devnet.rpc.method import method
from contracts.devnet.rpc.node import Node
from contracts.devnet.rpc.requests.block_reference import BlockReference, block_reference
from contracts.devnet.rpc.requests.simulation import Simulation, simulation
from contracts.devnet.rpc.wire.hexadecimal import data, quantity
from contracts.devnet.rpc.wire.parameters import optional


@method("eth_simulateV1", takes=(simulation, optional(block_reference)))
def simulate(
    node: Node, payload: Simulation, reference: BlockReference | None
) -> list[dict[str, object]]:
    """Blocks of calls on top of a block, each with its calls' results; nothing is kept."""
    payload.check_limits()
    where = node.state_block(reference)
    return [
        block_object(simulated.block, full=payload.full_transactions)
        | {"calls": [_call_object(call) for call in simulated.calls]}
        for simulated in node.chain.simulate(payload.request(node.chain_id), where)
    ]


def _call_object(call: object) -> dict[str, object]:
    shown: dict[str, object] = {
        "returnData": data(call.output),
        "logs": [log_object(log) for log in call.logs],
        "gasUsed": quantity(call.gas_used),
        "maxUsedGas": quantity(call.max_used_gas),
        "status": quantity(call.status),
    }
    if call.error is not None:
        shown["error"] = {"message": call.error.message, "code": call.error.code}
        if call.error.data is not None:
            shown["error"]["data"] = data(call.error.data)
    return shown
