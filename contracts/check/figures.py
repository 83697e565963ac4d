"""The tables of `contracts/README.md`: `make contracts` writes, `make contracts-check` checks them.

python -m contracts.check.figures          rewrites them
"""

import re
from collections.abc import Iterator
from functools import cache

from eth_utils import keccak

from contracts.artifact import Artifact
from contracts.check import gas
from contracts.check.tree import Tree

_BEGIN = "<!-- figures: begin, written by make contracts -->\n"
_END = "<!-- figures: end -->\n"


def tables(tree: Tree) -> str:
    """Both tables as Markdown: what the artifacts are, and what governance costs in gas."""
    rows = [_header("contract", "purpose", "runtime bytes", "keccak-256 of the runtime code")]
    rows += list(_contracts(tree))
    rows += ["", _header("contract", "call", "gas")]
    rows += [f"| {contract} | {call} | {used:,} |" for contract, call, used in _gas()]
    return "\n".join(rows) + "\n"


@cache
def _gas() -> tuple[tuple[str, str, int], ...]:
    """Measured once: the committed artifacts are run, whatever tree is told of."""
    return tuple(gas.measure())


def fault(tree: Tree) -> str | None:
    """Says so when the README's tables are not the ones that the artifacts give."""
    if f"{_BEGIN}\n{tables(tree)}\n{_END}" in (tree.root / "README.md").read_text():
        return None
    return "contracts/README.md: its tables are not those of the artifacts; run `make contracts`"


def write(tree: Tree) -> None:
    """Puts the tables between the markers of the README, which must be there."""
    readme = tree.root / "README.md"
    before, rest = readme.read_text().split(_BEGIN)
    after = rest.split(_END)[1]
    readme.write_text(f"{before}{_BEGIN}\n{tables(tree)}\n{_END}{after}")


def _contracts(tree: Tree) -> Iterator[str]:
    for name, unit in sorted(tree.units.items(), key=lambda item: (item[1].count("/"), item[1])):
        artifact = Artifact(name, tree.json(f"artifacts/{name}.json"))
        if artifact.runtime:
            masked = keccak(artifact.masked(artifact.runtime)).hex()
            title = _title(tree, unit)
            yield f"| {name} | {title} | {len(artifact.runtime):,} | `0x{masked}` |"


def _title(tree: Tree, unit: str) -> str:
    """The source's `@title`: the purpose is told in one place."""
    found = re.search(r"@title (.*)", (tree.root / unit).read_text())
    return found[1] if found else ""


def _header(*columns: str) -> str:
    return f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}"


if __name__ == "__main__":
    write(Tree())
