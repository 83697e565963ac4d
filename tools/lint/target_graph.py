"""The graph of targets in Package.swift is the one of the design (`target_table.py`).

Only the manifest is read. That a target imports nothing but what its manifest names is the
compiler's to check: `--explicit-target-dependency-import-check error`.
"""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tools.lint import target_table as table
from tools.lint.sources import Faults

# where a target of each layer is, from the bottom
_LEVEL = {name: level for level, (_, names) in enumerate(table.LAYERS) for name in names}


def faults(root: Path) -> Faults:
    """Every way in which Package.swift leaves the design."""
    command = ["tools/swift", "package", "dump-package"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if done.returncode:
        return [f"Package.swift: cannot be read: {done.stderr.strip()}"]
    # a folder without a file is what git leaves behind
    folders = {
        parent: {path.name for path in (root / parent).glob("*/") if any(path.iterdir())}
        for parent in ("Sources", "Tests")
    }
    return judge(json.loads(done.stdout)["targets"], folders)


def judge(targets: list[dict], folders: dict[str, set[str]]) -> Faults:
    """Every fault of a dumped manifest's targets, and of folders that belong to none."""
    graph = {target["name"]: dependencies(target) for target in targets}
    tests = {target["name"] for target in targets if target["type"] == "test"}
    found = [*_strangers(graph, tests), *_arrows(graph, tests), *_reached(graph)]
    found += [fault for target in targets for fault in _settings(target)]
    for parent, names in folders.items():
        for name in sorted(names - graph.keys()):
            found.append(f"{parent}/{name} belongs to no target, so nobody compiles it")
    return [f"Package.swift: {fault}" for fault in found]


def dependencies(target: dict) -> set[str]:
    """The targets and products that a target of a dumped manifest names."""
    return {
        entry[kind][0]
        for entry in target["dependencies"]
        for kind in ("byName", "target", "product")
        if kind in entry
    }


def closure(graph: dict[str, set[str]], start: str) -> set[str]:
    """Everything that a target reaches on any way, itself left out."""
    reached: set[str] = set()
    ahead = list(graph.get(start, ()))
    while ahead:
        name = ahead.pop()
        if name not in reached:
            reached.add(name)
            ahead += graph.get(name, ())
    return reached


def _strangers(graph: dict[str, set[str]], tests: set[str]) -> Iterator[str]:
    for name in sorted(graph.keys() - tests - _LEVEL.keys()):
        yield f"target {name} is in no layer; give it a row in tools/lint/target_table.py"
    named = set().union(*(graph[name] for name in graph.keys() - tests))
    for name in sorted(named - graph.keys() - table.USERS.keys()):
        yield f"product {name} comes from outside and is in no row of tools/lint/target_table.py"


def _arrows(graph: dict[str, set[str]], tests: set[str]) -> Iterator[str]:
    for name in sorted(graph.keys() - tests):
        for other in sorted(graph[name]):
            if other in table.USERS and name not in table.USERS[other] | {"TestSupport"}:
                users = ", ".join(sorted(table.USERS[other]))
                yield f"{name} may not depend on {other}, which is for {users}"
            elif {name, other} <= _LEVEL.keys() and not _points_down(name, other):
                yield f"{name} may not depend on {other}, which is not in a layer below it"


def _points_down(name: str, other: str) -> bool:
    return _LEVEL[other] < _LEVEL[name] or (name, other) in table.BESIDE


def _reached(graph: dict[str, set[str]]) -> Iterator[str]:
    for name, (forbidden, why) in table.UNREACHABLE.items():
        for other in sorted(closure(graph, name) & forbidden):
            yield f"{name} reaches {other}: {why}"


def _settings(target: dict) -> Iterator[str]:
    if target["type"] not in {"regular", "executable", "test"}:
        return
    kinds = [item for entry in target["settings"] for item in entry["kind"].items()]
    held = {(name, value.get("_0")) for name, value in kinds if name != "unsafeFlags"}
    for name, value in sorted(table.SETTINGS - held, key=str):
        yield f"target {target['name']} is compiled without {name}({value or ''})"
    if any(name == "unsafeFlags" for name, _ in kinds):
        yield f"target {target['name']} has unsafeFlags: nobody could depend on this package"
