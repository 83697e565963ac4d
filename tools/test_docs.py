"""The documentation is built bottom first, and a link that leads nowhere fails the build."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.docs import libraries

ROOT = Path(__file__).parents[1]
MANIFEST = """// swift-tools-version: 6.2
import PackageDescription
let package = Package(
    name: "planted",
    targets: [.target(name: "Lower"), .target(name: "Upper", dependencies: ["Lower"])]
)
"""


def target(name: str, *others: str, kind: str = "regular") -> dict:
    return {"name": name, "type": kind, "dependencies": [{"byName": [o, None]} for o in others]}


def test_libraries_come_after_what_they_depend_on(tmp_path: Path) -> None:
    manifest = {
        "targets": [
            target("Codec", "Primitives"),
            target("Primitives", "CKeccak"),
            target("CKeccak"),
            target("CCurl", kind="system"),
            target("tool", "Codec", kind="executable"),
            target("CodecTests", "Codec", kind="test"),
        ]
    }
    for name, file in (("Codec", "a.swift"), ("Primitives", "b.swift"), ("CKeccak", "c.c")):
        (tmp_path / name).mkdir()
        (tmp_path / name / file).touch()
    assert list(libraries(manifest, tmp_path).items()) == [
        ("Primitives", set()),
        ("Codec", {"Primitives"}),
    ]


def build(folder: Path, link: str) -> subprocess.CompletedProcess[str]:
    """Builds the documentation of a package of two libraries, one of which links to the other."""
    (folder / "tools").mkdir(exist_ok=True)
    for name in ("swift", "setup"):
        (folder / "tools" / name).unlink(missing_ok=True)
        (folder / "tools" / name).symlink_to(ROOT / "tools" / name)
    for name in ("Lower", "Upper"):
        (folder / "Sources" / name).mkdir(parents=True, exist_ok=True)
    (folder / "Package.swift").write_text(MANIFEST)
    (folder / "Sources/Lower/A.swift").write_text("/// An A.\npublic struct A {}\n")
    text = f"/// A B beside ``{link}``.\npublic struct B {{}}\n"
    (folder / "Sources/Upper/B.swift").write_text(text)
    return subprocess.run(
        [sys.executable, ROOT / "tools/docs.py"],
        cwd=folder,
        env={"PATH": f"{Path(shutil.which('swift') or '/bin/sh').parent}:/usr/bin:/bin"}
        | {"PYTHONPATH": str(ROOT), "HOME": str(Path.home())},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder, so that the second build compiles one file only."""
    return tmp_path_factory.mktemp("package")


def test_a_link_that_leads_nowhere_fails_and_one_to_a_lower_library_does_not(
    package: Path,
) -> None:
    astray = build(package, "/Lower/Missing")
    assert astray.returncode == 1
    assert "docs: Upper failed, see above" in astray.stderr
    assert "Missing" in astray.stderr
    right = build(package, "/Lower/A")
    assert (right.returncode, right.stderr) == (0, "")
    assert right.stdout.startswith("docs: 2 libraries; ")
    assert (package / ".cache/docs/dstack-governance.doccarchive/index.html").exists()


def test_a_library_that_does_not_compile_fails(package: Path) -> None:
    (package / "Sources/Lower").mkdir(parents=True, exist_ok=True)
    (package / "Sources/Lower/Broken.swift").write_text('let a: Int = ""\n')
    broken = build(package, "/Lower/A")
    (package / "Sources/Lower/Broken.swift").unlink()
    assert broken.returncode == 1
    assert "docs: no symbols of " in broken.stderr
