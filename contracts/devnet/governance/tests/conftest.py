"""A finished deployment, made once a module."""

import copy

import pytest

from contracts.devnet.governance.development import deploy
from contracts.devnet.governance.node import Node
from contracts.devnet.governance.tests.chains import fresh_chain


@pytest.fixture(scope="module")
def deployed():
    node = Node(fresh_chain())
    return node, deploy(node, None)


@pytest.fixture
def chain(deployed):
    """The deployment on a chain that is set back after the test."""
    node, document = deployed
    snapshot = node.request("evm_snapshot", [])
    yield node, copy.deepcopy(document)
    assert node.request("evm_revert", [snapshot])
