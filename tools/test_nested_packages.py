"""Benchmarks and fuzz targets are packages of their own, built with this checkout's mirrors."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with the tools and a Swift that notes what it is asked for."""
    (tmp_path / "tools").mkdir()
    for name in ("fuzz", "nested_package"):
        shutil.copy(ROOT / "tools" / name, tmp_path / "tools")
    program(tmp_path / "tools/swift", 'echo "swift $*"')
    return tmp_path


def program(path: Path, script: str) -> None:
    """Puts a script where a program is expected."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/bash\n{script}\n")
    path.chmod(0o755)


def fuzz_target(checkout: Path, name: str, script: str = 'echo "ran $*"') -> None:
    """Puts a fuzz target and what building it would make."""
    (checkout / "Fuzz" / name).mkdir(parents=True)
    (checkout / "Fuzz/Package.swift").touch()
    (checkout / "Fuzz" / name / "main.swift").touch()
    program(checkout / ".build/nested/Fuzz/release" / name, script)


def run(checkout: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)


def test_a_nested_package_has_our_mirrors_and_a_build_folder_of_its_own(checkout: Path) -> None:
    (checkout / "Benchmarks").mkdir()
    (checkout / "Benchmarks/Package.swift").touch()
    done = run(checkout, "tools/nested_package", "Benchmarks", "run", "-c", "release")
    assert done.stdout == (
        "swift run --package-path Benchmarks --scratch-path .build/nested/Benchmarks "
        "--config-path .swiftpm/configuration -c release\n"
    )


def test_a_package_that_is_not_there_is_said(checkout: Path) -> None:
    done = run(checkout, "tools/nested_package", "Benchmarks", "run")
    assert done.returncode == 1
    assert done.stderr == "Benchmarks/Package.swift: is not there, so there is nothing to run\n"


def test_each_fuzz_target_runs_for_a_minute(checkout: Path) -> None:
    fuzz_target(checkout, "ABI")
    fuzz_target(checkout, "RLP")
    done = run(checkout, "tools/fuzz")
    assert done.returncode == 0
    assert done.stdout.splitlines()[0].startswith("swift build --package-path Fuzz ")
    assert done.stdout.splitlines()[1:] == [
        "== ABI",
        "ran -max_total_time=60 -print_final_stats=1 -artifact_prefix=.cache/fuzz/ABI/ "
        ".cache/fuzz/ABI/corpus",
        "== RLP",
        "ran -max_total_time=60 -print_final_stats=1 -artifact_prefix=.cache/fuzz/RLP/ "
        ".cache/fuzz/RLP/corpus",
        "fuzz: 2 targets, 0 failed",
    ]


def test_one_target_can_run_longer(checkout: Path) -> None:
    fuzz_target(checkout, "ABI")
    fuzz_target(checkout, "RLP")
    done = run(checkout, "tools/fuzz", "RLP", "-max_total_time=600")
    assert "== ABI" not in done.stdout
    assert ".cache/fuzz/RLP/ -max_total_time=600 .cache/fuzz/RLP/corpus" in done.stdout


def test_an_input_that_ends_the_process_fails_and_the_others_still_run(checkout: Path) -> None:
    fuzz_target(checkout, "ABI", "exit 77")
    fuzz_target(checkout, "RLP")
    done = run(checkout, "tools/fuzz")
    assert done.returncode == 1
    assert "== RLP" in done.stdout
    assert done.stdout.endswith("fuzz: 2 targets, 1 failed\n")


@pytest.mark.parametrize("targets", [(), ("Missing",)])
def test_without_a_target_to_run_it_fails(checkout: Path, targets: tuple[str, ...]) -> None:
    if targets:
        fuzz_target(checkout, "RLP")
    assert run(checkout, "tools/fuzz", *targets).returncode == 1
