"""The proof by repetition: compile again and compare byte for byte.

python -m contracts.check.rebuild      what `make contracts ARGS=--check` runs after npm's packages
                                       are installed; no other check of ours needs node or npm
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from contracts.check.tree import CONTRACTS, Tree

_PARTS = ("artifacts", "abi", "manifest.json")


def rebuild(tree: Tree) -> list[str]:
    """Every difference between the committed files and new ones, or why there are no new ones."""
    node = shutil.which("node")
    if not node:
        return ["contracts/build/build.mjs: needs node, which is not on the path; install it"]
    with tempfile.TemporaryDirectory() as output:
        command = [node, "build.mjs", output]
        done = subprocess.run(command, cwd=tree.root / "build", capture_output=True, text=True)
        if done.returncode:
            return [f"contracts/build/build.mjs: {done.stderr.strip()}"]
        return differences(tree.root, Path(output))


def differences(committed: Path, rebuilt: Path) -> list[str]:
    """Every file that is not the same in both, as `where: what; what to do`."""
    left, right = _files(committed), _files(rebuilt)
    return [
        f"contracts/{name}: is not what the compiler makes of contracts/src; run `make contracts`"
        for name in sorted(left.keys() | right.keys())
        if left.get(name) != right.get(name)
    ]


def main(root: Path = CONTRACTS) -> int:
    """Prints every fault and what was done; exit code 1 when there is a fault."""
    faults = rebuild(Tree(root))
    for fault in faults:
        print(fault, file=sys.stderr)
    count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
    print(f"contracts: rebuilt and compared byte for byte, {count if faults else 'all equal'}")
    return 1 if faults else 0


def _files(root: Path) -> dict[str, bytes]:
    files = [root / part for part in _PARTS if (root / part).is_file()]
    files += [file for part in _PARTS for file in (root / part).glob("*")]
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in files}


if __name__ == "__main__":
    sys.exit(main())
