"""A node that is measured, and what is known to be on it."""

import json
from dataclasses import dataclass
from pathlib import Path

from contracts.devnet.bench.client import NodeClient, NodeError


@dataclass(frozen=True)
class Peer:
    """A node and the deployment.json of the governance on it, None if it has none."""

    client: NodeClient
    deployment: dict | None

    def has_code(self, address: bytes) -> bool:
        """Whether a contract is at an address of 20 bytes."""
        return self.client.call("eth_getCode", "0x" + address.hex(), "latest") != "0x"


def other_node(url: str, deployment: Path | None) -> tuple[Peer, str]:
    """The node to compare with, and the name that it gives itself.

    Raises NodeError when it cannot be asked, or when the deployment is no file of its chain.
    """
    client = NodeClient(url)
    name = str(client.call("web3_clientVersion"))
    document = _deployment(client, deployment) if deployment else None
    return Peer(client, document), name


def _deployment(client: NodeClient, file: Path) -> dict:
    try:
        document = json.loads(file.read_text())
        kms, genesis = document["kms"]["address"], document["genesisHash"]
        int(document["blocks"]["first"]), int(document["blocks"]["last"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NodeError(f"{file}: no deployment.json of a complete deployment: {error}") from error
    block = client.call("eth_getBlockByNumber", "0x0", False)
    if not isinstance(block, dict) or block.get("hash") != genesis:
        raise NodeError(f"{file}: deployed on the chain of genesis {genesis}, not at {client.url}")
    if client.call("eth_getCode", kms, "latest") == "0x":
        raise NodeError(f"{file}: no contract at {kms} on {client.url}; deploy there again")
    return document
