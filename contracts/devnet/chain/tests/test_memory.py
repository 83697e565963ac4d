"""What a block leaves in memory: itself; the state of old blocks is read back from a file."""

import gc
import tracemalloc

import pytest

from contracts.devnet.chain import chain, tries
from contracts.devnet.chain.tests.world import World, word

BYTES_PER_BLOCK = 7_000
"""Header, one transaction and its receipt."""


def test_the_state_of_old_blocks_is_not_kept_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tries, "REMEMBERED", 64)
    monkeypatch.setattr(tries, "WRITTEN_AT_ONCE", 64)
    monkeypatch.setattr(chain, "VIEWS", 4)
    world = World()

    def blocks(count: int) -> None:
        for value in range(count):
            world.send("alice", world.store, data=word(value + 1))
            assert world.chain.state(world.chain.head).storage(world.store, 0) == value + 1

    tracemalloc.start()
    try:
        blocks(100)
        gc.collect()
        before, _ = tracemalloc.get_traced_memory()
        blocks(200)
        gc.collect()
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (after - before) / 200 < BYTES_PER_BLOCK
    oldest = world.chain.state(world.chain.block(1))
    assert oldest.storage(world.store, 0) == 1
    assert world.chain.state(world.chain.block(0)).storage_proof(world.store, 0).nodes == ()
