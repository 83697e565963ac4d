"""eth_sendRawTransaction."""

from contracts.devnet.rpc.method import method
from contracts.devnet.rpc.node import Node
from contracts.devnet.rpc.wire.hexadecimal import byte_string, data


@method("eth_sendRawTransaction", takes=(byte_string,))
def send_raw_transaction(node: Node, raw: bytes) -> str:
    """Takes a signed transaction of type 0, 1, 2 or 4 and gives its hash."""
    return data(node.chain.submit(raw))
