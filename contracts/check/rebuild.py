"""The proof by repetition: compile again and compare byte for byte, where npm is at hand."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from contracts.check.tree import Tree

_PARTS = ("artifacts", "abi", "manifest.json")


def rebuild(tree: Tree) -> tuple[str, list[str]]:
    """What was done, in words, and every difference between the committed files and new ones."""
    build = tree.root / "build"
    npm, node = shutil.which("npm"), shutil.which("node")
    if not npm or not node:
        return "not rebuilt: npm is not at hand", []
    if not _installed(tree):
        # The packages are data here; none of their install scripts needs to run. One retry: a
        # machine without a registry should hear so soon.
        command = [npm, "ci", "--ignore-scripts", "--silent", "--fetch-retries=1"]
        if subprocess.run(command, cwd=build, capture_output=True).returncode:
            return "not rebuilt: npm could not install contracts/build/package-lock.json", []
    with tempfile.TemporaryDirectory() as output:
        command = [node, "build.mjs", output]
        done = subprocess.run(command, cwd=build, capture_output=True, text=True)
        if done.returncode:
            return "rebuilding failed", [f"contracts/build/build.mjs: {done.stderr.strip()}"]
        return "rebuilt and compared byte for byte", differences(tree.root, Path(output))


def differences(committed: Path, rebuilt: Path) -> list[str]:
    """Every file that is not the same in both, as `where: what; what to do`."""
    left, right = _files(committed), _files(rebuilt)
    return [
        f"contracts/{name}: is not what the compiler makes of contracts/src; run `make contracts`"
        for name in sorted(left.keys() | right.keys())
        if left.get(name) != right.get(name)
    ]


def _files(root: Path) -> dict[str, bytes]:
    files = [root / part for part in _PARTS if (root / part).is_file()]
    files += [file for part in _PARTS for file in (root / part).glob("*")]
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in files}


def _installed(tree: Tree) -> bool:
    """Whether node_modules holds exactly what the lock file names."""
    try:
        installed = tree.json("build/node_modules/.package-lock.json")["packages"]
    except FileNotFoundError:
        return False
    wanted = {name: entry["integrity"] for name, entry in tree.locked.items() if name}
    return wanted == {name: entry["integrity"] for name, entry in installed.items()}
