"""Waiting for a timelock operation: for real, or by setting a development chain's clock."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

from contracts.devnet.governance.json_rpc import RpcError
from contracts.devnet.governance.node import Node


class DelayRunningError(Exception):
    """The delay is not over, and the caller did not want to wait."""


def utc(timestamp: int) -> str:
    """A Unix timestamp as people read it, in UTC."""
    return datetime.fromtimestamp(timestamp, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def wait_until_ready(
    node: Node,
    timelock: bytes,
    execute: bytes,
    ready_at: int,
    may_wait: bool,
    report: Callable[[str], None],
) -> None:
    """Returns once a new block would execute the operation; `ready_at` is Unix seconds.

    Raises DelayRunningError when `may_wait` is false and it would not yet.
    """
    if _is_ready(node, timelock, execute, ready_at):
        return
    if not may_wait:
        raise DelayRunningError(f"the delay ends at {utc(ready_at)}; run the same command again")
    report(f"delay: waiting until {utc(ready_at)} (stop and run again at will)")
    told = time.monotonic()
    while not _is_ready(node, timelock, execute, ready_at):
        if time.monotonic() - told > 60:
            told = time.monotonic()
            report(f"delay: {max(0, ready_at - node.time())} s left until {utc(ready_at)}")
        time.sleep(1)


def advance(node: Node, ready_at: int) -> bool:
    """Sets a development chain's clock to at least `ready_at`; False when it has no such verb."""
    try:
        # More than once: block times run ahead of the clock when blocks follow within a second.
        while (remaining := ready_at - node.time()) > 0:
            node.request("evm_increaseTime", [remaining])
            node.request("evm_mine", [])
    except RpcError:
        return False
    return True


def _is_ready(node: Node, timelock: bytes, execute: bytes, ready_at: int) -> bool:
    """Whether the operation would run in the next block.

    A chain that makes no empty blocks keeps an old latest block, so the pending one counts too.
    """
    if node.time() >= ready_at:
        return True
    try:
        node.call(timelock, execute, block="pending")
    except RpcError:
        return False
    return True
