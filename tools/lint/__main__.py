"""`python -m tools.lint`: what `make lint` checks besides the Python code. Compiles nothing."""

import sys
from pathlib import Path

from tools.lint import (
    documented,
    file_size,
    imports,
    shell,
    swift_format,
    target_graph,
    traps,
)

CHECKS = {
    "file size": file_size.faults,
    "swift format": swift_format.faults,
    "documentation": documented.faults,
    "traps": traps.faults,
    "imports": imports.faults,
    "graph of targets": target_graph.faults,
    "shell": shell.faults,
}


def main(root: Path) -> int:
    """Prints every fault and a line for each check; exit code 1 when there is a fault."""
    total = 0
    for name, check in CHECKS.items():
        faults = check(root)
        total += len(faults)
        for fault in faults:
            print(fault)
        print(f"{name}: {len(faults) or 'no'} fault{'s' * (len(faults) != 1)}")
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main(Path.cwd()))
