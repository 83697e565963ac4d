"""A plain HTTP and WebSocket client that hides nothing of what a node answers."""

import http.client
import json
import select
import time
from contextlib import ExitStack
from urllib.parse import urlsplit

from websockets.sync.client import ClientConnection, connect

PATIENCE = 20.0
"""Seconds until an answer, a mined transaction or a notification counts as missing."""

LONG_BODY = 1_000_000
"""Bytes from which on a request announces its body before sending it."""

REFUSAL_TIME = 0.2
"""Seconds in which a node refuses an announced body."""


class RpcError(Exception):
    """A JSON-RPC error where the script needs a result; `args` are code, message, data."""


class Client:
    """One node at one URL, over one kept HTTP connection and, once used, one WebSocket."""

    def __init__(self, url: str) -> None:
        self._url = urlsplit(url)
        self._connection = self._connect()
        self._open = ExitStack()
        self._socket: ClientConnection | None = None
        self._notifications: list[str] = []

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()
        self._connection.close()

    def _connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(
            self._url.hostname, self._url.port or 80, timeout=PATIENCE
        )

    def http(self, verb: str, body: bytes, headers: dict[str, str]) -> tuple[int, str, bytes]:
        """One request: status, content type and body as they came.

        The connection is renewed when the node closed it, as it may between two requests and must
        after refusing a body unread.
        """
        try:
            return self._exchange(verb, body, headers)
        except (http.client.HTTPException, ConnectionError):
            self._connection.close()
            self._connection = self._connect()
            return self._exchange(verb, body, headers)

    def _exchange(self, verb: str, body: bytes, headers: dict[str, str]) -> tuple[int, str, bytes]:
        sent = True
        if len(body) > LONG_BODY:
            sent = self._announce(verb, body, headers)
        else:
            self._connection.request(verb, self._url.path or "/", body, headers)
        response = self._connection.getresponse()
        content = response.read()
        if not sent:
            self._connection.close()
        return response.status, response.headers.get("Content-Type", ""), content

    def _announce(self, verb: str, body: bytes, headers: dict[str, str]) -> bool:
        """Sends the head of a request, and its body unless the head is answered at once.

        A node refuses by Content-Length and closes; a body sent nevertheless would break the pipe.
        """
        self._connection.putrequest(verb, self._url.path or "/")
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self._connection.putheader(name, value)
        self._connection.endheaders()
        refused, _, _ = select.select([self._connection.sock], [], [], REFUSAL_TIME)
        if refused:
            return False
        self._connection.send(body)
        return True

    def request(self, method: str, *params: object) -> object:
        """The result of a call that must succeed; raises RpcError otherwise."""
        body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params})
        headers = {"Content-Type": "application/json"}
        answer = json.loads(self.http("POST", body.encode(), headers)[2])
        if "error" in answer:
            error = answer["error"]
            raise RpcError(error["code"], error["message"], error.get("data"))
        return answer["result"]

    def receipt(self, transaction: str) -> dict:
        """Waits for a transaction to be mined; raises RpcError when it never is."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                if receipt := self.request("eth_getTransactionReceipt", transaction):
                    return receipt
            except RpcError as error:
                if "indexing" not in error.args[1]:  # geth, for a moment after each block
                    raise
            time.sleep(0.005)
        raise RpcError(0, f"transaction {transaction} was not mined within {PATIENCE} s", None)

    def message(self, text: str) -> str:
        """Sends one WebSocket frame and gives the next one that is not a notification."""
        self._open_socket().send(text)
        while True:
            frame = self._socket.recv(timeout=PATIENCE)
            if not _is_notification(frame):
                return frame
            self._notifications.append(frame)

    def notification(self) -> str:
        """The oldest subscription frame not given yet; raises TimeoutError when none comes."""
        if self._notifications:
            return self._notifications.pop(0)
        return self._open_socket().recv(timeout=PATIENCE)

    def _open_socket(self) -> ClientConnection:
        if self._socket is None:
            opened = connect(f"ws://{self._url.netloc}", max_size=None)
            self._socket = self._open.enter_context(opened)
        return self._socket


def _is_notification(frame: str) -> bool:
    try:
        document = json.loads(frame)
    except ValueError:
        return False
    return isinstance(document, dict) and document.get("method") == "eth_subscription"
