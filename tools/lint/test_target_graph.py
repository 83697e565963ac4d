"""The graph of Package.swift is the design's, and each way to leave the design is named."""

import copy
import json
import subprocess
from pathlib import Path

import pytest

from tools.lint import target_table as table
from tools.lint.target_graph import closure, dependencies, faults, judge

ROOT = Path(__file__).parents[2]
NO_FOLDERS: dict[str, set[str]] = {"Sources": set(), "Tests": set()}


@pytest.fixture(scope="module")
def manifest() -> list[dict]:
    """The targets of our Package.swift, as SwiftPM reads them."""
    command = ["tools/swift", "package", "dump-package"]
    dumped = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return json.loads(dumped)["targets"]


@pytest.fixture
def targets(manifest: list[dict]) -> list[dict]:
    """A copy to plant faults in."""
    return copy.deepcopy(manifest)


def named(targets: list[dict], name: str) -> dict:
    return next(target for target in targets if target["name"] == name)


def add(targets: list[dict], name: str, other: str) -> None:
    """Makes a target depend on another."""
    named(targets, name)["dependencies"].append({"byName": [other, None]})


def drop(targets: list[dict], name: str, setting: str) -> None:
    """Compiles a target without a setting."""
    settings = named(targets, name)["settings"]
    settings[:] = [entry for entry in settings if setting not in entry["kind"]]


def test_package_swift_is_the_design() -> None:
    assert faults(ROOT) == []


def test_every_row_of_the_table_is_a_target_or_product(manifest: list[dict]) -> None:
    present = {target["name"] for target in manifest}
    present |= set().union(*(dependencies(target) for target in manifest))
    rows = set().union(*(names for _, names in table.LAYERS), table.USERS, table.UNREACHABLE)
    assert rows == {name for name in present if not name.endswith("Tests")}


@pytest.mark.parametrize(
    ("name", "other", "words"),
    [
        (
            "Primitives",
            "Codec",
            "Primitives may not depend on Codec, which is not in a layer below",
        ),
        ("Codec", "Chain", "Codec may not depend on Chain, which is not in a layer below it"),
        ("Chain", "EthereumClient", "Chain may not depend on EthereumClient"),
        ("Chain", "Contracts", "Chain may not depend on Contracts"),
        ("Contracts", "Attestation", "Contracts may not depend on Attestation"),
        ("Governance", "Audit", "Governance may not depend on Audit"),
        ("Governance", "dstackgov", "Governance may not depend on dstackgov"),
        ("Codec", "TestSupport", "Codec may not depend on TestSupport"),
        ("Audit", "CCurl", "Audit may not depend on CCurl, which is for CurlTransport"),
        ("dstackgov", "COpenSSL", "dstackgov may not depend on COpenSSL, which is for Crypto"),
        ("Contracts", "Signing", "Contracts may not depend on Signing, which is for KeyRelease"),
        ("Codec", "Logging", "Codec may not depend on Logging"),
        ("dstack-authd", "Signing", "dstack-authd reaches Signing: the webhook never holds a"),
        ("Authorization", "EthereumClient", "Authorization reaches EthereumClient: a decision is"),
        ("Contracts", "CSQLite", "Authorization reaches CSQLite"),
        ("Contracts", "NIOCore", "Authorization reaches NIOCore"),
        ("Contracts", "CurlTransport", "Authorization reaches CCurl"),
        ("Audit", "Signing", "Audit reaches Signing: an audit recovers signers without a secret"),
        ("HTTPServer", "Authorization", "HTTPServer reaches Authorization: HTTP knows nothing"),
        ("dstackgov", "Stranger", "product Stranger comes from outside and is in no row"),
    ],
)
def test_an_arrow_that_the_design_does_not_have_is_named(
    targets: list[dict], name: str, other: str, words: str
) -> None:
    add(targets, name, other)
    assert any(words in fault for fault in judge(targets, NO_FOLDERS))


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Contracts", "Cryptography"),
        ("Audit", "Attestation"),
        ("CodecTests", "Signing"),
        ("CodecTests", "CCurl"),
    ],
)
def test_an_arrow_down_passes_and_tests_may_depend_on_anything(
    targets: list[dict], name: str, other: str
) -> None:
    add(targets, name, other)
    assert judge(targets, NO_FOLDERS) == []


def test_a_target_that_the_table_does_not_know_is_named(targets: list[dict]) -> None:
    targets.append({**named(targets, "Codec"), "name": "Helpers"})
    assert judge(targets, NO_FOLDERS) == [
        "Package.swift: target Helpers is in no layer; give it a row in tools/lint/target_table.py"
    ]


@pytest.mark.parametrize("name", ["Primitives", "dstackgov", "CodecTests"])
@pytest.mark.parametrize("setting", ["swiftLanguageMode", "strictMemorySafety", "treatAllWarnings"])
def test_a_target_compiled_without_a_setting_is_named(
    targets: list[dict], name: str, setting: str
) -> None:
    drop(targets, name, setting)
    (fault,) = judge(targets, NO_FOLDERS)
    assert fault.startswith(f"Package.swift: target {name} is compiled without {setting}(")


def test_unsafe_flags_are_named(targets: list[dict]) -> None:
    flags = {"kind": {"unsafeFlags": {"_0": ["-Ounchecked"]}}, "tool": "swift"}
    named(targets, "Codec")["settings"].append(flags)
    (fault,) = judge(targets, NO_FOLDERS)
    assert "target Codec has unsafeFlags" in fault


def test_a_folder_that_is_no_target_is_named(targets: list[dict]) -> None:
    assert judge(targets, {"Sources": {"Codec"}, "Tests": {"CodecTests", "TestSupport"}}) == []
    assert judge(targets, {"Sources": {"Old"}, "Tests": set()}) == [
        "Package.swift: Sources/Old belongs to no target, so nobody compiles it"
    ]


def test_a_manifest_that_cannot_be_read_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "tools").symlink_to(ROOT / "tools")
    (tmp_path / "Package.swift").write_text("// swift-tools-version: 6.2\nnonsense\n")
    (fault,) = faults(tmp_path)
    assert fault.startswith("Package.swift: cannot be read: ")


def test_what_a_target_reaches_is_followed_to_the_end() -> None:
    graph = {"a": {"b"}, "b": {"c", "d"}, "d": {"b"}}
    assert closure(graph, "a") == {"b", "c", "d"}
    assert closure(graph, "c") == set()
