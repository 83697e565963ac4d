"""JSON-RPC 2.0 over HTTP, the least that a deployment needs: one request, one answer."""

import http.client
import json
import re
import ssl
from collections.abc import Callable
from urllib.parse import urlsplit

Transport = Callable[[str, list], object]
"""Calls a method with parameters and gives its result; raises RpcError or TransportError."""

MAXIMUM_RESPONSE = 64 * 1024 * 1024
MAXIMUM_DEPTH = 100
"""Nesting of an answer: deeper JSON could exhaust the parser's stack."""


class RpcError(Exception):
    """The node answered, and said no. `data` is revert data when the node gave some."""

    def __init__(self, method: str, code: int, message: str, data: object = None) -> None:
        super().__init__(f"{method}: {message} (code {code})")
        self.code, self.message = code, message
        is_hex = isinstance(data, str) and data.startswith("0x")
        self.data = bytes.fromhex(data[2:]) if is_hex else b""


class TransportError(Exception):
    """No usable answer came from the node."""


class HttpTransport:
    """One keep-alive connection to a node. Errors name the host only: URLs can hold API keys."""

    def __init__(self, url: str, timeout: float = 30) -> None:
        """Connects at the first request; raises ValueError when `url` is no URL of a node."""
        try:
            parts = urlsplit(url)
            well_formed = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        except ValueError:  # a port or an IPv6 address that is none; its message may repeat a key
            well_formed = False
        if not well_formed or not url.isascii() or not url.isprintable() or " " in url:
            raise ValueError("the RPC URL must look like http://host:port or https://host/path")
        self.host = parts.hostname
        self._path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        if parts.scheme == "https":
            self._connection = http.client.HTTPSConnection(
                parts.hostname, parts.port, timeout=timeout, context=ssl.create_default_context()
            )
        else:
            self._connection = http.client.HTTPConnection(
                parts.hostname, parts.port, timeout=timeout
            )

    def __call__(self, method: str, params: list) -> object:
        """The result of `method`; every method used here may be repeated without harm."""
        body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params})
        answer = self._decode(method, self._exchange(method, body.encode()))
        if "error" in answer:
            error = answer["error"]
            raise RpcError(
                method, error.get("code", 0), error.get("message", ""), error.get("data")
            )
        if "result" not in answer:
            raise TransportError(f"{self.host} answered {method} with neither result nor error")
        return answer["result"]

    def _exchange(self, method: str, body: bytes) -> bytes:
        for attempt in (1, 2):  # a kept connection may have been closed by the other side
            try:
                self._connection.request(
                    "POST", self._path, body, {"Content-Type": "application/json"}
                )
                response = self._connection.getresponse()
                data = response.read(MAXIMUM_RESPONSE + 1)
            except (OSError, http.client.HTTPException) as error:
                self._connection.close()
                if attempt == 2:
                    raise TransportError(f"{self.host} did not answer {method}: {error}") from error
                continue
            if response.status != 200:
                raise TransportError(f"{self.host} answered {method} with HTTP {response.status}")
            if len(data) > MAXIMUM_RESPONSE:
                raise TransportError(f"{self.host} answered {method} with more than 64 MiB")
            return data
        raise AssertionError("unreachable")

    def _decode(self, method: str, data: bytes) -> dict:
        if _depth(data) > MAXIMUM_DEPTH:
            raise TransportError(f"{self.host} answered {method} with JSON nested too deep")
        try:
            answer = json.loads(data)
        except ValueError as error:
            raise TransportError(f"{self.host} answered {method} without JSON") from error
        if not isinstance(answer, dict) or not isinstance(answer.get("error", {}), dict):
            raise TransportError(f"{self.host} answered {method} without a JSON-RPC object")
        return answer


def _depth(data: bytes) -> int:
    """How deep brackets nest, those in strings counted too."""
    if data.count(b"[") + data.count(b"{") <= MAXIMUM_DEPTH:
        return 0
    depth = deepest = 0
    for bracket in re.findall(rb"[][{}]", data):
        depth += 1 if bracket in b"[{" else -1
        deepest = max(deepest, depth)
    return deepest
