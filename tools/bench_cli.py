"""Measures how long dstackgov takes from start to end: `make bench`, after the libraries' rows.

Whole processes, nothing warmed but the page cache: what a person waits for. A row above its bound
ends with exit code 1.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_SAFE = "0x5aFE3855358E112B5647B952709E6165e1c1eEEe"
_KMS = "0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0"
_CALLS = 50
ROWS = (
    ("start of the program", ["--version"], 50.0),
    ("inspect --offline, 50 calls", ["inspect", "batch.json", "--offline", "--json"], 100.0),
)


def batch() -> dict:
    """A Transaction Builder file that allows fifty OS images, each by addOsImageHash(bytes32)."""
    data = (f"0x06a3ae96{number + 1:064x}" for number in range(_CALLS))
    return {
        "version": "1.0",
        "chainId": "8453",
        "createdAt": 0,
        "meta": {"name": "fifty images", "createdFromSafeAddress": _SAFE},
        "transactions": [
            {"to": _KMS, "value": "0", "data": text, "contractMethod": None} for text in data
        ],
    }


def milliseconds(command: list[str], folder: Path) -> tuple[float, float]:
    """Wall and CPU time of one process; its answer must be there and its exit code 0."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    told = subprocess.run(command, cwd=folder, capture_output=True, check=True).stdout
    taken, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    assert told
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return taken * 1000, cpu * 1000


def measure(program: Path, rounds: int) -> list[tuple[str, float, float, float, float]]:
    """Name, median, 95th percentile, CPU and bound of each row, in ms; the rows are interleaved."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "batch.json").write_text(json.dumps(batch()))
        times: dict[str, list[tuple[float, float]]] = {row: [] for row, _, _ in ROWS}
        options = ["--safe-version", "1.4.1", "--nonce", "0"]
        for _ in range(rounds + 1):
            for row, arguments, _ in ROWS:
                more = options if arguments[0] == "inspect" else []
                times[row].append(milliseconds([str(program), *arguments, *more], folder))
        return [
            (
                row,
                statistics.median(wall for wall, _ in times[row][1:]),
                sorted(times[row][1:])[int(rounds * 0.95)][0],
                statistics.median(cpu for _, cpu in times[row][1:]),
                bound,
            )
            for row, _, bound in ROWS
        ]


def main() -> int:
    """Prints the rows; 1 when one is above its bound."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench_cli")
    parser.add_argument("--program", type=Path, default=Path(".build/release/dstackgov"))
    parser.add_argument("--rounds", type=int, default=40)
    arguments = parser.parse_args()
    rows = measure(arguments.program.resolve(), arguments.rounds)
    load = os.getloadavg()[0]
    print(f"dstackgov, {arguments.rounds} processes each, load {load:.1f}")
    print(f"{'':32}{'median':>10}{'p95':>10}{'CPU':>10}{'bound':>10}")
    for row, median, high, cpu, bound in rows:
        print(f"{row:32}{median:>7.1f} ms{high:>7.1f} ms{cpu:>7.1f} ms{bound:>7.0f} ms")
    return int(any(median > bound for _, median, _, _, bound in rows))


if __name__ == "__main__":
    sys.exit(main())
