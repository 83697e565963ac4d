"""`.swift-format` is alive: each rule that we chose refuses a planted fault, not its twin."""

import shutil
from pathlib import Path

import pytest

from tools.lint.conftest import Plant
from tools.lint.swift_format import faults, rewrite

ROOT = Path(__file__).parents[2]

FAULTS = {
    "LineLength": f"let a = {'1 + ' * 25}1\n",
    "Indentation": "func a() {\n  b()\n}\n",
    "OrderedImports": "import B\nimport A\n",
    "OmitExplicitReturns": "func a() -> Int { return 1 }\n",
    "NoAccessLevelOnExtensionDeclaration": "public extension A {\n    func b() {}\n}\n",
    "FileScopedDeclarationPrivacy": "fileprivate let a = 1\n",
    "AllPublicDeclarationsHaveDocumentation": "public struct A {}\n",
    "ValidateDocumentationComments": (
        "/// Adds.\n/// - Parameter b: A number.\nfunc add(_ a: Int) {}\n"
    ),
    "NeverForceUnwrap": "func a(_ b: Int?) -> Int { b! }\n",
    "NeverUseForceTry": "func a() { try! b() }\n",
    "NeverUseImplicitlyUnwrappedOptionals": "struct A {\n    var b: Int!\n}\n",
}

TWINS = {
    "LineLength": f"let a = {'1 + ' * 20}1\n",
    "Indentation": "func a() {\n    b()\n}\n",
    "OrderedImports": "import A\nimport B\n",
    "OmitExplicitReturns": "func a() -> Int { 1 }\n",
    "NoAccessLevelOnExtensionDeclaration": "extension A {\n    /// B.\n    public func b() {}\n}\n",
    "FileScopedDeclarationPrivacy": "private let a = 1\n",
    "AllPublicDeclarationsHaveDocumentation": "/// An A.\npublic struct A {}\n",
    "ValidateDocumentationComments": (
        "/// Adds.\n/// - Parameter a: A number.\nfunc add(_ a: Int) {}\n"
    ),
    "NeverForceUnwrap": "func a(_ b: Int?) -> Int { b ?? 0 }\n",
    "NeverUseForceTry": "func a() throws { try b() }\n",
    "NeverUseImplicitlyUnwrappedOptionals": "struct A {\n    var b: Int?\n}\n",
}


@pytest.fixture
def checkout(repository: Path) -> Path:
    """A repository with our configuration and tools."""
    shutil.copy(ROOT / ".swift-format", repository)
    (repository / "tools").symlink_to(ROOT / "tools")
    return repository


@pytest.mark.parametrize("rule", FAULTS)
def test_each_rule_names_a_planted_fault(checkout: Path, plant: Plant, rule: str) -> None:
    plant("Sources/A/A.swift", FAULTS[rule])
    found = faults(checkout)
    assert any(f"[{rule}]" in fault for fault in found), found
    assert all(fault.startswith("Sources/A/A.swift:") for fault in found)


@pytest.mark.parametrize("rule", TWINS)
def test_its_twin_passes(checkout: Path, plant: Plant, rule: str) -> None:
    plant("Sources/A/A.swift", TWINS[rule])
    assert faults(checkout) == []


def test_a_source_that_does_not_parse_is_a_fault(checkout: Path, plant: Plant) -> None:
    plant("Sources/A/A.swift", "func (\n")
    assert faults(checkout)


def test_formatting_mends_layout(checkout: Path, plant: Plant) -> None:
    path = plant("Sources/A/A.swift", FAULTS["Indentation"])
    assert rewrite(checkout) == 0
    assert path.read_text() == TWINS["Indentation"]


def test_without_swift_there_is_nothing_to_say(checkout: Path) -> None:
    assert faults(checkout) == []
    assert rewrite(checkout) == 0
