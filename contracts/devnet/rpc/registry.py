"""Every method that the node serves, by name."""

from types import ModuleType

from contracts.devnet.rpc.method import Method
from contracts.devnet.rpc.methods import (
    blocks,
    development,
    execution,
    identity,
    logs,
    prices,
    raw,
    reorganize,
    sending,
    simulate,
    state,
    transactions,
)

_MODULES = (
    *(identity, blocks, transactions, state, execution, simulate, prices),
    *(sending, logs, raw, development, reorganize),
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
