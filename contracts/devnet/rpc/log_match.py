"""Which logs of a chain change a filter hears of."""

from collections.abc import Iterator

from contracts.devnet.chain.block import ChainChange, LocatedLog
from contracts.devnet.chain.chain import Chain
from contracts.devnet.chain.history import matches
from contracts.devnet.chain.requests import LogCriteria
from contracts.devnet.rpc.requests.block_reference import BlockNumber
from contracts.devnet.rpc.requests.log_query import LogQuery, check_size
from contracts.devnet.rpc.wire.errors import invalid_params

ChangedLog = tuple[LocatedLog, bool]
"""A log and whether it was removed."""


def check_subscribable(query: LogQuery) -> None:
    """Refuses, as RpcError, ranges that can never bring a new log."""
    check_size(query)
    first = "latest" if query.first is None else query.first
    last = "latest" if query.last is None else query.last
    if "pending" in (first, last):
        raise invalid_params("pending logs are not supported")
    first = 0 if first == "earliest" else first
    if isinstance(first, int):
        if last == "latest" or (isinstance(last, int) and first <= last):
            return
    elif first == last == "latest":
        return
    raise invalid_params("invalid block range params")


def changed_logs(chain: Chain, change: ChainChange, query: LogQuery) -> Iterator[ChangedLog]:
    """The removed logs, oldest first, then the added ones."""
    for block in reversed(change.removed):
        for located in chain.block_logs(block):
            if _matches(located, query):
                yield located, True
    for block in change.added:
        for located in chain.block_logs(block):
            if _matches(located, query):
                yield located, False


def _matches(located: LocatedLog, query: LogQuery) -> bool:
    if not _within(located.block.number, query.first, query.last):
        return False
    return matches(LogCriteria(addresses=query.addresses, topics=query.topics), located)


def _within(number: int, first: BlockNumber | None, last: BlockNumber | None) -> bool:
    if isinstance(first, int) and number < first:
        return False
    return not (isinstance(last, int) and number > last)
