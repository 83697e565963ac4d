"""Storage layout compatibility of an upgrade: every old variable stays, new ones use up the gap.

    python -m contracts.check.layout DstackKms DstackKmsV2

Covers the variables that solc numbers from slot 0. Those of OpenZeppelin's parents live in ERC-7201
namespaces, which their names fix.
"""

import sys

from contracts.artifact import Artifact

_GAP = "__gap"


def upgrade_faults(old: dict, new: dict) -> list[str]:
    """What is wrong with moving a proxy from storage layout `old` to `new`; empty when nothing is.

    Both are solc's `storageLayout`. A variable must keep label, slot, offset and type, members of
    structs included; a new one must lie in the old `__gap`; the gap must end where it ended.
    """
    before, after = _variables(old), _variables(new)
    faults = []
    for label, place in before.items():
        if label == _GAP:
            continue
        if label not in after:
            faults.append(f"`{label}` is gone; keep it, or what follows reads its storage")
        elif after[label] != place:
            faults.append(f"`{label}` was {_text(place)} and is {_text(after[label])}")
    start, end = _extent(old)
    for label in after.keys() - before.keys():
        first, last = _span(new, label)
        if not start <= first <= last <= end:
            faults.append(f"`{label}` is new and outside the gap, bytes {start} to {end}")
    if _extent(new)[1] != end:
        faults.append(
            f"the gap ends at byte {_extent(new)[1]}, not {end}; shrink it by what is new"
        )
    return faults


def _variables(layout: dict) -> dict[str, tuple[int, int, str]]:
    """Slot, offset in bytes and full type of each variable."""
    return {
        v["label"]: (int(v["slot"]), v["offset"], _type(layout, v["type"]))
        for v in layout["storage"]
    }


def _type(layout: dict, identifier: str) -> str:
    """A type in full, free of the compiler's numbering: two equal texts lie alike in storage."""
    kind = layout["types"][identifier]
    text = f"{kind['label']} {kind['encoding']} {kind['numberOfBytes']}"
    for part in ("key", "value", "base"):
        if part in kind:
            text += f" {part}({_type(layout, kind[part])})"
    for member in kind.get("members", []):
        inner = _type(layout, member["type"])
        text += f" {member['label']}@{member['slot']}+{member['offset']}({inner})"
    return text


def _span(layout: dict, label: str) -> tuple[int, int]:
    """First byte of a variable and the byte after its last, counted from slot 0."""
    variable = next(v for v in layout["storage"] if v["label"] == label)
    first = int(variable["slot"]) * 32 + variable["offset"]
    return first, first + int(layout["types"][variable["type"]]["numberOfBytes"])


def _extent(layout: dict) -> tuple[int, int]:
    """The gap's span; a layout without one has an empty gap at its end."""
    labels = [v["label"] for v in layout["storage"]]
    if _GAP in labels:
        return _span(layout, _GAP)
    end = max((_span(layout, label)[1] for label in labels), default=0)
    return end, end


def _text(place: tuple[int, int, str]) -> str:
    slot, offset, kind = place
    return f"slot {slot}, byte {offset}, {kind}"


def main(old: str, new: str) -> int:
    """Prints the faults of upgrading contract `old` to `new`.

    Exit code 0 when there are none, 1 when there are, 2 when a contract has no artifact.
    """
    try:
        layouts = [Artifact.load(name).document["storageLayout"] for name in (old, new)]
    except FileNotFoundError as error:
        print(f"there is no {error.filename}; `make contracts` makes artifacts", file=sys.stderr)
        return 2
    faults = upgrade_faults(*layouts)
    for fault in faults:
        print(f"{old} → {new}: {fault}")
    print(f"{old} → {new}: {'not compatible' if faults else 'compatible'}")
    return 1 if faults else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python -m contracts.check.layout <old contract> <new contract>")
    sys.exit(main(*sys.argv[1:]))
