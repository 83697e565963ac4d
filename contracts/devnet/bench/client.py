"""How a node is asked: HTTP on one keep-alive connection."""

import http.client
import json
from urllib.parse import urlsplit

PATIENCE = 30.0
"""Seconds until a node that does not answer, or does not mine, counts as broken."""


class NodeError(Exception):
    """A node cannot be reached, is no JSON-RPC node or says no; the text names its URL."""


class NodeClient:
    """Asks one node. The connection is opened by the first call."""

    def __init__(self, url: str) -> None:
        self.url = url
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError as error:
            raise NodeError(f"{url}: {error}") from error
        if parts.scheme != "http" or not parts.hostname:
            raise NodeError(f"{url}: give an address such as http://127.0.0.1:8545")
        self._path = parts.path or "/"
        self._connection = http.client.HTTPConnection(parts.hostname, port, timeout=PATIENCE)

    def call(self, method: str, *params: object) -> object:
        """The result of a method; raises NodeError when there is none."""
        message = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
        headers = {"Content-Type": "application/json"}
        try:
            self._connection.request("POST", self._path, json.dumps(message), headers)
            answer = json.loads(self._connection.getresponse().read())
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise NodeError(f"{self.url}: {method}: {error or type(error).__name__}") from error
        try:
            return answer["result"]
        except (KeyError, TypeError):
            raise NodeError(f"{self.url}: {method}: {_refusal(answer)}") from None


def _refusal(answer: object) -> str:
    match answer:
        case {"error": {"message": str(text)}}:
            return text
    return "the answer is no JSON-RPC"
