"""What the node says of itself: web3_, net_, eth_chainId, eth_accounts and others."""

from eth_utils import keccak

from contracts.devnet.rpc.method import method
from contracts.devnet.rpc.node import CLIENT_VERSION, Node
from contracts.devnet.rpc.wire.hexadecimal import byte_string, data, quantity


@method("eth_chainId")
def chain_id(node: Node) -> str:
    """The chain id of EIP-155."""
    return quantity(node.chain_id)


@method("eth_syncing")
def syncing(_node: Node) -> bool:
    """False: there is nobody to synchronize with."""
    return False


@method("eth_blockNumber")
def block_number(node: Node) -> str:
    """The number of the head."""
    return quantity(node.chain.head.number)


@method("eth_accounts")
def accounts(node: Node) -> list[str]:
    """The addresses that the node signs for."""
    return [data(address) for address in node.keys]


@method("net_version")
def version(node: Node) -> str:
    """The network id, in decimal: the chain id here."""
    return str(node.chain_id)


@method("net_listening")
def listening(_node: Node) -> bool:
    """Whether the node takes connections."""
    return True


@method("web3_clientVersion")
def client_version(_node: Node) -> str:
    """Names this node: the one thing by which it is meant to differ from geth."""
    return CLIENT_VERSION


@method("web3_sha3", takes=(byte_string,))
def sha3(_node: Node, message: bytes) -> str:
    """Keccak-256 of the bytes."""
    return data(keccak(message))
