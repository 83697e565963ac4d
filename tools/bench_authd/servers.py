"""The servers that are measured: nginx as the yardstick, and dstack-authd."""

import json
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ANSWER = '{"isAllowed":true,"reason":"mock policy allow-all","gatewayAppId":""}'
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
        """User and system time of its processes so far."""
        total = 0
        for pid in self.pids:
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            total += int(fields[11]) + int(fields[12])
        return total / 100

    def resident_mib(self) -> float:
        """What it keeps in memory now."""
        kib = 0
        for pid in self.pids:
            for line in Path(f"/proc/{pid}/status").read_text().splitlines():
                if line.startswith("VmRSS:"):
                    kib += int(line.split()[1])
        return kib / 1024


def _children(pid: int) -> tuple[int, ...]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return tuple(int(child) for child in listed)


@contextmanager
def nginx(program: str, port: int) -> Iterator[Server]:
    """Nginx with one worker that gives one answer."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder) / "nginx.conf"
        answer = ANSWER.replace("'", "")
        settings.write_text(_NGINX.format(folder=folder, port=port, answer=answer))
        process = subprocess.Popen([program, "-c", str(settings)], stderr=subprocess.DEVNULL)
        try:
            time.sleep(1)
            yield Server("nginx", port, (process.pid, *_children(process.pid)))
        finally:
            process.terminate()
            process.wait()


@contextmanager
def authd(program: Path, name: str, folder: Path) -> Iterator[Server]:
    """dstack-authd with a made-up policy and its log in `folder`."""
    with tempfile.TemporaryDirectory(dir=folder) as state:
        settings = Path(state) / "authd.json"
        announced = Path(state) / "announced.json"
        document = {"state": f"{state}/s", "mock": {"policy": "allow-all"}, "listen": {"port": 0}}
        settings.write_text(json.dumps(document))
        process = subprocess.Popen(
            [str(program), "--config", str(settings), "--announce", str(announced)],
            stderr=subprocess.DEVNULL,
        )
        try:
            begun = time.monotonic()
            while not announced.exists():
                if process.poll() is not None or time.monotonic() - begun > 30:
                    raise SystemExit(f"{program} did not start")
                time.sleep(0.002)
            port = int(json.loads(announced.read_text())["url"].rsplit(":", 1)[1])
            yield Server(name, port, (process.pid,))
        finally:
            process.terminate()
            process.wait()
