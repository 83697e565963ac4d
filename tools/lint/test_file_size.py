"""The size check on small repositories of its own."""

import subprocess
from pathlib import Path

import pytest

from tools.lint.conftest import Plant
from tools.lint.file_size import LIMIT, SUFFIXES, faults

AT_THE_LIMIT = "x = 1\n" * LIMIT
OVER_THE_LIMIT = "x = 1\n" * (LIMIT + 1)


def test_the_limit_is_400_lines() -> None:
    assert LIMIT == 400


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
def test_a_source_of_401_lines_is_named(repository: Path, plant: Plant, suffix: str) -> None:
    plant(f"deep/long{suffix}", OVER_THE_LIMIT)
    said = f"deep/long{suffix}: 401 lines; split it by concept, the limit is 400"
    assert faults(repository) == [said]


def test_a_committed_source_is_counted_as_one_that_is_not(repository: Path, plant: Plant) -> None:
    for name in ("committed.py", "new.py"):
        plant(name, OVER_THE_LIMIT)
    subprocess.run(["git", "add", "committed.py"], cwd=repository, check=True)
    assert [fault.split(":")[0] for fault in faults(repository)] == ["committed.py", "new.py"]


# a file that may be there, with its text
ALLOWED = {
    "400 lines": ("exact.py", AT_THE_LIMIT),
    "400 lines without the last newline": ("open.go", AT_THE_LIMIT.rstrip("\n")),
    "an empty file": ("empty.sol", ""),
    "long data": ("corpus.jsonl", OVER_THE_LIMIT),
    "an ignored source": ("ignored/long.py", OVER_THE_LIMIT),
}


@pytest.mark.parametrize("case", ALLOWED)
def test_what_is_short_or_no_source_of_ours_passes(
    repository: Path, plant: Plant, case: str
) -> None:
    plant(".gitignore", "ignored\n")
    plant(*ALLOWED[case])
    assert faults(repository) == []


def test_a_source_deleted_but_not_yet_committed_is_no_surprise(
    repository: Path, plant: Plant
) -> None:
    gone = plant("gone.py", OVER_THE_LIMIT)
    subprocess.run(["git", "add", "gone.py"], cwd=repository, check=True)
    gone.unlink()
    assert faults(repository) == []
