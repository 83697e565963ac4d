"""Measures dstack-authd beside nginx in the same run, interleaved: `make bench-authd`.

The policy is made up, so that what is measured is the service itself: HTTP, the request's rules,
the durable log (on a RAM disk and on the disk), the signature. Ratios to nginx carry over to
another machine; the figures do not.
"""

import argparse
import re
import shutil
import statistics
import subprocess
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tools.bench_authd.servers import Server, authd, nginx

_HEX = {"mrAggregated": "a2", "osImageHash": "a1", "mrSystem": "66", "composeHash": "a4"}
_BODY = (
    '{"teeVariant":"dstack-tdx",'
    + "".join(f'"{name}":"{byte * 32}",' for name, byte in _HEX.items())
    + f'"appId":"{"11" * 20}","instanceId":"{"33" * 20}","deviceId":"{"a5" * 32}",'
    + '"keyProviderInfo":"","tcbStatus":"UpToDate","advisoryIds":[]}'
)
_RAM_DISK = Path("/dev/shm")  # noqa: S108 (measured as such; each run has a folder of its own)
_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


def milliseconds(text: str) -> float:
    """A time as wrk writes it."""
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s)", text).groups()
    return float(number) * _UNITS[unit]


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
        "p50": milliseconds(re.search(r"50%\s+(\S+)", told)[1]),
        "p99": milliseconds(re.search(r"99%\s+(\S+)", told)[1]),
        "rate": float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1]),
        "cpu": (server.cpu_seconds() - before) / max(1, count) * 1e6,
    }


def main() -> None:
    """Runs the rounds and prints the medians."""
    parser = argparse.ArgumentParser(prog="make bench-authd")
    parser.add_argument("--program", type=Path, default=Path(".build/release/dstack-authd"))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=3)
    arguments = parser.parse_args()
    tools = {name: shutil.which(name) for name in ("nginx", "wrk")}
    for name, path in tools.items():
        if path is None:
            raise SystemExit(f"{name} is not installed: apt-get install {name}")
    if not arguments.program.exists():
        raise SystemExit(f"{arguments.program} is not there: make build ARGS='-c release'")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        servers = [
            stack.enter_context(nginx(tools["nginx"], 18999)),
            stack.enter_context(authd(arguments.program, "authd, RAM disk", _RAM_DISK)),
            stack.enter_context(authd(arguments.program, "authd, disk", folder)),
        ]
        report(arguments, tools["wrk"], folder, servers)


def report(arguments: argparse.Namespace, wrk: str, folder: Path, servers: list[Server]) -> None:
    """The table: medians of interleaved rounds, and ratios to nginx."""
    for server in servers:
        print(f"{server.name}: {server.resident_mib():.0f} MiB before the first request")
    columns = ("p50 ms", "p99 ms", "requests/s", "CPU us", "rate/nginx", "CPU/nginx")
    print("connection   c  server            " + "  ".join(columns))
    for header, label in (("", "kept"), ("connection: close", "fresh")):
        script = folder / f"{label}.lua"
        script.write_text(
            f"wrk.method = 'POST'\nwrk.body = '{_BODY}'\n"
            "wrk.headers['content-type'] = 'application/json'\n"
            + ("wrk.headers['connection'] = 'close'\n" if header else "")
        )
        for connections in (1, 16):
            runs: dict[str, list[dict]] = {server.name: [] for server in servers}
            for _ in range(arguments.rounds):
                for server in servers:
                    run = measure(wrk, script, server, connections, arguments.seconds)
                    runs[server.name].append(run)
            medians = {
                name: {key: statistics.median(run[key] for run in items) for key in items[0]}
                for name, items in runs.items()
            }
            yardstick = medians["nginx"]
            for name, row in medians.items():
                print(
                    f"{label:10}  {connections:2}  {name:16}  {row['p50']:7.3f}  {row['p99']:7.3f}"
                    f"  {row['rate']:10.0f}  {row['cpu']:6.1f}"
                    f"  {row['rate'] / yardstick['rate']:10.3f}"
                    f"  {row['cpu'] / yardstick['cpu']:9.2f}"
                )
    for server in servers:
        print(f"{server.name}: {server.resident_mib():.0f} MiB afterwards")


main()
