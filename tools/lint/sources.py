"""Which files the checks read: those that git would commit, and of them those that are there."""

import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

from tools.lint.swift_tokens import UnreadableError

# A check: every fault below a root as `where: what; what to do`.
Faults = list[str]


def files(root: Path, *patterns: str) -> list[Path]:
    """The files below `root` that match a git pathspec, ignored ones left out, sorted."""
    command = ["git", "ls-files", "-co", "--exclude-standard", "-z", "--", *patterns]
    names = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout
    return sorted({root / name for name in names.split("\0") if name and (root / name).is_file()})


def in_swift_sources(root: Path, rule: Callable[[str], Iterable[tuple[int, str]]]) -> Faults:
    """What a rule, of a text to lines and complaints, finds in Sources.

    Tests and benchmarks may do more than Sources.
    """
    found = []
    for path in files(root, ":(glob)Sources/**/*.swift"):
        name = path.relative_to(root)
        try:
            found += [f"{name}:{line}: {what}" for line, what in rule(path.read_text())]
        except (UnreadableError, UnicodeDecodeError) as error:
            found.append(f"{name}: cannot be read: {error}")
    return found
