"""Whether sources, settings, artifacts and ABIs belong together, told without a compiler.

What holds them together: an artifact names the keccak-256 of each source and the settings; its
metadata repeats both and is bound by hash to the last bytes of the code; the manifest holds the
keccak-256 of the artifact. What only a rebuild can tell is whether the rest of the code is what the
compiler makes of those sources.
"""

import json
from collections.abc import Iterator

from eth_utils import keccak

from contracts.artifact import type_string
from contracts.check.layout import upgrade_faults
from contracts.check.metadata import code_trailer
from contracts.check.tree import Tree, lines

REBUILD = "run `make contracts`, or restore the file from git"
_PUSH32 = 0x7F
_MALFORMED = (ValueError, TypeError, LookupError, AttributeError, OSError)
_KEYS = {
    *("abi", "compiler", "contractName", "creationBytecode", "immutableReferences", "metadata"),
    *("methodIdentifiers", "packages", "runtimeBytecode", "sourceName", "sources"),
    "storageLayout",
}


def faults(tree: Tree) -> list[str]:
    """Every fault as `where: what; what to do`; empty when all belongs together."""
    try:
        found = [*_pins(tree), *_missing_and_extra(tree)]
    except _MALFORMED as error:
        return [
            f"contracts/build or contracts/manifest.json: cannot be read: {_said(error)}; {REBUILD}"
        ]
    for name in sorted(tree.units.keys() & tree.names("artifacts")):
        where = f"contracts/artifacts/{name}.json"
        try:
            whats = list(_artifact(tree, name))
        except _MALFORMED as error:
            whats = [f"cannot be read as an artifact: {_said(error)}"]
        found += [f"{where}: {what}; {REBUILD}" for what in whats]
    return found


def _pins(tree: Tree) -> Iterator[str]:
    if tree.locked[""]["dependencies"] != tree.pins:
        yield "contracts/build/package-lock.json: pins other packages than package.json; run npm i"
    for package, version in tree.pins.items():
        found = tree.locked.get(f"node_modules/{package}", {}).get("version")
        if found != version:
            yield (
                f"contracts/build/package-lock.json: {package} is {found}, "
                f"package.json says {version}; run npm i"
            )


def _missing_and_extra(tree: Tree) -> Iterator[str]:
    expected = tree.units.keys()
    held = {
        "artifacts": tree.names("artifacts"),
        "abi": tree.names("abi"),
        "manifest.json": tree.manifest.keys(),
    }
    for place, names in held.items():
        for name in sorted(expected - names):
            yield f"contracts/{place}: nothing for {tree.units[name]}; run `make contracts`"
        for name in sorted(names - expected):
            yield f"contracts/{place}: {name} has no source in contracts/src; remove it"


def _artifact(tree: Tree, name: str) -> Iterator[str]:
    text = (tree.root / "artifacts" / f"{name}.json").read_text()
    document = json.loads(text)
    if document.keys() != _KEYS:
        yield f"has other members than expected: {sorted(document.keys() ^ _KEYS)}"
        return
    if text != lines(document):
        yield "is not written the one way: keys sorted, a line each, no spaces"
    if document["contractName"] != name:
        yield f"is about {document['contractName']}"
    if tree.manifest.get(name) != tree.digest(f"artifacts/{name}.json"):
        yield "has another hash than contracts/manifest.json says"
    yield from _sources(tree, name, document)
    yield from _settings(tree, document)
    yield from _interface(tree, name, document)
    yield from _code(document)
    if name.endswith("V2"):
        base = tree.json(f"artifacts/{name.removesuffix('V2')}.json")
        for fault in upgrade_faults(base["storageLayout"], document["storageLayout"]):
            yield f"storage does not fit {base['contractName']}: {fault}"


def _sources(tree: Tree, name: str, document: dict) -> Iterator[str]:
    unit, sources = tree.units[name], document["sources"]
    for source, digest in sources.items():
        if not source.startswith("src/"):
            continue
        if not (tree.root / source).is_file():
            yield f"was compiled from {source}, which is not there"
        elif tree.digest(source) != digest:
            yield f"was compiled from another contracts/{source}"
    compiled = {
        source: entry["keccak256"]
        for source, entry in json.loads(document["metadata"])["sources"].items()
    }
    if {unit: sources.get(unit)} | compiled != sources:
        yield "its sources and those in its metadata differ"
    used = {"/".join(s.split("/")[:2]) for s in sources if s.startswith("@")}
    if document["packages"] != {package: tree.pins.get(package) for package in used}:
        yield "its packages are not those that package.json pins"


def _settings(tree: Tree, document: dict) -> Iterator[str]:
    metadata, version = json.loads(document["metadata"]), document["compiler"]["version"]
    if document["compiler"]["settings"] != tree.settings:
        yield "was compiled with other settings than contracts/build/settings.json"
    expected = {key: value for key, value in tree.settings.items() if key != "viaIR" or value} | {
        "compilationTarget": {document["sourceName"]: document["contractName"]},
        "libraries": {},
        "remappings": [],
    }
    if metadata["settings"] != expected:
        yield "its metadata names other settings than contracts/build/settings.json"
    if metadata["compiler"]["version"] != version:
        yield "its metadata names another compiler"
    if version.split("+")[0] != tree.pins["solc"]:
        yield f"was compiled by solc {version}, package.json pins {tree.pins['solc']}"


def _interface(tree: Tree, name: str, document: dict) -> Iterator[str]:
    abi = document["abi"]
    path = tree.root / "abi" / f"{name}.json"
    if path.is_file() and path.read_text() != lines(abi):
        yield f"its ABI and contracts/abi/{name}.json differ"
    if json.loads(document["metadata"])["output"]["abi"] != abi:
        yield "its ABI and the one in its metadata differ"
    signatures = [
        f"{entry['name']}({','.join(type_string(p) for p in entry['inputs'])})"
        for entry in abi
        if entry["type"] == "function"
    ]
    identifiers = {text: keccak(text=text)[:4].hex() for text in signatures}
    if document["methodIdentifiers"] != identifiers:
        yield "its method identifiers are not those of its ABI"
    runtime = bytes.fromhex(document["runtimeBytecode"][2:])
    for text, identifier in identifiers.items() if runtime else ():
        operand = bytes.fromhex(identifier).lstrip(b"\0")
        if bytes([0x5F + len(operand)]) + operand not in runtime:
            yield f"its code does not look for {text}"


def _code(document: dict) -> Iterator[str]:
    runtime, creation = (
        bytes.fromhex(document[key][2:]) for key in ("runtimeBytecode", "creationBytecode")
    )
    if not creation.endswith(runtime):
        yield "its creation bytecode does not end with its runtime bytecode"
    trailer = code_trailer(document["metadata"], document["compiler"]["version"].split("+")[0])
    if runtime and not runtime.endswith(trailer):
        yield "its bytecode does not end with the hash of its metadata"
    for reference in (r for group in document["immutableReferences"].values() for r in group):
        start, length = reference["start"], reference["length"]
        pushed = runtime[start - 1 : start + length]
        if pushed != bytes([_PUSH32]) + bytes(32):
            yield f"its immutable at byte {start} is not a PUSH32 of zero"


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
