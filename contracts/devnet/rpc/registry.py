"""Every method that the node serves, by name."""

from types import ModuleType

from contracts.devnet.rpc.method import Method
from contracts.devnet.rpc.methods import (
    accounts,
    blocks,
    call,
    create_access_list,
    development,
    estimate_gas,
    fee_history,
    fees,
    filters,
    identity,
    logs,
    proof,
    raw,
    receipts,
    reorganize,
    send_raw_transaction,
    send_transaction,
    simulate,
    storage,
    transactions,
    web3,
)

_MODULES = (
    *(web3, identity, blocks, receipts, transactions, accounts, storage, proof),
    *(call, estimate_gas, create_access_list, simulate, fees, fee_history),
    *(send_raw_transaction, send_transaction, logs, filters, raw, development, reorganize),
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


METHODS = collect(_MODULES)
