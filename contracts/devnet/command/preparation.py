"""The node that the command serves: chain, accounts, and the governance deployed on it."""

import time

from contracts.devnet.chain.chain import Chain, ChainConfig
from contracts.devnet.command.options import Options
from contracts.devnet.command.report import Document
from contracts.devnet.dev_accounts import dev_accounts
from contracts.devnet.genesis import genesis_accounts
from contracts.devnet.governance.deployment import deploy
from contracts.devnet.json_rpc import InProcess
from contracts.devnet.rpc.dispatcher import Dispatcher
from contracts.devnet.rpc.node import Node
from contracts.devnet.rpc.registry import METHODS

DEPLOYMENT_TIME = 60
"""Seconds of chain time that the deployment takes beside the timelock's delay, generously."""


def prepare_node(options: Options) -> Node:
    """A node at its genesis block."""
    now = int(time.time())
    start = now if options.empty else now - options.delay - DEPLOYMENT_TIME
    genesis = start if options.timestamp is None else options.timestamp
    ahead = genesis - now
    config = ChainConfig(
        chain_id=options.chain_id,
        timestamp=genesis,
        finality_depth=options.finality_depth,
        clock=lambda: int(time.time()) + ahead,
    )
    return Node(
        chain=Chain(config, genesis_accounts()),
        chain_id=options.chain_id,
        keys={account.address: account.private_key for account in dev_accounts()},
    )


def deploy_governance(node: Node, options: Options) -> Document:
    """Deploys the governance and writes the deployment document; gives it.

    Raises what the deployment raises when a step fails.
    """
    caller = InProcess(Dispatcher(node, METHODS).answer)
    return deploy(caller, options.deployment, options.delay)
