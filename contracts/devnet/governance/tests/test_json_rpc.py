"""Whatever a server answers, the caller gets a result or one clear error."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from contracts.devnet.governance.json_rpc import HttpTransport, RpcError, TransportError


class Server(ThreadingHTTPServer):
    """Answers every request with `status` and `body`; with `hang_up` it closes first."""

    status, body, hang_up = 200, b"", 0


class Handler(BaseHTTPRequestHandler):
    """Serves what the Server says."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        """One JSON-RPC request."""
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.server.hang_up:
            self.server.hang_up -= 1
            self.close_connection = True
            return
        body = self.server.body.replace(b"METHOD", request["method"].encode())
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Says nothing."""


@pytest.fixture
def server():
    instance = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=instance.serve_forever, args=(0.01,), daemon=True).start()
    yield instance
    instance.shutdown()
    instance.server_close()


def call(server, status, body, hang_up=0):
    server.status, server.body, server.hang_up = status, body, hang_up
    url = f"http://127.0.0.1:{server.server_port}/v1/secret-api-key"
    return HttpTransport(url, timeout=5)("eth_chainId", [])


@pytest.mark.parametrize("result", ["0x1", None, [], {"number": "0x0"}, [[{}]] * 200])
def test_a_result_is_given_as_it_is(server, result):
    assert call(server, 200, json.dumps({"id": 1, "result": result}).encode()) == result


def test_a_closed_connection_is_opened_again_once(server):
    assert call(server, 200, b'{"id": 1, "result": "METHOD"}', hang_up=1) == "eth_chainId"


@pytest.mark.parametrize(
    ("status", "body", "hang_up", "message"),
    [
        (429, b"slow down", 0, "with HTTP 429"),
        (200, b"<html>", 0, "without JSON"),
        (200, b"[]", 0, "without a JSON-RPC object"),
        (200, b'{"error": "no"}', 0, "without a JSON-RPC object"),
        (200, b"[" * 100_000, 0, "nested too deep"),
        (200, b'{"id": 1}', 0, "neither result nor error"),
        (200, b"", 2, "did not answer eth_chainId"),
    ],
    ids=[
        "too many requests",
        "a page",
        "a list",
        "an odd error",
        "nested",
        "nothing",
        "hangs up twice",
    ],
)
def test_an_unusable_answer_is_an_error_without_the_url(server, status, body, hang_up, message):
    with pytest.raises(TransportError, match=message) as error:
        call(server, status, body, hang_up)
    assert "secret-api-key" not in str(error.value)


def test_an_error_of_the_node_keeps_its_code_and_data(server):
    answer = {"error": {"code": 3, "message": "execution reverted", "data": "0x08c379a0"}}
    with pytest.raises(RpcError, match="execution reverted") as error:
        call(server, 200, json.dumps(answer).encode())
    assert (error.value.code, error.value.data) == (3, bytes.fromhex("08c379a0"))


MALFORMED = [
    *("", "127.0.0.1:8545", "ws://127.0.0.1:8545", "file:///x", "ftp://x", "http://"),
    *("http://x:port", "http://x:99999", "http://x:0", "http://[::1", "http://x/a b", "http://é"),
]


@pytest.mark.parametrize("url", MALFORMED)
def test_another_kind_of_url_is_refused(url):
    with pytest.raises(ValueError, match="must look like"):
        HttpTransport(url)
