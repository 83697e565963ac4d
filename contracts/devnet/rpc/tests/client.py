"""What the tests speak to a server with: bare HTTP, so that nothing is repaired on the way."""

import http.client
import json
from dataclasses import dataclass


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


class Client:
    """A keep-alive connection to a node on this machine."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self.web_socket = f"ws://127.0.0.1:{port}"
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

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
        """The JSON answer to a body, None for no answer."""
        answer = self.exchange(body)
        assert answer.status == 200
        return answer.json if answer.body else None

    def call(self, method: str, *params: object) -> object:
        """The result of a method; raises CallError."""
        message = {"jsonrpc": "2.0", "id": 1, "method": method, "params": list(params)}
        answer = self.post(json.dumps(message).encode())
        assert answer["jsonrpc"] == "2.0"
        assert answer["id"] == 1
        if "error" in answer:
            raise CallError(answer["error"])
        return answer["result"]

    def close(self) -> None:
        """Ends the connection."""
        self._connection.close()
