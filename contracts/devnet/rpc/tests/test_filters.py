"""Polling filters: what the recorded session of geth cannot show, which is that they end."""

import pytest

from contracts.devnet.rpc import filters
from contracts.devnet.rpc.filters import LIFETIME, FilterTable
from contracts.devnet.rpc.wire.errors import RpcError


class Silence:
    """A chain on which nothing ever happens."""

    def on_change(self, _listener: object) -> None:
        """Never calls."""


def test_a_filter_that_nobody_asks_expires() -> None:
    now = 0.0
    table = FilterTable(Silence(), now=lambda: now)
    asked, forgotten = table.add_blocks(), table.add_blocks()
    now = LIFETIME - 1
    assert table.changes(asked) == []
    now = LIFETIME + 1
    assert table.changes(asked) == []
    with pytest.raises(RpcError, match="filter not found"):
        table.changes(forgotten)


def test_the_oldest_of_too_many_filters_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filters, "FILTER_LIMIT", 2)
    table = FilterTable(Silence())
    first, *others = (table.add_blocks() for _ in range(3))
    assert [table.changes(name) for name in others] == [[], []]
    with pytest.raises(RpcError, match="filter not found"):
        table.changes(first)
