"""Servers for the tests: one for tests that only look, a fresh one for tests that change."""

from collections.abc import Iterator

import pytest

from contracts.devnet.json_rpc import Client
from contracts.devnet.rpc.tests.scene import Scene, play
from contracts.devnet.rpc.tests.serving import serving


@pytest.fixture
def node() -> Iterator[Client]:
    """A fresh node at its genesis block."""
    with serving() as client:
        yield client


@pytest.fixture(scope="module")
def scene() -> Iterator[Scene]:
    """A node with a short history that the tests of a module share and do not change."""
    with serving() as client:
        yield play(client)
