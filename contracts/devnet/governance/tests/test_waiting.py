"""The delay is waited for, for real or by setting the clock, and never cut short."""

import pytest

from contracts.artifact import calldata
from contracts.devnet.governance import waiting
from contracts.devnet.governance.development import deploy
from contracts.devnet.governance.node import Node
from contracts.devnet.governance.tests.chains import fresh_chain
from contracts.devnet.governance.waiting import DelayRunningError, advance, utc, wait_until_ready

TIMELOCK = b"\x71" * 20
NEVER = calldata("execute(address,uint256,bytes,bytes32,bytes32)", bytes(20), 0, b"", b"", b"")


@pytest.fixture
def node():
    """A chain where every call to TIMELOCK reverts, as an operation that is not ready does."""
    node = Node(fresh_chain())
    node.request("anvil_setCode", ["0x" + TIMELOCK.hex(), "0x5f5ffd"])
    return node


def test_it_returns_once_the_chain_s_clock_has_reached_the_time(node, monkeypatch):
    pauses, lines = [], []

    def a_second_passes(seconds):
        pauses.append(seconds)
        node.request("evm_increaseTime", [10])
        node.request("evm_mine", [])

    monkeypatch.setattr(waiting.time, "sleep", a_second_passes)
    ready_at = node.time() + 35
    wait_until_ready(node, TIMELOCK, NEVER, ready_at, True, lines.append)
    assert node.time() >= ready_at
    assert 1 <= len(pauses) <= 4
    assert utc(ready_at) in lines[0]


def test_an_operation_that_would_run_in_the_next_block_is_ready(node):
    """A chain that mines only transactions shows an old latest block."""
    node.request("anvil_setCode", ["0x" + TIMELOCK.hex(), "0x00"])
    wait_until_ready(node, TIMELOCK, NEVER, node.time() + 3600, False, lambda _: None)


def test_who_does_not_want_to_wait_is_told_the_time(node):
    ready_at = node.time() + 3600
    with pytest.raises(DelayRunningError, match=utc(ready_at)):
        wait_until_ready(node, TIMELOCK, NEVER, ready_at, False, lambda _: None)


@pytest.mark.parametrize("seconds", [-1, 0, 1, 3600])
def test_a_development_clock_reaches_the_time_exactly_or_later(node, seconds):
    ready_at = node.time() + seconds
    assert advance(node, ready_at)
    assert ready_at <= node.time() <= ready_at + 60


def test_a_chain_without_the_verb_is_not_advanced():
    chain = fresh_chain()

    def without_verbs(method, params):
        return chain(method.replace("evm_", "no_"), params)

    node = Node(without_verbs)
    assert not advance(node, node.time() + 10)


@pytest.mark.parametrize("delay", [0, 1, 3600])
def test_a_deployment_with_any_delay_completes(delay):
    document = deploy(Node(fresh_chain()), None, delay)
    assert document["status"] == "complete"
    assert f"the timelock's delay is {delay} s" in document["checks"]
