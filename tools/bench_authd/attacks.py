"""What hostile clients and hostile providers send, to see how much memory it costs the service."""

import contextlib
import gzip
import resource
import select
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_SECONDS = 6.0


def _connections(port: int, count: int) -> list[socket.socket]:
    """So many connections; those that the service refuses are left out."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, count + 512)), hard))
    found = []
    for _ in range(count):
        connection = socket.socket()
        connection.settimeout(5)
        with contextlib.suppress(OSError):
            connection.connect(("127.0.0.1", port))
            connection.setblocking(False)
            found.append(connection)
    return found


def _send(connections: list[socket.socket], parts: Callable[[int], bytes], pause: float) -> None:
    """Sends each connection's next part, again and again; nobody reads an answer."""
    end, step = time.monotonic() + _SECONDS, 0
    while time.monotonic() < end:
        for connection in connections:
            with contextlib.suppress(OSError):
                connection.send(parts(step))
        step += 1
        time.sleep(pause)
    for connection in connections:
        connection.close()


def _head(length: int) -> bytes:
    return (
        "POST /bootAuth/app HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n"
        f"content-length: {length}\r\n\r\n"
    ).encode()


def half_heads(port: int, _: bytes) -> None:
    """2,000 connections whose heads grow by a field now and then and never end."""
    start = b"POST /bootAuth/app HTTP/1.1\r\n"
    _send(_connections(port, 2_000), lambda step: b"x: y\r\n" if step else start, 0.2)


def endless_heads(port: int, _: bytes) -> None:
    """500 connections that send fields without end as fast as they can."""
    start = b"POST /bootAuth/app HTTP/1.1\r\n"
    field = b"x-field: " + b"y" * 4_000 + b"\r\n"
    _send(_connections(port, 500), lambda step: field if step else start, 0)


def slow_bodies(port: int, body: bytes) -> None:
    """2,000 connections whose bodies come byte by byte."""
    head = _head(len(body))
    _send(_connections(port, 2_000), lambda step: body[step : step + 1] if step else head, 0.2)


def big_bodies(port: int, _: bytes) -> None:
    """500 connections that say the largest length that passes and send nearly all of it."""
    head, piece = _head(65_536), b" " * 8_191
    _send(_connections(port, 500), lambda step: piece if 0 < step < 8 else head * (not step), 0.01)


def huge_bodies(port: int, _: bytes) -> None:
    """500 connections that send bodies without end."""
    head, piece = _head(1 << 40), b" " * 65_536
    _send(_connections(port, 500), lambda step: piece if step else head, 0)


def idle(port: int, _: bytes) -> None:
    """4,000 connections that say nothing."""
    _send(_connections(port, 4_000), lambda _: b"", 0.5)


def pipelining(port: int, body: bytes) -> None:
    """500 connections that send requests without end and read no answer."""
    request = (_head(len(body)) + body) * 20
    _send(_connections(port, 500), lambda _: request, 0)


CLIENTS = {
    name.__doc__.rstrip("."): name
    for name in (half_heads, endless_heads, slow_bodies, big_bodies, huge_bodies, idle, pipelining)
}

_OK = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
_BOMB = gzip.compress(b" " * (64 << 20))


def _endless(start: bytes, piece: bytes, pause: float = 0.0) -> Iterator[bytes]:
    yield start
    while True:
        yield piece
        time.sleep(pause)


PROVIDERS: dict[str, Callable[[], Iterator[bytes]]] = {
    "an answer without end": lambda: _endless(_OK + b"\r\n", b"[" + b" " * 65_535),
    "a header without end": lambda: _endless(_OK, b"x-field: " + b"y" * 4_000 + b"\r\n"),
    "an answer of 2 GB by its length": lambda: _endless(
        _OK + b"content-length: 2000000000\r\n\r\n", b" " * 65_536
    ),
    "a gzip bomb that nobody asked for": lambda: iter(
        [_OK + b"content-encoding: gzip\r\ncontent-length: %d\r\n\r\n" % len(_BOMB), _BOMB]
    ),
    "an answer that drips": lambda: _endless(
        _OK + b"content-length: 2000000\r\n\r\n", b" " * 20_000, 0.05
    ),
    "a deep document": lambda: iter([_OK + b"content-length: 1900000\r\n\r\n", b"[" * 1_900_000]),
    "a million values": lambda: iter(
        [_OK + b"content-length: 1900002\r\n\r\n", b"[" + b"0," * 949_999 + b"0]" + b" "]
    ),
}


@contextmanager
def hostile_provider(answer: Callable[[], Iterator[bytes]]) -> Iterator[str]:
    """A provider that answers every request so; it ends with the block."""
    listener = socket.create_server(("127.0.0.1", 0))
    is_over = threading.Event()

    def serve(connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            connection.settimeout(10)
            connection.recv(65_536)
            for piece in answer():
                if is_over.is_set():
                    return
                connection.sendall(piece)

    def accept() -> None:
        while not is_over.is_set():
            if not select.select([listener], [], [], 0.1)[0]:
                continue
            connection, _ = listener.accept()
            threading.Thread(target=serve, args=(connection,), daemon=True).start()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        is_over.set()
        thread.join()
        listener.close()
