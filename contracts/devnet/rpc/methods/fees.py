"""eth_gasPrice, eth_maxPriorityFeePerGas, eth_blobBaseFee: wei per gas."""

from contracts.devnet.rpc.method import method
from contracts.devnet.rpc.node import Node
from contracts.devnet.rpc.wire.hexadecimal import quantity


@method("eth_gasPrice")
def gas_price(node: Node) -> str:
    """A price at which a legacy transaction is mined soon."""
    return quantity(node.chain.gas_price())


@method("eth_maxPriorityFeePerGas")
def max_priority_fee_per_gas(node: Node) -> str:
    """A tip at which a transaction is mined soon."""
    return quantity(node.chain.max_priority_fee())


@method("eth_blobBaseFee")
def blob_base_fee(node: Node) -> str:
    """The price of blob gas (EIP-7516)."""
    return quantity(node.chain.blob_base_fee())
