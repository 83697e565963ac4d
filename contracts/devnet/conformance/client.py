"""The client of the script: also long bodies, verbs of all kinds, and a WebSocket."""

import http.client
import json
import select
from contextlib import ExitStack

from websockets.sync.client import ClientConnection, connect

from contracts.devnet import json_rpc

PATIENCE = 20.0
"""Seconds until an answer, a mined transaction or a notification counts as missing."""

LONG_BODY = 1_000_000
"""Bytes from which on a request announces its body before sending it."""

REFUSAL_TIME = 0.2
"""Seconds in which a node refuses an announced body."""


class Client(json_rpc.Client):
    """One node, over one kept HTTP connection and, once used, one WebSocket."""

    def __init__(self, port: int, host: str = "127.0.0.1") -> None:
        super().__init__(port, host)
        self._open = ExitStack()
        self._socket: ClientConnection | None = None
        self._notifications: list[str] = []

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()
        self.close()

    def http(self, verb: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        """One request: status and body as they came. A connection that the node closed is renewed.

        A node may close it between two requests, and must after refusing a body unread.
        """
        try:
            return self._exchange(verb, body, headers)
        except (http.client.HTTPException, ConnectionError):
            self.close()
            return self._exchange(verb, body, headers)

    def _exchange(self, verb: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        sent = True
        if len(body) > LONG_BODY:
            sent = self._announce(verb, body, headers)
        else:
            self._connection.request(verb, "/", body, headers)
        response = self._connection.getresponse()
        content = response.read()
        if not sent:
            self.close()
        return response.status, content

    def _announce(self, verb: str, body: bytes, headers: dict[str, str]) -> bool:
        """Sends the head of a request, and its body unless the head is answered at once.

        A node refuses by Content-Length and closes; a body sent nevertheless would break the pipe.
        """
        self._connection.putrequest(verb, "/")
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self._connection.putheader(name, value)
        self._connection.endheaders()
        refused, _, _ = select.select([self._connection.sock], [], [], REFUSAL_TIME)
        if refused:
            return False
        self._connection.send(body)
        return True

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
            opened = connect(self.web_socket, max_size=None)
            self._socket = self._open.enter_context(opened)
        return self._socket


def _is_notification(frame: str) -> bool:
    try:
        document = json.loads(frame)
    except ValueError:
        return False
    return isinstance(document, dict) and document.get("method") == "eth_subscription"
