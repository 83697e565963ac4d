"""Sources stand on the standard library, Glibc and Synchronization: none imports Foundation."""

from collections.abc import Iterator
from pathlib import Path

from tools.lint.sources import Faults, in_swift_sources
from tools.lint.swift_tokens import Kind, code

# `import struct Foundation.Data` names a kind first
_KINDS = {"struct", "class", "enum", "protocol", "typealias", "func", "let", "var"}


def faults(root: Path) -> Faults:
    """Every import of Foundation in Sources."""
    return in_swift_sources(root, of_foundation)


def of_foundation(text: str) -> Iterator[tuple[int, str]]:
    """Line and complaint of each import of a module of Foundation in a source text."""
    for line, module in imported(text):
        if module.startswith("Foundation"):
            allowed = "Sources use the standard library, Glibc and Synchronization"
            yield line, f"imports {module}; {allowed}"


def imported(text: str) -> Iterator[tuple[int, str]]:
    """Line and module of each import, whatever its access level and kind."""
    tokens = code(text)
    for index, token in enumerate(tokens):
        if token.kind is Kind.WORD and token.text == "import":
            named = [later.text for later in tokens[index + 1 : index + 3]]
            if named[:1] and named[0] in _KINDS:
                del named[0]
            yield token.line, "".join(named[:1])
