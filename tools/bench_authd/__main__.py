"""Measures dstack-authd beside nginx in the same run, interleaved: `make bench-authd`.

The service decides by proved facts of the development chain's contracts, which five operators
serve without latency. Ratios to nginx carry over to another machine; the figures do not.
"""

import argparse
import shutil
import statistics
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from tools.bench_authd.attacks import CLIENTS, PROVIDERS, hostile_provider
from tools.bench_authd.chain import OPERATORS, Chain, answered_chain
from tools.bench_authd.load import measure, new_questions, require_allowed, script
from tools.bench_authd.servers import Server, authd, nginx, wait_until_ready

_RAM_DISK = Path("/dev/shm")  # noqa: S108 (measured as such; each run has a folder of its own)
_NEW = 1_000
# more than the service remembers (AskedBoots.most)
_OTHERS = 4_096
_PARTS = ("speed", "start", "attacks")


def main() -> None:
    """Runs what is asked for and prints it."""
    parser = argparse.ArgumentParser(prog="make bench-authd")
    parser.add_argument("--program", type=Path, default=Path(".build/release/dstack-authd"))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--only", choices=_PARTS, action="append", help="one part alone")
    arguments = parser.parse_args()
    tools = {name: shutil.which(name) for name in ("nginx", "wrk")}
    for name, path in tools.items():
        if path is None:
            raise SystemExit(f"{name} is not installed: apt-get install {name}")
    if not arguments.program.exists():
        raise SystemExit(f"{arguments.program} is not there: make bench-authd builds it")
    parts = arguments.only or _PARTS
    with answered_chain() as chain:
        if "start" in parts:
            starts(arguments, chain)
        if "speed" in parts:
            speed(arguments, chain, tools)
        if "attacks" in parts:
            attacks(arguments, chain)


def starts(arguments: argparse.Namespace, chain: Chain) -> None:
    """How long a start takes until the service listens, and until it can decide."""
    listening, ready = [], []
    for _ in range(7):
        begun = time.monotonic()
        settings = chain.settings("")
        with authd(arguments.program, "authd", _RAM_DISK, settings) as server:
            listening.append(time.monotonic() - begun)
            wait_until_ready(server)
            ready.append(time.monotonic() - begun)
    for name, times in (("listens", listening), (f"ready, {OPERATORS} providers", ready)):
        print(f"start: {name} after {statistics.median(times) * 1e3:.0f} ms (median of 7)")


def speed(arguments: argparse.Namespace, chain: Chain, tools: dict[str, str]) -> None:
    """Latency, throughput, CPU and memory beside nginx."""
    settings = chain.settings("")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        program = arguments.program
        services = [
            stack.enter_context(authd(program, "authd, RAM disk", _RAM_DISK, settings)),
            stack.enter_context(authd(program, "authd, disk", folder, settings)),
        ]
        servers = [stack.enter_context(nginx(tools["nginx"])), *services]
        for server in services:
            wait_until_ready(server)
            print(f"{server.name}: {server.resident_mib():.0f} MiB idle")
            require_allowed(server, chain.body(1))
        table(arguments, tools["wrk"], folder, chain, servers)
        for server in services:
            print(f"{server.name}: {server.resident_mib():.0f} MiB after more than 10^4 requests")
    fill(arguments, chain, settings)


def table(
    arguments: argparse.Namespace, wrk: str, folder: Path, chain: Chain, servers: list[Server]
) -> None:
    """Medians of interleaved rounds, and ratios to nginx.

    One question again and again, as a KMS asks for itself, on connections that are kept or on a
    fresh one each time, and on kept ones questions of so many instances that none is remembered.
    """
    print(
        "connection   c  server            p50 ms   p99 ms  requests/s"
        "  CPU us  rate/nginx  CPU/nginx"
    )
    cases = {
        "kept": [chain.body(1)],
        "fresh": [chain.body(1)],
        "others": [chain.body(1, instance) for instance in range(_OTHERS)],
    }
    for label, bodies in cases.items():
        text = script(folder / f"{label}.lua", bodies, is_fresh=label == "fresh")
        for connections in (1, 16):
            runs: dict[str, list[dict]] = {server.name: [] for server in servers}
            for _ in range(arguments.rounds):
                for server in servers:
                    run = measure(wrk, text, server, connections, arguments.seconds)
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


def fill(arguments: argparse.Namespace, chain: Chain, settings: dict) -> None:
    """Questions whose facts are read and proved; the first service fills the provider's memory."""
    for _ in range(2):
        with authd(arguments.program, "authd, RAM disk", _RAM_DISK, settings) as server:
            wait_until_ready(server)
            p50, p99 = new_questions(chain, server, _NEW)
    print(f"{_NEW} new questions, c = 1, RPC without latency: p50 {p50:.3f} ms, p99 {p99:.3f} ms")


def attacks(arguments: argparse.Namespace, chain: Chain) -> None:
    """The most memory under each attack over the network; the service still answers afterwards."""
    for name, attack in CLIENTS.items():
        with authd(arguments.program, "authd", _RAM_DISK, chain.settings("")) as server:
            wait_until_ready(server)
            server.forget_peak()
            attack(server.port, chain.body(1))
            peak = server.resident_mib("VmHWM:")
            wait_until_ready(server)
        print(f"attack by clients, {name}: {peak:.0f} MiB at most")
    for name, answer in PROVIDERS.items():
        with ExitStack() as stack:
            urls = [stack.enter_context(hostile_provider(answer)) for _ in range(OPERATORS)]
            settings = chain.settings("", urls)
            server = stack.enter_context(authd(arguments.program, "authd", _RAM_DISK, settings))
            time.sleep(8)
            print(f"attack by providers, {name}: {server.resident_mib('VmHWM:'):.0f} MiB at most")


main()
