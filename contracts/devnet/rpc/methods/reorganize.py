"""anvil_reorg."""

from contracts.devnet.rpc.method import method
from contracts.devnet.rpc.methods.sending import signed
from contracts.devnet.rpc.node import Node
from contracts.devnet.rpc.requests.call_arguments import call_arguments
from contracts.devnet.rpc.requests.number import number
from contracts.devnet.rpc.wire.hexadecimal import byte_string
from contracts.devnet.rpc.wire.parameters import optional
from contracts.devnet.rpc.wire.values import MalformedError, array

Pair = tuple[object, int]


def _pair(value: object) -> Pair:
    """`[transaction, block]`: raw bytes or a transaction object, and the new block's place."""
    if not isinstance(value, list) or len(value) != 2:
        raise MalformedError("expected pairs of a transaction and the place of its block")
    decoder = call_arguments if isinstance(value[0], dict) else byte_string
    return decoder(value[0]), number(value[1])


@method("anvil_reorg", takes=(number, optional(array(_pair, "[]Pair"))))
def reorganize(node: Node, depth: int, pairs: list[Pair] | None) -> None:
    """Replaces the last `depth` blocks by as many others that hold the given transactions.

    The replaced blocks stay readable by hash. Objects are signed by a development account.
    """
    node.chain.reorg(
        depth,
        [
            (signed(node, item) if isinstance(item, dict) else item, block)
            for item, block in pairs or ()
        ],
    )
