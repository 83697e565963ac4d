"""Polling filters: eth_newFilter, eth_newBlockFilter and what is asked of them."""

from contracts.devnet.rpc.method import method
from contracts.devnet.rpc.methods.logs import find_logs
from contracts.devnet.rpc.node import Node
from contracts.devnet.rpc.requests.log_query import LogQuery, log_query
from contracts.devnet.rpc.wire.values import identifier


@method("eth_newFilter", takes=(log_query,))
def new_filter(node: Node, query: LogQuery) -> str:
    """Watches for logs."""
    return node.filters.add_logs(query)


@method("eth_newBlockFilter")
def new_block_filter(node: Node) -> str:
    """Watches for blocks."""
    return node.filters.add_blocks()


@method("eth_getFilterChanges", takes=(identifier,))
def get_filter_changes(node: Node, name: str) -> list[object]:
    """What happened since the last call: logs or block hashes."""
    return node.filters.changes(name)


@method("eth_getFilterLogs", takes=(identifier,))
def get_filter_logs(node: Node, name: str) -> list[dict[str, object]]:
    """Every log that a log filter's query finds now."""
    return find_logs(node.chain, node.filters.query(name))


@method("eth_uninstallFilter", takes=(identifier,))
def uninstall_filter(node: Node, name: str) -> bool:
    """Forgets a filter; false when there is none."""
    return node.filters.remove(name)
