"""The check passes on the committed files and fails on every fault planted in a copy of them."""

import json
import shutil

import pytest
from eth_utils import keccak

from contracts.check import consistency, figures, rebuild
from contracts.check.__main__ import main
from contracts.check.tree import CONTRACTS, Tree, lines

KMS = "artifacts/DstackKms.json"


@pytest.fixture
def root(tmp_path):
    copy = tmp_path / "contracts"
    for folder in ("src", "artifacts", "abi"):
        shutil.copytree(CONTRACTS / folder, copy / folder)
    (copy / "build").mkdir()
    for name in ("settings.json", "package.json", "package-lock.json"):
        shutil.copy(CONTRACTS / "build" / name, copy / "build")
    for name in ("manifest.json", "README.md"):
        shutil.copy(CONTRACTS / name, copy)
    return copy


def edit(path, change):
    document = json.loads(path.read_text())
    change(document)
    path.write_text(lines(document))


def flip(text, position):
    """A hex text with one bit of the byte at `position` changed; negative from the end."""
    data = bytearray.fromhex(text[2:])
    data[position] ^= 1
    return "0x" + data.hex()


def seal(root):
    """Brings the manifest in step, so that only the check under test can notice."""
    hashes = {p.stem: "0x" + keccak(p.read_bytes()).hex() for p in root.glob("artifacts/*")}
    (root / "manifest.json").write_text(lines(hashes))


def test_the_committed_files_belong_together(root):
    assert consistency.faults(Tree(root)) == []
    assert consistency.faults(Tree()) == []


def a_source_character(root):
    path = root / "src/DstackKms.sol"
    path.write_text(path.read_text().replace("App not registered", "App not Registered"))


def a_setting(root):
    edit(root / "build/settings.json", lambda d: d["optimizer"].update(runs=201))


def a_setting_everywhere_but_in_the_code(root):
    a_setting(root)
    for path in root.glob("artifacts/*.json"):
        edit(path, lambda d: d["compiler"]["settings"]["optimizer"].update(runs=201))
        edit(path, lambda d: d.update(metadata=d["metadata"].replace('"runs":200', '"runs":201')))


def a_compiler_pin(root):
    edit(root / "build/package.json", lambda d: d["dependencies"].update(solc="0.8.25"))


def a_library_pin(root):
    pin = {"@openzeppelin/contracts": "5.4.1"}
    edit(root / "build/package.json", lambda d: d["dependencies"].update(pin))


def a_locked_version(root):
    def change(document):
        document["packages"]["node_modules/solc"]["version"] = "0.8.25"

    edit(root / "build/package-lock.json", change)


def an_abi_file(root):
    edit(root / "abi/DstackKms.json", lambda d: d[-1].update(name="isKmsAllowd"))


def an_abi_entry_in_file_and_artifact(root):
    an_abi_file(root)
    abi = json.loads((root / "abi/DstackKms.json").read_text())
    edit(root / KMS, lambda d: d.update(abi=abi))


def a_method_identifier(root):
    edit(root / KMS, lambda d: d["methodIdentifiers"].update({"owner()": "8da5cb5c"}))


def a_selector_in_the_code(root):
    def change(document):
        for key in ("creationBytecode", "runtimeBytecode"):
            document[key] = document[key].replace("6306a3ae96", "6306a3ae97")

    edit(root / KMS, change)


def a_runtime_byte(root):
    edit(root / KMS, lambda d: d.update(runtimeBytecode=flip(d["runtimeBytecode"], 5000)))


def a_creation_byte(root):
    edit(root / KMS, lambda d: d.update(creationBytecode=flip(d["creationBytecode"], -5000)))


def a_constructor_byte(root):
    edit(root / KMS, lambda d: d.update(creationBytecode=flip(d["creationBytecode"], 5)))


def the_metadata_hash(root):
    def change(document):
        for key in ("creationBytecode", "runtimeBytecode"):
            document[key] = flip(document[key], -20)

    edit(root / KMS, change)


def an_immutable_range(root):
    def change(document):
        next(iter(document["immutableReferences"].values()))[0]["start"] += 1

    edit(root / KMS, change)


def a_storage_slot(root):
    def change(document):
        document["storageLayout"]["storage"][1]["slot"] = "5"

    edit(root / KMS, change)


