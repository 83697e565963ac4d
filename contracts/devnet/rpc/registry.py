"""Every method that the node serves, by name."""

from types import ModuleType

from contracts.devnet.rpc.method import Method, method
from contracts.devnet.rpc.methods import (
    accounts,
    block_counts,
    blocks,
    call,
    clock,
    create_access_list,
    estimate_gas,
    fee_history,
    fees,
    filters,
    identity,
    impersonation,
    logs,
    mining,
    net,
    proof,
    raw,
    receipts,
    reorganize,
    send_raw_transaction,
    send_transaction,
    simulate,
    snapshots,
    state_changes,
    storage,
    transactions,
    web3,
)
from contracts.devnet.rpc.node import Node

_MODULES = (
    *(web3, net, identity, blocks, block_counts, receipts, transactions),
    *(accounts, storage, proof, call, estimate_gas, create_access_list, simulate),
    *(fees, fee_history, send_raw_transaction, send_transaction, logs, filters, raw),
    *(mining, clock, snapshots, state_changes, impersonation, reorganize),
)


def collect(modules: tuple[ModuleType, ...]) -> dict[str, Method]:
    """The methods that modules define; raises ValueError when two share a name."""
    methods: dict[str, Method] = {}
    for module in modules:
        for found in vars(module).values():
            if not isinstance(found, Method):
                continue
            for name in found.names:
                if methods.setdefault(name, found) is not found:
                    raise ValueError(f"two methods are called {name}")
    return methods


@method("rpc_modules")
def modules(_node: Node) -> dict[str, str]:
    """The namespaces served and their versions."""
    return dict.fromkeys(sorted({full.split("_")[0] for full in METHODS}), "1.0")


METHODS = collect(_MODULES) | {"rpc_modules": modules}
