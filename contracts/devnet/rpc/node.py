"""What the methods work on: the chain and its accounts."""

from dataclasses import dataclass, field

from contracts.devnet.chain.block import Block
from contracts.devnet.chain.chain import Chain
from contracts.devnet.rpc.requests.block_reference import BlockReference, state_block

CLIENT_VERSION = "dstack-devnet/v1.0.0/python"


@dataclass
class Node:
    """Everything behind the sockets. Only the chain's thread touches it.

    `keys` maps the addresses that the node signs for to their private keys; `impersonated` are
    those it sends from without a signature.
    """

    chain: Chain
    chain_id: int
    keys: dict[bytes, bytes] = field(default_factory=dict)
    impersonated: set[bytes] = field(default_factory=set)

    def state_block(self, reference: BlockReference | None) -> Block:
        """The block after which state is read; raises RpcError when there is none."""
        return state_block(self.chain, reference)
