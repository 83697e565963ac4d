"""Foundation is found in Sources however it is imported."""

from pathlib import Path

import pytest

from tools.lint.conftest import Plant
from tools.lint.imports import faults

FORBIDDEN = {
    "import Foundation": "Foundation",
    "public import Foundation": "Foundation",
    "@preconcurrency import Foundation": "Foundation",
    "import struct Foundation.Data": "Foundation",
    "import class FoundationNetworking.URLSession": "FoundationNetworking",
    "#if canImport(FoundationEssentials)\nimport FoundationEssentials\n#endif": (
        "FoundationEssentials"
    ),
}

ALLOWED = [
    "import Glibc",
    "public import Primitives",
    "import struct Synchronization.Mutex",
    "// import Foundation",
    'let a = "import Foundation"',
    "let import_ = Foundation",
]


@pytest.mark.parametrize("source", FORBIDDEN)
def test_each_way_to_import_foundation_is_named(
    repository: Path, plant: Plant, source: str
) -> None:
    plant("Sources/A/A.swift", source)
    (fault,) = faults(repository)
    assert f": imports {FORBIDDEN[source]}; Sources use" in fault


@pytest.mark.parametrize("source", ALLOWED)
def test_every_other_module_passes(repository: Path, plant: Plant, source: str) -> None:
    plant("Sources/A/A.swift", source)
    assert faults(repository) == []


def test_tests_may_import_foundation(repository: Path, plant: Plant) -> None:
    plant("Tests/ATests/A.swift", "import Foundation")
    assert faults(repository) == []
