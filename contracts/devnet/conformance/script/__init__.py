"""The script: every method the development chain serves, success and error."""

from contracts.devnet.conformance.script import (
    blocks,
    execution,
    fees,
    filters,
    logs,
    malformed,
    proofs,
    protocol,
    raw,
    replaced,
    simulate,
    state,
    subscriptions,
    transactions,
)

SCRIPTS = tuple(
    module.script
    for module in (
        protocol,
        malformed,
        blocks,
        state,
        execution,
        fees,
        logs,
        proofs,
        raw,
        simulate,
        transactions,
        filters,
        subscriptions,
        replaced,
    )
)
"""Scripts in the order they run. The last four move the chain."""