def a_storage_slot_of_the_upgrade(root):
    def change(document):
        document["storageLayout"]["storage"][1]["slot"] = "5"

    edit(root / "artifacts/DstackKmsV2.json", change)


def a_source_hash(root):
    edit(root / KMS, lambda d: d["sources"].update({"src/IAppAuth.sol": "0x" + "00" * 32}))


def a_library_hash(root):
    def change(document):
        name = next(s for s in document["sources"] if s.startswith("@"))
        document["sources"][name] = "0x" + "00" * 32

    edit(root / KMS, change)


def a_compiler_version(root):
    edit(root / KMS, lambda d: d["compiler"].update(version="0.8.24+commit.00000000"))


def a_package_version(root):
    edit(root / KMS, lambda d: d["packages"].update({"@openzeppelin/contracts": "5.4.1"}))


def a_contract_name(root):
    edit(root / KMS, lambda d: d.update(contractName="DstackKm"))


def a_missing_member(root):
    edit(root / KMS, lambda d: d.pop("storageLayout"))


def a_space(root):
    path = root / KMS
    path.write_text(path.read_text().replace('"abi":', '"abi": ', 1))


def a_cut_artifact(root):
    path = root / KMS
    path.write_text(path.read_text()[:5000])


def hex_that_is_none(root):
    edit(root / KMS, lambda d: d.update(runtimeBytecode="0x6g"))


def a_missing_artifact(root):
    (root / KMS).unlink()


def a_missing_abi(root):
    (root / "abi/DstackKms.json").unlink()


def an_extra_artifact(root):
    shutil.copy(root / KMS, root / "artifacts/Stranger.json")


def an_extra_abi(root):
    shutil.copy(root / "abi/DstackKms.json", root / "abi/Stranger.json")


def a_source_without_artifact(root):
    (root / "src/Stranger.sol").write_text("contract Stranger {}\n")


def another_file_beside_the_artifacts(root):
    (root / "artifacts/DstackKms.json.orig").write_text("")


def a_cut_manifest(root):
    path = root / "manifest.json"
    path.write_text(path.read_text()[:50])


def a_missing_setting_file(root):
    (root / "build/settings.json").unlink()


def a_removed_source(root):
    (root / "src/IAppAuth.sol").unlink()


UNSEALED = [
    (a_constructor_byte, "has another hash than contracts/manifest.json"),
    (a_storage_slot, "has another hash than contracts/manifest.json"),
    (a_runtime_byte, "has another hash than contracts/manifest.json"),
    (a_space, "is not written the one way"),
    (a_cut_manifest, "contracts/manifest.json: cannot be read"),
]
SEALED = [
    (a_source_character, "was compiled from another contracts/src/DstackKms.sol"),
    (a_setting, "was compiled with other settings"),
    (a_setting_everywhere_but_in_the_code, "does not end with the hash of its metadata"),
    (a_compiler_pin, "package.json pins 0.8.25"),
    (a_library_pin, "its packages are not those"),
    (a_locked_version, "solc is 0.8.25, package.json says 0.8.24"),
    (an_abi_file, "its ABI and contracts/abi/DstackKms.json differ"),
    (an_abi_entry_in_file_and_artifact, "the one in its metadata differ"),
    (a_method_identifier, "its method identifiers are not those of its ABI"),
    (a_selector_in_the_code, "its code does not look for addOsImageHash(bytes32)"),
    (a_runtime_byte, "does not end with its runtime bytecode"),
    (a_creation_byte, "does not end with its runtime bytecode"),
    (the_metadata_hash, "does not end with the hash of its metadata"),
    (an_immutable_range, "is not a PUSH32 of zero"),
    (a_storage_slot_of_the_upgrade, "storage does not fit DstackKms: `gatewayAppId` was slot 4"),
    (a_source_hash, "was compiled from another contracts/src/IAppAuth.sol"),
    (a_library_hash, "its sources and those in its metadata differ"),
    (a_compiler_version, "its metadata names another compiler"),
    (a_package_version, "its packages are not those"),
    (a_contract_name, "is about DstackKm"),
    (a_missing_member, "has other members than expected: ['storageLayout']"),
    (a_cut_artifact, "cannot be read as an artifact"),
    (hex_that_is_none, "cannot be read as an artifact"),
    (a_missing_artifact, "contracts/artifacts: nothing for src/DstackKms.sol"),
    (a_missing_abi, "contracts/abi: nothing for src/DstackKms.sol"),
    (an_extra_artifact, "contracts/artifacts: Stranger has no source"),
    (an_extra_abi, "contracts/abi: Stranger has no source"),
    (a_source_without_artifact, "contracts/artifacts: nothing for src/Stranger.sol"),
    (another_file_beside_the_artifacts, "DstackKms.json.orig has no source"),
    (a_missing_setting_file, "settings.json"),
    (a_removed_source, "which is not there"),
]


