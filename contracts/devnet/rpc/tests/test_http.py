"""HTTP: verbs, content types, hosts, sizes."""

import contextlib
import socket

import pytest

from contracts.devnet.rpc.http import BODY_LIMIT
from contracts.devnet.rpc.tests.scene import Scene

OK = b'{"jsonrpc":"2.0","id":1,"method":"eth_chainId","params":[]}'
ANSWER = b'{"jsonrpc":"2.0","id":1,"result":"0x7a69"}'
WRONG_TYPE = b"invalid content type, only application/json is supported\n"

# verb, path, headers, body, status, answer: what geth's recorded session has not
REQUESTS = [
    ("GET", "/?a=b", {"content_type": None}, None, 415, WRONG_TYPE),
    ("GET", "/other", {}, None, 404, b""),
    ("POST", "/other", {}, OK, 404, b""),
    ("HEAD", "/", {"content_type": None}, None, 415, b""),
    ("POST", "/", {"content_type": 'application/json; a="b c" ; d=e;'}, OK, 200, ANSWER),
    ("POST", "/", {"content_type": f"application/json{' ' * 7000}x"}, OK, 415, WRONG_TYPE),
    ("POST", "/", {"content_type": "application/json; charset"}, OK, 415, WRONG_TYPE),
    ("POST", "/", {"host": "LOCALHOST:99"}, OK, 200, ANSWER),
    ("POST", "/", {"host": "10.1.2.3:80"}, OK, 200, ANSWER),
    ("POST", "/", {"host": "10.1.2.3"}, OK, 200, ANSWER),
    ("POST", "/", {"host": "[::1]:80"}, OK, 200, ANSWER),
    ("POST", "/", {"host": "[::1]"}, OK, 200, ANSWER),
    ("POST", "/", {"origin": "http://["}, OK, 200, ANSWER),
    ("POST", "/", {"connection": "upgrade", "upgrade": "websocket"}, OK, 200, ANSWER),
    ("POST", "/", {"host": "10.1.2.3.4"}, OK, 403, b"invalid host specified\n"),
    ("POST", "/", {"host": "[::1].evil.example:80"}, OK, 403, b"invalid host specified\n"),
    ("POST", "/", {"host": "127.0.0.1.evil.example"}, OK, 403, b"invalid host specified\n"),
]


@pytest.mark.parametrize(("verb", "path", "headers", "body", "status", "answer"), REQUESTS)
def test_every_request_gets_the_status_that_geth_gives(
    scene: Scene,
    verb: str,
    path: str,
    headers: dict[str, str | None],
    body: bytes | None,
    status: int,
    answer: bytes,
) -> None:
    exchange = scene.client.exchange(body, verb, path, **headers)
    assert (exchange.status, exchange.body) == (status, answer)


def test_answers_are_json_without_a_charset(scene: Scene) -> None:
    assert scene.client.exchange(OK).content_type == "application/json"
    assert scene.client.exchange(b"").content_type == "application/json"


def test_a_body_above_the_limit_is_refused_by_its_length(scene: Scene) -> None:
    def status(size: int) -> tuple[int, bytes]:
        answer = scene.client.exchange(OK.ljust(size))
        scene.client.close()
        return answer.status, answer.body

    told = f"content length too large ({BODY_LIMIT + 1}>{BODY_LIMIT})\n".encode()
    assert status(BODY_LIMIT) == (200, ANSWER)
    assert status(BODY_LIMIT + 1) == (413, told)


def test_a_body_without_a_length_is_cut_at_the_limit(scene: Scene) -> None:
    padded = b'["' + b"x" * BODY_LIMIT + b'"]'
    assert b"parse error" in _chunked(scene.client.port, padded)
    assert ANSWER in _chunked(scene.client.port, OK)


def test_a_client_that_waits_for_leave_to_send_gets_it(scene: Scene) -> None:
    with socket.create_connection(("127.0.0.1", scene.client.port)) as connection:
        connection.sendall(
            b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            b"Expect: 100-continue\r\nContent-Length: %d\r\n\r\n" % len(OK)
        )
        assert connection.recv(1000).startswith(b"HTTP/1.1 100 ")
        connection.sendall(OK)
        assert ANSWER in connection.recv(1000)


def test_what_is_no_http_does_no_harm(scene: Scene) -> None:
    with socket.create_connection(("127.0.0.1", scene.client.port)) as connection:
        connection.sendall(b"\x16\x03\x01 hello\r\n\r\n")
        assert connection.recv(1000).startswith(b"HTTP/1.0 400 ")
    assert scene.client.exchange(OK).body == ANSWER


def _chunked(port: int, body: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(
            b"POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            b"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
        )
        with contextlib.suppress(ConnectionError):
            connection.sendall(b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body))
        return connection.recv(10_000)
