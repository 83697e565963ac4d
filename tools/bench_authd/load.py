"""Questions as a KMS sends them: by wrk as many as there can be, or one after the other by us."""

import re
import socket
import statistics
import subprocess
import time
from pathlib import Path

from tools.bench_authd.chain import Chain
from tools.bench_authd.servers import Server

_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


def milliseconds(text: str) -> float:
    """A time as wrk writes it."""
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text).groups()
    return float(number) * _UNITS[unit]


_ONE_AFTER_THE_OTHER = """
local requests, place = {{}}, 0
function init()
  for index, body in ipairs({{{bodies}}}) do requests[index] = wrk.format(nil, nil, nil, body) end
end
function request()
  place = place % #requests + 1
  return requests[place]
end
"""


def script(path: Path, bodies: list[bytes], *, is_fresh: bool) -> Path:
    """What wrk sends: bodies in turn, on kept connections or on a fresh one each time."""
    texts = [f"'{body.decode()}'" for body in bodies]
    path.write_text(
        "wrk.method = 'POST'\nwrk.headers['content-type'] = 'application/json'\n"
        + ("wrk.headers['connection'] = 'close'\n" if is_fresh else "")
        + (
            f"wrk.body = {texts[0]}\n"
            if len(texts) == 1
            else _ONE_AFTER_THE_OTHER.format(bodies=",".join(texts))
        )
    )
    return path


def measure(wrk: str, script: Path, server: Server, connections: int, seconds: int) -> dict:
    """One run: p50 and p99 in ms, requests a second, CPU in µs a request."""
    before = server.cpu_seconds()
    url = f"http://127.0.0.1:{server.port}/bootAuth/app"
    options = ["-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", str(script)]
    told = subprocess.run([wrk, *options, url], capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in told or "Socket errors" in told:
        raise SystemExit(f"{server.name}: {told}")
    count = int(re.search(r"(\d+) requests in", told)[1])
    return {
        "p50": milliseconds(re.search(r"(?m)^\s+50%\s+(\S+)", told)[1]),
        "p99": milliseconds(re.search(r"(?m)^\s+99%\s+(\S+)", told)[1]),
        "rate": float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1]),
        "cpu": (server.cpu_seconds() - before) / max(1, count) * 1e6,
    }


def ask(connection: socket.socket, body: bytes) -> bytes:
    """One exchange on a kept connection; the whole answer."""
    head = (
        "POST /bootAuth/app HTTP/1.1\r\ncontent-type: application/json\r\n"
        f"host: authd\r\ncontent-length: {len(body)}\r\n\r\n"
    )
    connection.sendall(head.encode() + body)
    held = b""
    while (end := held.find(b"\r\n\r\n")) < 0:
        held += _receive(connection)
    length = int(held[:end].lower().split(b"content-length:", 1)[1].split(b"\r\n", 1)[0])
    while len(held) < end + 4 + length:
        held += _receive(connection)
    return held


def _ask_allowed(connection: socket.socket, server: Server, body: bytes) -> None:
    """Ask for a boot that the contracts allow; a figure of a denial would be of less work."""
    told = ask(connection, body)
    if b'"isAllowed":true' not in told or b"dstack-evidence: proved" not in told:
        raise SystemExit(f"{server.name} does not allow, proved: {told!r}")


def require_allowed(server: Server, body: bytes) -> None:
    """End the program where a service does not allow what is measured."""
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        _ask_allowed(connection, server, body)


def _receive(connection: socket.socket) -> bytes:
    data = connection.recv(65536)
    if not data:
        raise SystemExit("the service closed a connection")
    return data


def new_questions(chain: Chain, server: Server, count: int) -> tuple[float, float]:
    """Questions that nobody asked before, one after the other: p50 and p99 in ms."""
    times = []
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for device in range(count):
            body = chain.body(1 + device)
            begun = time.perf_counter()
            _ask_allowed(connection, server, body)
            times.append((time.perf_counter() - begun) * 1e3)
    return statistics.median(times), statistics.quantiles(times, n=100)[98]
