"""The servers that are measured: nginx as the yardstick, and dstack-authd."""

import json
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ANSWER = '{"isAllowed":true,"reason":"","gatewayAppId":"9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a"}'
_NGINX = """
worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 2048; }}
http {{ access_log off; client_body_temp_path {folder}; proxy_temp_path {folder};
fastcgi_temp_path {folder}; uwsgi_temp_path {folder}; scgi_temp_path {folder};
keepalive_requests 100000000;
server {{ listen 127.0.0.1:{port}; default_type application/json;
location / {{ return 200 '{answer}'; }} }} }}
"""


@dataclass(frozen=True)
class Server:
    """A server that answers, and the processes whose time and memory are its own."""

    name: str
    port: int
    pids: tuple[int, ...]

    def cpu_seconds(self) -> float:
        """Time on a processor of all its threads so far."""
        nanoseconds = 0
        for pid in self.pids:
            for task in Path(f"/proc/{pid}/task").iterdir():
                nanoseconds += int((task / "schedstat").read_text().split()[0])
        return nanoseconds / 1e9

    def resident_mib(self, line: str = "VmRSS:") -> float:
        """What it keeps in memory now, or (`VmHWM:`) kept at most since `forget_peak`."""
        kib = 0
        for pid in self.pids:
            for text in Path(f"/proc/{pid}/status").read_text().splitlines():
                if text.startswith(line):
                    kib += int(text.split()[1])
        return kib / 1024

    def forget_peak(self) -> None:
        """Begins to measure the peak anew."""
        for pid in self.pids:
            Path(f"/proc/{pid}/clear_refs").write_text("5")


def _children(pid: int) -> tuple[int, ...]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return tuple(int(child) for child in listed)


def free_port() -> int:
    """A port on which nobody listens just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for_port(port: int, process: subprocess.Popen) -> None:
    """Returns as soon as somebody accepts connections."""
    begun = time.monotonic()
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process.poll() is not None or time.monotonic() - begun > 30:
            raise SystemExit("a server did not start")
        time.sleep(0.001)


@contextmanager
def nginx(program: str) -> Iterator[Server]:
    """Nginx with one worker that gives one answer."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        settings = Path(folder) / "nginx.conf"
        settings.write_text(_NGINX.format(folder=folder, port=port, answer=ANSWER))
        process = subprocess.Popen([program, "-c", str(settings)], stderr=subprocess.DEVNULL)
        try:
            wait_for_port(port, process)
            # The worker, whose time it is, comes after the port.
            while not _children(process.pid):
                time.sleep(0.001)
            yield Server("nginx", port, (process.pid, *_children(process.pid)))
        finally:
            process.terminate()
            process.wait()


@contextmanager
def authd(program: Path, name: str, folder: Path, settings: dict) -> Iterator[Server]:
    """dstack-authd that listens, with its log in `folder`; whether it is ready is not waited for.

    `settings` is what the service reads, its state and port excepted.
    """
    with tempfile.TemporaryDirectory(dir=folder) as state:
        port = free_port()
        file = Path(state) / "authd.json"
        document = {**settings, "state": f"{state}/s", "listen": {"port": port}}
        file.write_text(json.dumps(document))
        errors = Path(state) / "errors"
        with errors.open("w") as stderr:
            process = subprocess.Popen([str(program), "--config", str(file)], stderr=stderr)
        try:
            wait_for_port(port, process)
            yield Server(name, port, (process.pid,))
        finally:
            process.terminate()
            process.wait()


def wait_until_ready(server: Server, seconds: float = 30) -> None:
    """Returns as soon as the service can decide."""
    begun = time.monotonic()
    while True:
        with socket.create_connection(("127.0.0.1", server.port)) as connection:
            connection.sendall(b"GET /ready HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")
            told = connection.makefile("rb").read()
        if told.startswith(b"HTTP/1.1 200"):
            return
        if time.monotonic() - begun > seconds:
            raise SystemExit(f"{server.name} is not ready: {told[-300:]!r}")
        time.sleep(0.005)
