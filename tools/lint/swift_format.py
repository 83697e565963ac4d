"""Swift has the one format and style that `.swift-format` says, and its public parts documentation.

python -m tools.lint.swift_format --in-place      rewrites what is not in that format
"""

import subprocess
import sys
from pathlib import Path

from tools.lint.sources import Faults, files

_FORMAT = ["tools/swift", "format"]
_CONFIGURATION = ["--parallel", "--configuration", ".swift-format"]


def faults(root: Path) -> Faults:
    """Every finding of `swift format lint --strict`."""
    names = [str(path.relative_to(root)) for path in files(root, "*.swift")]
    if not names:
        return []
    command = [*_FORMAT, "lint", "--strict", *_CONFIGURATION, *names]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    found = sorted(line for line in done.stderr.splitlines() if ": error: " in line)
    if done.returncode and not found:
        return [f"swift format: ended with code {done.returncode}: {done.stderr.strip()}"]
    return [fault.replace(": error: ", ": ", 1) for fault in found]


def rewrite(root: Path) -> int:
    """Brings every Swift file in the one format; the exit code of swift-format."""
    names = [str(path.relative_to(root)) for path in files(root, "*.swift")]
    command = [*_FORMAT, "format", "--in-place", *_CONFIGURATION, *names]
    return subprocess.run(command, cwd=root, check=False).returncode if names else 0


if __name__ == "__main__":
    if sys.argv[1:] != ["--in-place"]:
        sys.exit("usage: python -m tools.lint.swift_format --in-place; `make lint` only looks")
    sys.exit(rewrite(Path.cwd()))
