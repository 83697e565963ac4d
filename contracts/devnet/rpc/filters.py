"""Polling filters: what happened since the caller last asked."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from contracts.devnet.chain.block import ChainChange
from contracts.devnet.chain.chain import Chain
from contracts.devnet.rpc.answers.log import log_object
from contracts.devnet.rpc.log_match import changed_logs, check_subscribable
from contracts.devnet.rpc.requests.log_query import LogQuery
from contracts.devnet.rpc.wire.errors import RpcError
from contracts.devnet.rpc.wire.hexadecimal import data, quantity

LIFETIME = 300.0
"""Seconds without a poll after which a filter is gone (geth's default)."""

FILTER_LIMIT = 10_000
"""Filters at one time; the oldest goes first."""


def not_found() -> RpcError:
    """No such filter: never made, uninstalled, or expired."""
    return RpcError("filter not found")


@dataclass
class Filter:
    """One filter: a log query, or new blocks (None)."""

    query: LogQuery | None = None
    polled: float = 0.0
    changes: list[object] = field(default_factory=list)


class FilterTable:
    """The filters of a node. `now` gives seconds of a monotonic clock."""

    def __init__(self, chain: Chain, now: Callable[[], float] = time.monotonic) -> None:
        self._chain = chain
        self._now = now
        self._filters: dict[str, Filter] = {}
        chain.on_change(self._on_change)

    def add_logs(self, query: LogQuery) -> str:
        """Makes a log filter; raises RpcError for a range that can bring nothing."""
        check_subscribable(query)
        return self._add(Filter(query=query))

    def add_blocks(self) -> str:
        """Makes a filter of new block hashes."""
        return self._add(Filter())

    def changes(self, identifier: str) -> list[object]:
        """What happened since the last call; raises RpcError for an unknown filter."""
        found = self._living(identifier)
        found.polled = self._now()
        changes, found.changes = found.changes, []
        return changes

    def query(self, identifier: str) -> LogQuery:
        """The query of a log filter; raises RpcError for any other."""
        query = self._living(identifier).query
        if query is None:
            raise not_found()
        return query

    def remove(self, identifier: str) -> bool:
        """Forgets a filter; False when there is none."""
        self._expire()
        return self._filters.pop(identifier, None) is not None

    def _add(self, new: Filter) -> str:
        self._expire()
        if len(self._filters) >= FILTER_LIMIT:
            del self._filters[next(iter(self._filters))]
        new.polled = self._now()
        identifier = quantity(secrets.randbits(128))  # nobody can guess it, as geth's
        self._filters[identifier] = new
        return identifier

    def _living(self, identifier: str) -> Filter:
        self._expire()
        found = self._filters.get(identifier)
        if found is None:
            raise not_found()
        return found

    def _expire(self) -> None:
        oldest = self._now() - LIFETIME
        expired = [name for name, item in self._filters.items() if item.polled < oldest]
        for name in expired:
            del self._filters[name]

    def _on_change(self, change: ChainChange) -> None:
        self._expire()
        for item in self._filters.values():
            if item.query is not None:
                logs = changed_logs(self._chain, change, item.query)
                item.changes += [log_object(log, removed=removed) for log, removed in logs]
            else:
                item.changes += [data(block.hash) for block in change.added]
