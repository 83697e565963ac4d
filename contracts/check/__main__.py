"""`python -m contracts.check`: sources, settings, artifacts, ABIs and figures belong together."""

import sys
from pathlib import Path

from contracts.check import consistency, figures
from contracts.check.tree import CONTRACTS, Tree


def main(root: Path = CONTRACTS) -> int:
    """Prints every fault below `root` and what was done; exit code 1 when there is a fault."""
    tree = Tree(root)
    faults = consistency.faults(tree)
    if not faults:
        faults += filter(None, [figures.fault(tree)])
    for fault in faults:
        print(fault, file=sys.stderr)
    count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
    verdict = count if faults else "all belong together"
    print(f"contracts: {len(tree.units)} sources and their artifacts, {verdict}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
