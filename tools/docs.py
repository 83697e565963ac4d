"""`make docs`: the documentation of every library as one DocC archive; a warning is an error.

A link to another library begins with a slash and its name (``/Primitives/Address``): libraries are
converted from the bottom of the graph up, each with what it depends on at hand. Nothing comes from
the network.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from graphlib import TopologicalSorter
from pathlib import Path

from tools.lint.target_graph import dependencies

OUTPUT = Path(".cache/docs")
ARCHIVE = OUTPUT / "dstack-governance.doccarchive"
_DUMP = ["dump-symbol-graph", "--minimum-access-level", "public", "--skip-synthesized-members"]


class DocumentationError(Exception):
    """A step failed; its output stands above."""


def libraries(manifest: dict, sources: Path) -> dict[str, set[str]]:
    """Each Swift library and the libraries it depends on, from a dumped manifest, bottom first."""
    graph = {
        target["name"]: dependencies(target)
        for target in manifest["targets"]
        if target["type"] == "regular" and any((sources / target["name"]).rglob("*.swift"))
    }
    order = TopologicalSorter({name: graph[name] & graph.keys() for name in sorted(graph)})
    return {name: graph[name] & graph.keys() for name in order.static_order()}


def emit_symbol_graphs(names: Iterable[str]) -> Path:
    """Compiles the libraries and writes what they declare; the folder that holds it."""
    show = ["tools/swift", "build", "--show-bin-path"]
    folder = Path(_run(show, "swift build").strip()).parent / "symbolgraph"
    shutil.rmtree(folder, ignore_errors=True)
    dump = ["tools/swift", "package", *_DUMP]
    done = subprocess.run(dump, capture_output=True, text=True, check=False)
    # It also tries the test bundles, which are not compiled here, and then ends with an error.
    missing = [name for name in names if not (folder / f"{name}.symbols.json").exists()]
    if missing:
        print(done.stdout, done.stderr, sep="", end="", file=sys.stderr)
        raise DocumentationError(f"no symbols of {', '.join(missing)}, see above")
    return folder


def convert(docc: str, library: str, dependent_on: set[str], symbol_graphs: Path) -> None:
    """Makes the archive of one library out of its symbol graphs and its catalogue."""
    graphs = OUTPUT / "symbols" / library
    graphs.mkdir(parents=True)
    for pattern in (f"{library}.symbols.json", f"{library}@*.symbols.json"):
        for path in symbol_graphs.glob(pattern):
            shutil.copy(path, graphs)
    command = [docc, "convert", *map(str, Path("Sources", library).glob("*.docc"))]
    command += ["--additional-symbol-graph-dir", str(graphs), "--warnings-as-errors"]
    command += ["--fallback-display-name", library, "--fallback-bundle-identifier", library]
    command += ["--enable-experimental-external-link-support"]
    for other in sorted(dependent_on):
        command += ["--dependency", str(_archive(other))]
    _run([*command, "--output-path", str(_archive(library))], library)


def main() -> int:
    """Builds the documentation; exit code 1 when a step fails or warns."""
    shutil.rmtree(OUTPUT, ignore_errors=True)
    (OUTPUT / "libraries").mkdir(parents=True)
    find = ["tools/setup/swift-toolchain", "--find"]
    try:
        docc = str(Path(_run(find, "swift-toolchain").strip(), "docc"))
        manifest = json.loads(_run(["tools/swift", "package", "dump-package"], "Package.swift"))
        found = libraries(manifest, Path("Sources"))
        symbol_graphs = emit_symbol_graphs(found)
        for library, others in found.items():
            convert(docc, library, others, symbol_graphs)
        parts = [str(_archive(library)) for library in found]
        _run([docc, "merge", *parts, "--output-path", str(ARCHIVE)], "merge")
    except DocumentationError as error:
        print(f"docs: {error}", file=sys.stderr)
        return 1
    print(f"docs: {len(found)} libraries; python3 -m http.server -d {ARCHIVE} shows /documentation")
    return 0


def _archive(library: str) -> Path:
    return OUTPUT / "libraries" / f"{library}.doccarchive"


def _run(command: list[str], what: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stdout, done.stderr, sep="", end="", file=sys.stderr)
        raise DocumentationError(f"{what} failed, see above")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
