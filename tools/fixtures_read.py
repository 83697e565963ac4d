"""Compares the fixture files that the Swift tests read with those that there are.

A corpus that nobody reads judges nothing. `TestSupport` writes the list of what it opened to the
file that the environment variable FIXTURES_READ names.

usage: python -m tools.fixtures_read LIST [FOLDER]
exit code: 0 every file was read, 1 some were not (one line each), 2 there is no list
"""

import sys
from pathlib import Path

_FIXTURES = Path(__file__).parents[1] / "fixtures"


def unread(names: set[str], folder: Path = _FIXTURES) -> list[str]:
    """The files of cases below the folder that are not among the names, in order."""
    files = {path.relative_to(folder).as_posix() for path in folder.glob("*/*.jsonl")}
    return sorted(files - names)


def main(arguments: list[str]) -> int:
    """Prints a line for each file that no test opened."""
    try:
        names = set(Path(arguments[0]).read_text().split())
    except OSError as error:
        print(f"fixtures-read: no list of what the Swift tests read: {error}", file=sys.stderr)
        return 2
    left = unread(names, *map(Path, arguments[1:]))
    for name in left:
        print(f"fixtures/{name}: no Swift test reads it")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