@pytest.mark.parametrize(("plant", "words"), UNSEALED)
def test_a_planted_fault_is_named(root, plant, words):
    plant(root)
    assert any(words in fault for fault in consistency.faults(Tree(root)))


@pytest.mark.parametrize(("plant", "words"), SEALED)
def test_a_planted_fault_is_named_even_if_the_manifest_agrees(root, plant, words):
    plant(root)
    seal(root)
    assert any(words in fault for fault in consistency.faults(Tree(root)))


def test_a_fault_says_where_what_and_what_to_do(root):
    a_setting(root)
    assert (
        "contracts/artifacts/DstackKms.json: was compiled with other settings than "
        "contracts/build/settings.json; run `make contracts`, or restore the file from git"
    ) in consistency.faults(Tree(root))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("| DstackKms | addOsImageHash, new | 54", "| DstackKms | addOsImageHash, new | 55"),
        ("| DstackKms | The boot policy", "| DstackKms | A boot policy"),
        ("<!-- figures: end -->", ""),
    ],
)
def test_a_stale_figure_in_the_readme_is_named(root, old, new):
    assert figures.fault(Tree(root)) is None
    path = root / "README.md"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    assert "run `make contracts`" in figures.fault(Tree(root))


def test_written_figures_are_current(root):
    path = root / "README.md"
    path.write_text(path.read_text().replace("54,", "55,"))
    figures.write(Tree(root))
    assert path.read_text() == (CONTRACTS / "README.md").read_text()


def test_a_rebuild_that_differs_names_the_file(root):
    assert rebuild.differences(CONTRACTS, root) == []
    a_constructor_byte(root)
    a_missing_abi(root)
    an_extra_artifact(root)
    named = [fault.split(":")[0] for fault in rebuild.differences(CONTRACTS, root)]
    assert named == [
        "contracts/abi/DstackKms.json",
        "contracts/artifacts/DstackKms.json",
        "contracts/artifacts/Stranger.json",
    ]


@pytest.fixture
def node(tmp_path, monkeypatch):
    """Puts a stand-in for node, alone, on the path; it is called as `node build.mjs OUTPUT`."""

    def put(script):
        program = tmp_path / "bin" / "node"
        program.parent.mkdir()
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(program.parent))

    return put


def test_a_rebuild_without_node_is_a_fault_that_says_so(root, monkeypatch):
    monkeypatch.setenv("PATH", "")
    (fault,) = rebuild.rebuild(Tree(root))
    assert fault == "contracts/build/build.mjs: needs node, which is not on the path; install it"


def test_a_compiler_that_fails_is_a_fault(root, node):
    node("echo node says no >&2; exit 1")
    assert rebuild.rebuild(Tree(root)) == ["contracts/build/build.mjs: node says no"]


def test_a_compiler_that_writes_nothing_differs_in_every_file(root, node, capsys):
    node("exit 0")
    assert len(rebuild.rebuild(Tree(root))) == 2 * len(Tree(root).units) + 1
    assert rebuild.main(root) == 1
    assert "run `make contracts`" in capsys.readouterr().err


def test_a_compiler_that_writes_the_committed_files_differs_in_none(root, node, capsys):
    parts = " ".join(str(CONTRACTS / part) for part in ("artifacts", "abi", "manifest.json"))
    node(f'/bin/cp -R {parts} "$2"')
    assert rebuild.rebuild(Tree(root)) == []
    assert rebuild.main(root) == 0
    assert capsys.readouterr().out.endswith("byte for byte, all equal\n")


def test_the_command_fails_exactly_when_there_is_a_fault(root, monkeypatch, capsys):
    monkeypatch.setenv("PATH", "")
    assert main(root) == 0
    assert capsys.readouterr().out.endswith("all belong together\n")
    a_source_character(root)
    assert main(root) == 1
    assert "was compiled from another" in capsys.readouterr().err
