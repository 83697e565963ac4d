"""The governance on a development chain: test keys, and a clock that can be set."""

from collections.abc import Callable
from pathlib import Path

from eth_account import Account

from contracts.devnet.dev_accounts import dev_accounts
from contracts.devnet.governance.deployment import Deployment
from contracts.devnet.governance.journal import Journal
from contracts.devnet.governance.node import Node
from contracts.devnet.governance.settings import development_settings


def deploy(
    node: Node,
    path: Path | None,
    delay: int = 3600,
    report: Callable[[str], None] = lambda _: None,
) -> dict:
    """Deploys to a fresh development chain of any chain id; gives deployment.json's document.

    A file at `path` is of an earlier chain and is replaced; None keeps the document in memory. The
    chain's clock is advanced by `delay` seconds.
    """
    if path is not None:
        path.unlink(missing_ok=True)
    settings = development_settings(delay)
    settings.check()
    deployer = Account.from_key(dev_accounts()[0].private_key)
    identity = {
        "chainId": node.chain_id(),
        "genesisHash": node.genesis_hash(),
        "deployer": deployer.address,
        **settings.as_document(),
    }
    return Deployment(
        node=node,
        deployer=deployer,
        settings=settings,
        journal=Journal.open(path, identity),
        signer_keys=[account.private_key for account in dev_accounts()[1:3]],
        clock_can_be_set=True,
        report=report,
    ).run()
