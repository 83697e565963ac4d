"""Shell scripts are found by their first line, and shellcheck judges them."""

from pathlib import Path

from tools.lint.conftest import Plant
from tools.lint.shell import faults, scripts

BASH = "#!/usr/bin/env bash\n"


def test_a_planted_fault_is_named_and_its_twin_passes(repository: Path, plant: Plant) -> None:
    plant("deep/run", f'{BASH}rm -rf "$1"\n')
    assert faults(repository) == []
    plant("deep/run", f"{BASH}rm -rf $1\n")
    (fault,) = faults(repository)
    assert fault.startswith("deep/run:2:8:")
    assert "SC2086" in fault


def test_scripts_are_told_by_their_first_line(repository: Path, plant: Plant) -> None:
    plant("run", BASH)
    plant("posix.sh", "#!/bin/sh\n")
    plant("sourced.sh", "# shellcheck shell=bash\n")
    plant("program.py", "#!/usr/bin/env python3\n")
    plant("README.md", "run `#!/bin/sh`\n")
    assert [path.name for path in scripts(repository)] == ["posix.sh", "run", "sourced.sh"]


def test_a_script_that_does_not_parse_is_a_fault(repository: Path, plant: Plant) -> None:
    plant("run", f"{BASH}if true\n")
    assert faults(repository)
