"""Logs as the JSON-RPC shows them."""

from contracts.devnet.chain.block import LocatedLog
from contracts.devnet.rpc.wire.hexadecimal import data, quantity


def log_object(located: LocatedLog, *, removed: bool = False) -> dict[str, object]:
    """One log; `removed` marks one whose block a reorganization took out."""
    block = located.block
    return {
        "address": data(located.log.address),
        "topics": [data(topic) for topic in located.log.topics],
        "data": data(located.log.data),
        "blockNumber": quantity(block.number),
        "transactionHash": data(located.transaction.hash),
        "transactionIndex": quantity(located.transaction_index),
        "blockHash": data(block.hash),
        "blockTimestamp": quantity(block.header.timestamp),
        "logIndex": quantity(located.index),
        "removed": removed,
    }
