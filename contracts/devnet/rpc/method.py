"""What a JSON-RPC method is here: a name, positional parameters, and a function of the node."""

from collections.abc import Callable
from dataclasses import dataclass

from contracts.devnet.rpc.node import Node
from contracts.devnet.rpc.wire.parameters import Parameter, read
from contracts.devnet.rpc.wire.values import Decoder

Handler = Callable[..., object]
"""Takes the node and the decoded arguments; gives JSON or raises RpcError or ChainError."""


@dataclass(frozen=True)
class Method:
    """One method under one or more names."""

    names: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    handler: Handler

    def __call__(self, node: Node, params: object) -> object:
        """Decodes the parameters and runs the method."""
        return self.handler(node, *read(params, self.parameters))


def method(*names: str, takes: tuple[Decoder | Parameter, ...] = ()) -> Callable[[Handler], Method]:
    """Makes a function a method; `takes` lists decoders, `optional` ones last."""
    parameters = tuple(item if isinstance(item, Parameter) else Parameter(item) for item in takes)
    return lambda handler: Method(names, parameters, handler)
