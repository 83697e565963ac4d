"""web3_clientVersion, web3_sha3."""

from eth_utils import keccak

from contracts.devnet.rpc.method import method
from contracts.devnet.rpc.node import CLIENT_VERSION, Node
from contracts.devnet.rpc.wire.hexadecimal import byte_string, data


@method("web3_clientVersion")
def client_version(_node: Node) -> str:
    """Names this node: the one thing by which it is meant to differ from geth."""
    return CLIENT_VERSION


@method("web3_sha3", takes=(byte_string,))
def sha3(_node: Node, message: bytes) -> str:
    """Keccak-256 of the bytes."""
    return data(keccak(message))
