"""Fails when a source file of ours is longer than one concept should be."""

import subprocess
import sys
from pathlib import Path

LIMIT = 400
SUFFIXES = {".py", ".sol", ".mjs", ".go", ".swift"}


def main() -> int:
    """Prints every file above the limit; exit code 1 when there is one."""
    names = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    sources = [Path(name) for name in names if Path(name).suffix in SUFFIXES]
    lengths = {path: len(path.read_text().splitlines()) for path in sources if path.exists()}
    long = {path: lines for path, lines in lengths.items() if lines > LIMIT}
    for path, lines in sorted(long.items()):
        print(f"{path}: {lines} lines; split it by concept, the limit is {LIMIT}")
    print(f"file size: {len(lengths)} source files, {len(long)} above {LIMIT} lines")
    return 1 if long else 0


if __name__ == "__main__":
    sys.exit(main())
