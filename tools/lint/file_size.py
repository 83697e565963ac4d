"""No source file of ours is longer than one concept should be."""

from pathlib import Path

from tools.lint.sources import Faults, files

LIMIT = 400
SUFFIXES = {".c", ".go", ".h", ".mjs", ".py", ".sh", ".sol", ".swift"}


def faults(root: Path) -> Faults:
    """Every source file above the limit."""
    sources = [path for path in files(root) if path.suffix in SUFFIXES]
    lengths = {path: len(path.read_text().splitlines()) for path in sources}
    return [
        f"{path.relative_to(root)}: {lines} lines; split it by concept, the limit is {LIMIT}"
        for path, lines in lengths.items()
        if lines > LIMIT
    ]
