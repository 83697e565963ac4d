"""How this side speaks JSON-RPC: bare HTTP, so that nothing is repaired on the way."""

import http.client
import json
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Exchange:
    """One HTTP answer."""

    status: int
    content_type: str | None
    body: bytes

    @property
    def json(self) -> object:
        """The body as JSON."""
        return json.loads(self.body)


class CallError(Exception):
    """The node said no."""

    def __init__(self, error: dict) -> None:
        super().__init__(f"{error['code']}: {error['message']}")
        self.code = error["code"]
        self.message = error["message"]
        self.data = error.get("data")


class Caller:
    """Calls the methods of a node; `post` brings the bytes there."""

    url = "the node"

    def post(self, body: bytes) -> object:
        """The JSON answer to a body, None for no answer."""
        raise NotImplementedError

    def call(self, method: str, *params: object) -> object:
        """The result of a method; raises CallError, and OSError for what is no answer to it."""
        message = {"jsonrpc": "2.0", "id": 1, "method": method, "params": list(params)}
        answer = self.post(json.dumps(message).encode())
        if (answer.get("jsonrpc"), answer.get("id")) != ("2.0", 1):
            raise OSError(f"{self.url} answered {method} with no JSON-RPC")
        if "error" in answer:
            raise CallError(answer["error"])
        return answer["result"]


class InProcess(Caller):
    """A node of this process, without a socket: `answer` is its dispatcher's."""

    def __init__(self, answer: Callable[[bytes], str | None]) -> None:
        self._answer = answer

    def post(self, body: bytes) -> object:
        """The JSON answer to a body, None for no answer."""
        text = self._answer(body)
        return None if text is None else json.loads(text)


class Client(Caller):
    """A keep-alive connection to a node, opened by the first call."""

    def __init__(self, port: int, host: str = "127.0.0.1") -> None:
        self.port = port
        self.url = f"http://{host}:{port}"
        self._connection = http.client.HTTPConnection(host, port, timeout=30)

    @classmethod
    def at(cls, url: str) -> "Client":
        """The client of an address such as `http://127.0.0.1:8545`; raises OSError for another."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port
        except ValueError:
            host = None
        if host is None or parts.scheme != "http":
            raise OSError(f"{url}: give an address such as http://127.0.0.1:8545")
        return cls(port or 80, host)

    def exchange(
        self,
        body: bytes | None,
        verb: str = "POST",
        path: str = "/",
        **headers: str | None,
    ) -> Exchange:
        """Sends a body; `headers` replace or (None) drop the usual ones, `_` standing for `-`."""
        usual = {"content_type": "application/json"} | headers
        chosen = {name.replace("_", "-"): value for name, value in usual.items() if value}
        self._connection.request(verb, path, body, chosen)
        response = self._connection.getresponse()
        return Exchange(response.status, response.getheader("content-type"), response.read())

    def post(self, body: bytes) -> object:
        """The JSON answer to a body, None for no answer; raises OSError for another status."""
        answer = self.exchange(body)
        if answer.status != 200:
            raise OSError(f"{self.url} answered with HTTP {answer.status}")
        return answer.json if answer.body else None

    def close(self) -> None:
        """Ends the connection."""
        self._connection.close()
