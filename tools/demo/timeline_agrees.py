"""Holds the audit's timeline against what the demo did: its operation files and its two hashes."""

import json
import sys
from pathlib import Path


def agrees(folder: Path, image: str, wrong: str) -> list[str]:
    """Names what differs; an empty list when the timeline tells the story."""
    entries = [
        entry
        for entry in json.loads((folder / "timeline.json").read_text())
        if entry["value"] in (image, wrong)
    ]
    told = [(entry["policy"], entry["value"], entry["enabled"]) for entry in entries]
    done = [
        ("os-image", image, True),
        ("compose-hash", image, True),
        ("os-image", image, False),
        ("compose-hash", image, False),
    ]
    faults = []
    if told != done:
        faults.append(f"the changes are {told}")
    delay = json.loads((folder / "deployment.json").read_text())["delay"]
    owners = sorted(
        json.loads((folder / f"allow.owner{number}.json").read_text())["owner"] for number in (1, 2)
    )
    faults += [
        f"block {entry['block']}: waited {entry['waitedSeconds']} s, signed by {entry['signers']}"
        for entry in entries
        if entry["waitedSeconds"] < delay or sorted(entry["signers"]) != owners
    ]
    return faults


if __name__ == "__main__":
    found = agrees(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
    print("\n".join(found))
    sys.exit(1 if found else 0)
