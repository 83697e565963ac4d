"""net_version, net_listening, net_peerCount."""

from contracts.devnet.rpc.method import method
from contracts.devnet.rpc.node import Node
from contracts.devnet.rpc.wire.hexadecimal import quantity


@method("net_version")
def version(node: Node) -> str:
    """The network id, in decimal: the chain id here."""
    return str(node.chain_id)


@method("net_listening")
def listening(_node: Node) -> bool:
    """Whether the node takes connections."""
    return True


@method("net_peerCount")
def peer_count(_node: Node) -> str:
    """A development chain stands alone."""
    return quantity(0)
