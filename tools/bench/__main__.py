"""Measures the library beside what the machine can do: `make bench`.

Makes the inputs, builds the package in Benchmarks and runs it: each row right behind its yardstick,
in rounds. Ratios carry over to another machine, nanoseconds do not.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from tools.bench import instructions, table
from tools.bench.inputs import files

_ROOT = Path(__file__).parents[2]
_FOLDER = _ROOT / ".build/bench"
_PROGRAM = _ROOT / ".build/nested/Benchmarks/release/bench"


def main() -> None:
    """Reads the command line and prints the table."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--rounds", type=int, default=7, help="rounds (7)")
    parser.add_argument("--ms", type=float, default=6, help="milliseconds of each block (6)")
    parser.add_argument("--only", help="only rows whose name holds this")
    parser.add_argument("--instructions", action="store_true", help="count them with callgrind too")
    parser.add_argument("--markdown", action="store_true", help="a table for docs/performance.md")
    parser.add_argument("--json", action="store_true", help="a JSON line for each row")
    parser.add_argument("--no-build", action="store_true", help="run what was built before")
    arguments = parser.parse_args()
    inputs = _FOLDER / "inputs"
    files.write(inputs)
    if not arguments.no_build:
        # As the Makefile builds the programs: SwiftPM keeps a register for frame pointers.
        flags = ["-c", "release", "--omit-frame-pointers"]
        build = [_ROOT / "tools/nested_package", "Benchmarks", "build", *flags]
        subprocess.run(build, check=True, cwd=_ROOT, stdout=sys.stderr)
    only = ["--only", arguments.only] if arguments.only else []
    rounds = ["--rounds", str(arguments.rounds), "--ms", str(arguments.ms)]
    command = [str(_PROGRAM), str(inputs), *rounds, *only]
    rows = _lines(command)
    if arguments.instructions:
        counted = instructions.count([str(_PROGRAM), str(inputs), *only], _FOLDER)
        for row in rows:
            row["instructions"] = counted.get(row["name"])
            row["instructionsP"] = counted.ratio(row["name"])
    if arguments.json:
        print("\n".join(map(json.dumps, rows)))
    else:
        print((table.markdown if arguments.markdown else table.plain)(rows))


def _lines(command: list[str]) -> list[dict]:
    """What a run prints, on one core: caches stay warm and cores do not differ."""
    core = max(os.sched_getaffinity(0))
    ran = subprocess.run(
        command,
        check=False,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: os.sched_setaffinity(0, {core}),
    )
    if ran.returncode != 0:
        raise SystemExit(f"{' '.join(command)} ended with {ran.returncode}: {ran.stdout}")
    return [json.loads(line) for line in ran.stdout.splitlines()]


if __name__ == "__main__":
    main()
