"""JSON-RPC without a socket: how the command deploys before the node takes connections."""

import json

from contracts.devnet.governance.client import RpcError
from contracts.devnet.rpc.dispatcher import Dispatcher


class InProcessTransport:
    """Calls a node's methods through the same text that the sockets carry."""

    def __init__(self, dispatcher: Dispatcher) -> None:
        self._dispatcher = dispatcher

    def __call__(self, method: str, params: list) -> object:
        """The result of a method; raises RpcError when the node says no."""
        message = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
        answer = json.loads(self._dispatcher.answer(json.dumps(message).encode()))
        if "error" in answer:
            error = answer["error"]
            raise RpcError(method, error["code"], error["message"], error.get("data"))
        return answer["result"]
